// Locks and work in words: who is blocked, and while what is done.
#pragma once

#include <string>
#include <string_view>

#include "dialect/effect.h"

namespace miglint {

/// What is done to a relation while the lock on it is held.
struct Work {
  bool rewrite = false;
  bool scan = false;
  bool index_build = false;
};

/// "blocks reads and writes", "blocks writes", "blocks other schema changes (no reads or
/// writes)", "blocks no reads or writes".
[[nodiscard]] std::string_view who_is_blocked(LockMode lock);

/// "while the whole table is rewritten"; empty when there is no work that grows with the table.
[[nodiscard]] std::string_view while_what(const Work& work);

}  // namespace miglint
