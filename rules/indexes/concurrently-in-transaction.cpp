// What the server refuses inside a transaction, inside one.
#include <fmt/format.h>

#include "dialect/postgres/impact.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

/// What the tool has for this, if that is known, as a comment.
std::string way_out(const TransactionScope* scope, std::string_view otherwise) {
  if (scope == nullptr || scope->way_out.empty()) return std::string(otherwise);
  return fmt::format("-- {}\n", scope->way_out);
}

/// Why there is a transaction, and the way out of it.
void add_cause(std::string_view refusal, const Operation& operation, const Moment& at,
               Finding& finding) {
  finding.message = fmt::format("{}.", refusal);
  const TransactionState& transaction = at.transaction;
  const TransactionScope* scope = transaction.scope;
  if (operation.nesting.in_block) {
    finding.message += " A DO block always runs in one.";
    finding.safe_way = "-- as a statement of its own, outside of the block\n";
    return;
  }
  switch (transaction.cause) {
    case TransactionState::Cause::explicit_begin:
      finding.message += " This one is opened by the BEGIN before it.";
      finding.safe_way = "-- behind the COMMIT, or in a migration of its own\n";
      if (!transaction.began.empty()) {
        finding.related.push_back({transaction.began, "the transaction begins here"});
      }
      return;
    case TransactionState::Cause::message:
      finding.message += " Statements that are sent in one message are one transaction.";
      finding.safe_way = way_out(scope, "-- in a migration of its own, with nothing else in it\n");
      break;
    case TransactionState::Cause::tool:
      finding.message += " This one is opened by the migration tool.";
      finding.safe_way =
          way_out(scope, "-- in a migration that the tool runs without a transaction\n");
      break;
    case TransactionState::Cause::autocommit:
      return;
  }
  if (scope == nullptr || scope->reason.empty()) return;
  if (scope->known_by == KnownBy::config) {
    finding.message += fmt::format(" ({}.)", scope->reason);
  } else {
    finding.message = fmt::format("{}: {}.", refusal, scope->reason);
  }
}

template <class Op>
void check(const Op&, const Operation& operation, const Moment& at, Findings& findings) {
  if (!at.transaction.open() && !operation.nesting.in_block) return;
  const std::string_view command =
      postgres::refused_in_transaction(operation, at.before, postgres::Environment{at.server, {}});
  if (command.empty()) return;
  Finding finding{.span = operation.span};
  add_cause(fmt::format("The server refuses {} inside a transaction, so this fails", command),
            operation, at, finding);
  if (const auto sql = statement_text(operation, at); !sql.empty()) {
    finding.safe_way += fmt::format("{};\n", sql);
  }
  findings.add(std::move(finding));
}

}  // namespace

extern const RuleLogic concurrently_in_transaction;
const RuleLogic concurrently_in_transaction{
    .operations = {on<check<op::CreateIndex>>(), on<check<op::DropIndex>>(),
                   on<check<op::Reindex>>(), on<check<op::DetachPartition>>(),
                   on<check<op::Vacuum>>(), on<check<op::Cluster>>(),
                   on<check<op::OtherCommand>>()}};

}  // namespace miglint::rules
