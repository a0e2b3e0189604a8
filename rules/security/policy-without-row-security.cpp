// A policy on a table whose row security is off: it is stored and never asked.
#include <fmt/format.h>

#include <variant>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void check(const op::CreatePolicy& policy, const Operation& operation, const ScriptEnd& at,
           Findings& findings) {
  const Table* table = at.after.find_table(policy.table);
  // Of a table never seen created, row security may have been switched on before.
  if (table == nullptr || table->assumed || table->row_security) return;
  const std::string name = identifier(policy.table);
  findings.add({
      .span = operation.span,
      .message = fmt::format("Row security of `{}` is off, so the server does not ask the policy "
                             "`{}`: everybody with a privilege on the table sees all its rows.",
                             name, identifier(policy.policy)),
      .safe_way = fmt::format("ALTER TABLE {} ENABLE ROW LEVEL SECURITY;\n", name),
  });
}

void check_script(const ScriptEnd& at, Findings& findings) {
  for (const Statement& statement : at.script) {
    for (const Operation& operation : statement.operations) {
      const auto* policy = std::get_if<op::CreatePolicy>(&operation.action);
      if (policy != nullptr) check(*policy, operation, at, findings);
    }
  }
}

}  // namespace

extern const RuleLogic policy_without_row_security;
const RuleLogic policy_without_row_security{.end = check_script};

}  // namespace miglint::rules
