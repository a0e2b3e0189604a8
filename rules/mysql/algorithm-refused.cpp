// ALGORITHM= or LOCK= that the server cannot do, and statements that it refuses outright.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

std::string message(const Effect& effect, const OnlineDdl& best, const Moment& at) {
  const OnlineDdl& asked = effect.online;
  if (asked.refused == 1221 || asked.refused == 1800) {
    return fmt::format("{} refuses this (error {}): {}.", server_name(at), asked.refused,
                       effect.cause);
  }
  if (!asked.requested) {
    return fmt::format("{} refuses this (error {}): {}.", server_name(at), asked.refused,
                       effect.cause);
  }
  return fmt::format("{} refuses this (error {}): the change needs ALGORITHM={}, LOCK={}{}{}.",
                     server_name(at), asked.refused, sql_name(best.algorithm), sql_name(best.lock),
                     effect.cause.empty() ? "" : ", because ", effect.cause);
}

void check(const Moment& at, Findings& findings) {
  std::vector<Effect> best;
  for (const Effect& effect : at.effects) {
    if (!effect.online.requested) best.push_back(effect);
  }
  const OnlineDdl possible = combined(best);
  for (const Effect& effect : at.effects) {
    if (effect.online.refused == 0) continue;
    std::string safe = "Leave the clause out, or ask for what the server can do.";
    if (!effect.online.requested) {
      safe =
          "-- where a foreign key stands in the way: drop it, change both of its sides, add it "
          "again";
    }
    if (effect.online.requested && effect.online.refused == 1221) {
      safe = "-- INSTANT locks nobody out: it takes no LOCK\nALGORITHM=INSTANT";
    } else if (effect.online.requested && possible.algorithm != DdlAlgorithm::none) {
      safe = possible.algorithm == DdlAlgorithm::instant
                 ? "ALGORITHM=INSTANT"
                 : fmt::format("ALGORITHM={}, LOCK={}", sql_name(possible.algorithm),
                               sql_name(possible.lock));
    }
    // What nothing is known of is not called refused.
    const bool guessed = !best.empty() && std::ranges::any_of(best, [](const Effect& other) {
      return !other.assumption.empty();
    });
    if (guessed && effect.online.refused != 1221 && effect.online.refused != 1800) continue;
    findings.add({
        .span = cause_of(effect, at).span,
        .message = message(effect, possible, at),
        .safe_way = safe,
    });
    return;
  }
}

}  // namespace

extern const RuleLogic algorithm_refused;
const RuleLogic algorithm_refused{.command = check};

}  // namespace miglint::rules
