#include "schema/drop.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "schema/replay.h"

namespace miglint {
namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool uses_column(const TableConstraint& constraint, std::string_view column) {
  return contains(constraint.columns, column) || contains(constraint.reads, column);
}

bool uses_column(const Index& index, std::string_view column) {
  return contains(index.include, column) || contains(index.predicate_columns, column) ||
         std::ranges::any_of(index.keys, [&](const Index::Key& key) {
           return key.column == column || contains(key.reads, column);
         });
}

/// Drops the constraints of `table` for which `goes` holds, and nothing that depends on them.
template <class Goes>
void forget_constraints(Catalog& catalog, Table& table, const Goes& goes) {
  for (std::size_t i = table.constraints.size(); i-- > 0;) {
    if (goes(table.constraints[i])) catalog.forget_constraint(table, i);
  }
}

/// Foreign keys to `table` for which `goes` holds.
template <class Goes>
void drop_references(Catalog& catalog, RelationKey table, const Goes& goes) {
  const std::vector<RelationKey> users = catalog.referenced_by.of(table);
  for (const RelationKey user : users) {
    Table* referencing = catalog.own_table(user);
    if (referencing == nullptr) continue;
    forget_constraints(catalog, *referencing, [&](const TableConstraint& constraint) {
      return constraint.referenced_table == table && goes(constraint);
    });
  }
}

void drop_columns_of_type(Catalog& catalog, RelationKey type, bool and_views) {
  const std::vector<RelationKey> users = catalog.typed_by.take(type);
  for (const RelationKey user : users) {
    Table* table = catalog.own_table(user);
    if (table == nullptr) continue;
    std::vector<std::string> columns;
    for (const Column& column : table->columns) {
      if (!column.type || column.type->schema == "pg_catalog") continue;
      if (KeyText(column.type->schema, column.type->name).view() == type) {
        columns.push_back(column.name);
      }
    }
    for (const std::string& column : columns)
      drop_column(catalog, *table, column, and_views);
  }
}

/// Takes the links of a relation that is already out of the map, and lists what goes with it.
void unlink_relation(Catalog& catalog, const Table& table, bool cascade,
                     std::vector<RelationKey>& pending) {
  for (const RelationKey index : table.indexes)
    catalog.forget_index(index);
  for (const TableConstraint& constraint : table.constraints) {
    catalog.uncount_constraint_name(table.schema, constraint.name);
    if (!constraint.referenced_table.empty()) {
      catalog.referenced_by.remove(constraint.referenced_table, table.key);
    }
  }
  drop_references(catalog, table.key, [](const TableConstraint&) { return true; });
  for (const RelationKey read : table.reads)
    catalog.read_by.remove(read, table.key);
  for (const Column& column : table.columns) {
    if (!column.type || column.type->schema == "pg_catalog") continue;
    catalog.typed_by.remove(catalog.intern(column.type->schema, column.type->name), table.key);
  }
  for (const Trigger& trigger : table.triggers) {
    catalog.called_by.remove(catalog.pool->intern(trigger.function), table.key);
  }
  unlink_from_parents(catalog, table);
  pending.insert(pending.end(), table.partitions.begin(), table.partitions.end());
  pending.insert(pending.end(), table.owned_sequences.begin(), table.owned_sequences.end());
  if (Table* owner = catalog.own_table(table.owned_by_table)) {
    std::erase(owner->owned_sequences, table.key);
    Column* column = find_column(*owner, table.owned_by_column);
    if (column != nullptr) column->has_default = false;
  }
  if (cascade) {
    const auto views = catalog.read_by.take(table.key);
    pending.insert(pending.end(), views.begin(), views.end());
    pending.insert(pending.end(), table.children.begin(), table.children.end());
    // Without their views: a chain of views and row types must not become a deep recursion.
    drop_columns_of_type(catalog, table.key, false);
  } else {
    for (const RelationKey child : table.children) {
      if (Table* inheritor = catalog.own_table(child)) std::erase(inheritor->parents, table.key);
    }
  }
}

}  // namespace

void unlink_from_parents(Catalog& catalog, const Table& table) {
  if (Table* parent = catalog.own_table(table.partition_of)) {
    std::erase(parent->partitions, table.key);
  }
  for (const RelationKey key : table.parents) {
    if (Table* parent = catalog.own_table(key)) std::erase(parent->children, table.key);
  }
}

void drop_relation(Catalog& catalog, RelationKey relation, bool cascade) {
  std::vector<RelationKey> pending{relation};
  while (!pending.empty()) {
    const RelationKey key = pending.back();
    pending.pop_back();
    const auto* slot = catalog.tables.find(key);
    if (slot == nullptr) continue;
    const std::shared_ptr<const Table> table = *slot;
    catalog.tables.erase(key);
    catalog.types.erase(key);
    catalog.absent[table->key] = {};
    if (table->schema == "pg_temp") --catalog.temporary_relations;
    unlink_relation(catalog, *table, cascade, pending);
  }
}

void drop_index(Catalog& catalog, RelationKey index) {
  std::vector<RelationKey> pending{index};
  while (!pending.empty()) {
    const RelationKey key = pending.back();
    pending.pop_back();
    const Index* found = catalog.find_index(key);
    if (found == nullptr) continue;
    pending.insert(pending.end(), found->children.begin(), found->children.end());
    Table* table = catalog.own_table(found->table);
    if (table != nullptr && !found->constraint.empty()) {
      const std::string constraint = found->constraint;
      forget_constraints(catalog, *table,
                         [&](const TableConstraint& other) { return other.name == constraint; });
    }
    catalog.forget_index(key);
  }
}

void drop_constraint(Catalog& catalog, Table& table, std::size_t position, bool cascade,
                     bool only) {
  const TableConstraint constraint = table.constraints[position];
  const std::vector<RelationKey> members = family(catalog, table);
  catalog.forget_constraint(table, position);
  switch (constraint.kind) {
    case ConstraintKind::primary_key:
    case ConstraintKind::unique:
    case ConstraintKind::exclude:
      // MySQL names an index by its table.
      if (const Index* index = catalog.find_index(table, constraint.index)) {
        drop_index(catalog, index->key);
      }
      if (cascade) {
        drop_references(catalog, table.key, [&](const TableConstraint& reference) {
          return std::ranges::is_permutation(reference.referenced_columns, constraint.columns);
        });
      }
      return;
    case ConstraintKind::not_null:
      if (Column* column = constraint.columns.empty()
                               ? nullptr
                               : find_column(table, constraint.columns.front())) {
        column->not_null = false;
        column->not_null_known = true;
      }
      break;
    case ConstraintKind::check:
    case ConstraintKind::foreign_key:
      break;
  }
  if (only) return;
  for (const RelationKey member : members) {
    Table* heir = member == table.key ? nullptr : catalog.own_table(member);
    if (heir == nullptr) continue;
    forget_constraints(catalog, *heir, [&](const TableConstraint& other) {
      if (other.kind != constraint.kind) return false;
      if (constraint.kind == ConstraintKind::foreign_key) {
        return other.referenced_table == constraint.referenced_table &&
               other.columns == constraint.columns;
      }
      return other.name == constraint.name;
    });
  }
}

void drop_column(Catalog& catalog, Table& table, std::string_view column, bool cascade) {
  std::vector<std::string> pending{std::string(column)};
  while (!pending.empty()) {
    const std::string name = std::move(pending.back());
    pending.pop_back();
    for (std::size_t i = table.constraints.size(); i-- > 0;) {
      if (i < table.constraints.size() && uses_column(table.constraints[i], name)) {
        drop_constraint(catalog, table, i, cascade, true);
      }
    }
    const std::vector<RelationKey> indexes = table.indexes;
    for (const RelationKey key : indexes) {
      const Index* index = catalog.find_index(key);
      if (index != nullptr && uses_column(*index, name)) drop_index(catalog, key);
    }
    drop_references(catalog, table.key, [&](const TableConstraint& reference) {
      return contains(reference.referenced_columns, name);
    });
    const std::vector<RelationKey> sequences = table.owned_sequences;
    for (const RelationKey key : sequences) {
      const Table* sequence = catalog.find_table(key);
      if (sequence != nullptr && sequence->owned_by_column == name) {
        drop_relation(catalog, key, true);
      }
    }
    if (cascade) {
      const std::vector<RelationKey> views = catalog.read_by.of(table.key);
      for (const RelationKey view : views) {
        const Table* reader = catalog.find_table(view);
        if (reader != nullptr && contains(reader->reads_columns, name)) {
          drop_relation(catalog, view, true);
        }
      }
    }
    const auto found = std::ranges::find(table.columns, name, &Column::name);
    if (found == table.columns.end()) continue;
    const std::optional<ColumnType> type = std::move(found->type);
    table.columns.erase(found);
    if (type) catalog.unlink_type(table, *type);
    for (const Column& other : table.columns) {
      if (contains(other.generated_from, name)) pending.push_back(other.name);
    }
  }
}

void drop_type(Catalog& catalog, RelationKey type, bool cascade) {
  std::vector<RelationKey> pending{type};
  while (!pending.empty()) {
    const RelationKey key = pending.back();
    pending.pop_back();
    const auto* slot = catalog.types.find(key);
    if (slot == nullptr) continue;
    const std::shared_ptr<const UserType> gone = *slot;
    catalog.types.erase(key);
    for (const DomainConstraint& constraint : gone->constraints) {
      catalog.uncount_constraint_name(gone->schema, constraint.name);
    }
    if (gone->base && gone->base->schema != "pg_catalog") {
      catalog.typed_by.remove(catalog.intern(gone->base->schema, gone->base->name), key);
    }
    if (gone->kind == UserType::Kind::composite) drop_relation(catalog, key, cascade);
    if (!cascade) continue;
    for (const RelationKey user : catalog.typed_by.of(key)) {
      if (!catalog.tables.contains(user)) pending.push_back(user);
    }
    drop_columns_of_type(catalog, key, true);
  }
}

void drop_function(Catalog& catalog, RelationKey function, bool cascade) {
  catalog.functions.erase(function);
  if (!cascade) return;
  const std::vector<RelationKey> users = catalog.called_by.take(function);
  for (const RelationKey user : users) {
    if (Table* table = catalog.own_table(user)) {
      std::erase_if(table->triggers,
                    [&](const Trigger& trigger) { return trigger.function == function; });
    }
  }
}

void drop_schema(Catalog& catalog, std::string_view schema, bool cascade) {
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
  for (const RelationKey key : relations)
    drop_relation(catalog, key, cascade);
  for (const RelationKey key : types)
    drop_type(catalog, key, cascade);
  for (const RelationKey key : functions)
    drop_function(catalog, key, cascade);
  catalog.schemas.erase(schema);
}

}  // namespace miglint
