// A revision that follows one that is not there.
#include <fmt/format.h>

#include "lint/migration_order.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

void check(const HistoryEnd& at, Findings& findings) {
  for (const ReadScript& script : at.scripts) {
    const Migration& migration = *script.migration;
    if (script.direction != Direction::up) continue;
    for (const std::string& name : migration.graph.missing) {
      findings.add({
          .span = head_of(migration, at),
          .message =
              fmt::format("`{}` follows `{}`, and no file has that revision: the tool cannot "
                          "read the graph, and no revision runs, not even an older one.",
                          migration.id, name),
          .safe_way =
              fmt::format("-- bring the file of {} back, or follow one that is there\n", name),
      });
    }
  }
}

}  // namespace

extern const RuleLogic missing_predecessor;
const RuleLogic missing_predecessor{.history = check};

}  // namespace miglint::rules
