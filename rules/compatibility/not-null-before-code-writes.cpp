// A column is added, filled and made NOT NULL in one migration: running code does not know it.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "lint/existing.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/unfilled_column.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

bool has_insert_trigger(const Table& table) {
  return std::ranges::any_of(table.triggers, [](const Trigger& trigger) {
    return trigger.on_insert && trigger.timing == TriggerTiming::before && trigger.enabled;
  });
}

/// The script gives the column a default after all, or has taken another one of that name away,
/// which running code writes.
bool is_known_by_name_or_filled(RelationKey table, std::string_view column,
                                const Operation& operation, const Moment& at) {
  const auto sets_default = [&](const Operation& other) {
    const auto* set = std::get_if<op::SetDefault>(&other.action);
    return set != nullptr && set->column == column && at.before.key(set->table.name) == table;
  };
  const auto takes_name = [&](const Operation& other, const Statement&) {
    const auto* drop = std::get_if<op::DropColumn>(&other.action);
    if (drop != nullptr) {
      return drop->column == column && at.before.key(drop->table.name) == table;
    }
    const auto* rename = std::get_if<op::RenameColumn>(&other.action);
    return rename != nullptr && rename->column == column &&
           at.before.key(rename->relation) == table;
  };
  return std::ranges::any_of(at.command, sets_default) ||
         find_later_in_transaction(
             operation, at,
             [&](const Operation& other, const Statement&) { return sets_default(other); }) ||
         find_earlier_in_script(operation, at, takes_name);
}

Finding finding_of(const ObjectName& relation, std::string_view column, const Operation& operation,
                   const Moment& at) {
  return {
      .span = operation.span,
      .message = fmt::format("Code that still runs does not know `{0}`, which this migration has "
                             "added: each of its INSERTs into `{1}` fails from here on, since the "
                             "column has no default.",
                             identifier(column), identifier(relation)),
      .safe_way = "-- in a later migration, when all code that runs writes the column\n" +
                  make_not_null(relation, column, at.server),
  };
}

void check_column(const ObjectName& relation, std::string_view name, const Operation& operation,
                  const Moment& at, Findings& findings) {
  if (at.direction == Direction::down || at.is_new(relation)) return;
  const Table* table = at.before.find_table(relation);
  const Column* column = table == nullptr ? nullptr : table->find_column(name);
  if (column == nullptr || column->origin.migration != at.migration_number) return;
  const bool gets_a_value = column->has_default || column->generated != Generated::no ||
                            column->identity != Identity::no || has_insert_trigger(*table);
  if (gets_a_value || is_known_by_name_or_filled(table->key, name, operation, at)) return;
  if (added_and_unfilled(relation, name, operation, at) != nullptr) return;
  Finding finding = finding_of(relation, name, operation, at);
  finding.related.push_back({column->origin.span, "added here"});
  findings.add(std::move(finding));
}

/// Into a table that the transaction has emptied it can be added NOT NULL. Of any other table
/// not-null-column-without-default tells.
void check_addition(const op::AddColumn& add, const Operation& operation, const Moment& at,
                    Findings& findings) {
  if (!add.column.not_null || gives_a_value(add.column)) return;
  const RelationKey table = at.before.key(add.table.name);
  if (at.direction == Direction::down || at.is_new(table)) return;
  if (!is_emptied(table, operation, at)) return;
  const Table* known = at.before.find_table(table);
  if (known != nullptr && has_insert_trigger(*known)) return;
  if (is_known_by_name_or_filled(table, add.column.name, operation, at)) return;
  findings.add(finding_of(add.table.name, add.column.name, operation, at));
}

void check_set(const op::SetNotNull& set, const Operation& operation, const Moment& at,
               Findings& findings) {
  check_column(set.table.name, set.column, operation, at, findings);
}

/// CHECK (… IS NOT NULL) refuses new rows also while it is NOT VALID, and so does NOT NULL.
void check_constraint(const op::AddConstraint& add, const Operation& operation, const Moment& at,
                      Findings& findings) {
  const Constraint& constraint = add.constraint;
  if (constraint.not_enforced) return;
  if (constraint.kind == ConstraintKind::not_null && !constraint.columns.empty()) {
    check_column(add.table.name, constraint.columns.front(), operation, at, findings);
  } else if (constraint.kind == ConstraintKind::check && constraint.condition != nullptr &&
             !constraint.condition->not_null_columns.empty()) {
    check_column(add.table.name, constraint.condition->not_null_columns.front(), operation, at,
                 findings);
  }
}

}  // namespace

extern const RuleLogic not_null_before_code_writes;
const RuleLogic not_null_before_code_writes{
    .operations = {on<check_addition>(), on<check_set>(), on<check_constraint>()}};

}  // namespace miglint::rules
