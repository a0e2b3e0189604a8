// An SQL file of a migration tool to a migration.
//
// Comes in: a file, and what its tool makes of it. Goes out: a migration whose scripts are parts of
// the file, byte for byte; what is wrong with the file's encoding. Splitting and parsing are the
// dialect's work, markers and transactions the tool's (src/project/tools).
#pragma once

#include "migration/migration.h"
#include "project/tools/tool.h"
#include "source/arena.h"
#include "source/source_file.h"

namespace miglint {

/// `source` and `arena` must outlive the migration.
[[nodiscard]] Migration read_sql_file(FileId id, const SourceFile& source, const MigrationSet& set,
                                      const MigrationFile& file, Dialect dialect, Arena& arena);

}  // namespace miglint
