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
  const std::string tenant = identifier(own->name);
  findings.add({
      .span = operation.span,
      .message = fmt::format("A row of `{}` may refer to a row of `{}` that belongs to another "
                             "tenant: `{}` is in both tables and not in the foreign key, although "
                             "there is a key with it.",
                             identifier(add.table.name), identifier(key.referenced_table), tenant),
      .safe_way = fmt::format("FOREIGN KEY ({0}, {1}) REFERENCES {2} ({0}, {3})\n", tenant,
                              identifiers(key.columns), identifier(key.referenced_table),
                              identifiers(key.referenced_columns)),
  });
}

}  // namespace

extern const RuleLogic foreign_key_without_tenant_column;
const RuleLogic foreign_key_without_tenant_column{.operations = {on<check>()}};

}  // namespace miglint::rules
