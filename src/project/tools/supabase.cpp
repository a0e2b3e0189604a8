// Supabase's CLI: pkg/migration/file.go, list.go.
//
// supabase/migrations/<number>_<name>.sql. Statements go to the server in one pipeline together
// with the record of the migration, which is one implicit transaction. From CLI 2.109.0 on,
// commands that cannot run in one are run alone.
#include <fmt/format.h>

#include <array>

#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

using std::string_view_literals::operator""sv;

constexpr ServerVersion kRunsAlone{2, 109};
constexpr std::array kAlone{"CREATE INDEX CONCURRENTLY"sv,
                            "DROP INDEX CONCURRENTLY"sv,
                            "REINDEX CONCURRENTLY"sv,
                            "VACUUM"sv,
                            "ALTER SYSTEM"sv,
                            "CLUSTER without a table"sv};

NamedFile name_of_file(std::string_view name) {
  const std::string_view number = leading_digits(name);
  if (number.empty() || !name.substr(number.size()).starts_with('_')) return {};
  if (!name.ends_with(".sql")) return {};
  return {std::string(number), MigrationFile::Holds::up};
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  const std::string above = miglint::folder_of(input.folder);
  const bool here = miglint::name_of(input.folder) == "migrations" &&
                    (miglint::name_of(above) == "supabase" ||
                     (input.tree.has_file(join_path(above, "config.toml")) &&
                      input.tree.text(join_path(above, "config.toml")).contains("supabase")));
  if (!here && !input.told) return std::nullopt;
  MigrationSet set;
  set.why = "a folder migrations in supabase";
  set.order = "by version, the number that the file's name begins with";
  take_files(input, set, name_of_file, "Supabase's CLI takes files called <timestamp>_<name>.sql");
  if (set.files.empty()) return std::nullopt;
  sort_by_number(set.files);
  set.version = package_version(input.tree, input.folder, "supabase");
  return set;
}

void read(const ReadInput& input, Migration& migration) {
  const ServerVersion version = numbers_of(input.set.version);
  TransactionScope scope;
  scope.wrap = Wrap::none;
  scope.send = Send::pipeline;
  scope.known_by = default_of(input.set);
  if (version == ServerVersion{} || version >= kRunsAlone) {
    scope.runs_alone = RunsAlone::each;
    scope.alone_commands = kAlone;
    scope.reason =
        "Supabase's CLI sends a file's statements in one pipeline, which is one transaction; from "
        "2.109.0 on it runs alone what the server refuses in one, as far as it knows such commands";
  } else {
    scope.reason = fmt::format(
        "Supabase's CLI {} sends a file's statements in one pipeline, which is one transaction",
        input.set.version);
  }
  scope.way_out = "by hand: `psql \"$DATABASE_URL\" -c '…'`, or with a CLI that runs it alone";
  add_whole_file(input, migration, std::move(scope));
}

}  // namespace

const Tool supabase{.name = "supabase", .title = "Supabase", .recognise = recognise, .read = read};

}  // namespace miglint::tools
