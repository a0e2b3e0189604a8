// The relations that a command cannot run without.
//
// Comes in: an operation. Goes out: names of relations that have to be there for it. Whether they
// are there does not belong here.
#pragma once

#include <vector>

#include "schema/operation.h"

namespace miglint {

/// Without what the operation itself makes, and without those that IF EXISTS forgives.
[[nodiscard]] std::vector<ObjectName> needed_relations(const Operation& operation);

}  // namespace miglint
