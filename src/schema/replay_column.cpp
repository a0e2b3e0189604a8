// Columns: added, dropped and altered, on a table and on what inherits from it.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "schema/column_type.h"
#include "schema/drop.h"
#include "schema/names.h"
#include "schema/rename.h"
#include "schema/replay.h"

namespace miglint {
namespace {

/// Calls `change` for the table and, unless `only`, for all that inherits from it.
template <class Change>
void for_family(Catalog& catalog, Table& table, bool only, const Change& change) {
  if (only || (table.partitions.empty() && table.children.empty())) return change(table);
  for (const RelationKey member : family(catalog, table)) {
    if (Table* heir = catalog.own_table(member)) change(*heir);
  }
}

bool has_key(const Index& index, std::string_view column) {
  return std::ranges::any_of(index.keys, [&](const Index::Key& key) {
    return key.column == column || std::ranges::find(key.reads, column) != key.reads.end();
  });
}

/// A type change makes the indexes on the column anew. Those of partitions come from the index of
/// the partitioned table, so that they get the names that the server makes up.
void rename_rebuilt_indexes(Catalog& catalog, Table& partition, std::string_view column) {
  const std::vector<RelationKey> indexes = partition.indexes;
  for (const RelationKey key : indexes) {
    const Index* found = catalog.find_index(key);
    if (found == nullptr || found->parent.empty() || !has_key(*found, column)) continue;
    const TableConstraint* constraint =
        found->constraint.empty() ? nullptr : partition.find_constraint(found->constraint);
    // Its own name is free for it again.
    const std::string name =
        choose_index_name(catalog, partition, *found,
                          constraint == nullptr ? nullptr : &constraint->kind, found->name);
    move_index(catalog, key, partition.schema, name);
  }
}

/// MySQL takes a dropped column out of the indexes on several columns and keeps those.
void shorten_indexes(Catalog& catalog, const Table& table, std::string_view column) {
  for (const RelationKey key : table.indexes) {
    Index* index = catalog.own_index(key);
    if (index == nullptr || index->keys.size() < 2) continue;
    std::erase_if(index->keys,
                  [&](const Index::Key& part) { return same_folded(part.column, column); });
  }
}

}  // namespace

void Replay::operator()(const op::AddColumn& add) {
  Table* table = reach(add.table);
  if (table == nullptr) return;
  const ColumnDefinition& definition = add.column;
  if (find_column(*table, definition.name) != nullptr) {
    if (add.if_not_exists || keeps_existing()) return;
    drop_column(catalog_, *table, definition.name, false);
  }
  const Column column = make_column(definition);
  for_family(catalog_, *table, add.table.only, [&](Table& member) {
    if (find_column(member, column.name) == nullptr) catalog_.put_column(member, column);
    place_column(member, column.name, add.position);
  });
  if (definition.type.serial || definition.identity != Identity::no) {
    make_sequence(*table, definition.name);
  }
  const ConstraintPlace place{.in_new_table = false, .only = add.table.only};
  for (const ConstraintKind kind :
       {ConstraintKind::check, ConstraintKind::not_null, ConstraintKind::primary_key,
        ConstraintKind::unique, ConstraintKind::exclude, ConstraintKind::foreign_key}) {
    for (const Constraint& constraint : definition.constraints) {
      if (constraint.kind == kind) add_constraint(*table, constraint, place);
    }
  }
}

void Replay::operator()(const op::DropColumn& drop) {
  Table* table = reach(drop.table);
  if (table == nullptr) return;
  if (catalog_.mysql) shorten_indexes(catalog_, *table, drop.column);
  for_family(catalog_, *table, drop.table.only,
             [&](Table& member) { drop_column(catalog_, member, drop.column, drop.cascade); });
}

void Replay::operator()(const op::AlterColumnType& alter) {
  Table* table = reach(alter.table);
  if (table == nullptr) return;
  const ColumnType type = resolve_type(catalog_, alter.type);
  for_family(catalog_, *table, alter.table.only, [&](Table& member) {
    Column& column = reach_column(member, alter.column);
    const std::optional<ColumnType> old = std::exchange(column.type, type);
    column.collation = alter.collation.name;
    if (old) catalog_.unlink_type(member, *old);
    catalog_.link_type(member, column);
    if (!member.partition_of.empty()) rename_rebuilt_indexes(catalog_, member, alter.column);
  });
}

void Replay::operator()(const op::SetDefault& set) {
  Table* table = reach(set.table);
  if (table == nullptr) return;
  for_family(catalog_, *table, set.table.only, [&](Table& member) {
    Column& column = reach_column(member, set.column);
    column.has_default = set.value != nullptr && !set.value->is_null;
    column.default_calls.clear();
    if (set.value == nullptr) return;
    for (const FunctionCall& call : set.value->functions) {
      column.default_calls.emplace_back(call.function.name);
    }
  });
}

void Replay::operator()(const op::DropDefault& drop) {
  Table* table = reach(drop.table);
  if (table == nullptr) return;
  for_family(catalog_, *table, drop.table.only,
             [&](Table& member) { reach_column(member, drop.column).has_default = false; });
}

void Replay::operator()(const op::SetNotNull& set) {
  Table* table = reach(set.table);
  if (table == nullptr) return;
  for_family(catalog_, *table, set.table.only, [&](Table& member) {
    Column& column = reach_column(member, set.column);
    column.not_null = column.not_null_known = true;
    // PostgreSQL 18: SET NOT NULL validates a NOT NULL constraint that is NOT VALID.
    for (TableConstraint& constraint : member.constraints) {
      if (constraint.kind == ConstraintKind::not_null && !constraint.columns.empty() &&
          constraint.columns.front() == set.column) {
        constraint.validated = true;
      }
    }
  });
}

void Replay::operator()(const op::DropNotNull& drop) {
  Table* table = reach(drop.table);
  if (table == nullptr) return;
  for_family(catalog_, *table, drop.table.only, [&](Table& member) {
    Column& column = reach_column(member, drop.column);
    column.not_null = false;
    column.not_null_known = true;
    for (std::size_t i = member.constraints.size(); i-- > 0;) {
      const TableConstraint& constraint = member.constraints[i];
      if (constraint.kind == ConstraintKind::not_null && !constraint.columns.empty() &&
          constraint.columns.front() == drop.column) {
        catalog_.forget_constraint(member, i);
      }
    }
  });
}

void Replay::operator()(const op::AlterGeneration& alter) {
  Table* table = reach(alter.table);
  if (table == nullptr) return;
  for_family(catalog_, *table, alter.table.only, [&](Table& member) {
    Column& column = reach_column(member, alter.column);
    if (alter.expression == nullptr) {
      column.generated = Generated::no;
      column.generated_from.clear();
    } else {
      if (column.generated == Generated::no) column.generated = Generated::stored;
      column.generated_from = strings(alter.expression->columns);
    }
  });
}

void Replay::operator()(const op::AlterIdentity& alter) {
  Table* table = reach(alter.table);
  if (table == nullptr) return;
  Column& column = reach_column(*table, alter.column);
  switch (alter.action) {
    case op::AlterIdentity::Action::add:
      column.identity = alter.identity;
      column.not_null = column.not_null_known = true;
      make_sequence(*table, alter.column);
      break;
    case op::AlterIdentity::Action::set:
      if (alter.identity != Identity::no) column.identity = alter.identity;
      break;
    case op::AlterIdentity::Action::drop: {
      column.identity = Identity::no;
      const std::vector<RelationKey> sequences = table->owned_sequences;
      for (const RelationKey key : sequences) {
        const Table* sequence = catalog_.find_table(key);
        if (sequence != nullptr && sequence->owned_by_column == alter.column) {
          drop_relation(catalog_, key, false);
        }
      }
      break;
    }
  }
}

void Replay::operator()(const op::UpdateRows& update) {
  if (update.assignments.empty()) return;
  Table* table = catalog_.own_table(update.table);
  if (table == nullptr) return;
  for_family(catalog_, *table, false, [&](Table& member) {
    for (const Assignment& assignment : update.assignments) {
      if (Column* column = find_column(member, assignment.column)) column->backfilled = true;
    }
  });
}

}  // namespace miglint
