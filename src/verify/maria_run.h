// Scripts on a scratch MariaDB server, one after the other.
//
// Comes in: scripts in run order, a server. Goes out: what happened to each, as the run on
// PostgreSQL gives it: on clean rows and on spoiled ones, the checks before and after, two writers
// at once, the way back and up again.
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
