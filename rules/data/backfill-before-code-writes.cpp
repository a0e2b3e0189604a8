// A new column is filled before any code writes it: rows that come in meanwhile stay empty.
#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "lint/rule.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

/// A trigger of the same script may write the column for code that does not know it.
bool has_writer(const ObjectName& table, const Operation& operation, const Moment& at) {
  const auto writes = [&](const Operation& other, const Statement&) {
    const auto* trigger = std::get_if<op::CreateTrigger>(&other.action);
    return trigger != nullptr && trigger->table == table;
  };
  if (find_earlier_in_script(operation, at, writes)) return true;
  if (find_later_in_script(operation, at, writes)) return true;
  const Table* known = at.before.find_table(table);
  return known != nullptr && std::ranges::any_of(known->triggers, [](const Trigger& trigger) {
           return trigger.enabled;
         });
}

/// From here on new rows have a value, or must have one.
bool is_closed_later(const op::UpdateRows& update, std::string_view column,
                     const Operation& operation, const Moment& at) {
  return find_later_in_script(operation, at, [&](const Operation& later, const Statement&) {
    if (const auto* set = std::get_if<op::SetDefault>(&later.action)) {
      return set->table.name == update.table && set->column == column && set->value != nullptr;
    }
    // That code cannot write it is worse: not-null-before-code-writes tells.
    if (const auto* set = std::get_if<op::SetNotNull>(&later.action)) {
      return set->table.name == update.table && set->column == column;
    }
    if (const auto* add = std::get_if<op::AddConstraint>(&later.action)) {
      return add->table.name == update.table && add->constraint.condition != nullptr &&
             std::ranges::find(add->constraint.condition->not_null_columns, column) !=
                 add->constraint.condition->not_null_columns.end();
    }
    return false;
  });
}

void check(const op::UpdateRows& update, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (at.direction == Direction::down || at.is_new(update.table)) return;
  const Table* table = at.before.find_table(update.table);
  if (table == nullptr) return;
  for (const Assignment& assignment : update.assignments) {
    const Column* column = table->find_column(assignment.column);
    if (column == nullptr || column->origin.migration != at.migration_number) continue;
    if (column->has_default || column->generated != Generated::no) continue;
    // Nobody leaves it NULL: that INSERTs fail, or get what nobody has chosen, is told by others.
    if (column->not_null_known && column->not_null) continue;
    if (is_closed_later(update, assignment.column, operation, at)) continue;
    if (has_writer(update.table, operation, at)) return;
    findings.add({
        .span = operation.span,
        .message = fmt::format(
            "`{}` is filled in the migration that adds it: code that still runs inserts rows "
            "without it, and those that come after this stay NULL.",
            identifier(assignment.column)),
        .safe_way = "-- a migration of its own, once the code that writes the column runs "
                    "everywhere\n",
        .related = {{column->origin.span, "added here"}},
    });
    return;
  }
}

}  // namespace

extern const RuleLogic backfill_before_code_writes;
const RuleLogic backfill_before_code_writes{.operations = {on<check>()}};

}  // namespace miglint::rules
