// The batched form of an UPDATE or DELETE, and of what a TRUNCATE does, as SQL.
//
// Comes in: the statement at its moment. Goes out: lines of SQL, each closed by a line end. Whether
// the statement needs it does not belong here.
#pragma once

#include <string>

#include "timeline/timeline.h"

namespace miglint {

/// A DO block that goes through the table's key range by range and commits after each. What cannot
/// be taken from the source stands as "…".
[[nodiscard]] std::string in_batches(const Operation& operation, const Moment& at);

}  // namespace miglint
