// Which server a file is for, as its place in the tree says: db/mysql/1.sql, schema.pgsql.sql.
//
// Comes in: a path. Goes out: the server that a folder or the file is named after. What is in the
// file does not belong here.
#pragma once

#include <optional>
#include <string_view>

#include "migration/dialect.h"

namespace miglint {

struct ServerName {
  std::string_view name;           ///< As written: "pgsql".
  std::optional<Dialect> dialect;  ///< Nothing: a server that miglint does not know.
  /// The path up to that name, with it.
  std::string_view place;
};

/// The name itself, whatever its case: "MySQL", "sqlite3".
[[nodiscard]] std::optional<ServerName> server_called(std::string_view name);

/// The last such name in `path` below `folder`: a folder of it, or a part of the file's name before
/// or between its dots.
[[nodiscard]] std::optional<ServerName> server_named_below(std::string_view path,
                                                           std::string_view folder);

}  // namespace miglint
