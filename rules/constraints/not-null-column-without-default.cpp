// ADD COLUMN … NOT NULL without a value for the rows that are there: refused, unless there is none.
#include <fmt/format.h>

#include <algorithm>

#include "lint/existing.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/unfilled_column.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

const Constraint* primary_key_of(const ColumnDefinition& column) {
  const auto found =
      std::ranges::find(column.constraints, ConstraintKind::primary_key, &Constraint::kind);
  return found == column.constraints.end() ? nullptr : &*found;
}

bool has_default_of_its_type(const ColumnDefinition& column, const Schema& schema) {
  const UserType* type = schema.find_type(column.type.name);
  return type != nullptr && type->kind == UserType::Kind::domain && column.default_value == nullptr;
}

void check(const op::AddColumn& add, const Operation& operation, const Moment& at,
           Findings& findings) {
  const ColumnDefinition& column = add.column;
  const Constraint* key = primary_key_of(column);
  if ((!column.not_null && key == nullptr) || gives_a_value(column)) return;
  // A domain may bring a default, which the schema does not keep.
  if (has_default_of_its_type(column, at.before)) return;
  const Effect* effect = work_on_existing(&Effect::scan, operation, at);
  if (effect == nullptr) return;

  const std::string table = identifier(add.table.name);
  const std::string name = identifier(column.name);
  const std::string definition = fmt::format("{} {}", name, type_words(column.type));
  std::string safe_way;
  if (key == nullptr) {
    safe_way = fmt::format(
        "-- if one value is right for every row: neither rewrite nor scan\n"
        "ALTER TABLE {} ADD COLUMN {} NOT NULL DEFAULT <value>;\n"
        "-- otherwise add it empty\n",
        table, definition);
  }
  safe_way += fmt::format(
      "ALTER TABLE {} ADD COLUMN {};\n"
      "-- fill the rows in batches, each in a transaction of its own, then\n",
      table, definition);
  safe_way += key == nullptr ? make_not_null(add.table.name, column.name, at.server)
                             : add_key(add.table.name, *key, at);
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "`{}` is added to `{}` as {} with no value for existing rows: the statement fails if the "
          "table has a single row, and INSERTs that do not name the column fail from then on.",
          name, table, key == nullptr ? "NOT NULL" : "PRIMARY KEY"),
      .safe_way = std::move(safe_way),
      .effect = lock_fact(*effect),
  });
}

}  // namespace

extern const RuleLogic not_null_column_without_default;
const RuleLogic not_null_column_without_default{.operations = {on<check>()}};

}  // namespace miglint::rules
