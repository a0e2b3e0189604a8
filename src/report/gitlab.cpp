// GitLab's Code Quality report: a list of issues. GitLab drops what has a fingerprint that another
// issue has, and shows the description alone, so the rule stands in it.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "report/counts.h"
#include "report/outcome.h"

namespace miglint {
namespace {

using Json = nlohmann::ordered_json;

std::string_view severity(Level level) {
  switch (level) {
    case Level::error:
      return "critical";
    case Level::warning:
      return "major";
    default:
      return "info";
  }
}

struct Issue {
  std::string_view check;
  std::string_view description;
  std::string_view severity;
  std::string_view fingerprint;
  std::string_view path;
  Position begin;
  Position end;
};

std::string json_of(const Issue& issue) {
  const Json json{{"description", fmt::format("{}: {}", issue.check, issue.description)},
                  {"check_name", issue.check},
                  {"fingerprint", issue.fingerprint},
                  {"severity", issue.severity},
                  {"location",
                   {{"path", issue.path},
                    {"positions",
                     {{"begin", {{"line", issue.begin.line}, {"column", issue.begin.column}}},
                      {"end", {{"line", issue.end.line}, {"column", issue.end.column}}}}}}}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

void write_gitlab(const Outcome& outcome, std::string& out) {
  std::string_view separator = "[\n";
  const auto add = [&](const Issue& issue) {
    out += separator;
    out += json_of(issue);
    separator = ",\n";
  };
  for (const ReportedFinding& finding : outcome.findings) {
    if (finding.suppressed) continue;
    add({.check = finding.rule,
         .description = whole_message(finding),
         .severity = severity(finding.level),
         .fingerprint = finding.fingerprint,
         .path = finding.place.path,
         .begin = finding.place.begin,
         .end = finding.place.end});
  }
  for (const UnreadInput& input : outcome.unread) {
    add({.check = "unread-input",
         .description = input.message,
         .severity = "blocker",
         .fingerprint = fmt::format("unread-input:{}", path_of(input)),
         .path = path_of(input),
         .begin = {},
         .end = {}});
  }
  if (outcome.first_not_read) {
    const Place& first = *outcome.first_not_read;
    add({.check = "statements-not-read",
         .description = not_read_in_words(outcome.statements_not_read, outcome.statements) +
                        "; the first of them stands here.",
         .severity = "info",
         .fingerprint = "statements-not-read",
         .path = first.path,
         .begin = first.begin,
         .end = first.end});
  }
  out += separator == "[\n" ? "[]\n" : "\n]\n";
}

}  // namespace miglint
