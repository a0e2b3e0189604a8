// All triggers of a table switched off: audit, denormalised columns, and with ALL foreign keys too.
#include <fmt/format.h>

#include <algorithm>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

std::string safe_way(const op::SetTriggerState& set) {
  return fmt::format(
      "-- leave the table's triggers on. For the migration's own session only (it needs the\n"
      "-- privilege to do so), and the foreign keys are not checked then either:\n"
      "BEGIN;\n"
      "SET LOCAL session_replication_role = replica;\n"
      "-- … the rows of {} that the triggers must not see …\n"
      "COMMIT;\n",
      identifier(set.table.name));
}

void check(const op::SetTriggerState& set, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (set.state != op::SetTriggerState::State::disabled || set.rule || !set.name.empty()) return;
  const auto effects = at.effects_of(operation);
  const auto effect =
      std::ranges::find_if(effects, [&](const Effect& each) { return !at.is_new(each.relation); });
  if (effect == effects.end()) return;
  const std::string table = identifier(set.table.name);
  const std::string_view what =
      set.all ? "Every trigger of `{0}` is off for all sessions until it is switched on again, "
                "also those behind its foreign keys: rows that break a reference get in, and "
                "nothing checks them afterwards."
              : "Every trigger of `{0}` but those behind its constraints is off for all sessions "
                "until it is switched on again: what others write meanwhile is not seen by any.";
  findings.add({
      .span = operation.span,
      .message = fmt::format(fmt::runtime(what), table) +
                 fmt::format(" The statement itself {}.", blocks(effect->lock, table)),
      .safe_way = safe_way(set),
      .effect = lock_fact(*effect),
  });
}

}  // namespace

extern const RuleLogic trigger_toggled;
const RuleLogic trigger_toggled{.operations = {on<check>()}};

}  // namespace miglint::rules
