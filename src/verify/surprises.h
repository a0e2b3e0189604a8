// What only a run has shown: failures, locks and rewrites that nobody predicted, rollbacks that
// leave something behind.
//
// Comes in: the run of a script, the findings with their verdicts. Goes out: more findings.
#pragma once

#include <vector>

#include "lint/rule.h"
#include "verify/verdict.h"

namespace miglint {

/// Locks, rewrites and failures that the server showed and no finding or effect had told.
/// `findings` have their verdicts.
[[nodiscard]] std::vector<Finding> unpredicted(const Exercise& exercise,
                                               const std::vector<Finding>& findings);

/// What a migration promises does not hold after it.
[[nodiscard]] const RuleInfo& check_rule();
/// A rollback that leaves something behind, or fails.
[[nodiscard]] const RuleInfo& rollback_rule();
/// The findings that only a run can have.
[[nodiscard]] std::vector<RuleInfo> verify_rules();

}  // namespace miglint
