// Workflow commands of GitHub Actions ("::error file=...::message"): the runner reads them off the
// log and makes annotations of them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "report/counts.h"
#include "report/display.h"
#include "report/outcome.h"

namespace miglint {
namespace {

/// Of one level, for one step of a job; the rest is in the log alone.
constexpr std::size_t kMostShown = 10;
constexpr std::size_t kLongestTitle = 255;

/// The runner splits a command at these: the text after "::" at line ends, properties also at ':'
/// and ','.
std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char byte : text) {
    if (special.contains(byte)) {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    } else {
      out += byte;
    }
  }
  return out;
}

std::string content(std::string_view text) {
  return escaped(printable(text), "%\r\n");
}

std::string property(std::string_view text) {
  return escaped(printable(text), "%\r\n:,");
}

std::string_view command(Level level) {
  switch (level) {
    case Level::error:
      return "error";
    case Level::warning:
      return "warning";
    default:
      return "notice";
  }
}

/// Columns are only allowed where the place is on one line.
std::string properties(const Place& place) {
  std::string out = fmt::format("file={},line={},endLine={}", property(place.path),
                                place.begin.line, place.end.line);
  if (place.begin.line == place.end.line) {
    out += fmt::format(",col={},endColumn={}", place.begin.column, place.end.column);
  }
  return out;
}

}  // namespace

void write_github(const Outcome& outcome, std::string& out) {
  std::array<std::size_t, 4> written{};
  for (const ReportedFinding& finding : outcome.findings) {
    if (finding.suppressed) continue;
    ++written[static_cast<std::size_t>(finding.level)];
    const std::string_view title = title_of(outcome, finding.rule);
    const std::string head =
        title.empty() ? finding.rule : fmt::format("{}: {}", finding.rule, title);
    out += fmt::format("::{} {},title={}::{}\n", command(finding.level), properties(finding.place),
                       property(shortened(head, kLongestTitle)), content(whole_message(finding)));
  }
  for (const UnreadInput& input : outcome.unread) {
    out += fmt::format("::error file={},title=miglint::{}\n", property(path_of(input)),
                       content(fmt::format("{}: {}", input.path, input.message)));
  }
  if (outcome.statements_not_read > 0) {
    const std::string place =
        outcome.first_not_read ? properties(*outcome.first_not_read) + "," : std::string();
    out += fmt::format("::notice {}title=miglint::{}\n", place,
                       content(not_read_in_words(outcome.statements_not_read, outcome.statements) +
                               "; the first of them stands here."));
  }
  if (std::ranges::any_of(written, [](std::size_t count) { return count > kMostShown; })) {
    out += fmt::format(
        "GitHub shows {} annotations of a level for a step; all stand in this log.\n", kMostShown);
  }
  out += fmt::format("{} in {} ({})\n", findings_in_words(summary(outcome)),
                     plural(outcome.files, "file"),
                     statements_in_words(outcome.statements, outcome.statements_not_read));
}

}  // namespace miglint
