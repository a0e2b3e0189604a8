#include "cli/commands.h"

namespace miglint {

int run(const Arguments& arguments) {
  switch (arguments.command) {
    case Command::check:
      return run_check(arguments);
    case Command::sql:
      return run_sql(arguments);
    case Command::locks:
      return run_locks(arguments);
    case Command::plan:
      return run_plan(arguments);
    case Command::verify:
      return run_verify(arguments);
    case Command::fix:
      return run_fix(arguments);
    case Command::report:
      return run_report(arguments);
    case Command::runbook:
      return run_runbook(arguments);
    case Command::checks:
      return run_checks(arguments);
    case Command::stats_query:
      return run_stats_query(arguments);
    case Command::merge:
      return run_merge(arguments);
    case Command::rules:
      return run_rules(arguments);
    case Command::explain:
      return run_explain(arguments);
    case Command::init:
      return run_init(arguments);
  }
  return kFailed;
}

}  // namespace miglint
