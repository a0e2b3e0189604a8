// A change that writes every row of a table again while others go on.
#include <fmt/format.h>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

void check(const Moment& at, Findings& findings) {
  const Effect* effect = worst_change(at);
  if (effect == nullptr || !effect->online.rebuild) return;
  if (effect->online.lock != DdlLock::none || combined(at.effects).refused != 0) return;
  const std::string table = changed_table(*effect, at);
  const std::string guess =
      effect->assumption.empty() ? "" : fmt::format(" ({})", effect->assumption);
  findings.add({
      .assumed = !effect->assumption.empty(),
      .span = cause_of(*effect, at).span,
      .message = fmt::format(
          "{} writes every row of `{}` again: {}{}. Reads and writes go on, but the table takes "
          "its "
          "space twice, the disk is busy for as long as that takes, and replicas fall behind by "
          "it.",
          server_name(at), table, effect->cause, guess),
      .safe_way = online_tools(table, at),
  });
}

}  // namespace

extern const RuleLogic alter_rebuilds_table;
const RuleLogic alter_rebuilds_table{.command = check};

}  // namespace miglint::rules
