// DETACH PARTITION under ACCESS EXCLUSIVE, where CONCURRENTLY would do.
#include <fmt/format.h>

#include <algorithm>

#include "lint/rewrite.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

/// The server refuses CONCURRENTLY next to a DEFAULT partition.
bool has_default_partition(const Table& parent, const Schema& schema) {
  return std::ranges::any_of(parent.partitions, [&](RelationKey key) {
    const Table* partition = schema.find_table(key);
    return partition != nullptr && partition->is_default_partition;
  });
}

void check(const op::DetachPartition& detach, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (detach.concurrently || detach.finalize || at.server.major < 14) return;
  if (at.is_new(detach.table.name) || at.is_new(detach.partition)) return;
  const Table* parent = at.before.find_table(detach.table.name);
  if (parent != nullptr && has_default_partition(*parent, at.before)) return;
  const std::string table = identifier(detach.table.name);
  const std::string partition = identifier(detach.partition);
  const std::string sql =
      fmt::format("ALTER TABLE {} DETACH PARTITION {} CONCURRENTLY;\n", table, partition);
  Finding finding{
      .span = operation.span,
      .message = fmt::format(
          "Detaching `{0}` takes ACCESS EXCLUSIVE on `{1}`: it waits for every running query "
          "there, and all reads and writes of all its partitions wait behind it.",
          partition, table),
      .safe_way = outside_transaction(operation, at) + sql,
      .fix = rewrite(sql, operation, at),
  };
  if (const Effect* effect = at.effect_on(operation, at.before.key(detach.table.name))) {
    finding.effect = lock_fact(*effect);
  }
  findings.add(std::move(finding));
}

}  // namespace

extern const RuleLogic detach_partition_without_concurrently;
const RuleLogic detach_partition_without_concurrently{.operations = {on<check>()}};

}  // namespace miglint::rules
