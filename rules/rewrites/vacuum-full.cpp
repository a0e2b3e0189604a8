// VACUUM FULL and CLUSTER: the table is rewritten to give space back or to be in order.
#include <fmt/format.h>

#include "lint/existing.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void report(std::string_view command, const ObjectName& table, const Operation& operation,
            const Moment& at, Findings& findings) {
  const Effect* effect = work_on_existing(&Effect::rewrite, operation, at);
  // Without a table it goes through all there are, which need not have been seen.
  const bool all = table.name.empty();
  if (effect == nullptr && !all) return;
  const std::string name = identifier(table);
  Finding finding{
      .span = operation.span,
      .message =
          all ? fmt::format(
                    "{} without a table rewrites one table after the other, and blocks reads "
                    "and writes of each until that is done.",
                    command)
              : fmt::format("{} rewrites the table and its indexes, and {} until that is done.",
                            command, blocks(effect->lock, name)),
      .safe_way =
          fmt::format("-- no migration needs this: to make room for new rows it is enough to run\n"
                      "VACUUM{}{};\n"
                      "-- to give space back to the system, or to order the rows, pg_repack works "
                      "beside reads\n"
                      "-- and writes\n",
                      all ? "" : " ", all ? "" : name),
  };
  if (effect != nullptr) finding.effect = lock_fact(*effect);
  findings.add(std::move(finding));
}

void check_vacuum(const op::Vacuum& vacuum, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (vacuum.full) report("VACUUM FULL", vacuum.table, operation, at, findings);
}

void check_cluster(const op::Cluster& cluster, const Operation& operation, const Moment& at,
                   Findings& findings) {
  report("CLUSTER", cluster.table, operation, at, findings);
}

}  // namespace

extern const RuleLogic vacuum_full;
const RuleLogic vacuum_full{.operations = {on<check_vacuum>(), on<check_cluster>()}};

}  // namespace miglint::rules
