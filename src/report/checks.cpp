#include "report/checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "report/display.h"
#include "report/markdown_text.h"
#include "source/ascii.h"

namespace miglint {
namespace {

using Json = nlohmann::ordered_json;
using State = CheckAnswer::State;
using Expect = Check::Expect;

std::string_view word(State state) {
  switch (state) {
    case State::passed:
      return "passed";
    case State::failed:
      return "FAILED";
    case State::told:
      return "told";
    case State::not_run:
      return "not run";
    case State::unanswered:
      break;
  }
  return "UNANSWERED";
}

std::string_view word(Check::Phase phase) {
  return phase == Check::Phase::before ? "pre" : "post";
}

std::string_view word(Check::Unit unit, double count) {
  switch (unit) {
    case Check::Unit::rows:
      return count == 1 ? "row" : "rows";
    case Check::Unit::percent:
      return "%";
    case Check::Unit::bytes:
      return "bytes";
    case Check::Unit::sessions:
      return count == 1 ? "session" : "sessions";
    case Check::Unit::objects:
      break;
  }
  return "";
}

std::string_view word(Expect expect) {
  switch (expect) {
    case Expect::at_most:
      return "at_most";
    case Expect::at_least:
      return "at_least";
    case Expect::as_before:
      return "as_before";
    case Expect::refused:
      return "refused";
    case Expect::nothing:
      break;
  }
  return "nothing";
}

std::string answer_words(const CheckAnswer& answer) {
  if (answer.state == State::not_run) return "shown, not run";
  if (!answer.answer) return answer.error;
  std::string out = amount(*answer.answer, answer.check->unit);
  if (answer.estimated) out += ", estimated from the statistics";
  if (answer.before) {
    out += fmt::format(" (before: {})", amount(*answer.before, answer.check->unit));
  }
  if (!answer.error.empty()) out += "; " + answer.error;
  return out;
}

void write_remarks(std::span<const std::string> remarks, std::string_view prefix,
                   std::string& out) {
  for (const std::string& remark : remarks)
    out += fmt::format("{}{}\n", prefix, one_line(remark));
}

Json check_json(const Check& check) {
  Json json = {{"id", check.id},       {"phase", word(check.phase)}, {"metric", check.metric},
               {"title", check.title}, {"why", check.why},           {"sql", check.sql}};
  json["expected"] = {{"is", word(check.expect)}};
  const bool has_value = check.expect == Expect::at_most || check.expect == Expect::at_least;
  if (has_value) json["expected"]["value"] = check.wanted;
  if (check.expect == Expect::refused) json["expected"]["sqlstate"] = check.sqlstate;
  return json;
}

void add_answer(const CheckAnswer& answer, Json& json) {
  std::string state(word(answer.state));
  std::ranges::transform(state, state.begin(),
                         [](char c) { return c == ' ' ? '_' : ascii::lower(c); });
  json["state"] = state;
  json["answer"] = answer.answer ? Json(*answer.answer) : Json();
  if (answer.before) json["before"] = *answer.before;
  if (answer.estimated) json["estimated"] = true;
  if (!answer.remark.empty()) json["remark"] = answer.remark;
  if (!answer.error.empty()) json["error"] = answer.error;
}

std::size_t count_of(std::span<const CheckAnswer> answers, State state) {
  return static_cast<std::size_t>(std::ranges::count(answers, state, &CheckAnswer::state));
}

std::string summary_words(std::span<const CheckAnswer> answers) {
  return fmt::format("{} passed, {} failed, {} unanswered, {} told without a limit",
                     count_of(answers, State::passed), count_of(answers, State::failed),
                     count_of(answers, State::unanswered), count_of(answers, State::told));
}

}  // namespace

std::string amount(double answer, Check::Unit unit) {
  // 98.5, and 1000000 without an exponent.
  std::string number = fmt::format("{:.2f}", answer);
  number.erase(number.find_last_not_of('0') + 1);
  if (number.ends_with('.')) number.pop_back();
  const std::string_view what = word(unit, answer);
  return what.empty() ? number : fmt::format("{} {}", number, what);
}

std::string expected_words(const Check& check) {
  switch (check.expect) {
    case Expect::at_most:
      return check.wanted == 0 ? amount(0, check.unit)
                               : fmt::format("at most {}", amount(check.wanted, check.unit));
    case Expect::at_least:
      return fmt::format("at least {}", amount(check.wanted, check.unit));
    case Expect::as_before:
      return check.wanted == 0
                 ? "as before the change, but for what the application wrote meanwhile"
                 : fmt::format("as before the change, give or take {}",
                               amount(check.wanted, check.unit));
    case Expect::refused:
      return fmt::format("the error {}", check.sqlstate);
    case Expect::nothing:
      break;
  }
  return "no limit: a number to know";
}

void write_checks_sql(std::span<const Check> checks, std::span<const std::string> remarks,
                      std::string& out) {
  for (const Check& check : checks) {
    out += fmt::format("-- {}: {}\n-- expected: {}\n-- {}\n", one_line(check.id),
                       one_line(check.title), expected_words(check), one_line(check.why));
    if (check.expect == Expect::refused) {
      out += fmt::format("-- BEGIN; {}; ROLLBACK;\n\n", one_line(check.sql));
    } else {
      out += check.sql + ";\n\n";
    }
  }
  write_remarks(remarks, "-- not checked: ", out);
}

void write_answers_text(std::span<const CheckAnswer> answers, std::string& out) {
  for (const CheckAnswer& answer : answers) {
    const Check& check = *answer.check;
    out += fmt::format("{:<10}  {}: {}\n            {}; expected: {}\n", word(answer.state),
                       one_line(check.id), one_line(check.title), one_line(answer_words(answer)),
                       expected_words(check));
    if (!answer.remark.empty()) out += fmt::format("            {}\n", one_line(answer.remark));
    if (stops(answer)) out += fmt::format("            {}\n", one_line(check.why));
  }
  out += summary_words(answers) + "\n";
}

void write_checks_json(std::span<const Check> checks, std::span<const CheckAnswer> answers,
                       std::span<const std::string> remarks, std::string& out) {
  Json json = Json::object();
  json["checks"] = Json::array();
  for (const Check& check : checks) {
    Json each = check_json(check);
    const auto answer = std::ranges::find(answers, &check, &CheckAnswer::check);
    if (answer != answers.end()) add_answer(*answer, each);
    json["checks"].push_back(std::move(each));
  }
  json["not_checked"] = remarks;
  if (!answers.empty()) {
    json["summary"] = {{"passed", count_of(answers, State::passed)},
                       {"failed", count_of(answers, State::failed)},
                       {"unanswered", count_of(answers, State::unanswered)},
                       {"told", count_of(answers, State::told)}};
  }
  out += json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void write_checks_markdown(std::span<const Check> checks, std::span<const CheckAnswer> answers,
                           std::span<const std::string> remarks, std::string& out) {
  using markdown::code;
  using markdown::prose;
  if (!answers.empty()) out += fmt::format("{}.\n\n", summary_words(answers));
  out += answers.empty() ? "| check | expected |\n|---|---|\n"
                         : "| result | check | answer | expected |\n|---|---|---|---|\n";
  for (const Check& check : checks) {
    const auto answer = std::ranges::find(answers, &check, &CheckAnswer::check);
    if (answer == answers.end()) {
      out += fmt::format("| {} | {} |\n", prose(check.title), expected_words(check));
      continue;
    }
    std::string told = prose(answer_words(*answer));
    if (!answer->remark.empty()) told += fmt::format("; {}", prose(answer->remark));
    out += fmt::format("| {} | {} | {} | {} |\n", word(answer->state), prose(check.title), told,
                       expected_words(check));
  }
  for (const Check& check : checks) {
    out +=
        fmt::format("\n### {}\n\n{} Expected: {}. Id: {}\n\n```sql\n{};\n```\n", prose(check.title),
                    prose(check.why), expected_words(check), code(check.id), printable(check.sql));
  }
  if (!remarks.empty()) out += "\nNot checked:\n\n";
  for (const std::string& remark : remarks)
    out += fmt::format("- {}\n", prose(remark));
}

std::expected<std::map<std::string, double, std::less<>>, std::string> read_check_answers(
    std::string_view json) {
  const Json read = Json::parse(json, nullptr, false);
  if (!read.is_object() || !read.contains("checks") || !read["checks"].is_array()) {
    return std::unexpected("is not what `miglint checks --format json` writes");
  }
  std::map<std::string, double, std::less<>> answers;
  for (const Json& check : read["checks"]) {
    if (!check.is_object()) continue;
    const auto id = check.find("id");
    const auto answer = check.find("answer");
    if (id == check.end() || !id->is_string()) continue;
    if (answer == check.end() || !answer->is_number()) continue;
    answers.emplace(id->get<std::string>(), answer->get<double>());
  }
  return answers;
}

}  // namespace miglint
