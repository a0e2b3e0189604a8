// Work on relations that were there before the migration: the cause of most findings.
#pragma once

#include "timeline/timeline.h"

namespace miglint {

/// An earlier TRUNCATE of the script has emptied the table, and the transaction still keeps
/// everybody else out: what goes through all of it takes an instant.
[[nodiscard]] bool is_emptied(RelationKey table, const Operation& operation, const Moment& at);

/// Of the operation's effects with the `work` asked for (&Effect::scan, &Effect::rewrite,
/// &Effect::index_build), the first one on a relation that this migration did not make itself
/// and has not emptied. Null: there is none, so nobody has to wait for it.
[[nodiscard]] const Effect* work_on_existing(bool Effect::* work, const Operation& operation,
                                             const Moment& at);

/// What others wait for while the operation does `work`: its lock, or the stronger one that it
/// holds on the table that it names, such as on a partitioned table while its partitions are worked
/// on.
[[nodiscard]] LockMode lock_meanwhile(const Effect& work, const ObjectName& table,
                                      const Operation& operation, const Moment& at);

/// A lock on a table that is stronger than what one operation takes there.
struct StrongerLock {
  LockMode mode = LockMode::none;
  Span since;  ///< The operation that took it; empty: another part of the same command.

  explicit operator bool() const { return mode != LockMode::none; }
};

/// What makes others wait for more than the operation's own lock on the table: another part of its
/// command, or an earlier statement of the migration, whose lock the transaction still holds.
[[nodiscard]] StrongerLock stronger_lock(LockMode own, RelationKey table, const Moment& at);

}  // namespace miglint
