// Rows that break what a change assumes, on MariaDB: NULLs, duplicates, orphans, values that a
// CHECK refuses.
//
// Comes in: a session in a database that holds rows, the assumptions. Goes out: which of them the
// rows break now.
#pragma once

#include <span>
#include <vector>

#include "verify/prediction.h"
#include "verify/server/mysql_connection.h"
#include "verify/spoil.h"

namespace miglint {

/// What is refused by a constraint that is there already, or names what the change is yet to make,
/// is left as it is, and says so.
[[nodiscard]] std::vector<Spoiled> spoil(MysqlConnection& session,
                                         std::span<const Assumption> assumptions);

}  // namespace miglint
