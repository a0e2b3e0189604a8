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

}  // namespace miglint
