// SET LOCAL where no transaction is open: it ends with its own statement.
#include <fmt/format.h>

#include "lint/guessed_scope.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

std::string value_of(const op::SetParameter& set) {
  return set.value_known ? fmt::format("'{}'", set.value) : std::string("…");
}

void check(const op::SetParameter& set, const Operation& operation, const Moment& at,
           Findings& findings) {
  const bool local = set.scope == op::SetParameter::Scope::local;
  // A lock_timeout has a rule of its own.
  if (!local || set.parameter == "lock_timeout") return;
  // Within one statement it does last: in a DO block, or beside other calls of a SELECT.
  if (operation.nesting.in_block || at.statement.operations.size() > 1) return;
  const TransactionState& transaction = at.transaction;
  const bool unknown = transaction.scope != nullptr && transaction.scope->wrap == Wrap::unknown;
  if (transaction.open() || unknown) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format("No transaction is open here{}, so `{}` keeps its old value for all "
                             "that follows: what is set locally ends with its own statement.",
                             why_tool_opens_none(at), set.parameter),
      .safe_way = fmt::format("BEGIN;\n"
                              "SET LOCAL {} = {};\n"
                              "-- … what needs it …\n"
                              "COMMIT;\n",
                              set.parameter, value_of(set)) +
                  how_to_say_tool_opens_one(at),
  });
}

}  // namespace

extern const RuleLogic set_local_outside_transaction;
const RuleLogic set_local_outside_transaction{.operations = {on<check>()}};

}  // namespace miglint::rules
