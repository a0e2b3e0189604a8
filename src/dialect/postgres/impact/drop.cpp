// CREATE and DROP of tables, views and other objects.
#include <algorithm>

#include "dialect/postgres/impact/builder.h"
#include "dialect/postgres/impact/partition.h"

namespace miglint::postgres {
namespace {

/// A relation and, with CASCADE, the views over it.
void drop_relation(const ObjectName& name, bool cascade, Impact& impact) {
  const Table* table = impact.schema().find_table(name);
  for (const RelationKey member : impact.family(name, false)) {
    impact.lock(member, LockMode::access_exclusive);
    const Table* own = impact.schema().find_table(member);
    // A partition's foreign keys are its parent's: they go without a lock on what they reference.
    if (own == nullptr || own->partition_of.empty()) {
      lock_foreign_key_partners(member, {}, LockMode::access_exclusive, impact);
    }
    for (const RelationKey sequence : owned_sequences(member, {}, impact.schema())) {
      impact.lock(sequence, LockMode::access_exclusive);
    }
    if (const Table* known = impact.schema().find_table(member)) {
      for (const RelationKey index : known->indexes) {
        impact.lock_index(index, LockMode::access_exclusive);
      }
    }
  }
  if (table == nullptr) return;
  if (cascade && !table->owned_by_table.empty()) {
    impact.lock(table->owned_by_table, LockMode::access_exclusive);
  }
  if (!table->partition_of.empty()) {
    impact.lock(table->partition_of, LockMode::access_exclusive);
    const Table* parent = impact.schema().find_table(table->partition_of);
    if (parent != nullptr) {
      for (const RelationKey sibling : parent->partitions) {
        const Table* other = impact.schema().find_table(sibling);
        if (other != nullptr && other->is_default_partition && sibling != table->key) {
          impact.lock(sibling, LockMode::access_exclusive);
        }
      }
    }
  }
  if (!cascade) return;
  for (const RelationKey view : impact.schema().views_reading(table->key)) {
    impact.lock(view, LockMode::access_exclusive);
  }
}

void create(const ObjectName& name, Impact& impact) {
  Effect& effect = impact.lock(name, LockMode::access_exclusive);
  effect.creates = true;
}

void read(std::span<const ObjectName> relations, Impact& impact) {
  for (const ObjectName& relation : relations)
    impact.lock(relation, LockMode::access_share);
}

}  // namespace

void impact_of(const op::CreateTable& table, Impact& impact) {
  if (table.if_not_exists && impact.schema().find_table(table.table) != nullptr) return;
  create(table.table, impact);
  const RelationKey self = impact.schema().key(table.table);
  const auto reference = [&](const Constraint& constraint) {
    if (constraint.kind != ConstraintKind::foreign_key) return;
    if (impact.schema().key(constraint.referenced_table) == self) return;
    impact.lock(constraint.referenced_table, LockMode::share_row_exclusive);
  };
  for (const Constraint& constraint : table.constraints)
    reference(constraint);
  for (const ColumnDefinition& column : table.columns) {
    for (const Constraint& constraint : column.constraints)
      reference(constraint);
  }
  for (const ObjectName& parent : table.inherits) {
    impact.lock(parent, LockMode::share_update_exclusive);
  }
  for (const op::LikeClause& like : table.likes)
    impact.lock(like.source, LockMode::access_share);
  if (!table.of_type.name.empty()) {
    impact.lock(table.of_type, LockMode::access_share).kind = TableKind::composite_type;
  }
  if (!table.partition_of.name.empty())
    lock_partitioned_parent(table.partition_of, table.bound, impact);
}

void impact_of(const op::CreateTableAs& table, Impact& impact) {
  // The query is looked at before the server sees that there is nothing to do.
  impact.read_query(table.reads);
  if (table.if_not_exists && impact.schema().find_table(table.table) != nullptr) return;
  create(table.table, impact);
}

void impact_of(const op::CreateView& view, Impact& impact) {
  Effect& effect = impact.lock(view.view, LockMode::access_exclusive);
  effect.creates = impact.schema().find_table(view.view) == nullptr;
  read(view.reads, impact);
}

void impact_of(const op::CreateMaterializedView& view, Impact& impact) {
  impact.read_query(view.reads);
  if (view.if_not_exists && impact.schema().find_table(view.view) != nullptr) return;
  create(view.view, impact);
}

void impact_of(const op::RefreshMaterializedView& refresh, Impact& impact) {
  Effect& effect = impact.lock(
      refresh.view, refresh.concurrently ? LockMode::exclusive : LockMode::access_exclusive);
  if (!refresh.with_data) return;
  if (refresh.concurrently) {
    Impact::scan(effect, "the query is run and its result compared with what is stored");
  } else {
    impact.rewrite(effect, "the query is run and its result stored");
  }
  const Table* view = impact.schema().find_table(refresh.view);
  if (view == nullptr) return;
  for (const RelationKey relation : view->reads)
    impact.lock(relation, LockMode::access_share);
}

void impact_of(const op::DropTable& drop, Impact& impact) {
  if (drop.if_exists && impact.schema().find_table(drop.table) == nullptr) {
    impact.lock(drop.table, LockMode::access_exclusive).assumption =
        "IF EXISTS on a table never seen: assumes it exists";
    return;
  }
  drop_relation(drop.table, drop.cascade, impact);
}

void impact_of(const op::DropObject& drop, Impact& impact) {
  using Kind = op::DropObject::Kind;
  switch (drop.kind) {
    case Kind::view:
    case Kind::materialized_view:
    case Kind::sequence:
    case Kind::foreign_table:
      drop_relation(drop.name, drop.cascade, impact);
      return;
    case Kind::rule:
      impact.lock(drop.on_table, LockMode::access_exclusive);
      return;
    case Kind::schema:
      if (!drop.cascade) return;
      for (const Table* table : impact.schema().tables()) {
        if (table->schema == drop.name.name)
          drop_relation({table->schema, table->name}, true, impact);
      }
      return;
    case Kind::type:
    case Kind::domain:
      if (!drop.cascade) return;
      for (const RelationKey table : impact.schema().tables_using_type(drop.name)) {
        impact.lock(table, LockMode::access_exclusive);
      }
      return;
    case Kind::function:
      if (!drop.cascade) return;
      for (const RelationKey table : impact.schema().tables_calling(drop.name)) {
        impact.lock(table, LockMode::access_exclusive);
      }
      return;
    case Kind::other:
      if (drop.kind_word == "STATISTICS") {
        const RelationKey table = impact.schema().table_of_statistics(drop.name);
        if (!table.empty()) impact.lock(table, LockMode::share_update_exclusive);
      }
      return;
    case Kind::extension:
      // The types of most extensions that have one are called like them: citext, hstore, ltree …
      if (!drop.cascade) return;
      for (const RelationKey table : impact.schema().tables_using_type({{}, drop.name.name})) {
        impact.lock(table, LockMode::access_exclusive);
      }
      return;
    case Kind::procedure:
    case Kind::aggregate:
      return;
  }
}

void impact_of(const op::RenameObject& rename, Impact& impact) {
  if (rename.on_table.name.empty()) return;
  // From PostgreSQL 15 on a trigger is renamed on the partitions too.
  const bool alone = rename.kind_word != "TRIGGER" || impact.major() < 15;
  for (const RelationKey member : impact.family(rename.on_table, alone)) {
    impact.lock(member, LockMode::access_exclusive);
  }
}

void impact_of(const op::TruncateTable& truncate, Impact& impact) {
  std::vector<RelationKey> tables = impact.family(truncate.table, truncate.only);
  if (truncate.cascade) {
    for (std::size_t at = 0; at < tables.size(); ++at) {
      for (const RelationKey other : impact.schema().referencing_tables(tables[at])) {
        if (std::ranges::find(tables, other) == tables.end()) tables.push_back(other);
      }
    }
  }
  for (const RelationKey table : tables) {
    impact.lock(table, LockMode::access_exclusive);
    if (!truncate.restart_identity) continue;
    for (const RelationKey sequence : owned_sequences(table, {}, impact.schema())) {
      impact.lock(sequence, LockMode::access_exclusive).rewrite = true;
    }
  }
}

}  // namespace miglint::postgres
