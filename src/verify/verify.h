// The migrations of one database, run on a scratch server one after the other.
//
// Comes in: scripts in run order, a sandbox. Goes out: what happened to each. Wording a report, and
// finding the scripts, does not belong here.
#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lint/run.h"
#include "verify/fill.h"
#include "verify/rehearsal.h"
#include "verify/rollout_checks.h"
#include "verify/server/sandbox.h"
#include "verify/verdict.h"
#include "verify/writers.h"

namespace miglint {

struct VerifyScript {
  ReadScript script;
  bool history = false;  ///< Only run: nothing is said of it.
  /// Of a `down` script: index of the `up` script that it takes back; nothing: it is run at the
  /// end.
  std::optional<std::size_t> undoes;
};

struct VerifyOptions {
  FillOptions fill;
  ServerVersion server{15, 0};
  std::chrono::seconds time{600};  ///< For all of it.
  /// Of the scripts; null: the runbook's checks are left out.
  const SourceSet* sources = nullptr;
};

struct VerifiedScript {
  Exercise exercise;
  bool history = false;
  std::vector<FilledTable> tables;
  /// The runbook's checks: before, on the spoiled rows, after, and after up, down and up again.
  std::vector<CheckResult> checks_before;
  std::vector<CheckResult> checks_spoiled;
  std::vector<CheckResult> checks_after;
  std::vector<CheckResult> checks_again;
  std::vector<WriterContest> writers;
  std::optional<Exercise> down;  ///< Its record is in `rehearsal`, too.
  std::optional<Rehearsal> rehearsal;
  std::string remark;  ///< What could not be done for it.
};

struct Verification {
  std::vector<VerifiedScript> scripts;  ///< In the order in which they were run.
  double seconds = 0;
};

/// The name of the database in the sandbox that the scripts are run in.
inline constexpr std::string_view kWorkDatabase = "work";

/// The error is a failure to run or to observe; what the scripts do wrong is in the result.
[[nodiscard]] std::expected<Verification, std::string> verify(Sandbox& sandbox,
                                                              std::span<const VerifyScript> scripts,
                                                              const VerifyOptions& options);

/// Gives each finding its verdict, and adds what only the run has shown.
void apply_verdicts(const Verification& verification, std::vector<Finding>& findings);

}  // namespace miglint
