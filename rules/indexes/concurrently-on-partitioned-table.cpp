// CREATE or DROP INDEX CONCURRENTLY on a partitioned table: refused.
#include <fmt/format.h>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

const Table* partitioned(const Table* table) {
  return table != nullptr && table->kind == TableKind::partitioned_table ? table : nullptr;
}

void check_create(const op::CreateIndex& create, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (!create.concurrently || partitioned(at.before.find_table(create.table)) == nullptr) return;
  const std::string table = identifier(create.table);
  findings.add({
      .span = operation.span,
      .message = fmt::format("The server refuses this: `{}` is partitioned, and an index of it is "
                             "never built CONCURRENTLY.",
                             table),
      .safe_way = fmt::format("CREATE INDEX name ON ONLY {} (…);\n"
                              "-- for each partition\n"
                              "CREATE INDEX CONCURRENTLY name_of_partition ON partition (…);\n"
                              "ALTER INDEX name ATTACH PARTITION name_of_partition;\n",
                              table),
  });
}

void check_drop(const op::DropIndex& drop, const Operation& operation, const Moment& at,
                Findings& findings) {
  const Index* index = at.before.find_index(drop.index);
  if (!drop.concurrently || index == nullptr) return;
  if (partitioned(at.before.find_table(index->table)) == nullptr) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format("The server refuses this: `{}` is the index of a partitioned table, "
                             "and is never dropped CONCURRENTLY.",
                             identifier(drop.index)),
      .safe_way = fmt::format("SET lock_timeout = '5s';\nDROP INDEX {};\n", identifier(drop.index)),
  });
}

}  // namespace

extern const RuleLogic concurrently_on_partitioned_table;
const RuleLogic concurrently_on_partitioned_table{
    .operations = {on<check_create>(), on<check_drop>()}};

}  // namespace miglint::rules
