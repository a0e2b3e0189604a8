#include "verify/rollout_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "verify/evidence.h"

namespace miglint {
namespace {

using State = CheckAnswer::State;
using Expect = Check::Expect;

std::string wanted(const Check& check) {
  switch (check.expect) {
    case Expect::at_most:
      return check.wanted == 0 ? "none" : fmt::format("at most {}", check.wanted);
    case Expect::at_least:
      return fmt::format("at least {}", check.wanted);
    case Expect::as_before:
      return "as before";
    case Expect::nothing:
    case Expect::refused:
      break;
  }
  return {};
}

CheckResult result_of(const CheckAnswer& answer) {
  const Check& check = *answer.check;
  CheckResult result{.id = check.id, .title = check.title, .state = answer.state};
  if (!answer.error.empty()) {
    result.detail = answer.error;
    return result;
  }
  if (!answer.answer) return result;
  result.detail = fmt::format("{}", *answer.answer);
  if (answer.before) result.detail += fmt::format(" (before: {})", *answer.before);
  if (answer.state == State::failed) result.detail += ", wanted: " + wanted(check);
  if (!answer.remark.empty()) result.detail += ": " + answer.remark;
  return result;
}

/// "refused:public.orders.org_id": "org_id".
std::string_view column_of(std::string_view id) {
  return id.substr(id.rfind('.') + 1);
}

/// "INSERT INTO orders (…": "orders".
std::string_view table_of(std::string_view insert) {
  constexpr std::string_view kBegin = "INSERT INTO ";
  const std::string_view rest = insert.substr(std::min(kBegin.size(), insert.size()));
  return rest.substr(0, rest.find(" ("));
}

/// What differs between servers.
void begin(Connection& session) {
  session.try_to_run("BEGIN");
}
void roll_back(Connection& session) {
  session.try_to_run("ROLLBACK");
}
void begin(MysqlConnection& session) {
  session.try_to_run("START TRANSACTION");
}
void roll_back(MysqlConnection& session) {
  session.try_to_run("ROLLBACK");
}
std::string in_message(const Connection& /*session*/, std::string_view column) {
  return quote_identifier(column);
}
std::string in_message(const MysqlConnection& /*session*/, std::string_view column) {
  return fmt::format("'{}'", column);
}
/// One row that is there loses its value.
std::string set_null(const Connection& /*session*/, std::string_view table,
                     std::string_view column) {
  return fmt::format(
      "UPDATE {0} SET {1} = NULL WHERE ctid = (SELECT ctid FROM "
      "{0} LIMIT 1)",
      table, quote_identifier(column));
}
std::string set_null(const MysqlConnection& /*session*/, std::string_view table,
                     std::string_view column) {
  return fmt::format("UPDATE {} SET `{}` = NULL LIMIT 1", table, column);
}

/// Nothing: what the server says is about something else.
template <class Session>
std::optional<CheckResult> answer_of(Session& session, const Check& check, const std::string& sql) {
  CheckResult result{.id = check.id, .title = check.title, .state = State::failed};
  begin(session);
  const auto done = session.run(sql);
  const std::int64_t rows = session.affected_rows();
  roll_back(session);
  if (done) {
    if (rows == 0) return std::nullopt;
    result.detail = "the server took it";
    return result;
  }
  const bool is_it =
      done.error().sqlstate == check.sqlstate &&
      done.error().message.find(in_message(session, column_of(check.id))) != std::string::npos;
  if (!is_it) return std::nullopt;
  result.state = State::passed;
  result.detail = refusal_words(done.error());
  return result;
}

/// The INSERT names one column alone, and another may be refused first; a row that is there has
/// values for all the others.
template <class Session>
CheckResult try_refused(Session& session, const Check& check) {
  if (auto answer = answer_of(session, check, check.sql)) return *answer;
  const std::string update = set_null(session, table_of(check.sql), column_of(check.id));
  if (auto answer = answer_of(session, check, update)) return *answer;
  return {.id = check.id, .title = check.title, .state = State::told, .detail = "not to be tried"};
}

}  // namespace

bool is_bad(const CheckResult& result) {
  return result.state == State::failed || result.state == State::unanswered;
}

template <class Session>
std::expected<std::vector<CheckResult>, std::string> RolloutChecks::before(Session& session) {
  const auto answers = run_checks(session, before_, {});
  if (!answers) return std::unexpected(answers.error().message);
  std::vector<CheckResult> results;
  for (const CheckAnswer& answer : *answers) {
    if (answer.answer) answers_.insert_or_assign(answer.check->id, *answer.answer);
    results.push_back(result_of(answer));
  }
  return results;
}

template <class Session>
std::expected<std::vector<CheckResult>, std::string> RolloutChecks::aside(Session& session) const {
  RolloutChecks copy = *this;
  return copy.before(session);
}

template <class Session>
std::expected<std::vector<CheckResult>, std::string> RolloutChecks::after(Session& session) const {
  const auto answers = run_checks(session, after_, {.before = answers_});
  if (!answers) return std::unexpected(answers.error().message);
  std::vector<CheckResult> results;
  for (const CheckAnswer& answer : *answers) {
    const bool tried = answer.check->expect == Expect::refused;
    results.push_back(tried ? try_refused(session, *answer.check) : result_of(answer));
  }
  return results;
}

using Results = std::expected<std::vector<CheckResult>, std::string>;
template Results RolloutChecks::before(Connection&);
template Results RolloutChecks::before(MysqlConnection&);
template Results RolloutChecks::aside(Connection&) const;
template Results RolloutChecks::aside(MysqlConnection&) const;
template Results RolloutChecks::after(Connection&) const;
template Results RolloutChecks::after(MysqlConnection&) const;

}  // namespace miglint
