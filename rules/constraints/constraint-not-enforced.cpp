// NOT ENFORCED: the server keeps the constraint and looks at no row.
#include <fmt/format.h>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void report(const Constraint& constraint, const ObjectName& table, const Operation& operation,
            Findings& findings) {
  if (!constraint.not_enforced) return;
  const std::string name = constraint.name.empty()
                               ? std::string("The constraint")
                               : fmt::format("`{}`", identifier(constraint.name));
  findings.add({
      .span = constraint.span.begin < constraint.span.end ? constraint.span : operation.span,
      .message = fmt::format("{} on `{}` is NOT ENFORCED: it looks like a rule and lets every row "
                             "in.",
                             name, identifier(table)),
      .safe_way = "-- leave NOT ENFORCED out; where old rows break it, NOT VALID\n",
  });
}

void check_add(const op::AddConstraint& add, const Operation& operation, const Moment&,
               Findings& findings) {
  report(add.constraint, add.table.name, operation, findings);
}

void check_create(const op::CreateTable& create, const Operation& operation, const Moment&,
                  Findings& findings) {
  for (const Constraint& constraint : create.constraints)
    report(constraint, create.table, operation, findings);
  for (const ColumnDefinition& column : create.columns) {
    for (const Constraint& constraint : column.constraints)
      report(constraint, create.table, operation, findings);
  }
}

}  // namespace

extern const RuleLogic constraint_not_enforced;
const RuleLogic constraint_not_enforced{.operations = {on<check_add>(), on<check_create>()}};

}  // namespace miglint::rules
