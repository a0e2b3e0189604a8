#include "verify/run_checks.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <utility>

namespace miglint {
namespace {

using State = CheckAnswer::State;
using Expect = Check::Expect;

constexpr std::string_view kQueryCanceled = "57014";

std::optional<double> number(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  double value = 0;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), value);
  if (read.ec != std::errc()) return std::nullopt;
  return value;
}

class CheckRun {
 public:
  CheckRun(Connection& session, const CheckRunOptions& options)
      : session_(session), options_(options) {}

  std::expected<std::vector<CheckAnswer>, ServerError> run(std::span<const Check> checks) {
    const auto begun = session_.run(
        fmt::format("BEGIN TRANSACTION READ ONLY; SET LOCAL statement_timeout = {};"
                    " SET LOCAL lock_timeout = {}; SET LOCAL row_security = off",
                    options_.statement_timeout.count(), options_.lock_timeout.count()));
    if (!begun) return std::unexpected(begun.error());
    std::vector<CheckAnswer> answers;
    for (const Check& check : checks) {
      answers.push_back(ask(check));
      if (session_.state() == SessionState::lost) {
        return std::unexpected(ServerError{"", "the connection was lost at " + check.id});
      }
    }
    // Nothing has changed: COMMIT would do the same.
    if (const auto ended = session_.run("ROLLBACK"); !ended) return std::unexpected(ended.error());
    return answers;
  }

 private:
  CheckAnswer ask(const Check& check) {
    CheckAnswer answer{.check = &check};
    if (check.expect == Expect::refused) {
      answer.state = State::not_run;
      return answer;
    }
    auto rows = query(check.sql);
    if (!rows && rows.error().sqlstate == kQueryCanceled && !check.estimate_sql.empty()) {
      answer.estimated = true;
      rows = query(check.estimate_sql);
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

  std::expected<std::vector<Row>, ServerError> query(const std::string& sql) {
    if (const auto done = session_.run("SAVEPOINT one_check"); !done) {
      return std::unexpected(done.error());
    }
    auto rows = session_.run(sql);
    const auto back = session_.run("ROLLBACK TO SAVEPOINT one_check");
    if (rows && !back) return std::unexpected(back.error());
    return rows;
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

  Connection& session_;
  const CheckRunOptions& options_;
};

}  // namespace

std::expected<std::vector<CheckAnswer>, ServerError> run_checks(Connection& session,
                                                                std::span<const Check> checks,
                                                                const CheckRunOptions& options) {
  return CheckRun(session, options).run(checks);
}

bool stops(const CheckAnswer& answer) {
  return answer.state == State::failed || answer.state == State::unanswered;
}

}  // namespace miglint
