#include "lint/lock_window.h"

#include <algorithm>
#include <variant>

#include "lint/row_change.h"

namespace miglint {
namespace {

/// What a lock is about: the table of an index, the partitioned table of a partition.
RelationKey whole(RelationKey relation, const Schema& schema) {
  if (const Index* index = schema.find_index(relation)) relation = index->table;
  const Table* table = schema.find_table(relation);
  while (table != nullptr && !table->partition_of.empty()) {
    relation = table->partition_of;
    table = schema.find_table(relation);
  }
  return relation;
}

/// Not a view, a sequence or a table that the transaction has dropped.
bool has_rows(RelationKey relation, const Schema& schema) {
  const Table* table = schema.find_table(relation);
  return table != nullptr &&
         (table->kind == TableKind::table || table->kind == TableKind::partitioned_table ||
          table->kind == TableKind::materialized_view);
}

bool is_held(RelationKey table, LockMode at_least, const Moment& at, std::uint32_t migration) {
  return std::ranges::any_of(at.held, [&](const HeldLock& held) {
    return held.migration >= migration && held.existed_before && held.mode >= at_least &&
           (held.relation == table || whole(held.relation, at.before) == table);
  });
}

/// The ACCESS EXCLUSIVE lock of an earlier operation of that migration, if all such locks are its
/// own: the second table is reported, those after it are not.
const HeldLock* only_exclusive(const Moment& at, std::uint32_t migration) {
  const HeldLock* only = nullptr;
  for (const HeldLock& held : at.held) {
    if (held.migration != migration || !held.existed_before ||
        held.mode != LockMode::access_exclusive)
      continue;
    if (only != nullptr && held.since != only->since) return nullptr;
    if (has_rows(whole(held.relation, at.before), at.before)) only = &held;
  }
  return only;
}

bool changes_rows(const Action& action) {
  return std::holds_alternative<op::UpdateRows>(action) ||
         std::holds_alternative<op::DeleteRows>(action) ||
         std::holds_alternative<op::InsertRows>(action) ||
         std::holds_alternative<op::MergeRows>(action);
}

struct Window {
  const HeldLock* held = nullptr;
  bool works = false;
};

Window window_of(const Effect& effect, RelationKey table, const Moment& at,
                 std::uint32_t migration) {
  const Operation& operation = at.statement.operations[effect.operation];
  const bool drops = std::holds_alternative<op::DropTable>(operation.action) &&
                     at.before.key(std::get<op::DropTable>(operation.action).table) == table;
  if (effect.duration == Duration::table_size && !changes_rows(operation.action)) {
    const HeldLock* held = strong_lock_held(at, migration);
    if (held != nullptr && !is_held(table, LockMode::share_update_exclusive, at, migration)) {
      return {held, true};
    }
  }
  if (effect.lock == LockMode::access_exclusive && !drops) {
    const HeldLock* held = only_exclusive(at, migration);
    if (held != nullptr && !is_held(table, LockMode::access_exclusive, at, migration))
      return {held, false};
  }
  return {};
}

}  // namespace

std::optional<LockWindow> lock_window(const Moment& at, std::uint32_t migration) {
  if (at.held.empty()) return std::nullopt;
  for (const Effect& effect : at.effects) {
    if (effect.creates || at.is_new(effect.relation)) continue;
    const RelationKey table = whole(effect.relation, at.before);
    const bool seen = at.before.find_table(table) != nullptr;
    // Of an index never seen it is not known which table it is of.
    if (seen ? !has_rows(table, at.before) : effect.is_index) continue;
    const Window window = window_of(effect, table, at, migration);
    if (window.held == nullptr) continue;
    return LockWindow{window.held, whole(window.held->relation, at.before), table, &effect,
                      window.works};
  }
  return std::nullopt;
}

}  // namespace miglint
