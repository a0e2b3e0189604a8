#include "timeline/later_operations.h"

#include <algorithm>
#include <variant>

namespace miglint {
namespace {

using Cause = TransactionState::Cause;

bool ends_transaction(const Operation& operation) {
  const auto* control = std::get_if<op::TransactionControl>(&operation.action);
  if (control == nullptr) return false;
  using Kind = op::TransactionControl::Kind;
  return control->kind == Kind::commit || control->kind == Kind::rollback ||
         control->kind == Kind::prepare;
}

/// Is what the tool wraps, or sends in one message, the same for both?
bool same_unit(const Statement& a, const Statement& b, const TransactionState& transaction) {
  if (transaction.cause == Cause::explicit_begin || transaction.scope == nullptr) return true;
  if (a.source == nullptr || b.source == nullptr) return a.source == b.source;
  const TransactionScope& scope = *transaction.scope;
  // What has a scope of its own has a transaction of its own: a section, or what stands behind a
  // block that committed.
  const bool by_section = transaction.cause == Cause::tool || scope.send == Send::section;
  if (by_section) return a.source->scope == b.source->scope;
  const bool by_chunk = transaction.cause == Cause::message && scope.send == Send::chunk;
  return !by_chunk || a.source == b.source;
}

}  // namespace

bool find_later_in_transaction(const Operation& operation, const Moment& at,
                               const std::function<bool(const Operation&, const Statement&)>& see) {
  const auto own = at.statement.operations;
  const auto first = static_cast<std::size_t>(&operation - own.data()) + 1;
  for (const Operation& later : own.subspan(first)) {
    if (ends_transaction(later)) return false;
    if (see(later, at.statement)) return true;
  }
  if (!at.transaction.open()) return false;
  const auto next = static_cast<std::size_t>(&at.statement - at.script.data()) + 1;
  for (const Statement& statement : at.script.subspan(std::min(next, at.script.size()))) {
    if (!same_unit(at.statement, statement, at.transaction)) return false;
    for (const Operation& later : statement.operations) {
      if (ends_transaction(later)) return false;
      if (see(later, statement)) return true;
    }
  }
  return false;
}

bool find_later_in_script(const Operation& operation, const Moment& at,
                          const std::function<bool(const Operation&, const Statement&)>& see) {
  const auto own = at.statement.operations;
  const auto first = static_cast<std::size_t>(&operation - own.data()) + 1;
  for (const Operation& later : own.subspan(first)) {
    if (see(later, at.statement)) return true;
  }
  const auto next = static_cast<std::size_t>(&at.statement - at.script.data()) + 1;
  return std::ranges::any_of(
      at.script.subspan(std::min(next, at.script.size())), [&](const Statement& statement) {
        return std::ranges::any_of(statement.operations,
                                   [&](const Operation& later) { return see(later, statement); });
      });
}

bool find_earlier_in_script(const Operation& operation, const Moment& at,
                            const std::function<bool(const Operation&, const Statement&)>& see) {
  for (const Statement& statement : at.script) {
    for (const Operation& earlier : statement.operations) {
      if (&earlier == &operation) return false;
      if (see(earlier, statement)) return true;
    }
    if (&statement == &at.statement) return false;
  }
  return false;
}

}  // namespace miglint
