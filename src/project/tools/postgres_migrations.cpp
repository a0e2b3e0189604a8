// postgres-migrations (npm): dist/run-migration.js.
//
// <number>[-_]<name>.sql. A file is one transaction unless `-- postgres-migrations
// disable-transaction` stands anywhere in it; it goes to the server in one message.
#include <fmt/format.h>

#include <algorithm>

#include "project/tools/parts.h"
#include "project/tools/registry.h"
#include "source/ascii.h"

namespace miglint::tools {
namespace {

constexpr std::string_view kMark = "-- postgres-migrations disable-transaction";

NamedFile name_of_file(std::string_view name) {
  const std::string_view number = leading_digits(name);
  if (number.empty() || !ascii::lower_case(name).ends_with(".sql")) return {};
  const char next = name[number.size()];
  if (next != '-' && next != '_') return {};
  return {std::string(number), MigrationFile::Holds::up};
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  MigrationSet set;
  set.order = "by number";
  take_files(input, set, name_of_file,
             "postgres-migrations takes files called <number>_<name>.sql");
  if (set.files.empty()) return std::nullopt;
  set.version = package_version(input.tree, input.folder, "postgres-migrations");
  const auto is_marked = [](std::string_view text) { return text.contains(kMark); };
  if (!set.version.empty() && is_called_migrations(input.folder)) {
    set.why = "package.json names postgres-migrations";
  } else if (const MigrationFile* marked = find_text(input.tree, set, is_marked)) {
    set.why = fmt::format("`{}` in {}", kMark, miglint::name_of(marked->path));
  } else if (!input.told) {
    return std::nullopt;
  }
  sort_by_number(set.files);
  return set;
}

void read(const ReadInput& input, Migration& migration) {
  TransactionScope scope;
  scope.send = Send::file;
  scope.way_out = fmt::format(
      "alone in a file with the line `{}`: postgres-migrations sends a file in one message", kMark);
  if (input.text.contains(kMark)) {
    scope.wrap = Wrap::none;
    scope.known_by = KnownBy::marker;
    scope.reason = fmt::format(
        "`{}` opens no transaction, but the whole file goes to the server in one message", kMark);
  } else {
    scope.wrap = Wrap::file;
    scope.known_by = default_of(input.set);
    scope.reason = fmt::format(
        "postgres-migrations runs each file in a transaction by default and this file has no `{}`",
        kMark);
  }
  add_whole_file(input, migration, std::move(scope));
}

}  // namespace

const Tool postgres_migrations{.name = "postgres-migrations",
                               .title = "postgres-migrations",
                               .recognise = recognise,
                               .read = read};

}  // namespace miglint::tools
