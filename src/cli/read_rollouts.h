// The change that a command is about, one rollout a database.
#pragma once

#include <span>

#include "cli/pipeline.h"
#include "runbook/rollout.h"

namespace miglint {

/// The files of one database: `up` and `down` scripts are brought together, also those of two
/// files.
[[nodiscard]] Rollout read_rollout(std::span<ReadFile* const> files, ServerVersion server,
                                   const SourceSet& sources);

/// All databases in which anything is to change.
struct DatabaseRollout {
  const MigrationSet* set = nullptr;
  Rollout rollout;
};
[[nodiscard]] std::vector<DatabaseRollout> read_rollouts(Project& project,
                                                         const RunOptions& options);

}  // namespace miglint
