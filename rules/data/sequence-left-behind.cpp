// Rows with explicit numbers in a column that a sequence fills: the sequence does not notice.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <variant>

#include "lint/rule.h"
#include "lint/unique_keys.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

bool calls(std::span<const FunctionCall> functions, std::string_view name) {
  return std::ranges::any_of(functions,
                             [&](const FunctionCall& call) { return call.function.name == name; });
}

/// Moves a sequence, whichever; or may do so.
bool moves_a_sequence(const Operation& operation) {
  if (const auto* select = std::get_if<op::SelectRows>(&operation.action)) {
    return calls(select->functions, "setval") || calls(select->functions, "nextval");
  }
  if (const auto* sequence = std::get_if<op::AlterSequence>(&operation.action)) {
    return sequence->restart;
  }
  if (const auto* identity = std::get_if<op::AlterIdentity>(&operation.action)) {
    return identity->changes_sequence || identity->action == op::AlterIdentity::Action::drop;
  }
  return std::holds_alternative<op::CallRoutine>(operation.action) ||
         std::holds_alternative<op::Opaque>(operation.action);
}

void check(const op::InsertRows& insert, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (at.direction == Direction::down || calls(insert.functions, "nextval")) return;
  const Table* table = at.before.find_table(insert.table);
  if (table == nullptr) return;
  const auto name = std::ranges::find_if(insert.columns, [&](std::string_view each) {
    const Column* column = table->find_column(each);
    return column != nullptr && is_numbered(*table, *column, at.before);
  });
  if (name == insert.columns.end()) return;
  const auto moves = [](const Operation& other, const Statement&) {
    return moves_a_sequence(other);
  };
  if (find_later_in_script(operation, at, moves)) return;
  if (find_earlier_in_script(operation, at, moves)) return;
  // Said once for each table, at its last INSERT.
  const bool again =
      find_later_in_script(operation, at, [&](const Operation& other, const Statement&) {
        const auto* next = std::get_if<op::InsertRows>(&other.action);
        return next != nullptr && at.before.key(next->table) == table->key &&
               std::ranges::find(next->columns, *name) != next->columns.end();
      });
  if (again) return;
  const std::string relation = identifier(insert.table);
  const std::string column = identifier(*name);
  findings.add({
      .span = operation.span,
      .message =
          fmt::format("The sequence behind `{0}.{1}` does not notice these numbers and gives "
                      "them out again: an INSERT that names no `{1}` then fails on the "
                      "duplicate key, or makes a second row of that number.",
                      relation, column),
      .safe_way =
          fmt::format("-- leave the column out, or afterwards\n"
                      "SELECT setval(pg_get_serial_sequence('{0}', '{2}'), (SELECT max({1}) "
                      "FROM {0}));\n",
                      relation, column, *name),
  });
}

}  // namespace

extern const RuleLogic sequence_left_behind;
const RuleLogic sequence_left_behind{.operations = {on<check>()}};

}  // namespace miglint::rules
