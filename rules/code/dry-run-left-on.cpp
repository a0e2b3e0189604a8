// A migration's own dry-run switch is on: it will count as run, and its work is not done.
#include <fmt/format.h>

#include "lint/rule.h"

namespace miglint::rules {
namespace {

void check(const ScriptEnd& at, Findings& findings) {
  for (const CodeFact& fact : at.migration.code_facts) {
    if (fact.kind != CodeFact::Kind::dry_run || fact.direction != at.direction) continue;
    findings.add({
        .span = fact.span,
        .message = fmt::format("`{}` keeps the work of this migration from being done: it will be "
                               "recorded as run all the same, and never run again.",
                               fact.subject),
        .safe_way =
            fmt::format("-- turn `{}` the other way before this is merged; or let a dry run "
                        "end in an exception, so that it is not recorded\n",
                        fact.subject),
    });
  }
}

}  // namespace

extern const RuleLogic dry_run_left_on;
const RuleLogic dry_run_left_on{.end = check};

}  // namespace miglint::rules
