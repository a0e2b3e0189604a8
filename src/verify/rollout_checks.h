// The runbook's checks on a scratch database: what a change demands beforehand, and what it
// promises.
//
// Comes in: a rollout, a session in a database. Goes out: each check with its answer. Which checks
// there are does not belong here.
#pragma once

#include <expected>
#include <map>
#include <string>
#include <vector>

#include "runbook/checks.h"
#include "verify/run_checks.h"

namespace miglint {

struct CheckResult {
  using State = CheckAnswer::State;
  std::string id;  ///< As `Check::id`.
  std::string title;
  State state = State::unanswered;
  std::string detail;  ///< What was found, and what was wanted; or why there is no answer.
};

/// Failed, or not to be answered.
[[nodiscard]] bool is_bad(const CheckResult& result);

class RolloutChecks {
 public:
  RolloutChecks(const Rollout& rollout, const SourceSet& sources)
      : before_(checks_before(rollout, sources)), after_(checks_after(rollout, sources)) {}

  /// On rows as they are; the answers are what `after` compares with. For `Connection` and
  /// `MysqlConnection`.
  template <class Session>
  [[nodiscard]] std::expected<std::vector<CheckResult>, std::string> before(Session& session);
  /// The same, and nothing is remembered.
  template <class Session>
  [[nodiscard]] std::expected<std::vector<CheckResult>, std::string> aside(Session& session) const;
  /// Also tries what the server must refuse now.
  template <class Session>
  [[nodiscard]] std::expected<std::vector<CheckResult>, std::string> after(Session& session) const;

 private:
  std::vector<Check> before_;
  std::vector<Check> after_;
  std::map<std::string, double, std::less<>> answers_;
};

}  // namespace miglint
