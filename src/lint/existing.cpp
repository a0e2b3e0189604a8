#include "lint/existing.h"

#include <algorithm>
#include <variant>

#include "dialect/postgres/volatility.h"
#include "timeline/later_operations.h"

namespace miglint {

namespace {

/// What runs is not known: a routine, or SQL that could not be read.
bool may_fill_anything(const Operation& operation) {
  const auto* select = std::get_if<op::SelectRows>(&operation.action);
  const auto is_unknown = [](const FunctionCall& call) {
    return postgres::builtin_volatility(call.function.name) == Volatility::unknown;
  };
  return std::holds_alternative<op::CallRoutine>(operation.action) ||
         std::holds_alternative<op::Opaque>(operation.action) ||
         (select != nullptr && std::ranges::any_of(select->functions, is_unknown));
}

}  // namespace

bool is_emptied(RelationKey table, const Operation& operation, const Moment& at) {
  const HeldLock* held = at.held_on(table);
  if (held == nullptr || held->mode != LockMode::access_exclusive ||
      held->migration != at.migration_number) {
    return false;
  }
  bool empty = false;
  find_earlier_in_script(operation, at, [&](const Operation& earlier, const Statement&) {
    if (const auto* truncate = std::get_if<op::TruncateTable>(&earlier.action)) {
      empty = empty || (!earlier.nesting.conditional && at.before.key(truncate->table) == table);
    } else if (const auto* insert = std::get_if<op::InsertRows>(&earlier.action)) {
      if (at.before.key(insert->table) == table) empty = false;
    } else if (const auto* copy = std::get_if<op::CopyRows>(&earlier.action)) {
      if (at.before.key(copy->table) == table) empty = false;
    } else if (const auto* merge = std::get_if<op::MergeRows>(&earlier.action)) {
      if (at.before.key(merge->table) == table) empty = false;
    } else if (may_fill_anything(earlier)) {
      empty = false;
    }
    return false;
  });
  return empty;
}

const Effect* work_on_existing(bool Effect::* work, const Operation& operation, const Moment& at) {
  const auto effects = at.effects_of(operation);
  const auto found = std::ranges::find_if(effects, [&](const Effect& effect) {
    return effect.*work && !effect.creates && !at.is_new(effect.relation);
  });
  if (found == effects.end() || is_emptied(found->relation, operation, at)) return nullptr;
  return &*found;
}

LockMode lock_meanwhile(const Effect& work, const ObjectName& table, const Operation& operation,
                        const Moment& at) {
  const Effect* named = at.effect_on(operation, at.before.key(table));
  return named == nullptr ? work.lock : std::max(work.lock, named->lock);
}

StrongerLock stronger_lock(LockMode own, RelationKey table, const Moment& at) {
  StrongerLock found{.mode = own, .since = {}};
  for (const Effect& effect : at.effects) {
    if (effect.relation == table && !effect.creates) found.mode = std::max(found.mode, effect.lock);
  }
  const HeldLock* held = at.held_on(table);
  if (held != nullptr && held->migration == at.migration_number && held->mode > found.mode) {
    found = {.mode = held->mode, .since = held->since};
  }
  return found.mode > own ? found : StrongerLock{};
}

}  // namespace miglint
