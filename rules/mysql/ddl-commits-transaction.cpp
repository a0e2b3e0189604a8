// DDL in a transaction: MySQL commits what came before it.
#include <fmt/format.h>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

/// Something to lose: rows that the transaction changed before this command.
bool changed_rows(const Moment& at) {
  for (const Statement& statement : at.script) {
    if (statement.span.begin >= at.statement.span.begin) break;
    for (const Operation& operation : statement.operations) {
      const Action& action = operation.action;
      if (std::holds_alternative<op::InsertRows>(action) ||
          std::holds_alternative<op::UpdateRows>(action) ||
          std::holds_alternative<op::DeleteRows>(action)) {
        return true;
      }
    }
  }
  return false;
}

void check(const Moment& at, Findings& findings) {
  if (at.committed == nullptr) return;
  const bool explicit_begin = at.committed->cause == TransactionState::Cause::explicit_begin;
  if (!explicit_begin && !changed_rows(at)) return;
  Finding finding{
      .span = at.command.front().span,
      .message =
          "The server commits the open transaction before this statement: what ran before it "
          "stays when a later statement fails, and the ROLLBACK undoes nothing.",
      .safe_way = "-- one migration a schema change, and the rows in a migration of their own\n",
  };
  if (!at.committed->began.empty()) {
    finding.related.push_back({at.committed->began, "The transaction begins here."});
  }
  findings.add(std::move(finding));
}

}  // namespace

extern const RuleLogic ddl_commits_transaction;
const RuleLogic ddl_commits_transaction{.command = check};

}  // namespace miglint::rules
