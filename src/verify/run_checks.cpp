#include "verify/run_checks.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <utility>

namespace miglint {
namespace {

using State = CheckAnswer::State;
using Expect = Check::Expect;

using Answer = std::expected<std::vector<Row>, ServerError>;

std::optional<double> number(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  double value = 0;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), value);
  if (read.ec != std::errc()) return std::nullopt;
  return value;
}

/// What differs between servers.
class PostgresSession {
 public:
  explicit PostgresSession(Connection& connection) : connection_(connection) {}

  Answer begin(const CheckRunOptions& options) {
    return connection_.run(
        fmt::format("BEGIN TRANSACTION READ ONLY; SET LOCAL statement_timeout = {};"
                    " SET LOCAL lock_timeout = {}; SET LOCAL row_security = off",
                    options.statement_timeout.count(), options.lock_timeout.count()));
  }
  Answer end() { return connection_.run("ROLLBACK"); }

  Answer query(const std::string& sql) {
    if (const auto done = connection_.run("SAVEPOINT one_check"); !done) {
      return std::unexpected(done.error());
    }
    auto rows = connection_.run(sql);
    const auto back = connection_.run("ROLLBACK TO SAVEPOINT one_check");
    if (rows && !back) return std::unexpected(back.error());
    return rows;
  }

  static bool took_too_long(const ServerError& error) { return error.sqlstate == "57014"; }
  [[nodiscard]] bool is_lost() const { return connection_.state() == SessionState::lost; }

 private:
  Connection& connection_;
};

class MysqlSession {
 public:
  explicit MysqlSession(MysqlConnection& connection) : connection_(connection) {}

  Answer begin(const CheckRunOptions& options) {
    const auto seconds = [](std::chrono::milliseconds time) {
      return std::chrono::ceil<std::chrono::seconds>(time).count();
    };
    const std::string limit =
        connection_.is_mariadb()
            ? fmt::format("SET SESSION max_statement_time = {}", seconds(options.statement_timeout))
            : fmt::format("SET SESSION max_execution_time = {}", options.statement_timeout.count());
    const std::string wait =
        fmt::format("SET SESSION lock_wait_timeout = {0}, innodb_lock_wait_timeout = {0}",
                    seconds(options.lock_timeout));
    for (const std::string& sql : {limit, wait}) {
      if (auto done = connection_.run(sql); !done) return done;
    }
    return connection_.run("START TRANSACTION READ ONLY");
  }
  Answer end() { return connection_.run("ROLLBACK"); }

  // A failed statement leaves the transaction as it was.
  Answer query(const std::string& sql) { return connection_.run(sql); }

  [[nodiscard]] bool took_too_long(const ServerError& /*error*/) const {
    constexpr unsigned int kMariaDbStatementTimeout = 1969;
    constexpr unsigned int kMysqlQueryTimeout = 3024;
    const unsigned int code = connection_.error_code();
    return code == kMariaDbStatementTimeout || code == kMysqlQueryTimeout;
  }
  [[nodiscard]] bool is_lost() const {
    constexpr unsigned int kServerGone = 2006;
    constexpr unsigned int kServerLost = 2013;
    const unsigned int code = connection_.error_code();
    return code == kServerGone || code == kServerLost;
  }

 private:
  MysqlConnection& connection_;
};

template <class Session>
class CheckRun {
 public:
  CheckRun(Session session, const CheckRunOptions& options)
      : session_(session), options_(options) {}

  std::expected<std::vector<CheckAnswer>, ServerError> run(std::span<const Check> checks) {
    if (const auto begun = session_.begin(options_); !begun) return std::unexpected(begun.error());
    std::vector<CheckAnswer> answers;
    for (const Check& check : checks) {
      answers.push_back(ask(check));
      if (session_.is_lost()) {
        return std::unexpected(ServerError{"", "the connection was lost at " + check.id});
      }
    }
    // Nothing has changed: COMMIT would do the same.
    if (const auto ended = session_.end(); !ended) return std::unexpected(ended.error());
    return answers;
  }

 private:
  CheckAnswer ask(const Check& check) {
    CheckAnswer answer{.check = &check};
    if (check.expect == Expect::refused) {
      answer.state = State::not_run;
      return answer;
    }
    auto rows = session_.query(check.sql);
    if (!rows && session_.took_too_long(rows.error()) && !check.estimate_sql.empty()) {
      answer.estimated = true;
      rows = session_.query(check.estimate_sql);
    }
    if (!rows) {
      answer.error = rows.error().sqlstate.empty()
                         ? rows.error().message
                         : fmt::format("{} ({})", rows.error().message, rows.error().sqlstate);
      return answer;
    }
    if (!rows->empty()) {
      const Row& row = rows->front();
      answer.answer = number(row.front());
      if (row.size() > 1) answer.remark = row[1].value_or("");
    }
    judge(check, answer);
    return answer;
  }

  void judge(const Check& check, CheckAnswer& answer) const {
    if (!answer.answer) {
      answer.error = answer.estimated
                         ? "counting took too long, and the server has no statistics"
                         : "the server has no answer: something it asks for is missing";
      return;
    }
    const double found = *answer.answer;
    if (const auto before = options_.before.find(check.id); before != options_.before.end()) {
      answer.before = before->second;
    }
    bool well = true;
    switch (check.expect) {
      case Expect::at_most:
        well = found <= check.wanted;
        break;
      case Expect::at_least:
        well = found >= check.wanted;
        break;
      case Expect::as_before:
        if (answer.before) {
          well = std::abs(found - *answer.before) <= check.wanted;
          break;
        }
        [[fallthrough]];
      case Expect::nothing:
      case Expect::refused:
        answer.state = State::told;
        return;
    }
    answer.state = well ? State::passed : State::failed;
    // Statistics are a sample: they can refute, not prove.
    if (well && answer.estimated) {
      answer.state = State::unanswered;
      answer.error = "counting took too long; the statistics alone prove nothing";
    }
  }

  Session session_;
  const CheckRunOptions& options_;
};

}  // namespace

std::expected<std::vector<CheckAnswer>, ServerError> run_checks(Connection& session,
                                                                std::span<const Check> checks,
                                                                const CheckRunOptions& options) {
  return CheckRun(PostgresSession(session), options).run(checks);
}

std::expected<std::vector<CheckAnswer>, ServerError> run_checks(MysqlConnection& session,
                                                                std::span<const Check> checks,
                                                                const CheckRunOptions& options) {
  return CheckRun(MysqlSession(session), options).run(checks);
}

bool stops(const CheckAnswer& answer) {
  return answer.state == State::failed || answer.state == State::unanswered;
}

}  // namespace miglint
