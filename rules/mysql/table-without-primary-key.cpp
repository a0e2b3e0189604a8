// CREATE TABLE without a primary key.
#include <fmt/format.h>

#include <algorithm>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

bool is_primary(const Constraint& constraint) {
  return constraint.kind == ConstraintKind::primary_key;
}

/// Added later in the same script.
bool gets_one_later(const op::CreateTable& create, const Moment& at) {
  for (const Statement& statement : at.script) {
    for (const Operation& operation : statement.operations) {
      if (const auto* add = std::get_if<op::AddConstraint>(&operation.action)) {
        if (add->table.name == create.table && is_primary(add->constraint)) return true;
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
  if (create.columns.empty() || std::ranges::any_of(create.constraints, is_primary)) return;
  for (const ColumnDefinition& column : create.columns) {
    if (std::ranges::any_of(column.constraints, is_primary)) return;
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
