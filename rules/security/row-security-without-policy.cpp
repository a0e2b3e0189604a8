// Row security is switched on and no policy lets anybody see a row.
#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void check(const op::RowSecurity& security, const Operation& operation, const ScriptEnd& at,
           Findings& findings) {
  if (security.action != op::RowSecurity::Action::enable) return;
  const Table* table = at.after.find_table(security.table.name);
  if (table == nullptr || !table->row_security) return;
  const bool is_new = !table->assumed && table->origin.migration == at.migration_number;
  if (is_new || std::ranges::any_of(table->policies, &Policy::permissive)) return;
  const std::string name = identifier(security.table.name);
  const std::string_view why =
      !table->policies.empty() ? "has restrictive policies only, which take rows away from what a "
                                 "permissive one lets through"
      : table->assumed         ? "has no policy in any migration that was read"
                               : "has no policy";
  findings.add({
      .span = operation.span,
      .message =
          fmt::format("`{}` {}: from here on every role but its owner and superusers reads it "
                      "as empty, without an error, and can insert nothing.",
                      name, why),
      .safe_way = fmt::format("BEGIN;\n"
                              "CREATE POLICY {0} ON {1} USING (…) WITH CHECK (…);\n"
                              "ALTER TABLE {1} ENABLE ROW LEVEL SECURITY;\n"
                              "COMMIT;\n",
                              identifier(table->name + "_access"), name),
      .effect = LockFact{.relation = std::string(table->key), .lock = LockMode::access_exclusive},
  });
}

void check_script(const ScriptEnd& at, Findings& findings) {
  for (const Statement& statement : at.script) {
    for (const Operation& operation : statement.operations) {
      const auto* security = std::get_if<op::RowSecurity>(&operation.action);
      if (security != nullptr) check(*security, operation, at, findings);
    }
  }
}

}  // namespace

extern const RuleLogic row_security_without_policy;
const RuleLogic row_security_without_policy{.end = check_script};

}  // namespace miglint::rules
