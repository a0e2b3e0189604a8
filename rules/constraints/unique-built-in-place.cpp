// A UNIQUE constraint whose index is built while nobody can read the table.
#include <fmt/format.h>

#include "lint/existing.h"
#include "lint/rewrite.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void report(const op::AlterTarget& table, const Constraint& constraint, std::string_view before,
            const Operation& operation, const Moment& at, Findings& findings) {
  const Effect* effect = work_on_existing(&Effect::index_build, operation, at);
  if (effect == nullptr) return;
  const Table* known = at.before.find_table(table.name);
  const bool is_plain = before.empty() && !constraint.temporal &&
                        (known == nullptr || known->kind != TableKind::partitioned_table);
  // WITHOUT OVERLAPS takes no ready-made index.
  const std::string steps =
      constraint.temporal
          ? std::string("-- there is no online form: in a quiet hour, with a lock_timeout\n")
          : std::string(before) + add_key(table.name, constraint, at);
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "UNIQUE ({}) {} while its index is built from every row.",
          identifiers(constraint.columns),
          blocks(lock_meanwhile(*effect, table.name, operation, at), identifier(table.name))),
      .safe_way = steps,
      .effect = lock_fact(*effect),
      .fix = is_plain ? rewrite(steps, operation, at) : std::vector<Edit>{},
  });
}

void check_constraint(const op::AddConstraint& add, const Operation& operation, const Moment& at,
                      Findings& findings) {
  if (add.constraint.kind != ConstraintKind::unique) return;
  report(add.table, add.constraint, "", operation, at, findings);
}

void check_column(const op::AddColumn& add, const Operation& operation, const Moment& at,
                  Findings& findings) {
  for (const Constraint& constraint : add.column.constraints) {
    if (constraint.kind != ConstraintKind::unique) continue;
    report(add.table, constraint, add_column_first(add, operation, at), operation, at, findings);
  }
}

}  // namespace

extern const RuleLogic unique_built_in_place;
const RuleLogic unique_built_in_place{.operations = {on<check_constraint>(), on<check_column>()}};

}  // namespace miglint::rules
