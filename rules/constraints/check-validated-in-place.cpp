// A CHECK whose rows are checked while nobody can read the table.
#include <fmt/format.h>

#include "lint/existing.h"
#include "lint/rewrite.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

std::string safe_way(const ObjectName& table, const Constraint& constraint,
                     const Operation& operation, const Moment& at) {
  // The server takes the column for the name of a CHECK that reads one only.
  const auto read = constraint.condition == nullptr ? std::span<const std::string_view>{}
                                                    : constraint.condition->columns;
  const std::string name =
      constraint.name.empty()
          ? made_up_name(table.name, read.size() == 1 ? read : read.first(0), "check")
          : std::string(constraint.name);
  const std::string condition =
      constraint.condition == nullptr ? "…" : condition_text(*constraint.condition, operation, at);
  return fmt::format("ALTER TABLE {} ADD CONSTRAINT {} CHECK ({}){} NOT VALID;\n",
                     identifier(table), identifier(name), condition,
                     constraint.no_inherit ? " NO INHERIT" : "") +
         validate_later(table, name);
}

void check_constraint(const op::AddConstraint& add, const Operation& operation, const Moment& at,
                      Findings& findings) {
  if (add.constraint.kind != ConstraintKind::check) return;
  const Effect* effect = work_on_existing(&Effect::scan, operation, at);
  if (effect == nullptr) return;
  const std::string sql = safe_way(add.table.name, add.constraint, operation, at);
  findings.add({
      .span = operation.span,
      .message = fmt::format("The CHECK {} while every row is checked.",
                             blocks(effect->lock, identifier(add.table.name))),
      .safe_way = sql,
      .effect = lock_fact(*effect),
      .fix = rewrite(sql, operation, at),
  });
}

/// CHECK on a new column: the server looks even where all rows will have the same value.
void check_column(const op::AddColumn& add, const Operation& operation, const Moment& at,
                  Findings& findings) {
  for (const Constraint& constraint : add.column.constraints) {
    if (constraint.kind != ConstraintKind::check) continue;
    const Effect* effect = work_on_existing(&Effect::scan, operation, at);
    if (effect == nullptr) return;
    findings.add({
        .span = operation.span,
        .message = fmt::format("The CHECK on the new column `{}` {} while every row is checked, "
                               "although all of them have the same value in it.",
                               identifier(add.column.name),
                               blocks(effect->lock, identifier(add.table.name))),
        .safe_way = add_column_first(add, operation, at) +
                    safe_way(add.table.name, constraint, operation, at),
        .effect = lock_fact(*effect),
    });
  }
}

}  // namespace

extern const RuleLogic check_validated_in_place;
const RuleLogic check_validated_in_place{
    .operations = {on<check_constraint>(), on<check_column>()}};

}  // namespace miglint::rules
