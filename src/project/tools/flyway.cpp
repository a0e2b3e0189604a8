// Flyway: ParserSqlScript.java, PostgreSQLParser.java; "Script configuration" in its documentation.
//
// V<version>__<name>.sql, U… to undo it, B… as a base line, R__<name>.sql repeatable. A migration
// is one transaction, unless all it holds are commands that Flyway knows to be refused in one, or a
// file <name>.sql.conf says executeInTransaction=false. Each statement is a message of its own.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <tuple>

#include "project/tools/parts.h"
#include "project/tools/registry.h"
#include "source/ascii.h"

namespace miglint::tools {
namespace {

using std::string_view_literals::operator""sv;

/// PostgreSQLParser.detectCanExecuteInTransaction. REINDEX … CONCURRENTLY, CLUSTER and DETACH
/// PARTITION … CONCURRENTLY are not among them.
constexpr std::array kAlone{"CREATE INDEX CONCURRENTLY"sv,
                            "DROP INDEX CONCURRENTLY"sv,
                            "REINDEX SCHEMA"sv,
                            "REINDEX DATABASE"sv,
                            "REINDEX SYSTEM"sv,
                            "VACUUM"sv,
                            "ALTER SYSTEM"sv,
                            "DISCARD ALL"sv,
                            "CREATE DATABASE"sv,
                            "DROP DATABASE"sv,
                            "CREATE TABLESPACE"sv,
                            "DROP TABLESPACE"sv,
                            "CREATE SUBSCRIPTION"sv,
                            "DROP SUBSCRIPTION"sv};

struct Name {
  char kind = ' ';
  std::string_view version;
  std::string_view description;
};

Name parts_of(std::string_view name) {
  if (!name.ends_with(".sql") || name.size() < 5) return {};
  const std::size_t split = name.find("__");
  if (split == std::string_view::npos) return {};
  const Name parts{name.front(), name.substr(1, split - 1), name.substr(split + 2)};
  if (parts.kind == 'R') return split == 1 ? parts : Name{};
  if (parts.kind != 'V' && parts.kind != 'U' && parts.kind != 'B') return {};
  const bool numbers = !parts.version.empty() && std::ranges::all_of(parts.version, [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_';
  });
  return numbers ? parts : Name{};
}

/// The parts of "1.10.2" or "1_10_2" one after the other, without zeros in front and at the end.
std::vector<std::string_view> numbers_in(std::string_view version) {
  std::vector<std::string_view> numbers;
  while (!version.empty()) {
    const std::size_t end = std::min(version.find_first_of("._"), version.size());
    std::string_view number = version.substr(0, end);
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
    numbers.push_back(number);
    version.remove_prefix(std::min(end + 1, version.size()));
  }
  while (!numbers.empty() && numbers.back().empty())
    numbers.pop_back();
  return numbers;
}

bool runs_before(const MigrationFile& a, const MigrationFile& b) {
  const Name x = parts_of(name_of(a.path));
  const Name y = parts_of(name_of(b.path));
  const bool a_repeats = x.kind == 'R';
  const bool b_repeats = y.kind == 'R';
  if (a_repeats != b_repeats) return b_repeats;
  if (a_repeats) return x.description < y.description;
  const auto m = numbers_in(x.version);
  const auto n = numbers_in(y.version);
  if (std::ranges::lexicographical_compare(m, n, number_less)) return true;
  if (std::ranges::lexicographical_compare(n, m, number_less)) return false;
  return std::tuple(a.holds, std::string_view(a.path)) <
         std::tuple(b.holds, std::string_view(b.path));
}

/// Flyway looks into the folders of its locations.
void take(const RecogniseInput& input, const std::string& folder, int depth, MigrationSet& set) {
  constexpr int kDeepest = 8;
  for (const Tree::Entry& entry : input.tree.entries(folder)) {
    std::string path = join_path(folder, entry.name);
    if (entry.is_folder) {
      if (depth < kDeepest && !entry.name.starts_with('.')) take(input, path, depth + 1, set);
      continue;
    }
    const Name name = parts_of(entry.name);
    if (name.kind == ' ') {
      if (entry.name.ends_with(".sql")) {
        set.left_out.push_back({std::move(path),
                                "Flyway takes files called V<version>__<name>.sql, and U…, R__…, "
                                "B… likewise"});
      }
      continue;
    }
    MigrationFile& file = set.files.emplace_back();
    file.id = name.kind == 'R' ? std::string(stem(entry.name)) : std::string(name.version);
    file.holds = name.kind == 'U' ? MigrationFile::Holds::down : MigrationFile::Holds::up;
    const std::string settings = path + ".conf";
    if (input.tree.has_file(settings)) {
      file.settings_path = settings;
      file.settings = input.tree.text(settings);
    }
    file.path = std::move(path);
  }
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  // A folder counts that holds versioned files itself: those above it are asked first.
  const bool here = std::ranges::any_of(input.tree.entries(input.folder), [](const auto& entry) {
    return !entry.is_folder && parts_of(entry.name).kind == 'V';
  });
  if (!here && !input.told) return std::nullopt;
  MigrationSet set;
  set.order = "by the numbers of the version, repeatable ones last";
  take(input, input.folder, 0, set);
  if (set.files.empty()) return std::nullopt;
  std::ranges::stable_sort(set.files, runs_before);
  set.why = fmt::format("{} is called as Flyway's files are", name_of(set.files.front().path));
  return set;
}

/// `key=value` in a file of settings.
std::string_view setting(std::string_view text, std::string_view key) {
  for (const Line& line : lines_of(text)) {
    const std::size_t equals = line.text.find('=');
    if (equals == std::string_view::npos) continue;
    if (trimmed(line.text.substr(0, equals)) == key) return trimmed(line.text.substr(equals + 1));
  }
  return {};
}

void read(const ReadInput& input, Migration& migration) {
  const std::string told = ascii::lower_case(setting(input.file.settings, "executeInTransaction"));
  const std::string config = std::string(name_of(input.file.path)) + ".conf";
  TransactionScope scope;
  scope.send = Send::statement;
  scope.way_out = fmt::format(
      "in a migration of its own that holds nothing else, or with `executeInTransaction=false` in "
      "{}",
      config);
  if (told == "false") {
    scope.wrap = Wrap::none;
    scope.known_by = KnownBy::marker;
    scope.reason = fmt::format("{} says `executeInTransaction=false`", config);
  } else if (told == "true") {
    scope.wrap = Wrap::file;
    scope.known_by = KnownBy::marker;
    scope.reason = fmt::format("{} says `executeInTransaction=true`", config);
  } else {
    scope.wrap = Wrap::file;
    scope.known_by = default_of(input.set);
    scope.runs_alone = RunsAlone::script_of_only_such;
    scope.alone_commands = kAlone;
    scope.reason =
        "Flyway runs each migration in a transaction, unless it holds nothing but commands that it "
        "knows to be refused in one; mixed with others it stops";
  }
  add_whole_file(input, migration, std::move(scope));
  fill_placeholders(input, migration);
}

}  // namespace

const Tool flyway{.name = "flyway", .title = "Flyway", .recognise = recognise, .read = read};

}  // namespace miglint::tools
