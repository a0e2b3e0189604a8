// The tool runs all pending migrations in one transaction: what one of them has locked stays locked
// while the next one waits or works.
#include <fmt/format.h>

#include "lint/lock_window.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void check(const Moment& at, Findings& findings) {
  const TransactionState& transaction = at.transaction;
  const bool all_pending = transaction.cause == TransactionState::Cause::tool &&
                           transaction.scope != nullptr &&
                           transaction.scope->wrap == Wrap::all_pending;
  if (!all_pending) return;
  // Those that follow each other are the ones most often deployed together.
  const auto window = lock_window(at, at.migration_number - 1);
  if (!window) return;
  const HeldLock& held = *window->held;
  const std::string first = identifier(window->first, at.before);
  const std::string second = identifier(window->second, at.before);
  findings.add({
      .span = at.statement.operations[window->effect->operation].span,
      .message = fmt::format(
          "{}. When this migration is deployed together with the one before it, that one's {} lock "
          "on `{}` is still held here, and {} while this {} `{}`.",
          transaction.scope->reason, sql_name(held.mode), first, blocks(held.mode, first),
          window->works ? "goes through" : "waits for", second),
      .safe_way = "-- deploy the two one after the other, or let the tool commit after each "
                  "migration\n",
      .related = {{held.since, fmt::format("`{}` is locked here", first)}},
      .effect = lock_fact(*window->effect),
  });
}

}  // namespace

extern const RuleLogic locks_held_across_migrations;
const RuleLogic locks_held_across_migrations{.command = check};

}  // namespace miglint::rules
