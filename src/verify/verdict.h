// Findings against what a server did: confirmed, refuted or not exercised.
//
// Comes in: a finding, the runs of its script. Goes out: a verdict with one line of evidence, and
// findings of what nobody predicted. Running anything does not belong here.
#pragma once

#include <optional>
#include <vector>

#include "lint/finding.h"
#include "lint/rule.h"
#include "verify/prediction.h"
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

/// Nothing: the finding is not of this script, or not about what a database does.
[[nodiscard]] std::optional<Verdict> verdict_on(const Finding& finding, const Exercise& exercise);

/// Locks, rewrites and failures that the server showed and no finding or effect had told.
/// `findings` have their verdicts.
[[nodiscard]] std::vector<Finding> unpredicted(const Exercise& exercise,
                                               const std::vector<Finding>& findings);

/// A rollback that leaves something behind, or fails.
[[nodiscard]] const RuleInfo& rollback_rule();
/// The findings that only a run can have.
[[nodiscard]] std::vector<RuleInfo> verify_rules();

}  // namespace miglint
