#include "schema/rename.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "schema/drop.h"
#include "source/ascii.h"

namespace miglint {
namespace {

void replace(std::vector<RelationKey>& keys, RelationKey from, RelationKey to) {
  std::ranges::replace(keys, from, to);
}

void replace(std::vector<std::string>& names, std::string_view from, std::string_view to) {
  std::ranges::replace(names, std::string(from), std::string(to));
}

bool is_word(char c) {
  return ascii::is_word(c) || c == '$' || ascii::is_beyond(c);
}

/// Renames a column in a condition's text, outside of its string literals.
void replace_word(std::string& text, std::string_view from, std::string_view to) {
  bool in_literal = false;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\'') in_literal = !in_literal;
    if (in_literal || !is_word(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_word(text[end]))
      ++end;
    if (std::string_view(text).substr(i, end - i) == from) {
      text.replace(i, end - i, to);
      end = i + to.size();
    }
    i = end;
  }
}

bool is_of(const ColumnType& type, std::string_view schema, std::string_view name) {
  return type.name == name && type.schema == schema;
}

/// Columns and domains of the type get its new name.
void follow_type(Catalog& catalog, RelationKey from, RelationKey to, const std::string& old_schema,
                 const std::string& old_name, std::string_view schema, std::string_view name) {
  for (const RelationKey user : catalog.typed_by.take(from)) {
    catalog.typed_by.add(to, user);
    if (Table* table = catalog.own_table(user)) {
      for (Column& column : table->columns) {
        if (!column.type || !is_of(*column.type, old_schema, old_name)) continue;
        column.type->schema = schema;
        column.type->name = name;
      }
    } else if (UserType* domain = catalog.own_type(user)) {
      domain->base->schema = schema;
      domain->base->name = name;
    }
  }
}

/// Everything that holds the relation's key gets the new one.
void follow_relation(Catalog& catalog, const Table& table, RelationKey from) {
  const RelationKey to = table.key;
  for (const RelationKey key : table.indexes) {
    if (Index* index = catalog.own_index(key)) index->table = to;
  }
  for (const RelationKey key : table.partitions) {
    if (Table* partition = catalog.own_table(key)) partition->partition_of = to;
  }
  if (Table* parent = catalog.own_table(table.partition_of)) replace(parent->partitions, from, to);
  for (const RelationKey key : table.parents) {
    if (Table* parent = catalog.own_table(key)) replace(parent->children, from, to);
  }
  for (const RelationKey key : table.children) {
    if (Table* child = catalog.own_table(key)) replace(child->parents, from, to);
  }
  for (const RelationKey key : table.owned_sequences) {
    if (Table* sequence = catalog.own_table(key)) sequence->owned_by_table = to;
  }
  if (Table* owner = catalog.own_table(table.owned_by_table)) {
    replace(owner->owned_sequences, from, to);
  }
  for (const RelationKey key : table.reads) {
    catalog.read_by.remove(key, from);
    catalog.read_by.add(key, to);
  }
  for (const RelationKey view : catalog.read_by.take(from)) {
    catalog.read_by.add(to, view);
    if (Table* reader = catalog.own_table(view)) replace(reader->reads, from, to);
  }
  for (const Trigger& trigger : table.triggers) {
    const RelationKey function = catalog.pool->intern(trigger.function);
    catalog.called_by.remove(function, from);
    catalog.called_by.add(function, to);
  }
  std::vector<RelationKey> types;
  for (const Column& column : table.columns) {
    if (!column.type || column.type->schema == "pg_catalog") continue;
    const RelationKey type = catalog.intern(column.type->schema, column.type->name);
    if (std::ranges::find(types, type) == types.end()) types.push_back(type);
  }
  for (const RelationKey type : types) {
    catalog.typed_by.remove(type, from);
    catalog.typed_by.add(type, to);
  }
}

void follow_references(Catalog& catalog, Table& table, RelationKey from) {
  for (const RelationKey user : catalog.referenced_by.take(from)) {
    const RelationKey referencing = user == from ? table.key : user;
    catalog.referenced_by.add(table.key, referencing);
    Table* other = catalog.own_table(referencing);
    if (other == nullptr) continue;
    for (TableConstraint& constraint : other->constraints) {
      if (constraint.referenced_table == from) constraint.referenced_table = table.key;
    }
  }
  for (std::size_t i = 0; i < table.constraints.size(); ++i) {
    const RelationKey referenced = table.constraints[i].referenced_table;
    if (referenced.empty() || referenced == table.key) continue;
    const auto first =
        std::ranges::find(table.constraints, referenced, &TableConstraint::referenced_table);
    if (first - table.constraints.begin() != static_cast<std::ptrdiff_t>(i)) continue;
    catalog.referenced_by.remove(referenced, from);
    catalog.referenced_by.add(referenced, table.key);
  }
}

}  // namespace

RelationKey move_relation(Catalog& catalog, RelationKey relation, std::string_view schema,
                          std::string_view name) {
  const RelationKey to = catalog.intern(schema, name);
  if (to == relation || catalog.own_table(relation) == nullptr) return relation;
  std::shared_ptr<Table> moved = *catalog.tables.find(relation);
  const RelationKey from = moved->key;
  catalog.tables.erase(from);
  catalog.absent[from] = {};
  if (catalog.tables.contains(to)) drop_relation(catalog, to, false);
  catalog.absent.erase(to);
  if (!catalog.schemas.contains(schema)) catalog.schemas[catalog.pool->intern(schema)] = {};

  const std::string old_schema = std::exchange(moved->schema, std::string(schema));
  const std::string old_name = std::exchange(moved->name, std::string(name));
  moved->key = to;
  Table& table = *(catalog.tables[to] = std::move(moved));
  follow_relation(catalog, table, from);
  follow_references(catalog, table, from);
  if (catalog.types.contains(from)) {
    move_type(catalog, from, schema, name);
  } else {
    follow_type(catalog, from, to, old_schema, old_name, schema, name);
  }
  if (old_schema == schema) return to;

  for (const TableConstraint& constraint : table.constraints) {
    catalog.uncount_constraint_name(old_schema, constraint.name);
    catalog.count_constraint_name(schema, constraint.name);
  }
  const std::vector<RelationKey> indexes = table.indexes;
  for (const RelationKey key : indexes) {
    const Index* index = catalog.find_index(key);
    if (index != nullptr) move_index(catalog, key, schema, std::string(index->name));
  }
  const std::vector<RelationKey> sequences = table.owned_sequences;
  for (const RelationKey key : sequences) {
    const Table* sequence = catalog.find_table(key);
    if (sequence != nullptr) move_relation(catalog, key, schema, std::string(sequence->name));
  }
  return to;
}

void move_index(Catalog& catalog, RelationKey key, std::string_view schema, std::string_view name) {
  const RelationKey to = catalog.intern(schema, name);
  const auto* slot = catalog.indexes.find(key);
  if (slot == nullptr || to == key) return;
  Index moved = **slot;
  const RelationKey from = moved.key;
  catalog.indexes.erase(from);
  catalog.absent[from] = {};
  catalog.absent.erase(to);
  const std::string old_name = std::exchange(moved.name, std::string(name));
  moved.key = to;
  if (Table* table = catalog.own_table(moved.table)) {
    replace(table->indexes, from, to);
    if (!moved.constraint.empty() && old_name != name) {
      for (TableConstraint& constraint : table->constraints) {
        if (constraint.name != moved.constraint) continue;
        catalog.uncount_constraint_name(table->schema, constraint.name);
        constraint.name = constraint.index = name;
        catalog.count_constraint_name(table->schema, name);
        break;
      }
      moved.constraint = name;
    }
  }
  if (Index* parent = catalog.own_index(moved.parent)) replace(parent->children, from, to);
  for (const RelationKey child : moved.children) {
    if (Index* attached = catalog.own_index(child)) attached->parent = to;
  }
  catalog.indexes[to] = std::make_shared<Index>(std::move(moved));
}

void move_type(Catalog& catalog, RelationKey type, std::string_view schema, std::string_view name) {
  const RelationKey to = catalog.intern(schema, name);
  const auto* slot = catalog.types.find(type);
  if (slot == nullptr || to == type) return;
  auto moved = std::make_shared<UserType>(**slot);
  const RelationKey from = catalog.intern(moved->schema, moved->name);
  catalog.types.erase(from);
  const std::string old_schema = std::exchange(moved->schema, std::string(schema));
  const std::string old_name = std::exchange(moved->name, std::string(name));
  for (const DomainConstraint& constraint : moved->constraints) {
    catalog.uncount_constraint_name(old_schema, constraint.name);
    catalog.count_constraint_name(schema, constraint.name);
  }
  if (moved->base && moved->base->schema != "pg_catalog") {
    const RelationKey base = catalog.intern(moved->base->schema, moved->base->name);
    catalog.typed_by.remove(base, from);
    catalog.typed_by.add(base, to);
  }
  const bool composite = moved->kind == UserType::Kind::composite;
  catalog.types[to] = std::move(moved);
  follow_type(catalog, from, to, old_schema, old_name, schema, name);
  if (composite) move_relation(catalog, from, schema, name);
}

void move_function(Catalog& catalog, RelationKey function, std::string_view schema,
                   std::string_view name) {
  const RelationKey to = catalog.intern(schema, name);
  const auto* slot = catalog.functions.find(function);
  if (slot == nullptr || to == function) return;
  auto moved = std::make_shared<std::vector<Function>>(**slot);
  const RelationKey from = catalog.intern(moved->front().schema, moved->front().name);
  for (Function& overload : *moved) {
    overload.schema = schema;
    overload.name = name;
  }
  catalog.functions.erase(from);
  catalog.functions[to] = std::move(moved);
  for (const RelationKey user : catalog.called_by.take(from)) {
    catalog.called_by.add(to, user);
    Table* table = catalog.own_table(user);
    if (table == nullptr) continue;
    for (Trigger& trigger : table->triggers) {
      if (trigger.function == from) trigger.function = to;
    }
  }
}

void rename_column(Catalog& catalog, Table& table, std::string_view column, std::string_view name) {
  if (Column* found = find_column(table, column)) found->name = name;
  for (Column& other : table.columns)
    replace(other.generated_from, column, name);
  replace(table.partition_columns, column, name);
  for (TableConstraint& constraint : table.constraints) {
    replace(constraint.columns, column, name);
    replace(constraint.reads, column, name);
    replace(constraint.proves_not_null, column, name);
    for (std::string& conjunct : constraint.conjuncts)
      replace_word(conjunct, column, name);
  }
  for (std::string& condition : table.partition_conditions)
    replace_word(condition, column, name);
  for (const RelationKey key : table.indexes) {
    Index* index = catalog.own_index(key);
    if (index == nullptr) continue;
    for (Index::Key& part : index->keys) {
      if (part.column == column) part.column = name;
      replace(part.reads, column, name);
    }
    replace(index->include, column, name);
    replace(index->predicate_columns, column, name);
    for (std::string& conjunct : index->predicate)
      replace_word(conjunct, column, name);
  }
  for (Policy& policy : table.policies) {
    replace(policy.using_reads, column, name);
    replace(policy.check_reads, column, name);
  }
  for (Trigger& trigger : table.triggers)
    replace(trigger.columns, column, name);
  for (const RelationKey key : table.owned_sequences) {
    Table* sequence = catalog.own_table(key);
    if (sequence != nullptr && sequence->owned_by_column == column)
      sequence->owned_by_column = name;
  }
  for (const RelationKey user : catalog.referenced_by.of(table.key)) {
    Table* referencing = catalog.own_table(user);
    if (referencing == nullptr) continue;
    for (TableConstraint& constraint : referencing->constraints) {
      if (constraint.referenced_table == table.key) {
        replace(constraint.referenced_columns, column, name);
      }
    }
  }
  // What a view reads is kept without the table, so another one's column may be meant: keep both.
  for (const RelationKey view : catalog.read_by.of(table.key)) {
    Table* reader = catalog.own_table(view);
    if (reader == nullptr) continue;
    if (std::ranges::find(reader->reads_columns, column) == reader->reads_columns.end()) continue;
    if (reader->reads.size() == 1) {
      replace(reader->reads_columns, column, name);
    } else {
      reader->reads_columns.emplace_back(name);
    }
  }
}

void rename_constraint(Catalog& catalog, Table& table, std::string_view constraint,
                       std::string_view name) {
  const auto found = std::ranges::find(table.constraints, constraint, &TableConstraint::name);
  if (found == table.constraints.end()) return;
  if (!found->index.empty()) {
    // Renaming the index renames the constraint.
    const RelationKey index = catalog.intern(table.schema, found->index);
    if (catalog.indexes.contains(index)) return move_index(catalog, index, table.schema, name);
    found->index = name;
  }
  catalog.uncount_constraint_name(table.schema, constraint);
  found->name = name;
  catalog.count_constraint_name(table.schema, name);
}

}  // namespace miglint
