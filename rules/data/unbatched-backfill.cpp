// UPDATE or DELETE whose filter may leave the whole table, in one transaction.
#include <fmt/format.h>

#include <string_view>

#include "lint/batches.h"
#include "lint/row_change.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

std::string why(const Filter& filter) {
  if (filter.kind == FilterKind::is_null && !filter.is_null_columns.empty()) {
    return fmt::format("`{} IS NULL` is true for every row that nobody has filled yet",
                       identifier(filter.is_null_columns.front()));
  }
  return "The filter does not bound how many rows it leaves";
}

void report(const ObjectName& table, std::string_view verb, const Operation& operation,
            const Moment& at, Findings& findings) {
  const RowChange change = row_change(operation, at);
  if (change.hazard != RowChange::Hazard::unbatched) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format("{}: `{}` {} all of them in one transaction, and whoever writes to "
                             "one of these rows waits until the last one is done.",
                             why(*change.filter), identifier(table), verb),
      .safe_way = in_batches(operation, at),
      .effect = lock_fact(*change.effect),
  });
}

void check_update(const op::UpdateRows& update, const Operation& operation, const Moment& at,
                  Findings& findings) {
  report(update.table, "gets the new values in", operation, at, findings);
}

void check_delete(const op::DeleteRows& remove, const Operation& operation, const Moment& at,
                  Findings& findings) {
  report(remove.table, "loses", operation, at, findings);
}

}  // namespace

extern const RuleLogic unbatched_backfill;
const RuleLogic unbatched_backfill{.operations = {on<check_update>(), on<check_delete>()}};

}  // namespace miglint::rules
