// A script on a scratch database of MariaDB, statement by statement, while others read and write.
//
// Comes in: a planned run, a database. Goes out: what happened. A change of a table is tried with
// LOCK=NONE, then LOCK=SHARED: the server itself says whether others may go on writing, and does
// nothing when it refuses. A table that has another id afterwards was built anew.
#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <string_view>

#include "verify/prediction.h"
#include "verify/server/maria_server.h"
#include "verify/step.h"

namespace miglint {

struct MariaRunMode {
  bool observe = true;  ///< False: only run.
  std::chrono::steady_clock::time_point deadline;
  /// What `MariaServer::disk_used` may come to.
  std::int64_t disk = 0;
};

/// After a failure the script goes on with the next statement. The error is a failure to observe.
[[nodiscard]] std::expected<RunRecord, std::string> run_on_mariadb(const MariaServer& server,
                                                                   std::string_view database,
                                                                   const PlannedRun& run,
                                                                   const MariaRunMode& mode);

}  // namespace miglint
