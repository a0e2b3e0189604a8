// Markdown for the comment of a pull request or the summary of a job: the gravest findings first.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "report/counts.h"
#include "report/display.h"
#include "report/markdown_text.h"
#include "report/outcome.h"

namespace miglint {
namespace {

using markdown::block;
using markdown::code;
using markdown::prose;

/// GitHub takes 65,536 characters for a comment; what calls us may want to add a few of its own.
constexpr std::size_t kMostBytes = 60'000;
/// Longer advice is for the rule's page.
constexpr std::size_t kLongestText = 4'000;

std::string section(const Outcome& outcome, const ReportedFinding& finding) {
  const std::string_view title = title_of(outcome, finding.rule);
  std::string out = fmt::format("### {}: {}{}{}\n\n", name(finding.level), code(finding.rule),
                                title.empty() ? "" : " ", prose(title));
  out += code(fmt::format("{}:{}:{}", one_line(finding.place.path), finding.place.begin.line,
                          finding.place.begin.column)) +
         "\n\n";
  out += prose(shortened(finding.message, kLongestText)) + "\n\n";
  if (finding.verdict) {
    out += prose(shortened(fmt::format("On a scratch server: {}: {}", name(finding.verdict->state),
                                       finding.verdict->evidence),
                           kLongestText)) +
           "\n\n";
  }
  if (!finding.safe_way.empty()) out += "Safe way:\n\n" + block(finding.safe_way) + "\n";
  return out;
}

std::string left_out_note(const Summary& left_out) {
  return fmt::format(
      "Left out, since a comment may not be longer: {}. All of them are in the other "
      "formats.\n",
      findings_in_words(left_out));
}

void count(Level level, Summary& sum) {
  if (level == Level::error) {
    ++sum.errors;
  } else if (level == Level::warning) {
    ++sum.warnings;
  } else {
    ++sum.notes;
  }
}

std::string head(const Outcome& outcome) {
  const Summary sum = summary(outcome);
  std::string out = "## miglint: " + findings_in_words(sum) + "\n\n";
  out += fmt::format("{}, {}.", plural(outcome.files, "file"),
                     statements_in_words(outcome.statements, outcome.statements_not_read));
  if (sum.suppressed > 0) out += fmt::format(" {} suppressed.", plural(sum.suppressed, "finding"));
  out += "\n\n";
  std::size_t named = 0;
  constexpr std::size_t kMostNamed = 20;
  for (const UnreadInput& input : outcome.unread) {
    if (named++ == kMostNamed) break;
    out += fmt::format("- Could not be read: {}: {}\n", code(shortened(input.path, 300)),
                       prose(shortened(input.message, 300)));
  }
  if (outcome.unread.size() > kMostNamed) {
    out += fmt::format("- and {} more\n", plural(outcome.unread.size() - kMostNamed, "input"));
  }
  if (!outcome.unread.empty()) out += '\n';
  return out;
}

}  // namespace

void write_markdown(const Outcome& outcome, std::string& out) {
  std::vector<const ReportedFinding*> findings;
  for (const ReportedFinding& finding : outcome.findings) {
    if (!finding.suppressed) findings.push_back(&finding);
  }
  std::ranges::stable_sort(findings, std::ranges::greater{},
                           [](const ReportedFinding* finding) { return finding->level; });
  std::string text = head(outcome);
  Summary left_out;
  bool full = false;
  for (const ReportedFinding* finding : findings) {
    if (!full) {
      const std::string next = section(outcome, *finding);
      full = text.size() + next.size() > kMostBytes;
      if (!full) text += next;
    }
    if (full) count(finding->level, left_out);
  }
  if (full) text += left_out_note(left_out);
  out += text;
}

}  // namespace miglint
