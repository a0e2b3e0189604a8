// A primary key of 32 bits or less that is numbered by the server.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "lint/column_definitions.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

bool is_key(const ColumnDefinition& column, const op::CreateTable& create) {
  const auto primary = [](const Constraint& constraint) {
    return constraint.kind == ConstraintKind::primary_key;
  };
  return std::ranges::any_of(column.constraints, primary) ||
         std::ranges::any_of(create.constraints, [&](const Constraint& constraint) {
           return primary(constraint) && constraint.columns.size() == 1 &&
                  constraint.columns.front() == column.name;
         });
}

bool is_numbered(const ColumnDefinition& column) {
  return column.type.serial || column.identity != Identity::no || column.auto_increment;
}

bool is_small(std::string_view type) {
  return type == "int4" || type == "int2" || type == "int" || type == "mediumint" ||
         type == "smallint" || type == "tinyint";
}

void check(const op::CreateTable& create, const Operation& operation, const Moment& at,
           Findings& findings) {
  report_columns(operation, at, findings,
                 [&](const ObjectName& table, const ColumnDefinition& column) -> Finding {
                   if (!is_small(column.type.name.name) || !is_numbered(column)) return {};
                   if (!is_key(column, create)) return {};
                   return {.message = fmt::format(
                               "`{}.{}` runs out of numbers, and changing its type later rewrites "
                               "the table and all that refer to it.",
                               identifier(table), identifier(column.name)),
                           .safe_way = "bigint"};
                 });
}

}  // namespace

extern const RuleLogic integer_key;
const RuleLogic integer_key{.operations = {on<check>()}};

}  // namespace miglint::rules
