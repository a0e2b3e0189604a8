// RENAME and SET SCHEMA.
#include <string>
#include <vector>

#include "schema/names.h"
#include "schema/rename.h"
#include "schema/replay.h"

namespace miglint {

void Replay::operator()(const op::RenameRelation& rename) {
  if (const Index* index = catalog_.find_index(rename.relation);
      index != nullptr && catalog_.find_table(rename.relation) == nullptr) {
    const RelationKey key = index->key;
    move_index(catalog_, key, key.substr(0, key.size() - index->name.size() - 1), rename.new_name);
    return;
  }
  // Of an index that was never seen only the name is known: there is nothing to keep.
  if (rename.word == op::RelationWord::index) return;
  const Table* table = reach(
      {.name = rename.relation, .word = rename.word, .only = false, .if_exists = rename.if_exists});
  if (table == nullptr) return;
  const RelationKey from = table->key;
  move_relation(catalog_, from, std::string(table->schema), rename.new_name);
  if (catalog_.absent.contains(from)) catalog_.absent[from] = taken_away();
}

void Replay::operator()(const op::RenameColumn& rename) {
  Table* table = reach(
      {.name = rename.relation, .word = rename.word, .only = false, .if_exists = rename.if_exists});
  if (table == nullptr) return;
  reach_column(*table, rename.column);
  for (const RelationKey member : family(catalog_, *table)) {
    if (Table* heir = catalog_.own_table(member)) {
      rename_column(catalog_, *heir, rename.column, rename.new_name);
    }
  }
}

void Replay::operator()(const op::RenameConstraint& rename) {
  Table* table = reach({.name = rename.table,
                        .word = op::RelationWord::table,
                        .only = false,
                        .if_exists = rename.if_exists});
  if (table == nullptr) return;
  const TableConstraint* constraint = table->find_constraint(rename.constraint);
  if (constraint == nullptr) return;
  if (constraint->kind != ConstraintKind::check || constraint->no_inherit) {
    return rename_constraint(catalog_, *table, rename.constraint, rename.new_name);
  }
  for (const RelationKey member : family(catalog_, *table)) {
    if (Table* heir = catalog_.own_table(member)) {
      rename_constraint(catalog_, *heir, rename.constraint, rename.new_name);
    }
  }
}

void Replay::operator()(const op::SetSchema& move) {
  const Table* table =
      reach({.name = move.relation, .word = move.word, .only = false, .if_exists = move.if_exists});
  if (table == nullptr) return;
  const RelationKey from = table->key;
  move_relation(catalog_, from, move.new_schema, std::string(table->name));
  if (catalog_.absent.contains(from)) catalog_.absent[from] = taken_away();
}

namespace {

void rename_in_table(Table& table, const op::RenameObject& rename) {
  if (rename.kind_word == "TRIGGER") {
    for (Trigger& trigger : table.triggers) {
      if (trigger.name == rename.name.name) trigger.name = rename.new_name;
    }
  } else if (rename.kind_word == "POLICY") {
    for (Policy& policy : table.policies) {
      if (policy.name == rename.name.name) policy.name = rename.new_name;
    }
  }
}

struct SchemaAndName {
  std::string schema;
  std::string name;
};

/// RENAME changes the name, SET SCHEMA the schema.
SchemaAndName new_name_of(const op::RenameObject& rename, const std::string& schema,
                          const std::string& name) {
  return {rename.new_schema.empty() ? schema : std::string(rename.new_schema),
          rename.new_name.empty() ? name : std::string(rename.new_name)};
}

void rename_schema(Catalog& catalog, std::string_view schema, std::string_view new_name) {
  std::vector<RelationKey> relations;
  std::vector<RelationKey> types;
  std::vector<RelationKey> functions;
  catalog.tables.for_each([&](RelationKey key, const std::shared_ptr<Table>& table) {
    if (table->schema == schema) relations.push_back(key);
  });
  catalog.types.for_each([&](RelationKey key, const std::shared_ptr<UserType>& type) {
    if (type->schema == schema) types.push_back(key);
  });
  catalog.functions.for_each([&](RelationKey key, const auto& overloads) {
    if (overloads->front().schema == schema) functions.push_back(key);
  });
  const auto name_of = [&](RelationKey key) { return std::string(key.substr(schema.size() + 1)); };
  for (const RelationKey key : relations)
    move_relation(catalog, key, new_name, name_of(key));
  for (const RelationKey key : types)
    move_type(catalog, key, new_name, name_of(key));
  for (const RelationKey key : functions)
    move_function(catalog, key, new_name, name_of(key));
  catalog.schemas.erase(schema);
  catalog.schemas[catalog.pool->intern(new_name)] = {};
}

}  // namespace

void Replay::operator()(const op::RenameObject& rename) {
  if (!rename.on_table.name.empty()) {
    if (Table* table = catalog_.own_table(rename.on_table)) rename_in_table(*table, rename);
  } else if (rename.kind_word == "SCHEMA") {
    rename_schema(catalog_, rename.name.name, rename.new_name);
  } else if (rename.kind_word == "TYPE" || rename.kind_word == "DOMAIN") {
    if (const UserType* type = catalog_.find_type(rename.name)) {
      const auto [schema, name] = new_name_of(rename, type->schema, type->name);
      move_type(catalog_, catalog_.intern(type->schema, type->name), schema, name);
    }
  } else if (rename.kind_word == "FUNCTION" || rename.kind_word == "PROCEDURE" ||
             rename.kind_word == "ROUTINE") {
    if (const auto* overloads = catalog_.find_functions(rename.name)) {
      const Function& function = overloads->front();
      const auto [schema, name] = new_name_of(rename, function.schema, function.name);
      move_function(catalog_, catalog_.intern(function.schema, function.name), schema, name);
    }
  }
}

}  // namespace miglint
