// CREATE INDEX CONCURRENTLY without a name: a second try builds a second index.
#include <fmt/format.h>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void check(const op::CreateIndex& create, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (!create.concurrently || !create.name.empty() || at.is_new(create.table)) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "When the build fails, its invalid index stays on `{}` under a name that the server made "
          "up, and the next try builds another one beside it.",
          identifier(create.table)),
      .safe_way = "-- name the index, and drop what a failed try has left\n"
                  "DROP INDEX CONCURRENTLY IF EXISTS name;\n",
  });
}

}  // namespace

extern const RuleLogic concurrent_index_without_name;
const RuleLogic concurrent_index_without_name{.operations = {on<check>()}};

}  // namespace miglint::rules
