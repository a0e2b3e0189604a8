// What a statement that changes many rows does to those who use the tables at the same time.
//
// Comes in: UPDATE, DELETE, INSERT … SELECT or MERGE at its moment. Goes out: the one thing about
// it that matters most, so that one statement gets one finding. Words do not belong here.
#pragma once

#include <cstdint>

#include "timeline/timeline.h"

namespace miglint {

struct RowChange {
  enum class Hazard : std::uint8_t {
    none,               ///< Bounded, or on a table that the migration made itself.
    under_strong_lock,  ///< Of table size, while the transaction holds a lock that blocks others.
    without_filter,     ///< UPDATE or DELETE of every row.
    unbatched,          ///< A filter that may leave every row, in one go.
  };
  Hazard hazard = Hazard::none;
  const Filter* filter = nullptr;  ///< Of UPDATE and DELETE.
  const Effect* effect = nullptr;  ///< On the table whose rows change.
  const HeldLock* lock = nullptr;  ///< For `under_strong_lock`.
  /// The filter may leave few rows, but no index finds them: all of the table is read for them.
  bool searches = false;
};

[[nodiscard]] RowChange row_change(const Operation& operation, const Moment& at);

/// The strongest of the locks held that block reads or writes of a relation older than the
/// migration, and that the migration of that number took; null when there is none.
[[nodiscard]] const HeldLock* strong_lock_held(const Moment& at, std::uint32_t migration);

}  // namespace miglint
