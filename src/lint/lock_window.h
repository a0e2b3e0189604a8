// The time for which a transaction keeps one table locked while it goes on to another.
//
// Comes in: a moment. Goes out: the lock held, and the effect on the second table that prolongs the
// time. What is said of it does not belong here.
#pragma once

#include <optional>

#include "timeline/timeline.h"

namespace miglint {

struct LockWindow {
  const HeldLock* held = nullptr;
  RelationKey first;   ///< The table that is locked; the partitioned one for a partition.
  RelationKey second;  ///< The other table.
  const Effect* effect = nullptr;  ///< On the second.
  bool works = false;              ///< Goes through the second table; else it only waits for it.
};

/// The command's first effect of that kind while the migration of that number holds the lock.
/// Tables made by the migration itself do not count.
[[nodiscard]] std::optional<LockWindow> lock_window(const Moment& at, std::uint32_t migration);

}  // namespace miglint
