#include "dialect/postgres/impact/builder.h"

#include <algorithm>

namespace miglint::postgres {

Effect& Impact::lock(RelationKey relation, LockMode mode) {
  Effect effect;
  effect.relation = relation;
  effect.lock = mode;
  effect.operation = operation_;
  if (const Table* table = schema_.find_table(relation)) effect.kind = table->kind;
  return effects_.emplace_back(effect);
}

Effect& Impact::lock(const ObjectName& relation, LockMode mode) {
  return lock(schema_.key(relation), mode);
}

Effect& Impact::lock_index(RelationKey index, LockMode mode) {
  Effect effect;
  effect.relation = index;
  effect.is_index = true;
  effect.lock = mode;
  effect.operation = operation_;
  return effects_.emplace_back(effect);
}

void Impact::rewrite(Effect& effect, std::string_view cause) const {
  scan(effect, cause);
  effect.rewrite = true;
  const Table* table = schema_.find_table(effect.relation);
  effect.index_build = table != nullptr && !table->indexes.empty();
}

void Impact::scan(Effect& effect, std::string_view cause) {
  effect.scan = true;
  effect.duration = Duration::table_size;
  effect.cause = cause;
}

void Impact::build_index(Effect& effect, std::string_view cause) {
  scan(effect, cause);
  effect.index_build = true;
}

void Impact::keep_locks_only(std::size_t first) {
  for (std::size_t at = first; at < effects_.size(); ++at) {
    Effect& effect = effects_[at];
    effect.rewrite = effect.scan = effect.index_build = false;
    effect.duration = Duration::instant;
    effect.cause = {};
  }
}

void Impact::read_query(std::span<const ObjectName> relations) {
  std::vector<RelationKey> read;
  const auto add = [&](RelationKey relation) {
    if (std::ranges::find(read, relation) == read.end()) read.push_back(relation);
  };
  for (const ObjectName& relation : relations)
    add(schema_.key(relation));
  for (std::size_t at = 0; at < read.size(); ++at) {
    lock(read[at], LockMode::access_share);
    const Table* known = schema_.find_table(read[at]);
    if (known == nullptr) continue;
    for (const RelationKey partition : known->partitions)
      add(partition);
    for (const RelationKey child : known->children)
      add(child);
    if (known->kind != TableKind::view) continue;
    for (const RelationKey behind : known->reads)
      add(behind);
  }
}

void lock_called_sequences(std::span<const FunctionCall> calls, Impact& impact) {
  for (const FunctionCall& call : calls) {
    const bool changes = call.function.name == "nextval" || call.function.name == "setval";
    if (!changes || call.first_literal.empty()) continue;
    const std::size_t dot = call.first_literal.find('.');
    const ObjectName sequence =
        dot == std::string_view::npos
            ? ObjectName{{}, call.first_literal}
            : ObjectName{call.first_literal.substr(0, dot), call.first_literal.substr(dot + 1)};
    impact.lock(sequence, LockMode::row_exclusive).kind = TableKind::sequence;
  }
}

std::vector<RelationKey> owned_sequences(RelationKey table, std::string_view column,
                                         const Schema& schema) {
  std::vector<RelationKey> sequences;
  const Table* owner = schema.find_table(table);
  if (owner == nullptr) return sequences;
  for (const RelationKey key : owner->owned_sequences) {
    const Table* sequence = schema.find_table(key);
    if (column.empty() || (sequence != nullptr && sequence->owned_by_column == column)) {
      sequences.push_back(key);
    }
  }
  return sequences;
}

std::vector<RelationKey> Impact::family(const ObjectName& table, bool only) const {
  return family(schema_.key(table), only);
}

std::vector<RelationKey> Impact::family(RelationKey table, bool only) const {
  std::vector<RelationKey> keys{table};
  if (only) return keys;
  // Partitions may be partitioned in turn: breadth first, as find_all_inheritors does.
  for (std::size_t at = 0; at < keys.size(); ++at) {
    const Table* member = schema_.find_table(keys[at]);
    if (member == nullptr) continue;
    for (const auto* children : {&member->partitions, &member->children}) {
      for (const RelationKey child : *children) {
        if (std::ranges::find(keys, child) == keys.end()) keys.push_back(child);
      }
    }
  }
  return keys;
}

bool Impact::has_storage(RelationKey table) const {
  const Table* known = schema_.find_table(table);
  return known == nullptr || known->kind == TableKind::table ||
         known->kind == TableKind::materialized_view || known->kind == TableKind::sequence;
}

}  // namespace miglint::postgres
