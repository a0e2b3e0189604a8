// How long a script may wait for its strong locks: was a `lock_timeout` in force when each was
// asked for, and if not, why not?
//
// Comes in: moments, and the commands that set the parameter. Goes out: the locks that readers or
// writers queue behind, in the order in which they are taken. Judgement does not belong here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "dialect/effect.h"
#include "schema/operation.h"
#include "timeline/settings.h"

namespace miglint {

struct Moment;

enum class LockLimit : std::uint8_t {
  in_force,       ///< Set, or set to a value that cannot be read from here.
  never_set,      ///< By nothing in the script.
  set_too_late,   ///< The first one comes after this lock.
  ended,          ///< It was set for a transaction that is over, or was rolled back.
  zero,           ///< 0 stands for no limit.
  reset,          ///< RESET, SET … TO DEFAULT, DISCARD ALL.
  without_block,  ///< SET LOCAL outside of a transaction has no effect.
};

/// A lock that conflicts with reads or writes, on a relation that is older than the migration.
struct LockWait {
  RelationKey relation;
  LockMode mode = LockMode::none;
  const Operation* operation = nullptr;  ///< The one that takes it.
  std::uint32_t transaction = 0;         ///< As `TransactionState::number`.
  LockLimit limit = LockLimit::never_set;
  Span limit_span;  ///< The command that `limit` speaks of; empty for `never_set`.
};

class LockWaits {
 public:
  void start_script();
  void take(const Moment& at);
  void set(const op::SetParameter& command, Span at, bool in_transaction);
  void discard_settings(Span at);

  [[nodiscard]] std::span<const LockWait> all() const { return waits_; }

 private:
  std::vector<LockWait> waits_;
  /// What is to be said of a lock while no value is in force.
  LockLimit last_ = LockLimit::never_set;
  Span last_span_;
};

}  // namespace miglint
