// Work on relations that were there before the migration: the cause of most findings.
#pragma once

#include "timeline/timeline.h"

namespace miglint {

/// Of the operation's effects with the `work` asked for (&Effect::scan, &Effect::rewrite,
/// &Effect::index_build), the first one on a relation that this migration did not make itself.
/// Null: there is none, so nobody has to wait for it.
[[nodiscard]] const Effect* work_on_existing(bool Effect::* work, const Operation& operation,
                                             const Moment& at);

/// What others wait for while the operation does `work`: its lock, or the stronger one that it
/// holds on the table that it names, such as on a partitioned table while its partitions are worked
/// on.
[[nodiscard]] LockMode lock_meanwhile(const Effect& work, const ObjectName& table,
                                      const Operation& operation, const Moment& at);

}  // namespace miglint
