// Findings against what a server did: confirmed, refuted or not exercised.
//
// Comes in: a finding, the runs of its script. Goes out: a verdict with one line of evidence.
// Running anything does not belong here.
#pragma once

#include <optional>
#include <vector>

#include "lint/finding.h"
#include "lint/rule.h"
#include "verify/prediction.h"
#include "verify/rehearsal.h"
#include "verify/spoil.h"
#include "verify/step.h"

namespace miglint {

/// One script, run on rows that satisfy it and, where there are any that do not, on those.
struct Exercise {
  PlannedRun plan;
  RunRecord record;
  std::vector<Spoiled> spoiled;
  std::optional<RunRecord> spoiled_record;
};

/// Nothing: the finding is not of this script. `rehearsal` may be null.
[[nodiscard]] std::optional<Verdict> verdict_on(const Finding& finding, const Exercise& exercise,
                                                const Rehearsal* rehearsal);

/// The finding is about a place in the statement.
[[nodiscard]] bool finding_is_of(const Finding& finding, const Statement& statement);

}  // namespace miglint
