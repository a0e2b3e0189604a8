// UPDATE or DELETE whose filter may leave the whole table, in one transaction.
#include <fmt/format.h>

#include <string_view>

#include "lint/batches.h"
#include "lint/row_change.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void report(const ObjectName& table, std::string_view verb, const Operation& operation,
            const Moment& at, Findings& findings) {
  const RowChange change = row_change(operation, at);
  if (change.hazard != RowChange::Hazard::unbatched) return;
  const Filter& filter = *change.filter;
  const std::string name = identifier(table);
  const std::string how_many =
      filter.kind == FilterKind::is_null && !filter.is_null_columns.empty()
          ? fmt::format("All rows of `{}` in which `{}` is NULL are {} in one transaction", name,
                        identifier(filter.is_null_columns.front()), verb)
          : fmt::format(
                "The filter does not bound how many rows of `{}` are {} in this one "
                "transaction",
                name, verb);
  findings.add({
      .span = operation.span,
      .message = how_many + ": whoever writes to one of them waits until the last one is done.",
      .safe_way = in_batches(operation, at),
      .effect = lock_fact(*change.effect),
  });
}

void check_update(const op::UpdateRows& update, const Operation& operation, const Moment& at,
                  Findings& findings) {
  report(update.table, "updated", operation, at, findings);
}

void check_delete(const op::DeleteRows& remove, const Operation& operation, const Moment& at,
                  Findings& findings) {
  report(remove.table, "deleted", operation, at, findings);
}

}  // namespace

extern const RuleLogic unbatched_backfill;
const RuleLogic unbatched_backfill{.operations = {on<check_update>(), on<check_delete>()}};

}  // namespace miglint::rules
