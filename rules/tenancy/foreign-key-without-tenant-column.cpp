// A foreign key between rows of tenants that lets a row of one refer to a row of another.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "lint/rule.h"
#include "lint/tenancy.h"
#include "lint/unique_keys.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

bool has(const auto& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// The referenced table has a key of the tenant and the referenced columns, and of no more.
bool has_key_with(const Table& table, std::string_view tenant,
                  std::span<const std::string_view> columns, const Schema& schema) {
  return std::ranges::any_of(table.indexes, [&](RelationKey key) {
    const Index* index = schema.find_index(key);
    if (index == nullptr || !index->unique || index->partial) return false;
    const auto own = columns_of(*index);
    return own.size() == columns.size() + 1 && has(own, tenant) &&
           std::ranges::all_of(columns, [&](std::string_view name) { return has(own, name); });
  });
}

Finding finding_of(const Constraint& key, const ObjectName& table, std::string_view column,
                   Span span) {
  const std::string tenant = identifier(column);
  return {
      .span = span,
      .message = fmt::format("A row of `{}` may refer to a row of `{}` that belongs to another "
                             "tenant: `{}` is in both tables and not in the foreign key, although "
                             "there is a key with it.",
                             identifier(table), identifier(key.referenced_table), tenant),
      .safe_way = fmt::format("FOREIGN KEY ({0}, {1}) REFERENCES {2} ({0}, {3})\n", tenant,
                              identifiers(key.columns), identifier(key.referenced_table),
                              identifiers(key.referenced_columns)),
  };
}

void check(const op::AddConstraint& add, const Operation& operation, const Moment& at,
           Findings& findings) {
  const Constraint& key = add.constraint;
  if (key.kind != ConstraintKind::foreign_key || key.referenced_columns.empty()) return;
  const Table* table = at.before.find_table(add.table.name);
  const Table* target = at.before.find_table(key.referenced_table);
  if (table == nullptr || target == nullptr || table == target) return;
  const Column* own = tenant_column(*table, at.before, findings.options().tenant_columns());
  const Column* other = tenant_column(*target, at.before, findings.options().tenant_columns());
  if (own == nullptr || other == nullptr || own->name != other->name) return;
  if (has(key.columns, own->name)) return;
  if (!has_key_with(*target, other->name, key.referenced_columns, at.before)) return;
  findings.add(finding_of(key, add.table.name, own->name, operation.span));
}

/// The same of a table that is being made.
void check_create(const op::CreateTable& create, const Operation& operation, const Moment& at,
                  Findings& findings) {
  const auto look = [&](const Constraint& key) {
    if (key.kind != ConstraintKind::foreign_key || key.referenced_columns.empty()) return;
    const Table* target = at.before.find_table(key.referenced_table);
    if (target == nullptr) return;
    const Column* other = tenant_column(*target, at.before, findings.options().tenant_columns());
    if (other == nullptr || has(key.columns, other->name)) return;
    const bool has_own = std::ranges::any_of(
        create.columns, [&](const ColumnDefinition& column) { return column.name == other->name; });
    if (!has_own || !has_key_with(*target, other->name, key.referenced_columns, at.before)) return;
    const Span span = key.span.begin < key.span.end ? key.span : operation.span;
    findings.add(finding_of(key, create.table, other->name, span));
  };
  std::ranges::for_each(create.constraints, look);
  for (const ColumnDefinition& column : create.columns)
    std::ranges::for_each(column.constraints, look);
}

}  // namespace

extern const RuleLogic foreign_key_without_tenant_column;
const RuleLogic foreign_key_without_tenant_column{.operations = {on<check>(), on<check_create>()}};

}  // namespace miglint::rules
