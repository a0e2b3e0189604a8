// One file to one migration: which front-end reads it, and which dialect its SQL is.
//
// A new front-end or dialect is one line in each of the two functions in read_migration.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "migration/migration.h"
#include "project/config.h"
#include "project/tools/tool.h"
#include "schema/statement.h"
#include "source/arena.h"
#include "source/source_file.h"

namespace miglint {

/// A file as a front-end is given it. All of it outlives the migration.
struct ReadRequest {
  FileId id{};
  const SourceFile& source;
  const MigrationSet& set;
  const MigrationFile& file;
  const Config& config;
  Dialect dialect = Dialect::postgres;
  Arena& arena;
};

/// The dialect that the project of the file says it is for; nullopt when it says nothing.
[[nodiscard]] std::optional<Dialect> usual_dialect(const MigrationSet& set,
                                                   const SourceFile& source);
/// Migrations of this set are for PostgreSQL as often as for MySQL.
[[nodiscard]] bool may_be_any_dialect(const MigrationSet& set);

/// What the tool's environment says of all migrations of a set, for people.
[[nodiscard]] std::vector<std::string> settings_of(const MigrationSet& set);

[[nodiscard]] Migration read_migration(const ReadRequest& request);

/// Appends the statements of one script.
void read_script(const Script& script, Dialect dialect, ServerVersion server, Arena& arena,
                 std::vector<Statement>& statements);

}  // namespace miglint
