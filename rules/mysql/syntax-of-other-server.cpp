// What MariaDB takes and MySQL refuses, or the other way round.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

/// As the statement says it; empty: MySQL takes the operation.
std::string_view only_of_mariadb(const Action& action) {
  const auto* add = std::get_if<op::AddColumn>(&action);
  const auto* create_index = std::get_if<op::CreateIndex>(&action);
  if ((add != nullptr && add->if_not_exists) ||
      (create_index != nullptr && create_index->if_not_exists)) {
    return "IF NOT EXISTS";
  }
  const auto* drop = std::get_if<op::DropColumn>(&action);
  const auto* drop_index = std::get_if<op::DropIndex>(&action);
  const auto* drop_constraint = std::get_if<op::DropConstraint>(&action);
  if ((drop != nullptr && drop->if_exists) || (drop_index != nullptr && drop_index->if_exists) ||
      (drop_constraint != nullptr && drop_constraint->if_exists)) {
    return "IF EXISTS";
  }
  if (std::holds_alternative<op::CreateSequence>(action)) return "CREATE SEQUENCE";
  return {};
}

/// The same for MySQL's own.
std::string_view only_of_mysql(const Action& action) {
  const auto* add = std::get_if<op::AddConstraint>(&action);
  if (add != nullptr && add->constraint.not_enforced) return "NOT ENFORCED";
  if (std::holds_alternative<op::AlterConstraint>(action)) return "ALTER CHECK";
  const auto* index = std::get_if<op::CreateIndex>(&action);
  const bool has_expression =
      index != nullptr && std::ranges::any_of(index->keys, [](const IndexKey& key) {
        return key.expression != nullptr;
      });
  return has_expression ? "An index on an expression" : std::string_view();
}

void report(std::string_view what, const Operation& operation, const Moment& at,
            Findings& findings) {
  const bool mariadb = at.migration.dialect == Dialect::mariadb;
  findings.add({
      .span = operation.span,
      .message = fmt::format("{} refuses `{}` here (error 1064): only {} takes it.",
                             server_name(at), what, mariadb ? "MySQL" : "MariaDB"),
      .safe_way = mariadb ? ""
                          : "-- where the migrations are run on MariaDB, say so in "
                            ".miglint.toml\ndialect = \"mariadb\"\n",
  });
}

template <class Op>
void check_op(const Op& op, const Operation& operation, const Moment& at, Findings& findings) {
  const bool mariadb = at.migration.dialect == Dialect::mariadb;
  std::string_view what =
      mariadb ? only_of_mysql(operation.action) : only_of_mariadb(operation.action);
  if constexpr (requires { op.table.if_exists; }) {
    if (!mariadb && op.table.if_exists) what = "ALTER TABLE IF EXISTS";
  }
  if (!what.empty()) report(what, operation, at, findings);
}

}  // namespace

extern const RuleLogic syntax_of_other_server;
const RuleLogic syntax_of_other_server{
    .operations = {on<check_op<op::AddColumn>>(), on<check_op<op::DropColumn>>(),
                   on<check_op<op::CreateIndex>>(), on<check_op<op::DropIndex>>(),
                   on<check_op<op::AddConstraint>>(), on<check_op<op::DropConstraint>>(),
                   on<check_op<op::AlterConstraint>>(), on<check_op<op::CreateSequence>>()}};

}  // namespace miglint::rules
