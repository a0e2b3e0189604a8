// REFRESH MATERIALIZED VIEW without CONCURRENTLY: nobody reads the view while its query runs.
#include <fmt/format.h>

#include <algorithm>

#include "lint/existing.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

/// CONCURRENTLY needs a unique index on columns alone, without WHERE.
bool has_unique_index(const Table& view, const Schema& schema) {
  return std::ranges::any_of(view.indexes, [&](RelationKey key) {
    const Index* index = schema.find_index(key);
    return index != nullptr && index->unique && index->valid && !index->partial &&
           std::ranges::none_of(index->keys,
                                [](const Index::Key& part) { return part.column.empty(); });
  });
}

void check(const op::RefreshMaterializedView& refresh, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (refresh.concurrently) return;
  const Effect* effect = work_on_existing(&Effect::scan, operation, at);
  if (effect == nullptr) return;
  const std::string view = identifier(refresh.view);
  const Table* known = at.before.find_table(refresh.view);
  std::string steps;
  if (known == nullptr || !has_unique_index(*known, at.before)) {
    steps = fmt::format(
        "-- it needs a unique index on columns that tell the rows apart\n"
        "CREATE UNIQUE INDEX CONCURRENTLY ON {} (<columns>);\n",
        view);
  }
  findings.add({
      .span = operation.span,
      .message = fmt::format("REFRESH blocks reads of `{}` until its query is through.", view),
      .safe_way = steps + fmt::format("REFRESH MATERIALIZED VIEW CONCURRENTLY {};\n", view),
      .effect = lock_fact(*effect),
  });
}

}  // namespace

extern const RuleLogic refresh_without_concurrently;
const RuleLogic refresh_without_concurrently{.operations = {on<check>()}};

}  // namespace miglint::rules
