// One transaction, several tables: the first stays locked while the lock on the next is waited for.
#include <fmt/format.h>

#include "lint/lock_window.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void check(const Moment& at, Findings& findings) {
  const auto window = lock_window(at, at.migration_number);
  // That it works on the second table is the matter of long-lock-window.
  if (!window || window->works) return;
  const HeldLock& held = *window->held;
  const std::string first = identifier(window->first, at.before);
  const std::string second = identifier(window->second, at.before);
  findings.add({
      .span = at.statement.operations[window->effect->operation].span,
      .message = fmt::format(
          "`{}` is locked as well while the transaction holds {} on `{}`: neither can be read or "
          "written from the moment both are locked to COMMIT, nor `{}` during the wait for `{}`.",
          second, sql_name(held.mode), first, first, second),
      .safe_way = fmt::format("-- one transaction for each table\n"
                              "COMMIT;\n"
                              "BEGIN;\n"
                              "-- … what is done to {} …\n",
                              second),
      .related = {{held.since, fmt::format("`{}` is locked here", first)}},
      .effect = lock_fact(*window->effect),
  });
}

}  // namespace

extern const RuleLogic several_tables_locked;
const RuleLogic several_tables_locked{.command = check};

}  // namespace miglint::rules
