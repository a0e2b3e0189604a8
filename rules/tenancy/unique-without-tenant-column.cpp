// A key that must be unique among all tenants, on a table whose rows belong to one each.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "lint/rule.h"
#include "lint/tenancy.h"
#include "lint/unique_keys.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

/// Values that are unique in the world by what they are, whoever owns the row.
bool is_global_by_name(std::string_view column) {
  constexpr std::array words{"token",     "hash",     "secret", "uuid",   "guid",
                             "nonce",     "domain",   "host",   "stripe", "digest",
                             "signature", "checksum", "apikey", "api_key"};
  std::string plain(column);
  std::ranges::transform(plain, plain.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::ranges::any_of(
      words, [&](std::string_view word) { return plain.find(word) != std::string::npos; });
}

bool is_part_of_key(const Table& table, std::string_view column, const Schema& schema) {
  return std::ranges::any_of(table.indexes, [&](RelationKey key) {
    const Index* index = schema.find_index(key);
    return index != nullptr && index->unique &&
           std::ranges::find(index->keys, column, &Index::Key::column) != index->keys.end();
  });
}

/// "task_id", "taskId": what it names has its own tenant.
bool names_a_row(std::string_view column) {
  return column.ends_with("_id") || column.ends_with("_uid") || column.ends_with("Id");
}

/// One such column is enough: the key is unique, or is scoped, without the tenant.
bool decides_alone(const Table& table, std::string_view name, const Schema& schema) {
  const Column* column = table.find_column(name);
  if (column == nullptr) return true;  // Never seen: not to be judged.
  if (is_numbered(table, *column, schema) || (column->type && column->type->name == "uuid"))
    return true;
  if (is_global_by_name(name) || names_a_row(name)) return true;
  // A row that a foreign key names belongs to a tenant itself; and so with the primary key.
  return std::ranges::any_of(table.constraints, [&](const TableConstraint& constraint) {
    const bool scoped = constraint.kind == ConstraintKind::foreign_key ||
                        constraint.kind == ConstraintKind::primary_key;
    return scoped && std::ranges::find(constraint.columns, name) != constraint.columns.end();
  });
}

/// What the column refers to has a column of that name itself, such as the namespace of a customer:
/// that is the wider scope, and the key is within it.
bool is_wider_scope(std::string_view name, const Table& table, std::string_view tenant,
                    const Schema& schema) {
  return std::ranges::any_of(table.constraints, [&](const TableConstraint& constraint) {
    if (constraint.kind != ConstraintKind::foreign_key ||
        std::ranges::find(constraint.columns, tenant) == constraint.columns.end()) {
      return false;
    }
    const Table* owner = schema.find_table(constraint.referenced_table);
    const Column* column = owner == nullptr ? nullptr : owner->find_column(name);
    return column != nullptr && column->not_null && is_part_of_key(*owner, name, schema);
  });
}

/// There is a key of the same columns within the tenant: this one is meant to be global.
bool is_scoped_too(const UniqueKey& key, const Table& table, std::string_view tenant,
                   const Schema& schema) {
  return std::ranges::any_of(table.indexes, [&](RelationKey name) {
    const Index* index = schema.find_index(name);
    if (index == nullptr || !index->unique) return false;
    const auto columns = columns_of(*index);
    const auto has = [&](std::string_view column) {
      return std::ranges::find(columns, column) != columns.end();
    };
    return has(tenant) && std::ranges::all_of(key.columns, has);
  });
}

void check(const Operation& operation, const Moment& at, Findings& findings) {
  const auto key = unique_key_made(operation, at);
  if (!key || key->columns.empty() || at.is_new(key->table)) return;
  const Table* table = at.before.find_table(key->table);
  if (table == nullptr) return;
  const Column* tenant = tenant_column(*table, at.before, findings.options().tenant_columns());
  if (tenant == nullptr || key->has(tenant->name)) return;
  const bool alone = std::ranges::any_of(key->columns, [&](std::string_view column) {
    return decides_alone(*table, column, at.before) ||
           is_wider_scope(column, *table, tenant->name, at.before);
  });
  if (alone || is_scoped_too(*key, *table, tenant->name, at.before)) return;
  const std::string name = identifier(key->table);
  const std::string columns = identifiers(key->columns);
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "`{}` has to be unique among the rows of all tenants, since `{}` is not a part of the "
          "key: what one tenant has taken, no other can use, and the error tells them that it "
          "is there.",
          columns, identifier(tenant->name)),
      .safe_way = fmt::format("CREATE UNIQUE INDEX CONCURRENTLY {} ON {} ({}, {});\n",
                              identifier(fmt::format("{}_{}_{}_key", table->name, tenant->name,
                                                     fmt::join(key->columns, "_"))),
                              name, identifier(tenant->name), columns),
      .related = {{tenant->origin.span, "the column that says whose row it is"}},
  });
}

void check_index(const op::CreateIndex&, const Operation& operation, const Moment& at,
                 Findings& findings) {
  check(operation, at, findings);
}

void check_constraint(const op::AddConstraint&, const Operation& operation, const Moment& at,
                      Findings& findings) {
  check(operation, at, findings);
}

}  // namespace

extern const RuleLogic unique_without_tenant_column;
const RuleLogic unique_without_tenant_column{
    .operations = {on<check_index>(), on<check_constraint>()}};

}  // namespace miglint::rules
