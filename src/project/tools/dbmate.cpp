// dbmate: pkg/dbmate/migration.go, db.go.
//
// A file holds pairs of sections `-- migrate:up` and `-- migrate:down`. Each section is one
// transaction unless its marker says `transaction:false`, and goes to the server in one message.
#include <fmt/format.h>

#include <optional>

#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

struct Mark {
  Direction direction = Direction::up;
  std::string_view options;
};

/// A line that begins with `-- migrate:up` or `-- migrate:down`.
std::optional<Mark> mark_of(std::string_view line) {
  if (!line.starts_with("--")) return std::nullopt;
  line = trimmed(line.substr(2));
  for (const Direction direction : {Direction::up, Direction::down}) {
    const std::string_view word = direction == Direction::up ? "migrate:up" : "migrate:down";
    if (!line.starts_with(word)) continue;
    const std::string_view rest = line.substr(word.size());
    if (rest.empty() || rest.front() == ' ' || rest.front() == '\t')
      return Mark{direction, trimmed(rest)};
  }
  return std::nullopt;
}

bool is_marked(std::string_view text) {
  for (const Line& line : lines_of(text)) {
    if (mark_of(line.text)) return true;
  }
  return false;
}

NamedFile name_of_file(std::string_view name) {
  const std::string_view number = leading_digits(name);
  if (number.empty() || !name.ends_with(".sql")) return {};
  return {std::string(number), MigrationFile::Holds::both};
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  MigrationSet set;
  set.order = "by version, the number that the file's name begins with";
  take_files(input, set, name_of_file, "dbmate takes files whose names begin with a number");
  if (set.files.empty()) return std::nullopt;
  const MigrationFile* marked = find_text(input.tree, set, is_marked);
  if (marked != nullptr) {
    set.why = fmt::format("`-- migrate:up` in {}", miglint::name_of(marked->path));
  } else if (!input.told) {
    return std::nullopt;
  }
  sort_by_number(set.files);
  return set;
}

TransactionScope scope_of(const ReadInput& input, const Mark& mark) {
  TransactionScope scope;
  scope.send = Send::section;
  const std::string_view word = mark.direction == Direction::up ? "up" : "down";
  scope.way_out = fmt::format(
      "alone in a section `-- migrate:{} transaction:false`: dbmate sends a section in one message",
      word);
  if (mark.options.contains("transaction:false")) {
    scope.wrap = Wrap::none;
    scope.known_by = KnownBy::marker;
    scope.reason = fmt::format(
        "`transaction:false` keeps dbmate from opening a transaction, but the whole section goes "
        "to the server in one message");
  } else {
    scope.wrap = Wrap::section;
    scope.known_by = default_of(input.set);
    scope.reason = fmt::format(
        "dbmate runs each section in a transaction by default and `-- migrate:{}` has no "
        "`transaction:false` here",
        word);
  }
  return scope;
}

void read(const ReadInput& input, Migration& migration) {
  std::optional<Mark> open;
  std::uint32_t begin = 0;
  const auto close = [&](std::uint32_t end) {
    if (!open || trimmed(input.text.substr(begin, end - begin)).empty()) return;
    const std::uint32_t scope = add_scope(migration, open->direction, scope_of(input, *open));
    add_part(input, migration, open->direction, scope, begin, end);
  };
  for (const Line& line : lines_of(input.text)) {
    const std::optional<Mark> mark = mark_of(line.text);
    if (mark) {
      close(line.begin);
      open = mark;
      begin = line.next;
      const bool meant = mark->options.contains("transaction") &&
                         !mark->options.contains("transaction:false") &&
                         !mark->options.contains("transaction:true");
      if (meant) {
        migration.ignored_markers.push_back(
            {mark->direction,
             {input.id, line.begin, line.end},
             "dbmate reads its options as `name:value` without blanks: this one it passes over, "
             "and "
             "the section runs in a transaction.",
             fmt::format("-- migrate:{} transaction:false\n",
                         mark->direction == Direction::up ? "up" : "down")});
      }
    } else if (mark_of(trimmed(line.text))) {
      migration.ignored_markers.push_back(
          {open ? open->direction : Direction::up,
           {input.id, line.begin + static_cast<std::uint32_t>(line.text.find('-')), line.end},
           "dbmate takes a marker at the begin of a line alone: here it is a comment, and the "
           "section before it goes on.",
           fmt::format("{}\n", trimmed(line.text))});
    } else if (open && trimmed(line.text).starts_with("--") &&
               line.text.contains("transaction:false")) {
      migration.ignored_markers.push_back(
          {open->direction,
           {input.id, line.begin, line.end},
           "dbmate looks for `transaction:false` on the line of `-- migrate:up` or "
           "`-- migrate:down` alone: here it is a comment.",
           fmt::format("-- migrate:{} transaction:false\n",
                       open->direction == Direction::up ? "up" : "down")});
    }
  }
  close(static_cast<std::uint32_t>(input.text.size()));
}

}  // namespace

const Tool dbmate{.name = "dbmate", .title = "dbmate", .recognise = recognise, .read = read};

}  // namespace miglint::tools
