// A migration uses a model of the application, which goes on changing.
#include <fmt/format.h>

#include "lint/rule.h"

namespace miglint::rules {
namespace {

void check(const ScriptEnd& at, Findings& findings) {
  for (const CodeFact& fact : at.migration.code_facts) {
    if (fact.kind != CodeFact::Kind::model || fact.direction != at.direction) continue;
    findings.add({
        .span = fact.span,
        .message = fmt::format("`{}` is the application's model as it will be on the day when this "
                               "runs: its table, scopes, events and casts change later, and this "
                               "migration with them.",
                               fact.subject),
        .safe_way = "-- name the table: DB::table('…') instead of the model\n",
    });
  }
}

}  // namespace

extern const RuleLogic model_in_migration;
const RuleLogic model_in_migration{.end = check};

}  // namespace miglint::rules
