#include "project/tools/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <tuple>

#include "source/ascii.h"

namespace miglint::tools {
namespace {

bool is_name_character(char c) {
  return ascii::is_word(c) || c == '.' || c == ':' || c == '-';
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\f\v";
  const auto begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::ranges::equal(text.substr(0, word.size()), word, {}, ascii::lower, ascii::lower);
}

std::string_view leading_digits(std::string_view name) {
  const auto end = std::ranges::find_if_not(name, ascii::is_digit);
  return name.substr(0, static_cast<std::size_t>(end - name.begin()));
}

bool number_less(std::string_view a, std::string_view b) {
  a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
  b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

std::string_view stem(std::string_view name) {
  return name.substr(0, name.find('.', 1));
}

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t feed = std::min(text.find('\n', begin), text.size());
    std::size_t end = feed;
    if (end > begin && text[end - 1] == '\r') --end;
    const std::size_t next = std::min(feed + 1, text.size());
    lines.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                     static_cast<std::uint32_t>(next), text.substr(begin, end - begin)});
    begin = next;
  }
  return lines;
}

std::uint32_t add_scope(Migration& migration, Direction direction, TransactionScope scope) {
  Script& script = direction == Direction::up ? migration.up : migration.down;
  script.scopes.push_back(std::move(scope));
  return static_cast<std::uint32_t>(script.scopes.size() - 1);
}

void add_part(const ReadInput& input, Migration& migration, Direction direction,
              std::uint32_t scope, std::uint32_t begin, std::uint32_t end) {
  if (end < begin) return;
  Script& script = direction == Direction::up ? migration.up : migration.down;
  SqlStatement statement;
  statement.text = input.text.substr(begin, end - begin);
  statement.span = {input.id, begin, end};
  statement.scope = scope;
  script.statements.push_back(std::move(statement));
}

void add_whole_file(const ReadInput& input, Migration& migration, TransactionScope scope) {
  const Direction direction = direction_of(input.file);
  const std::uint32_t index = add_scope(migration, direction, std::move(scope));
  add_part(input, migration, direction, index, 0, static_cast<std::uint32_t>(input.text.size()));
}

Direction direction_of(const MigrationFile& file) {
  return file.holds == MigrationFile::Holds::down ? Direction::down : Direction::up;
}

bool is_called_migrations(std::string_view folder) {
  constexpr int kParts = 3;
  std::size_t begin = folder.size();
  for (int i = 0; i < kParts && begin != std::string_view::npos && begin > 0; ++i)
    begin = folder.rfind('/', begin - 1);
  if (begin == std::string_view::npos) begin = 0;
  return ascii::lower_case(folder.substr(begin)).contains("migrat");
}

KnownBy default_of(const MigrationSet& set) {
  return set.guessed ? KnownBy::guess : KnownBy::tool_default;
}

void take_files(const RecogniseInput& input, MigrationSet& set,
                const std::function<NamedFile(std::string_view name)>& name_of,
                std::string_view reason) {
  for (const Tree::Entry& entry : input.tree.entries(input.folder)) {
    if (entry.is_folder || entry.name.starts_with('.')) continue;
    NamedFile named = name_of(entry.name);
    if (!named.id.empty()) {
      MigrationFile& file = set.files.emplace_back();
      file.path = join_path(input.folder, entry.name);
      file.id = std::move(named.id);
      file.holds = named.holds;
    } else if (ascii::lower_case(entry.name).ends_with(".sql")) {
      set.left_out.push_back({join_path(input.folder, entry.name), std::string(reason)});
    }
  }
}

void sort_by_number(std::vector<MigrationFile>& files) {
  std::ranges::stable_sort(files, [](const MigrationFile& a, const MigrationFile& b) {
    const auto x = leading_digits(a.id);
    const auto y = leading_digits(b.id);
    if (number_less(x, y)) return true;
    if (number_less(y, x)) return false;
    return std::tuple(std::string_view(a.id), a.holds) <
           std::tuple(std::string_view(b.id), b.holds);
  });
}

const MigrationFile* find_text(Tree& tree, const MigrationSet& set,
                               const std::function<bool(std::string_view)>& matches) {
  constexpr std::size_t kFew = 4;
  for (std::size_t i = 0; i < set.files.size(); ++i) {
    if (i >= kFew && i + 1 < set.files.size()) continue;
    if (matches(tree.text(set.files[i].path))) return &set.files[i];
  }
  return nullptr;
}

void read_as_one_message(const ReadInput& input, Migration& migration) {
  TransactionScope scope;
  scope.wrap = Wrap::none;
  scope.send = Send::file;
  scope.known_by = default_of(input.set);
  scope.reason = fmt::format("{} opens no transaction, but sends the whole file in one message",
                             input.set.tool->title);
  scope.way_out = "in a migration of its own that holds no other statement";
  add_whole_file(input, migration, std::move(scope));
}

void fill_placeholders(const ReadInput& input, Migration& migration) {
  if (!input.text.contains("${")) return;
  for (Script* script : {&migration.up, &migration.down}) {
    for (SqlStatement& statement : script->statements) {
      std::string text(statement.text);
      bool changed = false;
      for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${", at)) {
        std::size_t end = at + 2;
        while (end < text.size() && is_name_character(text[end]))
          ++end;
        if (end == at + 2 || end == text.size() || text[end] != '}') {
          at += 2;
          continue;
        }
        const std::string written = text.substr(at, end + 1 - at);
        for (std::size_t i = at; i <= end; ++i) {
          const bool letter = ascii::is_letter(text[i]);
          if (!letter && !ascii::is_digit(text[i])) text[i] = '_';
        }
        const std::string name = ascii::lower_case(text.substr(at, written.size()));
        if (std::ranges::find(migration.placeholders, name, &Placeholder::name) ==
            migration.placeholders.end()) {
          migration.placeholders.push_back({written, name});
        }
        changed = true;
      }
      if (!changed) continue;
      statement.text = input.arena.copy(text);
      statement.certainty = Certainty::symbolic;
    }
  }
}

std::string package_version(Tree& tree, const std::string& folder, std::string_view package) {
  const std::string path = tree.find_above(folder, "package.json");
  if (path.empty()) return {};
  const auto json = nlohmann::json::parse(tree.text(path), nullptr, false);
  if (!json.is_object()) return {};
  for (const auto* section : {"dependencies", "devDependencies"}) {
    const auto found = json.find(section);
    if (found == json.end() || !found->is_object()) continue;
    const auto version = found->find(std::string(package));
    if (version != found->end() && version->is_string()) return version->get<std::string>();
  }
  return {};
}

ServerVersion numbers_of(std::string_view version) {
  ServerVersion numbers;
  const auto first = std::ranges::find_if(version, ascii::is_digit);
  const char* const end = version.data() + version.size();
  const auto [at, error] =
      std::from_chars(version.data() + (first - version.begin()), end, numbers.major);
  if (error != std::errc{} || at == end || *at != '.') return numbers;
  std::from_chars(at + 1, end, numbers.minor);
  return numbers;
}

std::string file_with_word(Tree& tree, const std::string& folder,
                           std::span<const std::string_view> names, std::string_view word) {
  for (const std::string_view name : names) {
    std::string path = tree.find_above(folder, name);
    if (!path.empty() && tree.text(path).contains(word)) return path;
  }
  return {};
}

}  // namespace miglint::tools
