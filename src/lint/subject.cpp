#include "lint/subject.h"

#include <algorithm>
#include <variant>

namespace miglint {
namespace {

/// The table of an index; any other relation itself.
RelationKey table_of(RelationKey relation, const Schema& schema) {
  if (schema.find_table(relation) != nullptr) return relation;
  const Index* index = schema.find_index(relation);
  return index == nullptr ? relation : index->table;
}

const ObjectName* target_of(const Action& action) {
  if (const auto* update = std::get_if<op::UpdateRows>(&action)) return &update->table;
  if (const auto* remove = std::get_if<op::DeleteRows>(&action)) return &remove->table;
  if (const auto* insert = std::get_if<op::InsertRows>(&action)) return &insert->table;
  if (const auto* merge = std::get_if<op::MergeRows>(&action)) return &merge->table;
  return nullptr;
}

void add(RelationKey relation, std::vector<std::string>& relations) {
  if (std::ranges::find(relations, relation) == relations.end()) relations.emplace_back(relation);
}

/// A partition stands for the partitioned table that is worked on through it: the size of that one
/// is the sum of all partitions, also of those that no migration made.
RelationKey whole_of(RelationKey relation, std::span<const Effect> effects, const Schema& schema) {
  const Table* table = schema.find_table(relation);
  while (table != nullptr && !table->partition_of.empty() &&
         std::ranges::any_of(effects, [&](const Effect& effect) {
           return effect.relation == table->partition_of && effect.lock >= LockMode::share;
         })) {
    relation = table->partition_of;
    table = schema.find_table(relation);
  }
  return relation;
}

void add_effect(const Effect& effect, std::span<const Effect> effects, const Moment& at,
                Subject& subject) {
  if (effect.creates || at.is_new(effect.relation)) return;
  if (effect.duration != Duration::table_size) return;
  const OnlineDdl& online = effect.online;
  subject.rewrite |= effect.rewrite || online.rebuild || online.algorithm == DdlAlgorithm::copy;
  subject.index_build |= effect.index_build;
  subject.scan |= effect.scan;
  add(whole_of(table_of(effect.relation, at.before), effects, at.before), subject.worked_on);
}

/// What others wait for most.
const Effect* strongest(std::span<const Effect> effects, const Moment& at) {
  const Effect* found = nullptr;
  for (const Effect& effect : effects) {
    if (effect.creates || at.is_new(effect.relation)) continue;
    const bool stronger = found == nullptr || found->lock < effect.lock ||
                          (found->lock == effect.lock && found->online.lock < effect.online.lock);
    if (stronger) found = &effect;
  }
  return found;
}

}  // namespace

Subject subject_of(const Finding& finding, const Operation* operation, const Moment& at) {
  if (operation == nullptr) {
    const auto marked = std::ranges::find(at.command, finding.span, &Operation::span);
    if (marked != at.command.end()) operation = &*marked;
  }
  const std::span<const Effect> effects =
      operation == nullptr ? at.effects : at.effects_of(*operation);
  Subject subject;
  for (const Effect& effect : effects)
    add_effect(effect, effects, at, subject);
  if (const ObjectName* target = operation == nullptr ? nullptr : target_of(operation->action)) {
    // What a statement reads to find its rows is not what takes the time.
    subject = {};
    subject.rewrite = true;
    if (!at.is_new(*target)) add(at.before.key(*target), subject.worked_on);
  }
  if (finding.effect) {
    subject.relation = table_of(finding.effect->relation, at.before);
  } else if (const Effect* effect = strongest(effects, at)) {
    subject.relation = table_of(effect->relation, at.before);
  }
  return subject;
}

}  // namespace miglint
