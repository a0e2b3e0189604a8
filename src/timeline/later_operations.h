// What else a transaction or a script does: for a command whose danger depends on what comes after
// it, or has come before.
#pragma once

#include <functional>

#include "timeline/timeline.h"

namespace miglint {

/// Calls `see` for each operation that runs after `operation` in the same transaction, in order,
/// until `see` returns true. True when it did.
bool find_later_in_transaction(const Operation& operation, const Moment& at,
                               const std::function<bool(const Operation&, const Statement&)>& see);

/// The same for the rest of the script, whatever the transactions.
bool find_later_in_script(const Operation& operation, const Moment& at,
                          const std::function<bool(const Operation&, const Statement&)>& see);
/// The same for what ran before `operation` in the script.
bool find_earlier_in_script(const Operation& operation, const Moment& at,
                            const std::function<bool(const Operation&, const Statement&)>& see);

}  // namespace miglint
