// Permissive policies for some commands: the others find no row, or are refused.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

constexpr std::array<std::pair<PolicyCommand, std::string_view>, 4> commands{{
    {PolicyCommand::select, "SELECT"},
    {PolicyCommand::insert, "INSERT"},
    {PolicyCommand::update, "UPDATE"},
    {PolicyCommand::delete_, "DELETE"},
}};

bool lets_through(const Table& table, PolicyCommand command) {
  return std::ranges::any_of(table.policies, [&](const Policy& policy) {
    return policy.permissive && (policy.command == PolicyCommand::all || policy.command == command);
  });
}

std::string_view consequence(const Table& table) {
  const bool reads = lets_through(table, PolicyCommand::select);
  if (!reads &&
      (lets_through(table, PolicyCommand::update) || lets_through(table, PolicyCommand::delete_))) {
    return "UPDATE and DELETE have to see a row to change it: without a policy for SELECT they "
           "change none, without an error.";
  }
  const bool inserts = lets_through(table, PolicyCommand::insert);
  if (!inserts) return "Every INSERT is refused.";
  return reads ? "Such a statement finds no row, without an error."
               : "Nothing can be read back, not even by INSERT … RETURNING, which is refused.";
}

/// The last policy of the script for a table stands for all of them.
bool is_last(const Operation& operation, RelationKey table, const ScriptEnd& at) {
  const Operation* last = nullptr;
  for (const Statement& statement : at.script) {
    for (const Operation& each : statement.operations) {
      const auto* create = std::get_if<op::CreatePolicy>(&each.action);
      if (create != nullptr && at.after.key(create->table) == table) last = &each;
    }
  }
  return last == &operation;
}

void check(const op::CreatePolicy& create, const Operation& operation, const ScriptEnd& at,
           Findings& findings) {
  const Table* table = at.after.find_table(create.table);
  if (table == nullptr || table->assumed || !table->row_security) return;
  if (!create.permissive || !is_last(operation, table->key, at)) return;
  std::vector<std::string_view> missing;
  for (const auto& [command, word] : commands) {
    if (!lets_through(*table, command)) missing.push_back(word);
  }
  // To be read only is a design of its own.
  const bool is_written = lets_through(*table, PolicyCommand::insert) ||
                          lets_through(*table, PolicyCommand::update) ||
                          lets_through(*table, PolicyCommand::delete_);
  if (missing.empty() || !is_written) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format("No policy of `{}` is for {}. {}", identifier(create.table),
                             fmt::join(missing, ", "), consequence(*table)),
      .safe_way = fmt::format("CREATE POLICY … ON {} FOR {} …;\n", identifier(create.table),
                              missing.front()),
  });
}

void check_script(const ScriptEnd& at, Findings& findings) {
  if (at.direction == Direction::down) return;
  for (const Statement& statement : at.script) {
    for (const Operation& operation : statement.operations) {
      const auto* policy = std::get_if<op::CreatePolicy>(&operation.action);
      if (policy != nullptr) check(*policy, operation, at, findings);
    }
  }
}

}  // namespace

extern const RuleLogic policy_misses_command;
const RuleLogic policy_misses_command{.end = check_script};

}  // namespace miglint::rules
