// PRIMARY KEY or UNIQUE on a partitioned table without all of its partition key: refused.
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

bool is_key(const Constraint& constraint) {
  return (constraint.kind == ConstraintKind::primary_key ||
          constraint.kind == ConstraintKind::unique) &&
         !constraint.temporal;
}

/// The first column of the partition key that the key lacks; empty: none, or an expression.
std::string missing(const std::vector<std::string>& partition_key,
                    std::span<const std::string_view> key) {
  for (const std::string& column : partition_key) {
    if (column.empty()) return {};
    if (std::ranges::find(key, std::string_view(column)) == key.end()) return column;
  }
  return {};
}

void report(const Constraint& constraint, const ObjectName& table,
            const std::vector<std::string>& partition_key, const Operation& operation,
            Findings& findings) {
  if (!is_key(constraint) || constraint.columns.empty()) return;
  const std::string column = missing(partition_key, constraint.columns);
  if (column.empty()) return;
  findings.add({
      .span = constraint.span.begin < constraint.span.end ? constraint.span : operation.span,
      .message = fmt::format(
          "The server refuses this: `{}` is partitioned by `{}`, and a key of it must hold that "
          "column, since each partition can only look at its own rows.",
          identifier(table), identifier(column)),
      .safe_way = fmt::format("-- take {} into the key\n", identifier(column)),
  });
}

void check_create(const op::CreateTable& create, const Operation& operation, const Moment&,
                  Findings& findings) {
  if (create.partition_strategy.empty()) return;
  const std::vector<std::string> key(create.partition_columns.begin(),
                                     create.partition_columns.end());
  for (const Constraint& constraint : create.constraints)
    report(constraint, create.table, key, operation, findings);
  for (const ColumnDefinition& column : create.columns) {
    for (const Constraint& constraint : column.constraints)
      report(constraint, create.table, key, operation, findings);
  }
}

void check_add(const op::AddConstraint& add, const Operation& operation, const Moment& at,
               Findings& findings) {
  const Table* table = at.before.find_table(add.table.name);
  if (table == nullptr || table->kind != TableKind::partitioned_table) return;
  report(add.constraint, add.table.name, table->partition_columns, operation, findings);
}

}  // namespace

extern const RuleLogic key_without_partition_column;
const RuleLogic key_without_partition_column{.operations = {on<check_create>(), on<check_add>()}};

}  // namespace miglint::rules
