// The commands: one function and one file each. Each takes what the command line says, does it, and
// gives the exit code.
#pragma once

#include "cli/arguments.h"

namespace miglint {

/// What a shell is told.
enum ExitCode : int { kNothingFound = 0, kFound = 1, kFailed = 2 };

[[nodiscard]] int run_check(const Arguments& arguments);
[[nodiscard]] int run_sql(const Arguments& arguments);
[[nodiscard]] int run_locks(const Arguments& arguments);
[[nodiscard]] int run_plan(const Arguments& arguments);
[[nodiscard]] int run_verify(const Arguments& arguments);
[[nodiscard]] int run_fix(const Arguments& arguments);
[[nodiscard]] int run_report(const Arguments& arguments);
[[nodiscard]] int run_runbook(const Arguments& arguments);
[[nodiscard]] int run_checks(const Arguments& arguments);
[[nodiscard]] int run_stats_query(const Arguments& arguments);
[[nodiscard]] int run_merge(const Arguments& arguments);
[[nodiscard]] int run_rules(const Arguments& arguments);
[[nodiscard]] int run_explain(const Arguments& arguments);
[[nodiscard]] int run_init(const Arguments& arguments);

/// The command that the arguments name.
[[nodiscard]] int run(const Arguments& arguments);

}  // namespace miglint
