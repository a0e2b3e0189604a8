// Scripts on a scratch MariaDB server, statement by statement.
//
// Comes in: scripts in run order, a server. Goes out: what happened to each, as the run on
// PostgreSQL gives it. A change of a table is tried with LOCK=NONE, then LOCK=SHARED: the server
// itself says whether others may go on writing, and does nothing when it refuses. A table that has
// another id afterwards was built anew. No rehearsal, no spoiled rows.
#pragma once

#include <expected>
#include <span>
#include <string>

#include "verify/server/maria_server.h"
#include "verify/verify.h"

namespace miglint {

[[nodiscard]] std::expected<Verification, std::string> verify_on_mariadb(
    MariaServer& server, std::span<const VerifyScript> scripts, const VerifyOptions& options);

}  // namespace miglint
