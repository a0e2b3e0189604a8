// CREATE TABLE AS and CREATE MATERIALIZED VIEW run their query in the migration.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

bool is_older(const ObjectName& relation, const Moment& at) {
  return !at.is_new(relation);
}

void report(const ObjectName& made, std::span<const ObjectName> reads, std::string_view word,
            const Operation& operation, const Moment& at, Findings& findings) {
  if (at.direction == Direction::down) return;
  const auto first =
      std::ranges::find_if(reads, [&](const ObjectName& each) { return is_older(each, at); });
  if (first == reads.end()) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format("The query of `{}` runs here and now, over `{}` as large as it is in "
                             "production, and the migration lasts until it is through.",
                             identifier(made), identifier(*first)),
      .safe_way = fmt::format("-- make it empty, and fill it outside of the migration\n"
                              "CREATE {} … WITH NO DATA;\n",
                              word),
  });
}

void check_table(const op::CreateTableAs& create, const Operation& operation, const Moment& at,
                 Findings& findings) {
  if (!create.with_data || create.persistence == Persistence::temporary) return;
  report(create.table, create.reads, "TABLE", operation, at, findings);
}

void check_view(const op::CreateMaterializedView& create, const Operation& operation,
                const Moment& at, Findings& findings) {
  if (!create.with_data) return;
  report(create.view, create.reads, "MATERIALIZED VIEW", operation, at, findings);
}

}  // namespace

extern const RuleLogic query_run_in_migration;
const RuleLogic query_run_in_migration{.operations = {on<check_table>(), on<check_view>()}};

}  // namespace miglint::rules
