// Whether a table's own constraints already say that its rows fit a partition's bound, so that the
// server need not look at them (manual, "ALTER TABLE", ATTACH PARTITION).
//
// Understands keys of one column and conditions that compare it with literals; says no where the
// server's prover might still say yes.
#pragma once

#include <span>
#include <string>

#include "schema/schema.h"

namespace miglint::postgres {

/// Every row of `table` satisfies the bound. `key` are the partitioned table's key columns.
[[nodiscard]] bool proves_inside(const Table& table, std::span<const std::string> key,
                                 const PartitionBound& bound);

/// No row of `table` (the DEFAULT partition) satisfies the bound.
[[nodiscard]] bool proves_outside(const Table& table, std::span<const std::string> key,
                                  const PartitionBound& bound);

}  // namespace miglint::postgres
