// SET NOT NULL on a column that the same migration added and never filled: refused, unless the
// table is empty.
#include <fmt/format.h>

#include "lint/existing.h"
#include "lint/mysql_advice.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/unfilled_column.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void check_column(const ObjectName& relation, std::string_view column, const Operation& operation,
                  const Moment& at, Findings& findings) {
  const Effect* effect = work_on_existing(&Effect::scan, operation, at);
  if (effect == nullptr) return;
  const Operation* added = added_and_unfilled(relation, column, operation, at);
  if (added == nullptr) return;

  const std::string table = identifier(relation);
  const std::string name = identifier(column);
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "`{}` was added to `{}` in this migration and never filled: existing rows hold NULL in "
          "it, so the statement fails if the table has a single row.",
          name, table),
      .safe_way =
          fmt::format("-- fill the rows in batches, each in a transaction of its own, such as\n"
                      "UPDATE {} SET {} = <value> WHERE {} IS NULL AND <a range of keys>;\n"
                      "-- then, in a later transaction\n",
                      table, name, name) +
          make_not_null(relation, column, at.server),
      .related = {{added->span, "added here, without a value for existing rows"}},
      .effect = lock_fact(*effect),
  });
}

void check_set(const op::SetNotNull& set, const Operation& operation, const Moment& at,
               Findings& findings) {
  check_column(set.table.name, set.column, operation, at, findings);
}

/// ADD CONSTRAINT … NOT NULL column, from PostgreSQL 18 on.
void check_constraint(const op::AddConstraint& add, const Operation& operation, const Moment& at,
                      Findings& findings) {
  const Constraint& constraint = add.constraint;
  if (constraint.kind != ConstraintKind::not_null || constraint.columns.empty()) return;
  check_column(add.table.name, constraint.columns.front(), operation, at, findings);
}

/// MySQL: MODIFY and CHANGE write the whole definition anew.
void check_change(const op::ChangeColumn& change, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (!change.definition.not_null || at.is_new(change.table.name)) return;
  const Operation* added = added_and_unfilled(change.table.name, change.column, operation, at);
  if (added == nullptr) return;
  const std::string table = mysql_name(change.table.name);
  const std::string name = mysql_name(change.column);
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "`{}` was added to `{}` in this migration and never filled: existing rows hold NULL in "
          "it, so in strict mode the statement fails if the table has a single row (error 1138 or "
          "1265), and without it every row gets a zero or an empty string.",
          name, table),
      .safe_way =
          fmt::format("-- until no row is changed any more, each time in a transaction of its own\n"
                      "UPDATE {0} SET {1} = <value> WHERE {1} IS NULL LIMIT 5000;\n"
                      "-- then, in a later migration\n"
                      "{2};\n",
                      table, name, at.statement.text),
      .related = {{added->span, "added here, without a value for existing rows"}},
  });
}

}  // namespace

extern const RuleLogic set_not_null_without_backfill;
const RuleLogic set_not_null_without_backfill{
    .operations = {on<check_set>(), on<check_constraint>(), on<check_change>()}};

}  // namespace miglint::rules
