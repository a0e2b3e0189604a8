// Checks on a real database: the one place that asks a database that is not scratch, and it only
// reads.
//
// Comes in: a session, checks. Goes out: answers. All runs in one read-only transaction with time
// limits, which is rolled back; on PostgreSQL row security is off, so that a role that does not see
// every row is told so by the server, not given a smaller count.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runbook/check.h"
#include "verify/server/connection.h"
#include "verify/server/mysql_connection.h"

namespace miglint {

struct CheckAnswer {
  enum class State : std::uint8_t {
    passed,
    failed,
    told,        ///< Nothing was expected of it.
    unanswered,  ///< See `error`.
    not_run,     ///< It is only shown.
  };
  const Check* check = nullptr;
  State state = State::unanswered;
  std::optional<double> answer;
  std::optional<double> before;  ///< What the same check answered before the change.
  bool estimated = false;        ///< From the server's statistics, since counting took too long.
  std::string remark;
  std::string error;
};

struct CheckRunOptions {
  std::chrono::milliseconds statement_timeout{30000};
  std::chrono::milliseconds lock_timeout{1000};
  /// By id: answers from before the change.
  std::map<std::string, double, std::less<>> before;
};

[[nodiscard]] std::expected<std::vector<CheckAnswer>, ServerError> run_checks(
    Connection& session, std::span<const Check> checks, const CheckRunOptions& options);
/// Time limits are those of the server: MariaDB has one for any statement, MySQL for SELECT.
[[nodiscard]] std::expected<std::vector<CheckAnswer>, ServerError> run_checks(
    MysqlConnection& session, std::span<const Check> checks, const CheckRunOptions& options);

/// What failed, or could not be answered, stops a rollout.
[[nodiscard]] bool stops(const CheckAnswer& answer);

}  // namespace miglint
