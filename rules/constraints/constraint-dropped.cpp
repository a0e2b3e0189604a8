// DROP CONSTRAINT with nothing in its place: rows that break it can come in from here on.
#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "lint/rule.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

std::string_view guards(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::foreign_key:
      return "rows that refer to nothing";
    case ConstraintKind::unique:
    case ConstraintKind::exclude:
      return "rows that collide";
    default:
      return "rows that break it";
  }
}

/// The CHECK that was the proof for SET NOT NULL has done its work.
bool has_done_its_work(const TableConstraint& constraint, const Table& table) {
  return constraint.kind == ConstraintKind::check && !constraint.proves_not_null.empty() &&
         std::ranges::all_of(constraint.proves_not_null, [&](const std::string& name) {
           const Column* column = table.find_column(name);
           return column != nullptr && column->not_null;
         });
}

/// Another one of its kind, or the end of what it was about.
bool replaces(const Operation& other, const ObjectName& table, const TableConstraint& constraint) {
  if (const auto* add = std::get_if<op::AddConstraint>(&other.action)) {
    return add->table.name == table && add->constraint.kind == constraint.kind;
  }
  if (const auto* drop = std::get_if<op::DropTable>(&other.action)) return drop->table == table;
  if (const auto* drop = std::get_if<op::DropColumn>(&other.action)) {
    return drop->table.name == table &&
           (std::ranges::find(constraint.columns, drop->column) != constraint.columns.end() ||
            std::ranges::find(constraint.reads, drop->column) != constraint.reads.end());
  }
  const auto* index = std::get_if<op::CreateIndex>(&other.action);
  return index != nullptr && index->unique && index->table == table &&
         constraint.kind == ConstraintKind::unique;
}

void check(const op::DropConstraint& drop, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (at.direction == Direction::down || at.is_new(drop.table.name)) return;
  const Table* table = at.before.find_table(drop.table.name);
  const TableConstraint* constraint =
      table == nullptr ? nullptr : table->find_constraint(drop.constraint);
  if (constraint == nullptr || constraint->origin.migration == at.migration_number) return;
  // A primary key is the matter of primary-key-dropped.
  if (constraint->kind == ConstraintKind::primary_key || !constraint->enforced) return;
  if (has_done_its_work(*constraint, *table)) return;
  const auto replaced = [&](const Operation& other, const Statement&) {
    return &other != &operation && replaces(other, drop.table.name, *constraint);
  };
  if (find_later_in_script(operation, at, replaced)) return;
  if (find_earlier_in_script(operation, at, replaced)) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "Nothing takes the place of `{}`: {} can come into `{}` from here on, and have to be "
          "found before it can be added again.",
          identifier(drop.constraint), guards(constraint->kind), identifier(drop.table.name)),
      .safe_way = "-- add what replaces it first, NOT VALID, and validate it; then drop this one\n",
  });
}

}  // namespace

extern const RuleLogic constraint_dropped;
const RuleLogic constraint_dropped{.operations = {on<check>()}};

}  // namespace miglint::rules
