// COMMIT or ROLLBACK in a DO block that runs inside of a transaction.
#include <fmt/format.h>

#include <string_view>

#include "lint/rule.h"

namespace miglint::rules {
namespace {

using Kind = op::TransactionControl::Kind;
using Cause = TransactionState::Cause;

std::string_view who_opened(Cause cause) {
  switch (cause) {
    case Cause::explicit_begin:
      return "a BEGIN has opened";
    case Cause::tool:
      return "the migration tool has opened";
    case Cause::message:
    case Cause::autocommit:
      break;
  }
  return "the statements sent together with it are";
}

void check(const op::TransactionControl& control, const Operation& operation, const Moment& at,
           Findings& findings) {
  const bool ends = control.kind == Kind::commit || control.kind == Kind::rollback;
  if (!ends || !operation.nesting.in_block || !at.transaction.open()) return;
  Finding finding{
      .span = operation.span,
      .message = fmt::format(
          "The block runs in the transaction that {}, so the server stops here with \"invalid "
          "transaction termination\", and the whole transaction fails.",
          who_opened(at.transaction.cause)),
      .safe_way =
          "-- run the block as a statement of its own, in a migration without a "
          "transaction\n",
  };
  if (!at.transaction.began.empty()) {
    finding.related.push_back({at.transaction.began, "the transaction begins here"});
  }
  findings.add(std::move(finding));
}

}  // namespace

extern const RuleLogic block_commit_in_transaction;
const RuleLogic block_commit_in_transaction{.operations = {on<check>()}};

}  // namespace miglint::rules
