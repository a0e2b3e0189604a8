// CREATE TABLE without a primary key.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <variant>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

bool is_primary(const Constraint& constraint) {
  return constraint.kind == ConstraintKind::primary_key;
}

bool is_not_null(const op::CreateTable& create, std::string_view column) {
  return std::ranges::any_of(create.columns, [&](const ColumnDefinition& each) {
    return each.name == column && each.not_null;
  });
}

/// A primary key, or what InnoDB and group replication take for one: a unique key without NULLs.
bool is_key(const Constraint& constraint, const op::CreateTable& create) {
  if (is_primary(constraint)) return true;
  return constraint.kind == ConstraintKind::unique && !constraint.columns.empty() &&
         std::ranges::all_of(constraint.columns,
                             [&](std::string_view column) { return is_not_null(create, column); });
}

bool is_key(const op::CreateIndex& index, const op::CreateTable& create) {
  return index.unique && std::ranges::all_of(index.keys, [&](const IndexKey& key) {
           return is_not_null(create, key.column);
         });
}

/// Added later in the same script.
bool gets_one_later(const op::CreateTable& create, const Moment& at) {
  for (const Statement& statement : at.script) {
    for (const Operation& operation : statement.operations) {
      if (const auto* add = std::get_if<op::AddConstraint>(&operation.action)) {
        if (add->table.name == create.table && is_key(add->constraint, create)) return true;
      }
      if (const auto* index = std::get_if<op::CreateIndex>(&operation.action)) {
        if (index->table == create.table && is_key(*index, create)) return true;
      }
      if (const auto* add = std::get_if<op::AddColumn>(&operation.action)) {
        if (add->table.name == create.table &&
            std::ranges::any_of(add->column.constraints, is_primary)) {
          return true;
        }
      }
    }
  }
  return false;
}

void check(const op::CreateTable& create, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (create.persistence == Persistence::temporary || !create.likes.empty()) return;
  const auto key = [&](const Constraint& constraint) { return is_key(constraint, create); };
  if (create.columns.empty() || std::ranges::any_of(create.constraints, key)) return;
  for (const ColumnDefinition& column : create.columns) {
    if (std::ranges::any_of(column.constraints, key)) return;
  }
  if (gets_one_later(create, at)) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "`{}` has no primary key. A replica looks through the whole table for each row that is "
          "changed or deleted, group replication refuses the table, and no online tool can copy "
          "it.",
          mysql_name(create.table)),
      .safe_way = "id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY",
  });
}

}  // namespace

extern const RuleLogic table_without_primary_key;
const RuleLogic table_without_primary_key{.operations = {on<check>()}};

}  // namespace miglint::rules
