// A script on a scratch database, statement by statement, in the transactions that its tool opens,
// while other sessions look at locks, files and scans and try to read and write.
//
// Comes in: a planned run, a database. Goes out: what happened. What was expected, and what it
// means for a finding, does not belong here.
#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <string_view>

#include "verify/prediction.h"
#include "verify/server/sandbox.h"
#include "verify/step.h"

namespace miglint {

struct RunMode {
  bool observe = true;  ///< False: history, only run.
  std::chrono::steady_clock::time_point deadline;
};

/// After a failure the script goes on with the next statement, so that each gets its chance; in a
/// transaction only the failed statement is undone. The error is a failure to observe.
[[nodiscard]] std::expected<RunRecord, std::string> run_script(Sandbox& sandbox,
                                                               std::string_view database,
                                                               const PlannedRun& run,
                                                               const RunMode& mode);

}  // namespace miglint
