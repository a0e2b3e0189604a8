// goose (pressly/goose), SQL files: internal/sqlparser/parser.go.
//
// One file holds both directions, divided by `-- +goose Up` and `-- +goose Down`. A file and
// direction is one transaction unless `-- +goose NO TRANSACTION` stands anywhere in it; each
// statement is a message of its own, and a StatementBegin … StatementEnd block is one statement.
#include <fmt/format.h>

#include <optional>

#include "project/tools/parts.h"
#include "project/tools/registry.h"
#include "source/ascii.h"

namespace miglint::tools {
namespace {

enum class Mark : std::uint8_t { up, down, begin, end, no_transaction, substitute_on, other };

/// A goose marker, wherever it begins on the line.
std::optional<Mark> mark_of(std::string_view line) {
  line = trimmed(line);
  if (!line.starts_with("--")) return std::nullopt;
  line = trimmed(line.substr(2));
  if (!starts_with_word(line, "+goose")) return std::nullopt;
  const std::string word = ascii::lower_case(trimmed(line.substr(6)));
  if (word == "up") return Mark::up;
  if (word == "down") return Mark::down;
  if (word == "statementbegin") return Mark::begin;
  if (word == "statementend") return Mark::end;
  if (word == "no transaction") return Mark::no_transaction;
  if (word == "envsub on") return Mark::substitute_on;
  return Mark::other;
}

bool is_marked(std::string_view text) {
  for (const Line& line : lines_of(text)) {
    if (mark_of(line.text) == Mark::up) return true;
  }
  return false;
}

NamedFile name_of_file(std::string_view name) {
  const std::string_view number = leading_digits(name);
  if (number.empty() || !name.substr(number.size()).starts_with('_')) return {};
  if (!name.ends_with(".sql")) return {};
  return {std::string(number), MigrationFile::Holds::both};
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  MigrationSet set;
  set.order = "by number";
  take_files(input, set, name_of_file, "goose takes files called <number>_<name>.sql");
  if (set.files.empty()) return std::nullopt;
  const MigrationFile* marked = find_text(input.tree, set, is_marked);
  if (marked != nullptr) {
    set.why = fmt::format("`-- +goose Up` in {}", miglint::name_of(marked->path));
  } else if (!input.told) {
    return std::nullopt;
  }
  for (const Tree::Entry& entry : input.tree.entries(input.folder)) {
    const bool numbered = !leading_digits(entry.name).empty();
    if (!entry.is_folder && numbered && entry.name.ends_with(".go") &&
        !entry.name.ends_with("_test.go")) {
      set.left_out.push_back({join_path(input.folder, entry.name),
                              "a migration written in Go: what it does is not known here"});
    }
  }
  sort_by_number(set.files);
  return set;
}

class Reader {
 public:
  Reader(const ReadInput& input, Migration& migration) : input_(input), migration_(migration) {}

  void read() {
    const std::vector<Line> lines = lines_of(input_.text);
    for (const Line& line : lines) {
      if (mark_of(line.text) == Mark::no_transaction && !is_indented(line)) wrapped_ = false;
    }
    for (const Line& line : lines)
      take(line);
    close(static_cast<std::uint32_t>(input_.text.size()));
    if (substitutes_) fill_placeholders(input_, migration_);
  }

 private:
  static bool is_indented(const Line& line) { return !line.text.starts_with("--"); }

  void take(const Line& line) {
    const std::optional<Mark> mark = mark_of(line.text);
    if (!mark) return;
    if (is_indented(line)) {
      const auto blanks = line.text.find('-');
      migration_.ignored_markers.push_back(
          {direction_.value_or(Direction::up),
           {input_.id, line.begin + static_cast<std::uint32_t>(blanks), line.end},
           "goose refuses a marker that does not begin its line, and runs nothing of the file.",
           fmt::format("{}\n", trimmed(line.text))});
      return;
    }
    switch (*mark) {
      case Mark::up:
      case Mark::down:
        close(line.begin);
        direction_ = *mark == Mark::up ? Direction::up : Direction::down;
        begin_ = line.next;
        break;
      case Mark::begin:
      case Mark::end:
        close(line.begin);
        in_block_ = *mark == Mark::begin;
        begin_ = line.next;
        break;
      case Mark::substitute_on:
        substitutes_ = true;
        break;
      case Mark::no_transaction:
      case Mark::other:
        break;
    }
  }

  void close(std::uint32_t end) {
    if (!direction_ || trimmed(input_.text.substr(begin_, end - begin_)).empty()) return;
    const std::uint32_t scope = add_scope(migration_, *direction_, this->scope());
    add_part(input_, migration_, *direction_, scope, begin_, end);
    begin_ = end;
  }

  [[nodiscard]] TransactionScope scope() const {
    TransactionScope scope;
    scope.wrap = wrapped_ ? Wrap::file : Wrap::none;
    scope.send = in_block_ ? Send::chunk : Send::statement;
    if (wrapped_) {
      scope.known_by = default_of(input_.set);
      scope.reason =
          "goose wraps each file in a transaction by default and this file has no "
          "`-- +goose NO TRANSACTION`";
      scope.way_out =
          "in a file of its own that has the line `-- +goose NO TRANSACTION` at its top";
    } else {
      scope.known_by = KnownBy::marker;
      scope.reason =
          in_block_
              ? "goose sends what stands between StatementBegin and StatementEnd in one message"
              : "`-- +goose NO TRANSACTION`: goose opens no transaction for this file";
      scope.way_out = "outside of StatementBegin and StatementEnd, or alone between them";
    }
    return scope;
  }

  const ReadInput& input_;
  Migration& migration_;
  std::optional<Direction> direction_;
  std::uint32_t begin_ = 0;
  bool in_block_ = false;
  bool wrapped_ = true;
  bool substitutes_ = false;
};

void read(const ReadInput& input, Migration& migration) {
  Reader(input, migration).read();
}

}  // namespace

const Tool goose{.name = "goose", .title = "goose", .recognise = recognise, .read = read};

}  // namespace miglint::tools
