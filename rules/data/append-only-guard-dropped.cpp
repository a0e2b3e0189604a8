// The trigger that kept rows from being changed or deleted is dropped or switched off.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

#include "lint/rule.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

ObjectName function_of(const Trigger& trigger) {
  const std::string_view key = trigger.function;
  const auto dot = key.find('.');
  if (dot == std::string_view::npos) return {{}, key};
  return {key.substr(0, dot), key.substr(dot + 1)};
}

/// A trigger before UPDATE, DELETE or TRUNCATE, and never at INSERT, whose function raises.
bool is_guard(const Trigger& trigger, const Schema& schema) {
  const bool guards = trigger.on_update || trigger.on_delete || trigger.on_truncate;
  if (!guards || trigger.on_insert) return false;
  const Function* function = schema.find_function(function_of(trigger));
  return function != nullptr && function->raises;
}

std::string kept_out(const Trigger& trigger) {
  std::string text;
  const auto add = [&](bool is_on, std::string_view word) {
    if (!is_on) return;
    if (!text.empty()) text += " and ";
    text += word;
  };
  add(trigger.on_update, "UPDATE");
  add(trigger.on_delete, "DELETE");
  add(trigger.on_truncate, "TRUNCATE");
  return text;
}

struct Guard {
  ObjectName table;
  const Trigger* trigger = nullptr;
  bool dropped = true;
};

/// Until the end of its transaction nobody else can write to the table.
bool comes_back(const Guard& guard, const Operation& operation, const Moment& at) {
  const RelationKey table = at.before.key(guard.table);
  return find_later_in_transaction(operation, at, [&](const Operation& later, const Statement&) {
    if (const auto* create = std::get_if<op::CreateTrigger>(&later.action)) {
      const bool same = at.before.key(create->table) == table;
      return same && (create->on_update || create->on_delete || create->on_truncate);
    }
    if (const auto* drop = std::get_if<op::DropTable>(&later.action)) {
      return at.before.key(drop->table) == table;
    }
    const auto* set = std::get_if<op::SetTriggerState>(&later.action);
    return set != nullptr && !guard.dropped && at.before.key(set->table.name) == table &&
           set->state != op::SetTriggerState::State::disabled &&
           (set->name.empty() || set->name == guard.trigger->name);
  });
}

void report(const Guard& guard, const Operation& operation, const Moment& at, Findings& findings) {
  if (at.direction == Direction::down || at.is_new(guard.table)) return;
  if (!is_guard(*guard.trigger, at.before) || comes_back(guard, operation, at)) return;
  const std::string table = identifier(guard.table);
  const std::string name = identifier(guard.trigger->name);
  findings.add({
      .span = operation.span,
      .message = fmt::format("`{}` is what refuses {} of the rows of `{}`: from here on everybody "
                             "with the privilege can change the record.",
                             name, kept_out(*guard.trigger), table),
      .safe_way =
          guard.dropped
              ? fmt::format(
                    "BEGIN;\nDROP TRIGGER {0} ON {1};\n-- …\nCREATE TRIGGER {0} … ON {1} …;\n"
                    "COMMIT;\n",
                    name, table)
              : fmt::format("BEGIN;\nALTER TABLE {0} DISABLE TRIGGER {1};\n-- …\n"
                            "ALTER TABLE {0} ENABLE TRIGGER {1};\nCOMMIT;\n",
                            table, name),
      .related = {{guard.trigger->origin.span, "the trigger, whose function raises an error"}},
  });
}

void check_drop(const op::DropTrigger& drop, const Operation& operation, const Moment& at,
                Findings& findings) {
  const Table* table = at.before.find_table(drop.table);
  if (table == nullptr) return;
  const auto trigger = std::ranges::find(table->triggers, drop.trigger, &Trigger::name);
  if (trigger != table->triggers.end()) {
    report({drop.table, &*trigger, true}, operation, at, findings);
  }
}

/// ALL and USER are trigger-toggled.
void check_disable(const op::SetTriggerState& set, const Operation& operation, const Moment& at,
                   Findings& findings) {
  if (set.state != op::SetTriggerState::State::disabled || set.rule || set.name.empty()) return;
  const Table* table = at.before.find_table(set.table.name);
  if (table == nullptr) return;
  const auto trigger = std::ranges::find(table->triggers, set.name, &Trigger::name);
  if (trigger != table->triggers.end()) {
    report({set.table.name, &*trigger, false}, operation, at, findings);
  }
}

}  // namespace

extern const RuleLogic append_only_guard_dropped;
const RuleLogic append_only_guard_dropped{.operations = {on<check_drop>(), on<check_disable>()}};

}  // namespace miglint::rules
