// An exclusion constraint whose index is built while nobody can read the table.
#include <fmt/format.h>

#include "lint/existing.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void check(const op::AddConstraint& add, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (add.constraint.kind != ConstraintKind::exclude) return;
  const Effect* effect = work_on_existing(&Effect::index_build, operation, at);
  if (effect == nullptr) return;

  const std::string table = identifier(add.table.name);
  const std::string_view clause = source_text(add.constraint.span, operation, at);
  const std::string constraint =
      clause.empty() ? fmt::format("EXCLUDE USING {} (…)", add.constraint.index_method)
                     : std::string(clause);
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "The exclusion constraint {} while its index is built from every row, and neither NOT "
          "VALID nor a ready-made index can take that away.",
          blocks(effect->lock, table)),
      .safe_way = fmt::format(
          "-- there is no online form for a full table. Either in a quiet hour, with a\n"
          "-- lock_timeout, after the build was timed on a copy; or in a table that is born with "
          "it\n"
          "CREATE TABLE <periods> (<key of {}>, <what may not overlap>,\n"
          "    {});\n"
          "-- which a trigger on {} keeps in step from now on; then fill it in batches\n",
          table, constraint, table),
      .effect = lock_fact(*effect),
  });
}

}  // namespace

extern const RuleLogic exclusion_constraint_in_place;
const RuleLogic exclusion_constraint_in_place{.operations = {on<check>()}};

}  // namespace miglint::rules
