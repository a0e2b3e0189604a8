// Revisions that come after themselves.
#include <fmt/format.h>

#include "lint/migration_order.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

void check(const HistoryEnd& at, Findings& findings) {
  for (const ReadScript& script : at.scripts) {
    const Migration& migration = *script.migration;
    if (script.direction != Direction::up || !migration.graph.in_circle) continue;
    findings.add({
        .span = head_of(migration, at),
        .message =
            fmt::format("`{}` comes after itself by way of `{}`: the tool finds no order, and "
                        "no revision runs, not even one outside of the circle.",
                        migration.id, fmt::join(migration.predecessors, "`, `")),
        .safe_way = "-- let the oldest of them follow what came before all of them\n",
    });
  }
}

}  // namespace

extern const RuleLogic circular_revisions;
const RuleLogic circular_revisions{.history = check};

}  // namespace miglint::rules
