// A migration that others may have applied already, and that is different now.
#include "lint/migration_order.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

void check(const HistoryEnd& at, Findings& findings) {
  const Migration* last = nullptr;
  for (const ReadScript& script : at.scripts) {
    const Migration& migration = *script.migration;
    if (&migration == last) continue;
    last = &migration;
    const bool renamed = migration.change == Change::renamed;
    if (!renamed && migration.change != Change::edited) continue;
    findings.add({
        .span = head_of(migration, at),
        .message =
            renamed ? "This migration had another name before. A database that has run it knows "
                      "it by that name, and runs it once more."
                    : "This migration was there before, and it is different now. A database that "
                      "has run it does not run it again: it stays as the old text has left it.",
        .safe_way = renamed
                        ? "-- give it its old name back\n"
                        : "-- take the edit back, and write a new migration for what it changes\n",
    });
  }
}

}  // namespace

extern const RuleLogic edited_applied_migration;
const RuleLogic edited_applied_migration{.history = check};

}  // namespace miglint::rules
