// A change of a table that makes everybody who writes to it wait until it is through.
#include <fmt/format.h>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

bool adds_foreign_key(const Operation& operation) {
  const auto* add = std::get_if<op::AddConstraint>(&operation.action);
  return add != nullptr && add->constraint.kind == ConstraintKind::foreign_key;
}

std::string safe_way(const Effect& effect, const std::string& table, const Moment& at) {
  const Operation& operation = cause_of(effect, at);
  if (adds_foreign_key(operation)) {
    return fmt::format(
        "-- without the check the foreign key is added in place; look for orphans before\n"
        "SET SESSION foreign_key_checks = 0;\n"
        "{};\n"
        "SET SESSION foreign_key_checks = 1;\n",
        at.statement.text);
  }
  return online_tools(table, at);
}

/// ALGORITHM=COPY or LOCK= asks for more than the server would take by itself.
const Effect* needless_request(const Effect& worst, const Moment& at) {
  for (const Effect& effect : at.effects) {
    if (!effect.online.requested || effect.online.refused != 0) continue;
    if (effect.online.lock <= worst.online.lock) continue;
    const bool copies = effect.online.algorithm == DdlAlgorithm::copy;
    if (copies || worst.duration == Duration::table_size) return &effect;
  }
  return nullptr;
}

void report_request(const Effect& asked, const Effect& worst, const Moment& at,
                    Findings& findings) {
  const bool copies = asked.online.algorithm == DdlAlgorithm::copy;
  const bool exclusive = asked.online.lock == DdlLock::exclusive;
  const bool instant = worst.online.algorithm == DdlAlgorithm::instant;
  const std::string able =
      instant ? std::string("ALGORITHM=INSTANT")
              : fmt::format("ALGORITHM={}, LOCK={}", sql_name(worst.online.algorithm),
                            sql_name(worst.online.lock));
  findings.add({
      .span = cause_of(asked, at).span,
      .message = fmt::format(
          "This asks for {}, where {} could do with {}. Whoever {} `{}` waits until {}.",
          copies ? std::string("ALGORITHM=COPY")
                 : fmt::format("LOCK={}", sql_name(asked.online.lock)),
          server_name(at), able, exclusive ? "uses" : "writes to", changed_table(worst, at),
          copies ? "the whole table is copied" : "it is through"),
      .safe_way = able,
  });
}

void check(const Moment& at, Findings& findings) {
  const Effect* effect = worst_change(at);
  if (effect == nullptr) return;
  if (const Effect* asked = needless_request(*effect, at)) {
    return report_request(*asked, *effect, at, findings);
  }
  if (effect->online.lock == DdlLock::none) return;
  // A lock for an instant is what every change takes at its end.
  if (effect->duration != Duration::table_size) return;
  if (combined(at.effects).refused != 0) return;
  const std::string table = changed_table(*effect, at);
  const bool copies = effect->online.algorithm == DdlAlgorithm::copy;
  const std::string guess =
      effect->assumption.empty() ? "" : fmt::format(" ({})", effect->assumption);
  findings.add({
      .assumed = !effect->assumption.empty(),
      .span = cause_of(*effect, at).span,
      .message = fmt::format("{} does this with ALGORITHM={}, LOCK=SHARED: {}{}. Whoever writes to "
                             "`{}` waits until {}.",
                             server_name(at), sql_name(effect->online.algorithm), effect->cause,
                             guess, table, copies ? "the whole table is copied" : "it is through"),
      .safe_way = safe_way(*effect, table, at),
  });
}

}  // namespace

extern const RuleLogic alter_blocks_writes;
const RuleLogic alter_blocks_writes{.command = check};

}  // namespace miglint::rules
