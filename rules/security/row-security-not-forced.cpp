// Row security that its owner passes by: policies are not asked of the role that owns the table.
#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

/// Supabase's `auth.uid()` and its like: there the application connects as roles that own nothing.
bool asks_auth(const Expression* condition) {
  return condition != nullptr &&
         std::ranges::any_of(condition->functions, [](const FunctionCall& call) {
           return call.function.schema == "auth";
         });
}

/// The script itself tells the owner from those who use the table: it gives somebody privileges,
/// or has a policy for a role of its own.
bool knows_other_roles(const ScriptEnd& at) {
  const auto tells = [](const Operation& operation) {
    if (const auto* grant = std::get_if<op::Grant>(&operation.action)) return !grant->revoke;
    const auto* policy = std::get_if<op::CreatePolicy>(&operation.action);
    if (policy == nullptr) return false;
    return asks_auth(policy->using_condition) || asks_auth(policy->with_check) ||
           std::ranges::any_of(policy->roles,
                               [](std::string_view role) { return role != "public"; });
  };
  return std::ranges::any_of(at.script, [&](const Statement& statement) {
    return std::ranges::any_of(statement.operations, tells);
  });
}

void check_script(const ScriptEnd& at, Findings& findings) {
  if (at.direction == Direction::down || knows_other_roles(at)) return;
  for (const Statement& statement : at.script) {
    for (const Operation& operation : statement.operations) {
      const auto* security = std::get_if<op::RowSecurity>(&operation.action);
      if (security == nullptr || security->action != op::RowSecurity::Action::enable) continue;
      const Table* table = at.after.find_table(security->table.name);
      if (table == nullptr || !table->row_security || table->force_row_security) continue;
      // Without a policy nobody but the owner gets in, and that is what it is for.
      if (std::ranges::none_of(table->policies, &Policy::permissive)) continue;
      const std::string name = identifier(security->table.name);
      findings.add({
          .span = operation.span,
          .message = fmt::format("The policies of `{}` are not asked of the role that owns it: if "
                                 "the application connects as that role, it sees all rows.",
                                 name),
          .safe_way = fmt::format("ALTER TABLE {} FORCE ROW LEVEL SECURITY;\n"
                                  "-- or let the application connect as a role that owns nothing\n",
                                  name),
      });
    }
  }
}

}  // namespace

extern const RuleLogic row_security_not_forced;
const RuleLogic row_security_not_forced{.end = check_script};

}  // namespace miglint::rules
