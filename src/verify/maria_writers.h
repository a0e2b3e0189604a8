// Two writers at once on what must be unique, on MariaDB: one of them must be refused.
//
// Comes in: a database in which a change has run, and which unique keys it had before. Goes out:
// for each new one, how the two fared.
#pragma once

#include <expected>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "verify/server/maria_server.h"
#include "verify/writers.h"

namespace miglint {

/// "table.key"; primary keys are left out.
[[nodiscard]] std::expected<std::set<std::string>, std::string> unique_keys(
    const MariaServer& server, std::string_view database);

/// The database is changed: it should be a copy.
[[nodiscard]] std::expected<std::vector<WriterContest>, std::string> race_writers(
    const MariaServer& server, std::string_view database, const std::set<std::string>& keys_before);

}  // namespace miglint
