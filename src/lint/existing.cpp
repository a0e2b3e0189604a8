#include "lint/existing.h"

#include <algorithm>

namespace miglint {

const Effect* work_on_existing(bool Effect::* work, const Operation& operation, const Moment& at) {
  const auto effects = at.effects_of(operation);
  const auto found = std::ranges::find_if(effects, [&](const Effect& effect) {
    return effect.*work && !effect.creates && !at.is_new(effect.relation);
  });
  return found == effects.end() ? nullptr : &*found;
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
