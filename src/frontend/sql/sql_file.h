// A plain SQL file to a migration.
//
// Comes in: a file. Goes out: a migration of one script, whose text is the file's, byte for byte;
// what is wrong with the file's encoding. Splitting and parsing are the dialect's work.
#pragma once

#include <string_view>

#include "migration/migration.h"
#include "source/source_file.h"

namespace miglint {

/// `source` must outlive the migration. Which dialect and which transaction scope the file has is
/// the project's to say: here it is PostgreSQL, run by psql.
[[nodiscard]] Migration read_sql_file(FileId file, const SourceFile& source);

/// Scripts that undo others have names that say so: x.down.sql, x_down.sql, down.sql,
/// rollback….sql, or any name in a folder `revert`.
[[nodiscard]] Direction direction_of(std::string_view path);

}  // namespace miglint
