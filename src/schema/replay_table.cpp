// CREATE TABLE in all its forms, and what changes a table as a whole.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "schema/column_type.h"
#include "schema/drop.h"
#include "schema/indexes.h"
#include "schema/names.h"
#include "schema/replay.h"

namespace miglint {
namespace {

/// Gives the heir the CHECKs of its parent.
void take_checks(Catalog& catalog, const Table& parent, Table& heir) {
  for (const TableConstraint& constraint : parent.constraints) {
    if (constraint.kind != ConstraintKind::check || constraint.no_inherit) continue;
    if (heir.find_constraint(constraint.name) == nullptr) {
      catalog.put_constraint(heir, constraint);
    }
  }
}

bool has_index(const Constraint& constraint) {
  return constraint.kind == ConstraintKind::primary_key ||
         constraint.kind == ConstraintKind::unique || constraint.kind == ConstraintKind::exclude;
}

/// The server makes one index for constraints that ask for the same one.
bool asks_for_the_same(const Constraint& a, const Constraint& b) {
  return a.kind != ConstraintKind::exclude && b.kind != ConstraintKind::exclude &&
         a.deferrable == b.deferrable && a.initially_deferred == b.initially_deferred &&
         a.nulls_not_distinct == b.nulls_not_distinct && std::ranges::equal(a.columns, b.columns);
}

}  // namespace

Column Replay::make_column(const ColumnDefinition& definition) const {
  Column column;
  column.name = definition.name;
  column.type = resolve_type(catalog_, definition.type);
  column.collation = definition.collation.name;
  column.not_null =
      definition.not_null || definition.identity != Identity::no || definition.type.serial;
  column.not_null_known = true;
  column.has_default = definition.type.serial ||
                       (definition.default_value != nullptr && !definition.default_value->is_null);
  if (definition.default_value != nullptr) {
    for (const FunctionCall& call : definition.default_value->functions) {
      column.default_calls.emplace_back(call.function.name);
    }
  }
  column.generated = definition.generated;
  column.identity = definition.identity;
  column.auto_increment = definition.auto_increment;
  if (definition.generation != nullptr) {
    column.generated_from = strings(definition.generation->columns);
  }
  column.origin = origin_;
  column.origin.span = definition.span.empty() ? origin_.span : definition.span;
  return column;
}

/// A column that a parent gave already is only narrowed: `CREATE TABLE … PARTITION OF p (a NOT
/// NULL)`.
void Replay::merge_column(Table& table, const ColumnDefinition& definition) const {
  Column* const known = find_column(table, definition.name);
  if (known == nullptr) {
    if (catalog_.is_full(table)) {
      table.columns_incomplete = true;
    } else {
      table.columns.push_back(make_column(definition));
    }
    return;
  }
  Column& column = *known;
  if (definition.not_null) column.not_null = true;
  if (definition.default_value != nullptr) {
    column.has_default = !definition.default_value->is_null;
  }
}

void Replay::take_columns_of_parents(Table& table, const op::CreateTable& create) {
  const auto take = [&](const ObjectName& name, TableKind kind) {
    const Table* parent = catalog_.find_table(name);
    if (parent == nullptr) parent = &reach(name, kind);
    table.columns_incomplete |= parent->columns_incomplete;
    for (const Column& inherited : parent->columns) {
      if (Column* column = find_column(table, inherited.name)) {
        column->not_null |= inherited.not_null;
        continue;
      }
      Column& column = table.columns.emplace_back(inherited);
      column.origin = origin_;
      column.backfilled = false;
      if (create.partition_of.name.empty()) column.identity = Identity::no;
    }
  };
  if (!create.partition_of.name.empty()) take(create.partition_of, TableKind::partitioned_table);
  for (const ObjectName& parent : create.inherits)
    take(parent, TableKind::table);
  if (!create.of_type.name.empty()) {
    take(create.of_type, TableKind::composite_type);
    table.of_type = catalog_.key(create.of_type);
  }
}

void Replay::take_columns_of_likes(Table& table, std::span<const op::LikeClause> likes) {
  for (const op::LikeClause& like : likes) {
    const Table* source = catalog_.find_table(like.source);
    if (source == nullptr) source = &reach(like.source);
    table.columns_incomplete |= source->columns_incomplete;
    for (const Column& copied : source->columns) {
      Column& column = table.columns.emplace_back(copied);
      column.origin = origin_;
      column.backfilled = false;
      if (!like.identity) column.identity = Identity::no;
      if (!like.defaults) column.has_default = false;
      if (!like.generated) {
        column.generated = Generated::no;
        column.generated_from.clear();
      }
    }
  }
}

void Replay::link_to_parents(Table& table, const op::CreateTable& create) {
  if (!create.partition_of.name.empty()) {
    Table& parent = reach(create.partition_of, TableKind::partitioned_table);
    parent.partitions.push_back(table.key);
    table.partition_of = parent.key;
    table.is_default_partition = create.bound.is_default;
    table.partition_conditions = partition_conditions(parent, create.bound);
    take_checks(catalog_, parent, table);
    take_indexes_of(catalog_, parent, table, origin_);
    for (const TableConstraint& constraint : parent.constraints) {
      if (constraint.kind == ConstraintKind::foreign_key) {
        catalog_.put_constraint(table, constraint);
      }
    }
    for (const Trigger& trigger : parent.triggers) {
      if (trigger.for_each_row) catalog_.put_trigger(table, trigger);
    }
  }
  for (const ObjectName& name : create.inherits) {
    Table& parent = reach(name);
    parent.children.push_back(table.key);
    table.parents.push_back(parent.key);
    take_checks(catalog_, parent, table);
  }
}

void Replay::finish_likes(Table& table, std::span<const op::LikeClause> likes) {
  for (const op::LikeClause& like : likes) {
    const Table* source = catalog_.find_table(like.source);
    if (source == nullptr) continue;
    if (like.constraints) {
      for (const TableConstraint& constraint : source->constraints) {
        if (constraint.kind == ConstraintKind::check) catalog_.put_constraint(table, constraint);
      }
    }
    if (like.identity) {
      for (const Column& column : source->columns) {
        if (column.identity != Identity::no) make_sequence(table, column.name);
      }
    }
    if (!like.indexes) continue;
    const std::vector<RelationKey> indexes = source->indexes;
    for (const RelationKey key : indexes) {
      const Index* index = catalog_.find_index(key);
      if (index != nullptr) copy_index(catalog_, *index, table, origin_);
    }
  }
}

/// In the server's order: CHECKs, then the indexes (the primary key first), then foreign keys.
void Replay::add_constraints_in_order(Table& table, const op::CreateTable& create) {
  std::vector<const Constraint*> written;
  for (const ColumnDefinition& column : create.columns) {
    for (const Constraint& constraint : column.constraints)
      written.push_back(&constraint);
  }
  for (const Constraint& constraint : create.constraints)
    written.push_back(&constraint);
  if (written.empty()) return finish_likes(table, create.likes);
  std::ranges::stable_sort(written, {},
                           [](const Constraint* constraint) { return constraint->span.begin; });
  const ConstraintPlace place{.in_new_table = !create.foreign, .only = false};
  const auto add_all = [&](ConstraintKind kind) {
    for (const Constraint* constraint : written) {
      if (constraint->kind == kind) add_constraint(table, *constraint, place);
    }
  };
  add_all(ConstraintKind::check);
  add_all(ConstraintKind::not_null);

  std::vector<Constraint> indexes;
  const auto collect = [&](bool primary) {
    for (const Constraint* constraint : written) {
      if (!has_index(*constraint)) continue;
      if ((constraint->kind == ConstraintKind::primary_key) != primary) continue;
      const auto same = std::ranges::find_if(
          indexes, [&](const Constraint& other) { return asks_for_the_same(other, *constraint); });
      if (same == indexes.end()) {
        indexes.push_back(*constraint);
      } else if (same->name.empty()) {
        same->name = constraint->name;
      }
    }
  };
  collect(true);
  collect(false);
  for (const Constraint& constraint : indexes)
    add_constraint(table, constraint, place);
  finish_likes(table, create.likes);
  add_all(ConstraintKind::foreign_key);
}

void Replay::make_sequence(Table& table, std::string_view column) {
  Table sequence;
  sequence.schema = table.schema;
  sequence.name = choose_relation_name(catalog_, table.schema, table.name, column, "seq", false);
  sequence.kind = TableKind::sequence;
  sequence.persistence = table.persistence;
  sequence.owned_by_table = table.key;
  sequence.owned_by_column = column;
  sequence.origin = origin_;
  table.owned_sequences.push_back(catalog_.put_table(std::move(sequence)).key);
}

void Replay::operator()(const op::CreateTable& create) {
  Table made = new_relation(create.table, TableKind::table, create.persistence);
  made.tablespace = create.tablespace;
  made.engine = create.traits.engine;
  made.charset = create.traits.charset;
  made.row_format = create.traits.row_format;
  if (!create.access_method.empty()) made.access_method = create.access_method;
  if (stays(made, create.if_not_exists)) return;
  if (create.foreign) {
    made.kind = TableKind::foreign_table;
  } else if (catalog_.mysql) {
    // Its partitions are no tables of their own.
    made.partition_strategy = create.partition_strategy;
    made.partition_columns = strings(create.partition_columns);
  } else if (!create.partition_strategy.empty()) {
    made.kind = TableKind::partitioned_table;
    made.partition_strategy = create.partition_strategy;
    made.partition_columns = strings(create.partition_columns);
  }
  made.columns.reserve(create.columns.size());
  take_columns_of_parents(made, create);
  take_columns_of_likes(made, create.likes);
  for (const ColumnDefinition& column : create.columns)
    merge_column(made, column);

  Table& table = catalog_.put_table(std::move(made));
  for (const ColumnDefinition& column : create.columns) {
    if (column.type.serial || column.identity != Identity::no) make_sequence(table, column.name);
  }
  link_to_parents(table, create);
  add_constraints_in_order(table, create);
}

void Replay::operator()(const op::CreateTableAs& create) {
  Table made = new_relation(create.table, TableKind::table, create.persistence);
  if (stays(made, create.if_not_exists)) return;
  made.columns_incomplete = create.columns.empty();
  for (const std::string_view name : create.columns) {
    Column& column = made.columns.emplace_back();
    column.name = name;
    column.not_null_known = true;
    column.origin = origin_;
  }
  catalog_.put_table(std::move(made));
}

void Replay::operator()(const op::DropTable& drop) {
  const RelationKey key = catalog_.key(drop.table);
  drop_relation(catalog_, key, drop.cascade);
  catalog_.absent[key] = taken_away();
}

void Replay::operator()(const op::RowSecurity& change) {
  Table* table = reach(change.table);
  if (table == nullptr) return;
  using Change = op::RowSecurity::Action;
  switch (change.action) {
    case Change::enable:
      table->row_security = true;
      break;
    case Change::disable:
      table->row_security = false;
      break;
    case Change::force:
      table->force_row_security = true;
      break;
    case Change::no_force:
      table->force_row_security = false;
      break;
  }
}

void Replay::operator()(const op::SetPersistence& change) {
  if (Table* table = reach(change.table)) table->persistence = change.persistence;
}

}  // namespace miglint
