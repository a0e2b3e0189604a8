// JUnit XML: a suite for each file that has findings, a test case for each finding. Without any
// there is one case that passes, since a report without tests counts as a broken one.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/counts.h"
#include "report/display.h"
#include "report/outcome.h"

namespace miglint {
namespace {

/// XML 1.0 has no way to write control characters and the non-characters U+FFFE and U+FFFF.
std::string escaped(std::string_view text, std::string_view line_feed) {
  std::string out;
  const std::string shown = printable(text);
  for (std::string_view rest = shown; !rest.empty();) {
    const std::size_t bytes = first_glyph(rest).bytes;
    const std::string_view character = rest.substr(0, bytes);
    rest.remove_prefix(bytes);
    if (character == "&") {
      out += "&amp;";
    } else if (character == "<") {
      out += "&lt;";
    } else if (character == ">") {
      out += "&gt;";
    } else if (character == "\"") {
      out += "&quot;";
    } else if (character == "\n") {
      out += line_feed;
    } else if (character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF") {
      out += "\xEF\xBF\xBD";
    } else {
      out += character;
    }
  }
  return out;
}

/// Text in an attribute, where readers make blanks of bare line feeds.
std::string xml(std::string_view text) {
  return escaped(text, "&#10;");
}

/// Text in an element.
std::string content(std::string_view text) {
  return escaped(text, "\n");
}

using FindingsOfFile = std::vector<const ReportedFinding*>;

class JunitWriter {
 public:
  JunitWriter(const Outcome& outcome, std::optional<Level> fail_on, std::string& out)
      : outcome_(outcome), fail_on_(fail_on), out_(out) {}

  void write() {
    std::vector<FindingsOfFile> files;
    for (const ReportedFinding& finding : outcome_.findings) {
      if (finding.suppressed) continue;
      if (files.empty() || files.back().front()->place.path != finding.place.path) {
        files.emplace_back();
      }
      files.back().push_back(&finding);
      ++tests_;
      if (fails(finding)) ++failures_;
    }
    tests_ += outcome_.unread.size();
    const bool empty = tests_ == 0;
    if (empty) tests_ = 1;

    out_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    out_ +=
        fmt::format("<testsuites name=\"miglint\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
                    tests_, failures_, outcome_.unread.size());
    write_coverage(empty);
    for (const FindingsOfFile& findings : files)
      write_file(findings);
    if (!outcome_.unread.empty()) write_unread();
    out_ += "</testsuites>\n";
  }

 private:
  [[nodiscard]] bool fails(const ReportedFinding& finding) const {
    return fail_on_ && finding.level >= *fail_on_;
  }

  void open_suite(std::string_view name, std::size_t tests, std::size_t failures,
                  std::size_t errors) {
    out_ += fmt::format(
        "<testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"0\">\n",
        xml(name), tests, failures, errors);
  }

  /// What was looked at, and the passed case of a run without findings.
  void write_coverage(bool passed) {
    open_suite("miglint", passed ? 1 : 0, 0, 0);
    out_ += fmt::format(
        "<properties>\n<property name=\"files\" value=\"{}\"/>\n"
        "<property name=\"statements\" value=\"{}\"/>\n"
        "<property name=\"statements_not_read\" value=\"{}\"/>\n</properties>\n",
        outcome_.files, outcome_.statements, outcome_.statements_not_read);
    if (passed) out_ += "<testcase classname=\"miglint\" name=\"No findings\"/>\n";
    out_ += fmt::format(
        "<system-out>{}</system-out>\n</testsuite>\n",
        content(fmt::format(
            "{} in {} ({})", findings_in_words(summary(outcome_)), plural(outcome_.files, "file"),
            statements_in_words(outcome_.statements, outcome_.statements_not_read))));
  }

  void write_file(const FindingsOfFile& findings) {
    const std::string& path = findings.front()->place.path;
    const auto failures = static_cast<std::size_t>(std::ranges::count_if(
        findings, [this](const ReportedFinding* finding) { return fails(*finding); }));
    open_suite(path, findings.size(), failures, 0);
    for (const ReportedFinding* finding : findings)
      write_case(*finding);
    out_ += "</testsuite>\n";
  }

  /// The place is in the name, since readers take cases with one name for one.
  void write_case(const ReportedFinding& finding) {
    const Place& place = finding.place;
    const std::string text =
        fmt::format("{}:{}:{}: {}[{}] {}", place.path, place.begin.line, place.begin.column,
                    name(finding.level), finding.rule, whole_message(finding));
    out_ += fmt::format(
        "<testcase classname=\"{0}\" name=\"{1} at {2}:{3}\" file=\"{0}\" "
        "line=\"{2}\">\n",
        xml(place.path), xml(finding.rule), place.begin.line, place.begin.column);
    if (fails(finding)) {
      out_ += fmt::format("<failure type=\"{}\" message=\"{}\">{}</failure>\n", name(finding.level),
                          xml(finding.message), content(text));
    } else {
      out_ += fmt::format("<system-out>{}</system-out>\n", content(text));
    }
    out_ += "</testcase>\n";
  }

  void write_unread() {
    open_suite("inputs that could not be read", outcome_.unread.size(), 0, outcome_.unread.size());
    for (const UnreadInput& input : outcome_.unread) {
      out_ += fmt::format(
          "<testcase classname=\"{0}\" name=\"unread-input\" file=\"{0}\">\n"
          "<error type=\"unread-input\" message=\"{1}\"/>\n</testcase>\n",
          xml(path_of(input)), xml(input.message));
    }
    out_ += "</testsuite>\n";
  }

  const Outcome& outcome_;
  std::optional<Level> fail_on_;
  std::string& out_;
  std::size_t tests_ = 0;
  std::size_t failures_ = 0;
};

}  // namespace

void write_junit(const Outcome& outcome, std::optional<Level> fail_on, std::string& out) {
  JunitWriter(outcome, fail_on, out).write();
}

}  // namespace miglint
