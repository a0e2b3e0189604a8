// A change of a table that leaves the way it is done to the server.
#include <fmt/format.h>

#include <algorithm>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

bool says_how(const Operation& operation) {
  return std::holds_alternative<op::OnlineClause>(operation.action);
}

void check(const Moment& at, Findings& findings) {
  if (at.direction == Direction::down) return;
  const Effect* effect = worst_change(at);
  if (effect == nullptr || std::ranges::any_of(at.command, says_how)) return;
  const OnlineDdl best = combined(at.effects);
  if (best.refused != 0 || best.algorithm == DdlAlgorithm::copy) return;
  // MariaDB's ADD and DROP PARTITION take no such clause, nor does its DROP INDEX (error 1064).
  const Operation& operation = cause_of(*effect, at);
  const bool partitions = std::holds_alternative<op::ChangePartitions>(operation.action);
  const bool drop_index =
      std::holds_alternative<op::DropIndex>(operation.action) && at.command.size() == 1;
  if ((partitions || drop_index) && at.migration.dialect == Dialect::mariadb) return;
  if (std::holds_alternative<op::RenameRelation>(operation.action)) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "This does not say how `{}` may be changed: where {} cannot do it the quick way, it "
          "takes a slower one without a word, and whoever writes waits for that.",
          changed_table(*effect, at), server_name(at)),
      .safe_way =
          best.algorithm == DdlAlgorithm::instant
              ? std::string("ALGORITHM=INSTANT")
              : fmt::format("ALGORITHM={}, LOCK={}", sql_name(best.algorithm), sql_name(best.lock)),
  });
}

}  // namespace

extern const RuleLogic algorithm_unsaid;
const RuleLogic algorithm_unsaid{.command = check};

}  // namespace miglint::rules
