// A Laravel migration's file to a migration: the SQL that up() and down() send.
//
// Comes in: a file, what its application says of the connection. Goes out: both scripts with their
// transaction scopes. PHP is not run.
#pragma once

#include <optional>
#include <string>

#include "frontend/laravel/session.h"
#include "migration/migration.h"
#include "source/arena.h"
#include "source/source_file.h"

namespace miglint {

/// The connection that the migration names for itself: `protected $connection = 'reports';`, or for
/// all of its calls: `Schema::connection('reports')->…`.
[[nodiscard]] std::optional<std::string> laravel_connection(const SourceFile& source);

/// Made text lives in `arena`.
[[nodiscard]] Migration read_laravel_file(FileId file, const SourceFile& source,
                                          const laravel::Surroundings& surroundings, Arena& arena);

}  // namespace miglint
