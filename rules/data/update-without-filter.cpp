// UPDATE of every row of a table, in one transaction.
#include <fmt/format.h>

#include "lint/batches.h"
#include "lint/row_change.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void check(const op::UpdateRows& update, const Operation& operation, const Moment& at,
           Findings& findings) {
  const RowChange change = row_change(operation, at);
  if (change.hazard != RowChange::Hazard::without_filter) return;
  const bool postgres = at.migration.dialect == Dialect::postgres;
  const bool tautology = update.filter.kind == FilterKind::tautology;
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "{}: every row of `{}` is written again in one transaction. Whoever writes to one of "
          "them waits until all are through, and {}.",
          tautology ? "The filter is true for every row" : "There is no WHERE",
          identifier(update.table),
          postgres ? "the table grows by as much as it holds"
                   : "the undo log holds every old row until then"),
      .safe_way = in_batches(operation, at),
      .effect = postgres ? std::optional(lock_fact(*change.effect)) : std::nullopt,
  });
}

}  // namespace

extern const RuleLogic update_without_filter;
const RuleLogic update_without_filter{.operations = {on<check>()}};

}  // namespace miglint::rules
