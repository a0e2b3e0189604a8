#include "lint/dependents.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/wording.h"

namespace miglint {
namespace {

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::string_view kind_word(TableKind kind) {
  switch (kind) {
    case TableKind::table:
    case TableKind::partitioned_table:
      break;
    case TableKind::foreign_table:
      return "FOREIGN TABLE";
    case TableKind::view:
      return "VIEW";
    case TableKind::materialized_view:
      return "MATERIALIZED VIEW";
    case TableKind::sequence:
      return "SEQUENCE";
    case TableKind::composite_type:
      return "TYPE";
  }
  return "TABLE";
}

/// The view reads the relation itself and, with a column, no other relation that may have one of
/// that name.
bool surely_reads(const Table& view, RelationKey relation, std::string_view column,
                  const Schema& schema) {
  if (std::ranges::find(view.reads, relation) == view.reads.end()) return false;
  if (column.empty()) return true;
  return std::ranges::all_of(view.reads, [&](RelationKey key) {
    const Table* other = schema.find_table(key);
    return key == relation || (other != nullptr && !other->columns_incomplete &&
                               other->find_column(column) == nullptr);
  });
}

/// Views that read the relation; with a column, those that read it by name.
void add_views(RelationKey relation, std::string_view column, const Schema& schema,
               Dependents& to) {
  for (const RelationKey key : schema.views_reading(relation)) {
    const Table* view = schema.find_table(key);
    if (view == nullptr || (!column.empty() && !has(view->reads_columns, column))) continue;
    const std::string name = identifier(key, schema);
    to.push_back({.words = fmt::format("the view `{}`", name),
                  .drop = fmt::format("DROP {} {};", kind_word(view->kind), name),
                  .origin = view->origin,
                  .sure = surely_reads(*view, relation, column, schema)});
  }
}

/// Foreign keys of other tables that refer to the relation, and that `matches`.
template <class Matches>
void add_foreign_keys(RelationKey relation, const Schema& schema, Dependents& to,
                      const Matches& matches) {
  for (const RelationKey key : schema.referencing_tables(relation)) {
    const Table* table = schema.find_table(key);
    if (table == nullptr || key == relation) continue;
    for (const TableConstraint& constraint : table->constraints) {
      if (constraint.referenced_table != relation || !matches(constraint)) continue;
      const std::string name = identifier(constraint.name);
      const std::string on = identifier(key, schema);
      to.push_back({.words = fmt::format("the foreign key `{}` of `{}`", name, on),
                    .drop = fmt::format("ALTER TABLE {} DROP CONSTRAINT {};", on, name),
                    .origin = constraint.origin});
    }
  }
}

}  // namespace

Dependents dependents_of_table(RelationKey table, const Schema& schema) {
  Dependents result;
  add_views(table, "", schema, result);
  add_foreign_keys(table, schema, result, [](const TableConstraint&) { return true; });
  return result;
}

Dependents dependents_of_column(RelationKey table, std::string_view column, const Schema& schema) {
  Dependents result;
  add_views(table, column, schema, result);
  add_foreign_keys(table, schema, result, [&](const TableConstraint& foreign_key) {
    return has(foreign_key.referenced_columns, column);
  });
  return result;
}

Dependents users_of_column(const Table& table, std::string_view column, const Schema& schema) {
  Dependents result;
  const std::string on = identifier(table.key, schema);
  for (const Policy& policy : table.policies) {
    if (!has(policy.using_reads, column) && !has(policy.check_reads, column)) continue;
    const std::string name = identifier(policy.name);
    result.push_back({.words = fmt::format("the policy `{}`", name),
                      .drop = fmt::format("DROP POLICY {} ON {};", name, on),
                      .origin = policy.origin});
  }
  for (const Trigger& trigger : table.triggers) {
    if (!has(trigger.columns, column)) continue;
    const std::string name = identifier(trigger.name);
    result.push_back({.words = fmt::format("the trigger `{}`", name),
                      .drop = fmt::format("DROP TRIGGER {} ON {};", name, on),
                      .origin = trigger.origin});
  }
  for (const Column& other : table.columns) {
    if (!has(other.generated_from, column)) continue;
    const std::string name = identifier(other.name);
    result.push_back({.words = fmt::format("the generated column `{}`", name),
                      .drop = fmt::format("ALTER TABLE {} DROP COLUMN {};", on, name),
                      .origin = other.origin});
  }
  return result;
}

Dependents dependents_of_key(const Table& table, const TableConstraint& key, const Schema& schema) {
  Dependents result;
  add_foreign_keys(table.key, schema, result, [&](const TableConstraint& foreign_key) {
    return std::ranges::is_permutation(foreign_key.referenced_columns, key.columns);
  });
  return result;
}

Dependents dependents_of_type(const ObjectName& type, const Schema& schema) {
  Dependents result;
  const UserType* known = schema.find_type(type);
  if (known == nullptr) return result;
  for (const RelationKey key : schema.tables_using_type(type)) {
    const Table* table = schema.find_table(key);
    if (table == nullptr) continue;
    for (const Column& column : table->columns) {
      if (!column.type || column.type->name != known->name) continue;
      const std::string name = identifier(column.name);
      const std::string of = identifier(key, schema);
      result.push_back({.words = fmt::format("the column `{}.{}`", of, name),
                        .drop = fmt::format("ALTER TABLE {} DROP COLUMN {};", of, name),
                        .origin = column.origin});
    }
  }
  return result;
}

Dependents content_of_schema(std::string_view name, const Schema& schema) {
  Dependents result;
  for (const Table* table : schema.tables()) {
    // Partitions and the sequences of serial columns go with their tables.
    const bool own = table->partition_of.empty() && table->owned_by_table.empty();
    if (table->schema != name || !own) continue;
    const std::string relation = identifier(ObjectName{table->schema, table->name});
    result.push_back({.words = fmt::format("`{}`", relation),
                      .drop = fmt::format("DROP {} {};", kind_word(table->kind), relation),
                      .origin = table->origin});
  }
  return result;
}

}  // namespace miglint
