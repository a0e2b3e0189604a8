// The first change of a table in a script that nothing limits the wait of.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <variant>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

/// Of a subcommand of ALTER TABLE, or of CREATE and DROP INDEX; null for all else.
const ObjectName* changed_by(const Action& action) {
  return std::visit(
      [](const auto& operation) -> const ObjectName* {
        if constexpr (requires { operation.table.name.name; }) {
          return &operation.table.name;
        } else {
          return nullptr;
        }
      },
      action);
}

bool changes_older_table(const Operation& operation, const Moment& at) {
  const ObjectName* table = changed_by(operation.action);
  if (const auto* create = std::get_if<op::CreateIndex>(&operation.action)) table = &create->table;
  if (const auto* drop = std::get_if<op::DropIndex>(&operation.action)) table = &drop->table;
  return table != nullptr && !table->name.empty() && !at.is_new(*table);
}

/// One finding a script: what is said of its first change holds for all.
bool is_first(const Moment& at) {
  return std::ranges::none_of(at.script, [&](const Statement& statement) {
    return statement.span.begin < at.statement.span.begin &&
           std::ranges::any_of(
               statement.operations,
               [&](const Operation& operation) { return changes_older_table(operation, at); });
  });
}

/// MariaDB: ALTER TABLE t WAIT 5 …, and SET STATEMENT lock_wait_timeout = 5 FOR ….
bool limits_itself(std::string_view sql) {
  std::string text(sql);
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text.find(" WAIT ") != std::string::npos || text.find(" NOWAIT") != std::string::npos ||
         text.find("LOCK_WAIT_TIMEOUT") != std::string::npos;
}

void check(const Moment& at, Findings& findings) {
  // Who takes a change back is watching, and has other worries.
  if (at.direction == Direction::down) return;
  const Effect* effect = worst_change(at);
  if (effect == nullptr || combined(at.effects).refused != 0) return;
  if (at.settings.find("lock_wait_timeout") != nullptr) return;
  if (limits_itself(at.statement.text) || !is_first(at)) return;
  const bool mariadb = at.migration.dialect == Dialect::mariadb;
  findings.add({
      .span = cause_of(*effect, at).span,
      .message = fmt::format(
          "No `lock_wait_timeout` limits the wait for `{}`: it ends when the last transaction that "
          "uses the table does, up to {}, and all new queries on the table queue behind it.",
          changed_table(*effect, at), mariadb ? "a day" : "a year"),
      .safe_way = "-- before the script's first statement; when it fails, run it again\n"
                  "SET SESSION lock_wait_timeout = 5;\n",
  });
}

}  // namespace

extern const RuleLogic missing_lock_wait_timeout;
const RuleLogic missing_lock_wait_timeout{.command = check};

}  // namespace miglint::rules
