#include "check_example.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "lint/run.h"
#include "read_example.h"
#include "source/apply_edits.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

/// A rule's id on a line.
using Marked = std::pair<std::uint32_t, std::string>;

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::set<Marked> marks_of(const SourceFile& file) {
  constexpr auto kMark = " expect:"sv;
  std::set<Marked> marks;
  for (std::uint32_t line = 1; line <= file.line_count(); ++line) {
    const auto text = file.line(line);
    const auto mark = text.rfind(kMark);
    if (mark == std::string_view::npos) continue;
    const auto before = text.substr(0, mark);
    if (!before.ends_with("--") && !before.ends_with('#') && !before.ends_with("//")) continue;
    for (auto rest = text.substr(mark + kMark.size()); !rest.empty();) {
      const auto comma = std::min(rest.find(','), rest.size());
      marks.emplace(line, trimmed(rest.substr(0, comma)));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  return marks;
}

std::string text_of(std::uint32_t line, const Finding& finding) {
  return fmt::format("line {}: {} `{}`: {}", line, name(finding.level), finding.rule->id,
                     finding.message);
}

class Comparison {
 public:
  Comparison(std::string_view rule, const SourceFile& file)
      : rule_(rule), file_(file), marks_(marks_of(file)) {}

  void check_marks(std::span<const RuleInfo> rules) {
    for (const auto& [line, id] : marks_) {
      if (std::ranges::find(rules, id, &RuleInfo::id) == rules.end()) {
        problem(fmt::format("line {}: there is no rule `{}` to expect", line, id));
      }
    }
  }

  void check_bad(std::span<const Finding> findings) {
    // These two say that the example is not what its author thinks.
    constexpr std::array kAlwaysMarked{"syntax-error"sv, "invalid-suppression"sv};
    if (std::ranges::none_of(marks_, [&](const Marked& mark) { return mark.second == rule_; })) {
      problem("no line is marked with the page's own rule");
    }
    std::set<Marked> found;
    for (const Finding& finding : findings) {
      if (finding.suppressed) continue;
      const auto line = file_.position(finding.span.begin).line;
      const Marked here{line, std::string(finding.rule->id)};
      const bool must_be_marked =
          here.second == rule_ ||
          std::ranges::find(kAlwaysMarked, here.second) != kAlwaysMarked.end();
      if (must_be_marked && !marks_.contains(here)) {
        problem(fmt::format("not marked: {}", text_of(line, finding)));
      }
      found.insert(here);
    }
    for (const auto& [line, id] : marks_) {
      if (!found.contains({line, id})) {
        problem(fmt::format("line {}: `{}` is marked here but was not found", line, id));
      }
    }
  }

  void check_good(std::span<const Finding> findings) {
    if (!marks_.empty()) problem("a good example has nothing to expect");
    for (const Finding& finding : findings) {
      // Notes of other rules are not what a page is about.
      const bool counts = finding.level >= Level::warning || finding.rule->id == rule_;
      if (finding.suppressed || !counts) continue;
      problem(text_of(file_.position(finding.span.begin).line, finding));
    }
  }

  std::vector<std::string> take() { return std::move(problems_); }

 private:
  void problem(std::string text) { problems_.push_back(std::move(text)); }

  std::string_view rule_;
  const SourceFile& file_;
  std::set<Marked> marks_;
  std::vector<std::string> problems_;
};

/// What the rule offers as a fix is one: once written, the rule has no more to say of these places,
/// and nothing that was no finding before is an error.
void check_fixes(std::string_view page, const Example& example, std::span<const Finding> findings,
                 std::string_view rule_id, std::span<const RuleInfo> rules,
                 std::vector<std::string>& problems) {
  std::vector<Edit> edits;
  std::size_t fixed = 0;
  for (const Finding& finding : findings) {
    if (finding.rule->id != rule_id || finding.suppressed || finding.fix.empty()) continue;
    edits.insert(edits.end(), finding.fix.begin(), finding.fix.end());
    ++fixed;
  }
  if (fixed == 0) return;
  const std::string text = apply_edits(page, compatible_edits(edits));
  Example rewritten = example;
  rewritten.end = text.size() - (page.size() - example.end);
  ReadExample read_again;
  read_example(text, rewritten, read_again);
  const auto count = [](std::span<const Finding> all, auto&& is_counted) {
    return static_cast<std::size_t>(std::ranges::count_if(all, is_counted));
  };
  const auto is_own = [&](const Finding& each) { return each.rule->id == rule_id; };
  const auto is_error = [&](const Finding& each) {
    return each.level == Level::error && !is_own(each) && !each.suppressed;
  };
  const auto again = findings_in(read_again, page, rewritten, rules);
  if (count(again, is_own) != count(findings, is_own) - fixed) {
    problems.push_back(fmt::format("the fix does not help:\n{}",
                                   text.substr(example.begin, rewritten.end - example.begin)));
  }
  if (count(again, is_error) > count(findings, is_error)) {
    problems.push_back(fmt::format("the fix brings new errors:\n{}",
                                   text.substr(example.begin, rewritten.end - example.begin)));
  }
}

}  // namespace

std::vector<std::string> check_example(std::string_view page, const Example& example,
                                       std::string_view rule_id, std::span<const RuleInfo> rules) {
  ReadExample read;
  read_example(page, example, read);
  const auto findings = findings_in(read, page, example, rules);
  Comparison comparison(rule_id, read.sources[FileId{}]);
  comparison.check_marks(rules);
  if (example.good) {
    comparison.check_good(findings);
  } else {
    comparison.check_bad(findings);
  }
  std::vector<std::string> problems = comparison.take();
  check_fixes(page, example, findings, rule_id, rules, problems);
  return problems;
}

}  // namespace miglint
