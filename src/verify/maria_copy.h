// A scratch database of MariaDB as a copy of another, and a picture of one: the server has no way
// to copy a whole database, so what it says of its objects is said again in another place.
//
// Comes in: names of databases. Goes out: a database, or its lines. What differs between two of
// them does not belong here.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "verify/rehearsal.h"
#include "verify/server/maria_server.h"

namespace miglint {

/// Tables with their rows, views, routines and triggers, all made by the script's user. The error
/// names what could not be made.
[[nodiscard]] std::expected<void, std::string> copy_database(const MariaServer& server,
                                                             std::string_view from,
                                                             std::string_view to);

[[nodiscard]] std::expected<Picture, std::string> picture(const MariaServer& server,
                                                          std::string_view database);

}  // namespace miglint
