// Row security is taken away from a table, or a policy that nothing replaces.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <variant>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

bool is_older(const Table& table, const ScriptEnd& at) {
  return table.assumed || table.origin.migration != at.migration_number;
}

void check_security(const op::RowSecurity& security, const Operation& operation,
                    const ScriptEnd& at, Findings& findings) {
  using Action = op::RowSecurity::Action;
  const bool disables = security.action == Action::disable;
  if (!disables && security.action != Action::no_force) return;
  const Table* table = at.after.find_table(security.table.name);
  if (table == nullptr || !is_older(*table, at)) return;
  if (disables ? table->row_security : table->force_row_security) return;
  const std::string name = identifier(security.table.name);
  findings.add({
      .span = operation.span,
      .message =
          disables ? fmt::format("No policy of `{}` is asked any more: every role with a privilege "
                                 "on it sees and changes the rows of all.",
                                 name)
                   : fmt::format("The owner of `{}` passes its policies by again: if the "
                                 "application connects as that role, it sees all rows.",
                                 name),
      .safe_way = disables
                      ? std::string("-- leave it on; for a migration's own changes connect as a "
                                    "role with BYPASSRLS\n")
                      : fmt::format("ALTER TABLE {} FORCE ROW LEVEL SECURITY;\n", name),
      .effect = LockFact{.relation = std::string(table->key), .lock = LockMode::access_exclusive},
  });
}

/// Rows that no permissive policy lets through are hidden; without a restrictive one, more is seen.
void check_policy(const op::DropPolicy& drop, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (at.direction == Direction::down || at.is_new(drop.table)) return;
  const Table* table = at.before.find_table(drop.table);
  if (table == nullptr || !table->row_security) return;
  const auto policy = std::ranges::find(table->policies, drop.policy, &Policy::name);
  if (policy == table->policies.end()) return;
  const auto covers = [&](PolicyCommand command) {
    return command == PolicyCommand::all || command == policy->command;
  };
  const bool others_do = std::ranges::any_of(table->policies, [&](const Policy& other) {
    return &other != &*policy && other.permissive == policy->permissive && covers(other.command);
  });
  if (others_do) return;
  const auto first = static_cast<std::size_t>(&at.statement - at.script.data());
  for (const Statement& statement : at.script.subspan(first)) {
    for (const Operation& later : statement.operations) {
      const auto* create = std::get_if<op::CreatePolicy>(&later.action);
      const bool replaces = create != nullptr && at.before.key(create->table) == table->key &&
                            create->permissive == policy->permissive;
      const auto* gone = std::get_if<op::DropTable>(&later.action);
      const auto* off = std::get_if<op::RowSecurity>(&later.action);
      if (replaces || (gone != nullptr && at.before.key(gone->table) == table->key)) return;
      // That is reported there.
      if (off != nullptr && off->action == op::RowSecurity::Action::disable &&
          at.before.key(off->table.name) == table->key) {
        return;
      }
    }
  }
  const std::string name = identifier(drop.table);
  findings.add({
      .span = operation.span,
      .message =
          policy->permissive
              ? fmt::format("No other policy of `{}` lets anybody see what `{}` did: its rows "
                            "look gone to every role but the owner, without an error.",
                            name, identifier(drop.policy))
              : fmt::format("`{}` was what kept rows of `{}` back, and nothing takes its "
                            "place: each role sees more rows from here on.",
                            identifier(drop.policy), name),
      .safe_way = fmt::format("BEGIN;\n"
                              "DROP POLICY {0} ON {1};\n"
                              "CREATE POLICY {0} ON {1} …;\n"
                              "COMMIT;\n",
                              identifier(drop.policy), name),
      .related = {{policy->origin.span, "the policy"}},
      .effect = LockFact{.relation = std::string(table->key), .lock = LockMode::access_exclusive},
  });
}

void check_script(const ScriptEnd& at, Findings& findings) {
  if (at.direction == Direction::down) return;
  for (const Statement& statement : at.script) {
    for (const Operation& operation : statement.operations) {
      const auto* security = std::get_if<op::RowSecurity>(&operation.action);
      if (security != nullptr) check_security(*security, operation, at, findings);
    }
  }
}

}  // namespace

extern const RuleLogic row_security_disabled;
const RuleLogic row_security_disabled{.operations = {on<check_policy>()}, .end = check_script};

}  // namespace miglint::rules
