// Rows changed by the table while the transaction keeps others out of a table.
#include <fmt/format.h>

#include <variant>

#include "lint/batches.h"
#include "lint/row_change.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

std::string_view what_it_does(const Action& action) {
  if (std::holds_alternative<op::UpdateRows>(action)) return "updates rows of";
  if (std::holds_alternative<op::DeleteRows>(action)) return "deletes rows of";
  return "copies rows into";
}

std::string how_many(const RowChange& change, const Operation& operation) {
  if (operation.nesting.in_loop) return ", batch after batch without a COMMIT";
  if (change.filter == nullptr) return ", as many as its query finds";
  if (change.searches) {
    return ", and reads all of the table to find them, since no index begins with a column of the "
           "filter";
  }
  const bool all =
      change.filter->kind == FilterKind::none || change.filter->kind == FilterKind::tautology;
  return all ? ", all of them" : ", as many as the filter leaves";
}

void report(const ObjectName& table, const Operation& operation, const Moment& at,
            Findings& findings) {
  const RowChange change = row_change(operation, at);
  if (change.hazard != RowChange::Hazard::under_strong_lock) return;
  const std::string locked = identifier(change.lock->relation, at.before);
  const std::string batches = in_batches(operation, at);
  LockFact fact = lock_fact(*change.effect);
  fact.relation = std::string(change.lock->relation);
  fact.lock = change.lock->mode;
  findings.add({
      .assumed = change.searches,  // That the table is large enough for it.
      .span = operation.span,
      .message = fmt::format("This {} `{}`{}, and meanwhile the transaction's {} lock {}.",
                             what_it_does(operation.action), identifier(table),
                             how_many(change, operation), sql_name(change.lock->mode),
                             blocks(change.lock->mode, locked)),
      .safe_way = "-- commit first: the rows get a migration of their own\n" +
                  (batches.empty() ? std::string() : batches),
      .related = {{change.lock->since, fmt::format("`{}` is locked here", locked)}},
      .effect = std::move(fact),
  });
}

template <class Rows>
void check(const Rows& rows, const Operation& operation, const Moment& at, Findings& findings) {
  report(rows.table, operation, at, findings);
}

}  // namespace

extern const RuleLogic backfill_under_strong_lock;
const RuleLogic backfill_under_strong_lock{
    .operations = {on<check<op::UpdateRows>>(), on<check<op::DeleteRows>>(),
                   on<check<op::InsertRows>>(), on<check<op::MergeRows>>()}};

}  // namespace miglint::rules
