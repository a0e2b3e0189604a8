// A BEGIN whose COMMIT is missing.
#include "lint/rule.h"

namespace miglint::rules {
namespace {

void check(const ScriptEnd& at, Findings& findings) {
  const TransactionState& transaction = at.transaction;
  if (transaction.cause != TransactionState::Cause::explicit_begin) return;
  findings.add({
      .span = transaction.began,
      .message = "No COMMIT ends this transaction. When the session ends the server rolls back all "
                 "of it; until then its locks are held.",
      .safe_way = "-- as the script's last statement\n"
                  "COMMIT;\n",
  });
}

}  // namespace

extern const RuleLogic transaction_left_open;
const RuleLogic transaction_left_open{.end = check};

}  // namespace miglint::rules
