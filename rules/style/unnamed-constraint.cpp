// A constraint whose name the server makes up.
#include <fmt/format.h>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void check(const op::AddConstraint& add, const Operation& operation, const Moment& at,
           Findings& findings) {
  const Constraint& constraint = add.constraint;
  if (!constraint.name.empty() || at.direction == Direction::down) return;
  if (constraint.kind == ConstraintKind::primary_key || !constraint.using_index.empty()) return;
  if (constraint.kind == ConstraintKind::not_null) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format("The server makes up a name for this constraint of `{}`, and another "
                             "one where that is taken: what drops it later has to guess.",
                             identifier(add.table.name)),
      .safe_way = "CONSTRAINT name …\n",
  });
}

}  // namespace

extern const RuleLogic unnamed_constraint;
const RuleLogic unnamed_constraint{.operations = {on<check>()}};

}  // namespace miglint::rules
