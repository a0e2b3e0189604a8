// A database in lines of text, so that two moments of it can be compared.
#pragma once

#include <expected>
#include <set>
#include <string>

#include "verify/server/connection.h"

namespace miglint {

/// One line for each column, constraint, index, trigger, policy, function, type, view, sequence,
/// schema and extension, with all that a rollback should bring back. `watcher` runs no code of the
/// database.
[[nodiscard]] std::expected<std::set<std::string>, ServerError> catalog_lines(Connection& watcher);

/// One line for each table: how many rows, and a checksum over all of them. `session` may run what
/// the script made, so it must have no rights beyond the script's.
[[nodiscard]] std::expected<std::set<std::string>, ServerError> data_lines(Connection& watcher,
                                                                           Connection& session);

}  // namespace miglint
