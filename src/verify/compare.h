// What one statement changed: the relations before and after it, and the locks.
#pragma once

#include <map>
#include <vector>

#include "verify/relations.h"
#include "verify/step.h"

namespace miglint {

struct Sighting {
  const RelationStates& at_begin;  ///< Of the script: whoever is not in it keeps nobody waiting.
  const RelationStates& before;
  const RelationStates& after;
  const std::map<Oid, LockMode>& held_before;
  const std::map<Oid, LockMode>& held;  ///< At the end of the statement, or seen while it ran.
  /// Which count of scans tells: that of the transaction, or that of all time.
  std::int64_t RelationState::* scans = &RelationState::scans;
};

/// Only relations to which something happened.
[[nodiscard]] std::vector<ObservedRelation> compare(const Sighting& seen);

}  // namespace miglint
