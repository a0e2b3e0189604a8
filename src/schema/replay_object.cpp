// Views, sequences, schemas, extensions, and DROP of what has no statement of its own.
#include <algorithm>
#include <string>
#include <utility>

#include "schema/drop.h"
#include "schema/replay.h"

namespace miglint {

void Replay::make_view(Table view, std::span<const ObjectName> reads,
                       std::span<const std::string_view> reads_columns,
                       std::span<const std::string_view> columns) {
  view.columns_incomplete = columns.empty();
  for (const std::string_view name : columns) {
    Column& column = view.columns.emplace_back();
    column.name = name;
    column.not_null_known = true;
    column.origin = origin_;
  }
  for (const ObjectName& name : reads) {
    const RelationKey read = catalog_.key(name);
    if (std::ranges::find(view.reads, read) == view.reads.end()) view.reads.push_back(read);
  }
  view.reads_columns = strings(reads_columns);
  const Table& made = catalog_.put_table(std::move(view));
  for (const RelationKey read : made.reads)
    catalog_.read_by.add(read, made.key);
}

void Replay::operator()(const op::CreateView& create) {
  const Persistence persistence =
      create.temporary ? Persistence::temporary : Persistence::permanent;
  Table view = new_relation(create.view, TableKind::view, persistence);
  if (create.or_replace) {
    // The view stays what it is to others; only its query is new.
    const RelationKey key = catalog_.intern(view.schema, view.name);
    if (const Table* old = catalog_.find_table(key)) {
      view.origin = old->origin;
      view.triggers = old->triggers;
      for (const RelationKey read : old->reads)
        catalog_.read_by.remove(read, key);
    }
  } else if (stays(view, false)) {
    return;
  }
  make_view(std::move(view), create.reads, create.reads_columns, create.columns);
}

void Replay::operator()(const op::CreateMaterializedView& create) {
  Table view = new_relation(create.view, TableKind::materialized_view, Persistence::permanent);
  if (stays(view, create.if_not_exists)) return;
  make_view(std::move(view), create.reads, create.reads_columns, create.columns);
}

void Replay::operator()(const op::CreateSequence& create) {
  Table sequence = new_relation(create.sequence, TableKind::sequence, create.persistence);
  if (stays(sequence, create.if_not_exists)) return;
  Table& made = catalog_.put_table(std::move(sequence));
  if (create.owned_by_table.name.empty()) return;
  Table& owner = reach(create.owned_by_table);
  made.owned_by_table = owner.key;
  made.owned_by_column = create.owned_by_column;
  owner.owned_sequences.push_back(made.key);
}

void Replay::operator()(const op::AlterSequence& alter) {
  if (!alter.owned_by) return;
  Table& sequence = reach(alter.sequence, TableKind::sequence);
  if (Table* owner = catalog_.own_table(sequence.owned_by_table)) {
    std::erase(owner->owned_sequences, sequence.key);
  }
  sequence.owned_by_table = {};
  sequence.owned_by_column = alter.owned_by_column;
  if (alter.owned_by_table.name.empty()) return;
  Table& owner = reach(alter.owned_by_table);
  sequence.owned_by_table = owner.key;
  owner.owned_sequences.push_back(sequence.key);
}

void Replay::operator()(const op::CreateSchema& create) {
  if (!catalog_.schemas.contains(create.schema)) {
    catalog_.schemas[catalog_.pool->intern(create.schema)] = origin_;
  }
}

void Replay::operator()(const op::CreateExtension& create) {
  if (catalog_.extensions.contains(create.extension)) return;
  const std::string_view schema =
      create.schema.empty() ? catalog_.creation_schema() : create.schema;
  catalog_.extensions[catalog_.pool->intern(create.extension)] = schema;
}

void Replay::operator()(const op::DropObject& drop) {
  using Kind = op::DropObject::Kind;
  switch (drop.kind) {
    case Kind::view:
    case Kind::materialized_view:
    case Kind::sequence:
    case Kind::foreign_table: {
      const RelationKey key = catalog_.key(drop.name);
      drop_relation(catalog_, key, drop.cascade);
      catalog_.absent[key] = taken_away();
      return;
    }
    case Kind::type:
    case Kind::domain:
      if (const UserType* type = catalog_.find_type(drop.name)) {
        drop_type(catalog_, catalog_.intern(type->schema, type->name), drop.cascade);
      }
      return;
    case Kind::schema:
      return drop_schema(catalog_, drop.name.name, drop.cascade);
    case Kind::extension:
      catalog_.extensions.erase(drop.name.name);
      return;
    case Kind::function:
    case Kind::procedure:
      if (const auto* overloads = catalog_.find_functions(drop.name)) {
        const Function& function = overloads->front();
        drop_function(catalog_, catalog_.intern(function.schema, function.name), drop.cascade);
      }
      return;
    case Kind::aggregate:
    case Kind::rule:
      return;
    case Kind::other:
      if (drop.kind_word == "STATISTICS") catalog_.statistics.erase(catalog_.key(drop.name));
      return;
  }
}

void Replay::operator()(const op::ChangePublication& change) {
  using Change = op::ChangePublication::Action;
  std::vector<RelationKey>& tables = catalog_.publications[change.publication];
  if (change.action == Change::create || change.action == Change::set_tables) tables.clear();
  for (const ObjectName& table : change.tables) {
    const RelationKey key = catalog_.key(table);
    std::erase(tables, key);
    if (change.action != Change::drop_tables) tables.push_back(key);
  }
}

void Replay::operator()(const op::OtherCommand& command) {
  if (command.command != "CREATE STATISTICS" || command.relations.empty()) return;
  catalog_.statistics[catalog_.key(command.object)] = catalog_.key(command.relations.front());
}

}  // namespace miglint
