// Each finding's safe way as a patch of its file, tried before anybody sees it.
//
// Comes in: a project that was read, and its findings. Goes out: unified diffs, as `git apply`
// reads them. A patch is given only if the migrations, read again with it, leave the same schema,
// lose the finding and get no other of the level of a warning or above. How a safe way is worded is
// decided by the rules.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/pipeline.h"

namespace miglint {

/// By finding; empty: none is known. Files on standard input and programs get none.
[[nodiscard]] std::vector<std::string> tried_patches(Project& project,
                                                     std::span<const Finding> findings,
                                                     const RunOptions& options,
                                                     std::span<const RuleInfo> rules);

}  // namespace miglint
