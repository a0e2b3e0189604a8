// Prisma Migrate: prisma-engines, schema-engine (the PostgreSQL connector's
// `simple_query(script)`).
//
// migrations/<stamp>_<name>/migration.sql beside migration_lock.toml. It opens no transaction; the
// script goes to the server in one message. From 7.4 on, a script with CREATE INDEX CONCURRENTLY is
// sent statement by statement.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

using std::string_view_literals::operator""sv;

constexpr ServerVersion kSplits{7, 4};
constexpr std::array kSplitFor{"CREATE INDEX CONCURRENTLY"sv};

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  const bool locked = input.tree.has_file(join_path(input.folder, "migration_lock.toml"));
  const std::string above = miglint::folder_of(input.folder);
  const std::string schema = join_path(above, "schema.prisma");
  const bool beside_schema = input.tree.has_file(schema);
  const bool in_prisma =
      miglint::name_of(input.folder) == "migrations" && miglint::name_of(above) == "prisma";
  if (!locked && !beside_schema && !in_prisma && !input.told) return std::nullopt;
  MigrationSet set;
  set.why = locked          ? "migration_lock.toml"
            : beside_schema ? fmt::format("{} beside the folder", schema)
                            : fmt::format("a folder migrations in {}", above);
  set.order = "by the name of the folder";
  for (const Tree::Entry& entry : input.tree.entries(input.folder)) {
    if (!entry.is_folder) continue;
    std::string path = join_path(join_path(input.folder, entry.name), "migration.sql");
    if (!input.tree.has_file(path)) continue;
    MigrationFile& file = set.files.emplace_back();
    file.path = std::move(path);
    file.id = entry.name;
    file.holds = MigrationFile::Holds::up;
  }
  if (set.files.empty()) return std::nullopt;
  std::ranges::stable_sort(set.files, {}, &MigrationFile::id);
  set.version = package_version(input.tree, input.folder, "prisma");
  return set;
}

void read(const ReadInput& input, Migration& migration) {
  const bool splits = numbers_of(input.set.version) >= kSplits;
  TransactionScope scope;
  scope.wrap = Wrap::none;
  scope.send = Send::file;
  scope.known_by = default_of(input.set);
  scope.reason = "Prisma opens no transaction, but sends the whole script in one message";
  scope.way_out = "in a migration of its own that holds no other statement";
  if (splits) {
    scope.runs_alone = RunsAlone::script_if_any;
    scope.alone_commands = kSplitFor;
    scope.reason +=
        "; from 7.4 on it splits those that hold CREATE INDEX CONCURRENTLY, and no others";
  }
  add_whole_file(input, migration, std::move(scope));
}

}  // namespace

const Tool prisma{.name = "prisma", .title = "Prisma", .recognise = recognise, .read = read};

}  // namespace miglint::tools
