// DROP PARTITION and TRUNCATE PARTITION: rows go with no WHERE to be seen.
#include <fmt/format.h>

#include <string>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

std::string names(const op::ChangePartitions& change) {
  std::string out;
  for (const std::string_view partition : change.partitions)
    out += fmt::format("{}`{}`", out.empty() ? "" : ", ", mysql_name(partition));
  return out.empty() ? "every partition" : out;
}

void check(const op::ChangePartitions& change, const Operation& operation, const Moment& at,
           Findings& findings) {
  using Kind = op::ChangePartitions::Kind;
  if (change.kind != Kind::drop && change.kind != Kind::truncate) return;
  if (at.is_new(change.table.name)) return;
  const std::string table = mysql_name(change.table.name);
  findings.add({
      .span = operation.span,
      .message = fmt::format("All rows of {} of `{}` are gone at once, and no ROLLBACK brings them "
                             "back.",
                             names(change), table),
      .safe_way = fmt::format(
          "-- keep the rows: the partition becomes a table of its own, to be dropped later\n"
          "CREATE TABLE {0}_old LIKE {0};\n"
          "ALTER TABLE {0}_old REMOVE PARTITIONING;\n"
          "ALTER TABLE {0} EXCHANGE PARTITION {1} WITH TABLE {0}_old;\n",
          table,
          change.partitions.empty() ? std::string("…") : mysql_name(change.partitions.front())),
  });
}

}  // namespace

extern const RuleLogic partition_dropped;
const RuleLogic partition_dropped{.operations = {on<check>()}};

}  // namespace miglint::rules
