// BEGIN inside of a transaction, COMMIT or ROLLBACK outside of one.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <variant>

#include "lint/guessed_scope.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

using Kind = op::TransactionControl::Kind;
using Cause = TransactionState::Cause;

bool begins(const Operation& operation) {
  const auto* control = std::get_if<op::TransactionControl>(&operation.action);
  return control != nullptr && control->kind == Kind::begin && !operation.nesting.in_block;
}

/// In the tool's transaction a BEGIN has been reported already; its COMMIT is part of that.
bool begun_before(const Moment& at) {
  for (const Statement& statement : at.script) {
    if (&statement == &at.statement) break;
    if (std::ranges::any_of(statement.operations, begins)) return true;
  }
  return false;
}

/// Who opened the transaction, as far as that is known.
std::string because(const TransactionState& transaction) {
  if (transaction.scope == nullptr || transaction.scope->reason.empty()) return {};
  return fmt::format(" ({})", transaction.scope->reason);
}

void check_begin(const Operation& operation, const Moment& at, Findings& findings) {
  const TransactionState& transaction = at.transaction;
  if (transaction.cause == Cause::explicit_begin) {
    Finding finding{
        .span = operation.span,
        .message =
            "A transaction is open already. The server only warns: this BEGIN does nothing, "
            "and the next COMMIT ends the outer transaction.",
        .safe_way =
            "-- a part that can be taken back by itself is a savepoint\n"
            "SAVEPOINT part;\n"
            "-- …\n"
            "RELEASE SAVEPOINT part;\n",
    };
    if (!transaction.began.empty()) {
      finding.related.push_back({transaction.began, "the transaction begins here"});
    }
    findings.add(std::move(finding));
  } else if (transaction.cause == Cause::tool) {
    findings.add({
        .span = operation.span,
        .message = fmt::format(
            "The migration tool has opened a transaction already{}. This BEGIN does nothing, "
            "and the COMMIT after it ends the tool's transaction: what follows, and the "
            "tool's own record of the migration, is not in it.",
            because(transaction)),
        .safe_way = "-- leave BEGIN and COMMIT to the tool, or tell it to open no transaction\n",
    });
  }
}

void check_end(const op::TransactionControl& control, const Operation& operation, const Moment& at,
               Findings& findings) {
  const TransactionState& transaction = at.transaction;
  const bool commit = control.kind == Kind::commit;
  if (transaction.cause == Cause::autocommit) {
    if (transaction.scope != nullptr && transaction.scope->wrap == Wrap::unknown) return;
    findings.add({
        .span = operation.span,
        .message = commit ? "No transaction is open here: what precedes was committed statement by "
                            "statement, and this COMMIT does nothing."
                          : "No transaction is open here: what precedes was committed statement by "
                            "statement, and this ROLLBACK takes nothing back.",
        .safe_way = "-- before the first statement that belongs to it\n"
                    "BEGIN;\n" +
                    how_to_say_tool_opens_one(at),
    });
  } else if (transaction.cause == Cause::tool && !begun_before(at)) {
    findings.add({
        .span = operation.span,
        .message = commit ? "This ends the transaction that the migration tool has opened: what "
                            "follows, and the tool's own record of the migration, is not in it."
                          : "This rolls back the transaction that the migration tool has opened: "
                            "the tool goes on, and records the migration as done.",
        .safe_way = "-- leave it to the tool, or tell the tool to open no transaction\n",
    });
  }
}

void check(const op::TransactionControl& control, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (operation.nesting.in_block) return;
  if (control.kind == Kind::begin) {
    check_begin(operation, at, findings);
  } else if (control.kind == Kind::commit || control.kind == Kind::rollback) {
    check_end(control, operation, at, findings);
  }
}

}  // namespace

extern const RuleLogic nested_begin;
const RuleLogic nested_begin{.operations = {on<check>()}};

}  // namespace miglint::rules
