// A piece of a statement's own text is not known before run time.
#include <fmt/format.h>

#include "lint/rule.h"

namespace miglint::rules {
namespace {

void check(const ScriptEnd& at, Findings& findings) {
  for (const CodeFact& fact : at.migration.code_facts) {
    if (fact.kind != CodeFact::Kind::unknown_in_sql || fact.direction != at.direction) continue;
    findings.add({
        .span = fact.span,
        .message =
            fmt::format("`{}` becomes part of the statement, and what it holds is known only "
                        "at run time: what this will run cannot be reviewed, and a quote in "
                        "it ends the statement's own.",
                        fact.subject),
        .safe_way = "-- bind a value: DB::statement('UPDATE … WHERE name = ?', [$name]);\n"
                    "-- take a name from a list in the migration: private const TABLES = ['…'];\n",
    });
  }
}

}  // namespace

extern const RuleLogic unknown_text_in_sql;
const RuleLogic unknown_text_in_sql{.end = check};

}  // namespace miglint::rules
