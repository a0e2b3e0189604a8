// CREATE TABLE without a primary key on PostgreSQL: logical replication cannot name its rows.
#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "lint/rule.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

bool is_primary(const Constraint& constraint) {
  return constraint.kind == ConstraintKind::primary_key;
}

bool has_primary(const ColumnDefinition& column) {
  return std::ranges::any_of(column.constraints, is_primary);
}

bool gets_one_later(const op::CreateTable& create, const Operation& operation, const Moment& at) {
  return find_later_in_script(operation, at, [&](const Operation& later, const Statement&) {
    if (const auto* add = std::get_if<op::AddConstraint>(&later.action)) {
      return add->table.name == create.table && is_primary(add->constraint);
    }
    if (const auto* add = std::get_if<op::AddColumn>(&later.action)) {
      return add->table.name == create.table && has_primary(add->column);
    }
    const auto* drop = std::get_if<op::DropTable>(&later.action);
    return drop != nullptr && drop->table == create.table;
  });
}

void check(const op::CreateTable& create, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (at.direction == Direction::down || create.persistence != Persistence::permanent) return;
  if (create.foreign || create.columns.empty() || !create.likes.empty()) return;
  if (!create.inherits.empty() || !create.partition_of.name.empty()) return;
  if (!create.of_type.name.empty()) return;
  if (create.if_not_exists && at.before.find_table(create.table) != nullptr) return;
  if (std::ranges::any_of(create.constraints, is_primary)) return;
  if (std::ranges::any_of(create.columns, has_primary)) return;
  if (gets_one_later(create, operation, at)) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "`{}` has no primary key: nothing names one row of it, and once it is published, the "
          "server refuses every UPDATE and DELETE.",
          identifier(create.table)),
      .safe_way = "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY\n",
  });
}

}  // namespace

extern const RuleLogic table_without_replica_identity;
const RuleLogic table_without_replica_identity{.operations = {on<check>()}};

}  // namespace miglint::rules
