// One transaction, several tables: the first stays locked while the next is waited for or worked
// on.
#include <fmt/format.h>

#include "lint/lock_window.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

Finding finding_of(const LockWindow& window, const Moment& at) {
  const HeldLock& held = *window.held;
  const std::string first = identifier(window.first, at.before);
  const std::string second = identifier(window.second, at.before);
  const std::string holds =
      fmt::format("the transaction holds {} on `{}`", sql_name(held.mode), first);
  return {
      .span = at.statement.operations[window.effect->operation].span,
      .message =
          window.works
              ? fmt::format("This goes through all of `{}` while {}, which {} all that time.",
                            second, holds, blocks(held.mode, first))
              : fmt::format("`{}` is locked as well while {}: neither can be read or written "
                            "from the moment both are locked to COMMIT, nor `{}` during the wait "
                            "for `{}`.",
                            second, holds, first, second),
      .safe_way = fmt::format("-- one transaction for each table\n"
                              "COMMIT;\n"
                              "BEGIN;\n"
                              "-- … what is done to {} …\n",
                              second),
      .related = {{held.since, fmt::format("`{}` is locked here", first)}},
      .effect = lock_fact(*window.effect),
  };
}

void check(const Moment& at, Findings& findings) {
  const auto window = lock_window(at);
  // A lock of an earlier migration is the matter of locks-held-across-migrations.
  if (!window || window->held->migration != at.migration_number) return;
  findings.add(finding_of(*window, at));
}

}  // namespace

extern const RuleLogic long_lock_window;
const RuleLogic long_lock_window{.command = check};

}  // namespace miglint::rules
