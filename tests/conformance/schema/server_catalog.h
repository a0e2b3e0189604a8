// The catalog of a real server, one line an object, in the words that schema_lines.h uses.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "verify/server/connection.h"

namespace miglint {

/// Sorted lines of all user objects.
[[nodiscard]] std::expected<std::vector<std::string>, ServerError> server_lines(
    Connection& connection);

}  // namespace miglint
