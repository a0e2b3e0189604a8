// Effects on a partitioned table that gets a partition.
#pragma once

#include "dialect/postgres/impact/builder.h"

namespace miglint::postgres {

/// CREATE TABLE … PARTITION OF `parent`: the locks on the parent, its DEFAULT partition, and the
/// tables that its foreign keys reference.
void lock_partitioned_parent(const ObjectName& parent, const PartitionBound& bound, Impact& impact);

}  // namespace miglint::postgres
