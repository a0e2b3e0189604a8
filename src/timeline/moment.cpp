#include <algorithm>

#include "timeline/timeline.h"

namespace miglint {

bool Moment::is_new(const ObjectName& relation) const {
  return is_new(before.key(relation));
}

bool Moment::is_new(RelationKey relation) const {
  // Nobody else sees the session's own.
  if (relation.starts_with("pg_temp.")) return true;
  if (const Table* table = before.find_table(relation)) {
    return !table->assumed && table->origin.migration == migration_number;
  }
  if (const Index* index = before.find_index(relation)) return is_new(index->table);
  return std::ranges::any_of(
      effects, [&](const Effect& effect) { return effect.creates && effect.relation == relation; });
}

bool Moment::undoes(const Origin& made) const {
  return undo != nullptr && made.migration == undo->migration_number;
}

std::span<const Effect> Moment::effects_of(const Operation& operation) const {
  const auto number = static_cast<std::uint32_t>(&operation - statement.operations.data());
  const auto found = std::ranges::equal_range(effects, number, {}, &Effect::operation);
  return {found.begin(), found.end()};
}

const Effect* Moment::effect_on(const Operation& operation, RelationKey relation) const {
  const auto own = effects_of(operation);
  const auto found = std::ranges::find(own, relation, &Effect::relation);
  return found == own.end() ? nullptr : &*found;
}

const HeldLock* Moment::held_on(RelationKey relation) const {
  const HeldLock* strongest = nullptr;
  for (const HeldLock& lock : held) {
    if (lock.relation != relation) continue;
    if (strongest == nullptr || strongest->mode < lock.mode) strongest = &lock;
  }
  return strongest;
}

}  // namespace miglint
