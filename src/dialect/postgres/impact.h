// What a command locks, rewrites, scans and builds on PostgreSQL 13 to 18.
//
// Comes in: the operations of one SQL command and the schema before it. Goes out: effects, one per
// relation and operation. The source of each fact is the manual ("ALTER TABLE", "Explicit
// Locking"), the server's tablecmds.c, and the record in tests/conformance/postgres. Levels and
// advice do not belong here.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "dialect/effect.h"
#include "migration/dialect.h"
#include "schema/schema.h"

namespace miglint::postgres {

struct Environment {
  ServerVersion version{15, 0};
  /// The session's TimeZone, as far as the script has set it; empty: unknown (assumed not UTC).
  std::string_view time_zone;
};

/// Appends the effects of `command` (the operations of one SQL command, see `Operation::command`)
/// to `effects`. `first` is the index of command[0] among the statement's operations.
void impact(std::span<const Operation> command, std::uint32_t first, const Schema& before,
            const Environment& environment, std::vector<Effect>& effects);

/// The server refuses the operation inside a transaction block: "CREATE INDEX CONCURRENTLY",
/// "VACUUM". Empty: it may run in one.
[[nodiscard]] std::string_view refused_in_transaction(const Operation& operation,
                                                      const Schema& before,
                                                      const Environment& environment);

}  // namespace miglint::postgres
