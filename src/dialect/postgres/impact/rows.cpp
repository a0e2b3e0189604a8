// Statements on rows, LOCK TABLE and maintenance.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/impact/builder.h"

namespace miglint::postgres {
namespace {

/// A plain VACUUM cuts off empty pages at the end of the file under ACCESS EXCLUSIVE, when it gets
/// that lock at once; how many there are nobody knows from here (lazy_truncate_heap).
constexpr std::string_view vacuum_may_truncate =
    "takes ACCESS EXCLUSIVE for a moment if pages at the end are empty and nobody uses the table";

/// The table, its partitions and children; of an updatable view the table behind it, too.
std::vector<RelationKey> written_relations(const ObjectName& name, Impact& impact) {
  std::vector<RelationKey> written = impact.family(name, false);
  const Table* view = impact.schema().find_table(name);
  for (int depth = 0; depth < 32 && view != nullptr && view->kind == TableKind::view; ++depth) {
    // Only a view over one relation is updatable by itself.
    if (view->reads.size() != 1) break;
    written.push_back(view->reads.front());
    view = impact.schema().find_table(view->reads.front());
  }
  return written;
}

bool touches(const std::vector<std::string>& key, std::span<const std::string_view> columns) {
  return columns.empty() || key.empty() || std::ranges::any_of(key, [&](const std::string& column) {
           return std::ranges::find(columns, column) != columns.end();
         });
}

/// Each new key is looked up, and locked FOR KEY SHARE, where it is referenced (ri_triggers.c).
void look_up_referenced(RelationKey table, std::span<const std::string_view> columns,
                        Impact& impact) {
  const Table* known = impact.schema().find_table(table);
  if (known == nullptr) return;
  for (const TableConstraint& constraint : known->constraints) {
    if (constraint.kind != ConstraintKind::foreign_key || !constraint.enforced ||
        constraint.deferrable || !touches(constraint.columns, columns)) {
      continue;
    }
    impact.lock(constraint.referenced_table, LockMode::row_share);
  }
}

/// Rows that reference a changed or deleted key are looked for, or changed with it.
void check_referencing(RelationKey table, std::span<const std::string_view> columns,
                       ReferentialAction TableConstraint::* action, Impact& impact) {
  for (const RelationKey other : impact.schema().referencing_tables(table)) {
    const Table* referencing = impact.schema().find_table(other);
    if (referencing == nullptr) continue;
    for (const TableConstraint& constraint : referencing->constraints) {
      if (constraint.kind != ConstraintKind::foreign_key || !constraint.enforced ||
          constraint.referenced_table != table ||
          !touches(constraint.referenced_columns, columns)) {
        continue;
      }
      const ReferentialAction taken = constraint.*action;
      const bool only_looks =
          taken == ReferentialAction::no_action || taken == ReferentialAction::restrict;
      impact.lock(other, only_looks ? LockMode::row_share : LockMode::row_exclusive);
    }
  }
}

/// Columns that are not given take their value from the sequence they own.
void take_from_sequences(RelationKey table, const op::InsertRows& insert, Impact& impact) {
  if (insert.columns.empty()) return;
  for (const RelationKey key : owned_sequences(table, {}, impact.schema())) {
    const Table* sequence = impact.schema().find_table(key);
    const Table* owner = impact.schema().find_table(table);
    if (sequence == nullptr || owner == nullptr) continue;
    const Column* column = owner->find_column(sequence->owned_by_column);
    const bool given =
        std::ranges::find(insert.columns, sequence->owned_by_column) != insert.columns.end();
    // An identity column calls no function that would open its sequence by name.
    if (given || column == nullptr || column->identity != Identity::no) continue;
    impact.lock(key, LockMode::row_exclusive);
  }
}

void set_duration(const Filter& filter, Effect& effect) {
  const bool bounded = filter.kind == FilterKind::key_range || filter.limited ||
                       filter.kind == FilterKind::contradiction;
  if (!bounded) effect.duration = Duration::table_size;
}

void vacuum_one(RelationKey table, const op::Vacuum& vacuum, Impact& impact) {
  Effect& effect = impact.lock(
      table, vacuum.full ? LockMode::access_exclusive : LockMode::share_update_exclusive);
  if (vacuum.full && impact.has_storage(table)) {
    impact.rewrite(effect, "every row is written to a new file");
    return;
  }
  effect.duration = Duration::table_size;
  if (vacuum.vacuum) effect.assumption = vacuum_may_truncate;
}

LockMode mode_named(std::string_view name) {
  for (auto mode = static_cast<int>(LockMode::access_share);
       mode <= static_cast<int>(LockMode::access_exclusive); ++mode) {
    if (pg_locks_name(static_cast<LockMode>(mode)) == name) return static_cast<LockMode>(mode);
  }
  return LockMode::access_exclusive;
}

}  // namespace

void impact_of(const op::UpdateRows& update, Impact& impact) {
  std::vector<std::string_view> columns;
  for (const Assignment& assignment : update.assignments)
    columns.push_back(assignment.column);
  for (const RelationKey table : written_relations(update.table, impact)) {
    set_duration(update.filter, impact.lock(table, LockMode::row_exclusive));
    look_up_referenced(table, columns, impact);
    check_referencing(table, columns, &TableConstraint::on_update, impact);
  }
  lock_called_sequences(update.functions, impact);
  impact.read_query(update.reads);
}

void impact_of(const op::DeleteRows& del, Impact& impact) {
  for (const RelationKey table : written_relations(del.table, impact)) {
    set_duration(del.filter, impact.lock(table, LockMode::row_exclusive));
    check_referencing(table, {}, &TableConstraint::on_delete, impact);
  }
  impact.read_query(del.reads);
}

void impact_of(const op::InsertRows& insert, Impact& impact) {
  for (const RelationKey table : written_relations(insert.table, impact)) {
    Effect& effect = impact.lock(table, LockMode::row_exclusive);
    if (insert.from_query) effect.duration = Duration::table_size;
    look_up_referenced(table, insert.columns, impact);
    take_from_sequences(table, insert, impact);
  }
  lock_called_sequences(insert.functions, impact);
  impact.read_query(insert.reads);
}

void impact_of(const op::MergeRows& merge, Impact& impact) {
  for (const RelationKey table : written_relations(merge.table, impact)) {
    impact.lock(table, LockMode::row_exclusive).duration = Duration::table_size;
    look_up_referenced(table, {}, impact);
  }
  impact.read_query(merge.reads);
}

void impact_of(const op::PlanStatement& plan, Impact& impact) {
  for (const ObjectName& table : plan.writes) {
    for (const RelationKey member : written_relations(table, impact)) {
      impact.lock(member, LockMode::row_exclusive);
    }
  }
  impact.read_query(plan.reads);
}

void impact_of(const op::SelectRows& select, Impact& impact) {
  lock_called_sequences(select.functions, impact);
  for (const FunctionCall& call : select.functions)
    run_routine(call.function, impact);
  impact.read_query(select.reads);
  for (const ObjectName& relation : select.locked) {
    impact.lock(relation, LockMode::row_share);
  }
}

void impact_of(const op::CopyRows& copy, Impact& impact) {
  if (copy.table.name.empty()) return;
  impact.lock(copy.table, copy.from ? LockMode::row_exclusive : LockMode::access_share).duration =
      Duration::table_size;
}

void impact_of(const op::LockTable& lock, Impact& impact) {
  for (const RelationKey member : impact.family(lock.table, lock.only)) {
    impact.lock(member, mode_named(lock.mode));
  }
  // What a view reads is locked with it, view behind view.
  const Table* view = impact.schema().find_table(lock.table);
  std::vector<RelationKey> behind;
  if (view != nullptr && view->kind == TableKind::view) behind = view->reads;
  for (std::size_t at = 0; at < behind.size(); ++at) {
    impact.lock(behind[at], mode_named(lock.mode));
    const Table* inner = impact.schema().find_table(behind[at]);
    if (inner == nullptr || inner->kind != TableKind::view) continue;
    for (const RelationKey relation : inner->reads) {
      if (std::ranges::find(behind, relation) == behind.end()) behind.push_back(relation);
    }
  }
}

void impact_of(const op::Vacuum& vacuum, Impact& impact) {
  if (vacuum.table.name.empty()) {
    for (const Table* table : impact.schema().tables()) {
      const bool rows = table->kind == TableKind::table ||
                        table->kind == TableKind::materialized_view ||
                        table->kind == TableKind::partitioned_table;
      if (rows) vacuum_one(table->key, vacuum, impact);
    }
    return;
  }
  const RelationKey self = impact.schema().key(vacuum.table);
  for (const RelationKey member : impact.family(self, false)) {
    const Table* table = impact.schema().find_table(member);
    const bool is_partition = table != nullptr && !table->partition_of.empty();
    if (member != self && !is_partition) continue;
    if (member != self && vacuum.only) {
      impact.lock(member, LockMode::access_share);
    } else {
      vacuum_one(member, vacuum, impact);
    }
  }
}

void impact_of(const op::Cluster& cluster, Impact& impact) {
  constexpr std::string_view cause = "every row is written again in the index's order";
  if (cluster.table.name.empty()) {
    for (const Table* table : impact.schema().tables()) {
      if (table->clustered)
        impact.rewrite(impact.lock(table->key, LockMode::access_exclusive), cause);
    }
    return;
  }
  for (const RelationKey member : impact.family(cluster.table, false)) {
    Effect& effect = impact.lock(member, LockMode::access_exclusive);
    if (impact.has_storage(member)) impact.rewrite(effect, cause);
  }
}

}  // namespace miglint::postgres
