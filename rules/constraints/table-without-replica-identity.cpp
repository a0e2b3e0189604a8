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

/// A primary key, or another identity; or it goes again.
bool gets_one_later(const op::CreateTable& create, const Operation& operation, const Moment& at) {
  return find_later_in_script(operation, at, [&](const Operation& later, const Statement&) {
    if (const auto* add = std::get_if<op::AddConstraint>(&later.action)) {
      return add->table.name == create.table && is_primary(add->constraint);
    }
    if (const auto* add = std::get_if<op::AddColumn>(&later.action)) {
      return add->table.name == create.table && has_primary(add->column);
    }
    if (const auto* option = std::get_if<op::AlterTableOption>(&later.action)) {
      return option->kind == op::AlterTableOption::Kind::replica_identity &&
             option->table.name == create.table;
    }
    const auto* drop = std::get_if<op::DropTable>(&later.action);
    return drop != nullptr && drop->table == create.table;
  });
}

bool is_never_null(const op::CreateTable& create, std::string_view name) {
  return std::ranges::any_of(create.columns, [&](const ColumnDefinition& column) {
    return column.name == name && (column.not_null || column.identity != Identity::no);
  });
}

/// The name of a unique index that may stand in for a primary key: over whole columns that are
/// never NULL, of all rows. Empty: the script makes none that has a name.
std::string_view unique_index(const op::CreateTable& create, const Operation& operation,
                              const Moment& at) {
  for (const Constraint& constraint : create.constraints) {
    const bool serves = constraint.kind == ConstraintKind::unique && !constraint.deferrable &&
                        std::ranges::all_of(constraint.columns, [&](std::string_view column) {
                          return is_never_null(create, column);
                        });
    if (serves && !constraint.name.empty()) return constraint.name;
  }
  std::string_view found;
  find_later_in_script(operation, at, [&](const Operation& later, const Statement&) {
    const auto* index = std::get_if<op::CreateIndex>(&later.action);
    if (index == nullptr || !index->unique || !(index->table == create.table)) return false;
    const bool serves =
        index->predicate == nullptr && std::ranges::all_of(index->keys, [&](const IndexKey& key) {
          return is_never_null(create, key.column);
        });
    if (serves) found = index->name;
    return !found.empty();
  });
  return found;
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
  const std::string table = identifier(create.table);
  const std::string_view index = unique_index(create, operation, at);
  if (!index.empty()) {
    findings.add({
        .span = operation.span,
        .message =
            fmt::format("`{}` has no primary key, and its replica identity is not its unique "
                        "index `{}` by itself: once it is published, the server refuses "
                        "every UPDATE and DELETE.",
                        table, identifier(index)),
        .safe_way = fmt::format("-- or make it the primary key\n"
                                "ALTER TABLE {} REPLICA IDENTITY USING INDEX {};\n",
                                table, identifier(index)),
    });
    return;
  }
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "`{}` has no primary key: nothing names one row of it, and once it is published, the "
          "server refuses every UPDATE and DELETE.",
          table),
      .safe_way = "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY\n",
  });
}

}  // namespace

extern const RuleLogic table_without_replica_identity;
const RuleLogic table_without_replica_identity{.operations = {on<check>()}};

}  // namespace miglint::rules
