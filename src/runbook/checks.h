// The checks of a change: what to ask a database before it, and what must hold after it.
//
// Comes in: a rollout. Goes out: checks in the order in which people want them answered. Running
// them, and wording a page around them, do not belong here.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "runbook/check.h"
#include "runbook/rollout.h"
#include "source/source_file.h"

namespace miglint {

/// What thresholds may be named by.
inline constexpr std::array<std::string_view, 15> kMetrics{"long-transactions",
                                                           "prepared-transactions",
                                                           "lock-waits",
                                                           "invalid-indexes",
                                                           "rows",
                                                           "nulls",
                                                           "coverage",
                                                           "conflicts",
                                                           "orphans",
                                                           "duplicates",
                                                           "violations",
                                                           "overlaps",
                                                           "outside-enum",
                                                           "disk-bytes",
                                                           "missing"};

[[nodiscard]] std::vector<Check> checks_before(const Rollout& rollout, const SourceSet& sources);
[[nodiscard]] std::vector<Check> checks_after(const Rollout& rollout, const SourceSet& sources);

}  // namespace miglint
