// What else a transaction is going to do: the one look ahead, for a command whose danger depends on
// what comes after it.
#pragma once

#include <functional>

#include "timeline/timeline.h"

namespace miglint {

/// Calls `see` for each operation that runs after `operation` in the same transaction, in order,
/// until `see` returns true. True when it did.
bool find_later_in_transaction(const Operation& operation, const Moment& at,
                               const std::function<bool(const Operation&, const Statement&)>& see);

}  // namespace miglint
