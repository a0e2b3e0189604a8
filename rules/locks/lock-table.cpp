// LOCK TABLE in a mode that others' reads or writes wait for.
#include <fmt/format.h>

#include <algorithm>

#include "lint/mysql_advice.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

std::string safe_way(const op::LockTable& lock, LockMode mode) {
  constexpr std::string_view alone =
      "-- a schema change takes the lock that it needs by itself: leave LOCK TABLE out";
  if (mode <= LockMode::share_row_exclusive) {
    return fmt::format("{}\n", alone);
  }
  return fmt::format(
      "{}\n"
      "-- if writers have to be kept out all the same, let readers in\n"
      "SET LOCAL lock_timeout = '5s';\n"
      "LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE;\n",
      alone, identifier(lock.table));
}

/// Whether a tool opens a transaction around it is not known.
bool is_guess(const TransactionState& transaction) {
  return transaction.scope != nullptr && (transaction.scope->wrap == Wrap::unknown ||
                                          transaction.scope->known_by == KnownBy::guess);
}

/// LOCK TABLES … READ lets readers in, WRITE nobody.
void check_mysql(const op::LockTable& lock, const Operation& operation, const Moment& at,
                 Findings& findings) {
  if (at.is_new(lock.table)) return;
  const bool write = lock.mode == "WRITE";
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "LOCK TABLES … {} blocks {} `{}` until UNLOCK TABLES, whatever comes between. It commits "
          "the open transaction, and this session can use no table that it does not name.",
          lock.mode, write ? "all reads of and writes to" : "all writes to",
          mysql_name(lock.table)),
      .safe_way = "-- a schema change takes the lock that it needs by itself: leave LOCK TABLES "
                  "out\n",
  });
}

void check(const op::LockTable& lock, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (at.migration.dialect != Dialect::postgres) return check_mysql(lock, operation, at, findings);
  const auto effects = at.effects_of(operation);
  const auto effect = std::ranges::find_if(effects, [&](const Effect& each) {
    return blocks_writes(each.lock) && !at.is_new(each.relation);
  });
  if (effect == effects.end()) return;
  const std::string table = identifier(lock.table);
  const bool refused =
      !at.transaction.open() && !operation.nesting.in_block && !is_guess(at.transaction);
  findings.add({
      .span = operation.span,
      .message =
          refused
              ? fmt::format("The server refuses LOCK TABLE outside of a transaction. In one, {} "
                            "{} until COMMIT.",
                            sql_name(effect->lock), blocks(effect->lock, table))
              : fmt::format("{} {} from here to the end of the transaction, whatever the "
                            "transaction goes on to do.",
                            sql_name(effect->lock), blocks(effect->lock, table)),
      .safe_way = safe_way(lock, effect->lock),
      .effect = lock_fact(*effect),
  });
}

}  // namespace

extern const RuleLogic lock_table;
const RuleLogic lock_table{.operations = {on<check>()}};

}  // namespace miglint::rules
