// One transaction, several tables: the first stays locked while the next is worked through.
#include <fmt/format.h>

#include "lint/lock_window.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void check(const Moment& at, Findings& findings) {
  const auto window = lock_window(at, at.migration_number);
  // That it waits for a second lock is the matter of several-tables-locked.
  if (!window || !window->works) return;
  const HeldLock& held = *window->held;
  const std::string first = identifier(window->first, at.before);
  const std::string second = identifier(window->second, at.before);
  findings.add({
      .span = at.statement.operations[window->effect->operation].span,
      .message = fmt::format(
          "This goes through all of `{}` while the transaction holds {} on `{}`, which {} all that "
          "time.",
          second, sql_name(held.mode), first, blocks(held.mode, first)),
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

extern const RuleLogic long_lock_window;
const RuleLogic long_lock_window{.command = check};

}  // namespace miglint::rules
