#include "timeline/lock_wait.h"

#include <string_view>

#include "timeline/timeline.h"

namespace miglint {
namespace {

constexpr std::string_view kParameter = "lock_timeout";

bool is_zero(std::string_view value, bool known) {
  return known && milliseconds(value) == 0;
}

}  // namespace

void LockWaits::start_script() {
  waits_.clear();
  last_ = LockLimit::never_set;
  last_span_ = {};
}

void LockWaits::take(const Moment& at) {
  for (const Effect& effect : at.effects) {
    if (!blocks_writes(effect.lock) || effect.creates || at.is_new(effect.relation)) continue;
    // The wait is then for those who still use the relation, and nobody queues behind it.
    if (effect.after_users) continue;
    LockWait& wait = waits_.emplace_back();
    wait.relation = effect.relation;
    wait.mode = effect.lock;
    wait.operation = &at.statement.operations[effect.operation];
    wait.transaction = at.transaction.number;
    if (const Setting* setting = at.settings.find(kParameter)) {
      wait.limit =
          is_zero(setting->value, setting->value_known) ? LockLimit::zero : LockLimit::in_force;
      wait.limit_span = setting->span;
    } else {
      wait.limit = last_;
      wait.limit_span = last_span_;
    }
  }
}

void LockWaits::set(const op::SetParameter& command, Span at, bool in_transaction) {
  if (command.parameter != kParameter && !(command.reset && command.parameter == "all")) return;
  const bool local = command.scope == op::SetParameter::Scope::local;
  last_ = local && !in_transaction ? LockLimit::without_block
          : command.reset          ? LockLimit::reset
                                   : LockLimit::ended;
  last_span_ = at;
  const bool too_late = !local && !command.reset && !is_zero(command.value, command.value_known);
  if (!too_late) return;
  for (LockWait& wait : waits_) {
    // Once the parameter has been touched, no lock is `never_set` any more.
    if (wait.limit != LockLimit::never_set) break;
    wait.limit = LockLimit::set_too_late;
    wait.limit_span = at;
  }
}

void LockWaits::discard_settings(Span at) {
  last_ = LockLimit::reset;
  last_span_ = at;
}

}  // namespace miglint
