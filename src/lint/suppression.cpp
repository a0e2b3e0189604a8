#include "lint/suppression.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "lint/date.h"
#include "source/nearest_name.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

constexpr auto kForm = "`miglint:ignore rule-id: reason`"sv;

const RuleInfo* find_rule(std::span<const RuleInfo> rules, std::string_view id) {
  const auto found = std::ranges::find(rules, id, &RuleInfo::id);
  return found == rules.end() ? nullptr : &*found;
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// Cuts off and gives what stands before the first of `ends`.
std::string_view take_until(std::string_view& text, std::string_view ends) {
  const auto part = text.substr(0, text.find_first_of(ends));
  text.remove_prefix(part.size());
  return part;
}

/// The bytes of `part`, which is a piece of the comment's text.
Span place(FileId file, const DirectiveComment& comment, std::string_view part) {
  const auto begin = comment.begin + static_cast<std::uint32_t>(part.data() - comment.text.data());
  return {file, begin, begin + static_cast<std::uint32_t>(part.size())};
}

void add(std::vector<Finding>& findings, const RuleInfo* rule, Span span, std::string message,
         std::string safe_way) {
  if (rule == nullptr) return;
  Finding finding;
  finding.rule = rule;
  finding.span = span;
  finding.message = std::move(message);
  finding.safe_way = std::move(safe_way);
  findings.push_back(std::move(finding));
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> names) {
  const auto nearest = nearest_name(word, names);
  return nearest ? fmt::format("; did you mean `{}`?", *nearest) : std::string();
}

bool covers(const Suppression& suppression, const Finding& finding) {
  if (suppression.rule != finding.rule) return false;
  if (suppression.whole_file) return true;
  const Span code = suppression.code;
  const auto is_inside = [&](std::uint32_t at) { return code.begin <= at && at < code.end; };
  if (is_inside(finding.span.begin)) return true;
  // A comment behind a statement that ends on this line.
  return !suppression.own_line && !finding.span.empty() && is_inside(finding.span.end - 1);
}

}  // namespace

Suppressions::Suppressions(std::span<const RuleInfo> rules, const SourceSet& sources)
    : rules_(rules),
      sources_(sources),
      own_{find_rule(rules, "invalid-suppression"), find_rule(rules, "suppression-without-reason"),
           find_rule(rules, "suppression-without-expiry"), find_rule(rules, "expired-suppression"),
           find_rule(rules, "unused-suppression")} {}

void Suppressions::read(FileId file, Dialect dialect, const SuppressionTerms& terms,
                        std::vector<Finding>& findings) {
  const SourceFile& source = sources_[file];
  for (const auto& comment :
       directive_comments(source.text(), language_of(source.path(), dialect))) {
    read_comment(file, comment, terms, findings);
  }
}

void Suppressions::read_comment(FileId file, const DirectiveComment& comment,
                                const SuppressionTerms& terms, std::vector<Finding>& findings) {
  constexpr std::array kWords{"ignore"sv, "ignore-file"sv};
  auto rest = comment.text.substr(comment.text.find(':') + 1);
  const auto word = take_until(rest, " \t:,");
  if (std::ranges::find(kWords, word) == kWords.end()) {
    add(findings, own_.invalid, place(file, comment, comment.text),
        fmt::format("`miglint:{}` is no instruction to miglint{}", word,
                    did_you_mean(word, kWords)),
        fmt::format("Write {}, or `miglint:ignore-file rule-id: reason`.", kForm));
    return;
  }
  auto rules = take_until(rest, ":");
  Suppression suppression;
  suppression.whole_file = word == "ignore-file";
  suppression.own_line = comment.own_line;
  suppression.code = {file, comment.code_begin, comment.code_end};
  suppression.reason = trimmed(rest.substr(rest.empty() ? 0 : 1));
  if (!take_expiry(file, comment, rules, suppression, findings)) return;
  if (trimmed(rules).empty()) {
    add(findings, own_.invalid, place(file, comment, comment.text),
        fmt::format("`miglint:{}` names no rule, so it suppresses nothing", word),
        fmt::format("Write {}.", kForm));
    return;
  }
  check_terms(file, comment, terms, suppression, findings);
  read_rules(file, comment, rules, suppression, findings);
}

bool Suppressions::take_expiry(FileId file, const DirectiveComment& comment,
                               std::string_view& rules, Suppression& suppression,
                               std::vector<Finding>& findings) const {
  constexpr auto kUntil = "until"sv;
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  const std::size_t at = rules.rfind(kUntil);
  if (at == std::string_view::npos || at == 0 || !is_blank(rules[at - 1])) return true;
  const std::string_view after = rules.substr(at + kUntil.size());
  if (!after.empty() && !is_blank(after.front())) return true;
  suppression.until = date_of(trimmed(after));
  if (!suppression.until) {
    add(findings, own_.invalid, place(file, comment, trimmed(rules.substr(at))),
        fmt::format("`{}` is no date, so this suppresses nothing", trimmed(after)),
        "Write the last day on which it holds: `miglint:ignore rule-id until 2027-01-31: reason`.");
    return false;
  }
  rules = rules.substr(0, at);
  return true;
}

void Suppressions::check_terms(FileId file, const DirectiveComment& comment,
                               const SuppressionTerms& terms, Suppression& suppression,
                               std::vector<Finding>& findings) const {
  const Span whole = place(file, comment, comment.text);
  const SuppressionSettings& demands = terms.demands;
  if (suppression.reason.empty()) {
    suppression.heard = !demands.require_reason;
    add(findings, own_.without_reason, whole,
        demands.require_reason
            ? "This suppresses nothing: the project demands a reason"
            : "This comment suppresses a finding without saying why, so nobody can tell later "
              "whether it still holds",
        fmt::format("Write the reason after a colon: {}.", kForm));
  }
  const auto last = terms.today + std::chrono::days(demands.max_days.value_or(0));
  const std::string form =
      "Write the last day on which it holds: `miglint:ignore rule-id until " +
      date_in_words(demands.max_days ? last : terms.today + std::chrono::days(90)) + ": reason`.";
  if (!suppression.until) {
    if (!demands.require_expiry) return;
    suppression.heard = false;
    add(findings, own_.without_expiry, whole,
        "This suppresses nothing: the project demands a date on which it ends", form);
  } else if (*suppression.until < terms.today) {
    suppression.heard = false;
    add(findings, own_.expired, whole,
        fmt::format("This ended on {}: what it suppressed is told again",
                    date_in_words(*suppression.until)),
        "Do what it put off and remove it, or give it a new date and say why.");
  } else if (demands.max_days && *suppression.until > last) {
    suppression.heard = false;
    add(findings, own_.without_expiry, whole,
        fmt::format("This suppresses nothing: the project takes no date that is more than {} days "
                    "ahead",
                    *demands.max_days),
        form);
  }
}

void Suppressions::read_rules(FileId file, const DirectiveComment& comment, std::string_view rules,
                              Suppression prototype, std::vector<Finding>& findings) {
  while (true) {
    auto rest = trimmed(take_until(rules, ","));
    const auto id = take_until(rest, " \t");
    prototype.rule = find_rule(rules_, id);
    prototype.name = place(file, comment, id);
    if (id.empty()) {
      add(findings, own_.invalid, place(file, comment, comment.text),
          "A rule is missing next to a comma", fmt::format("Write {}.", kForm));
    } else if (prototype.rule == nullptr) {
      if (ids_.empty()) {
        for (const RuleInfo& rule : rules_)
          ids_.push_back(rule.id);
      }
      add(findings, own_.invalid, prototype.name,
          fmt::format("There is no rule `{}`{}", id, did_you_mean(id, ids_)),
          "`miglint rules` lists all of them.");
    } else {
      suppressions_.push_back(prototype);
    }
    if (rest = trimmed(rest); !rest.empty()) {
      add(findings, own_.invalid, place(file, comment, rest),
          fmt::format("`{}` stands between the rule and the colon", rest),
          fmt::format("Part several rules by commas, and write the reason after a colon: {}.",
                      kForm));
    }
    if (rules.empty()) return;
    rules.remove_prefix(1);
  }
}

void Suppressions::apply(std::span<Finding> findings) {
  const auto file_of = [](const Suppression& each) { return each.name.file; };
  std::ranges::stable_sort(suppressions_, {}, file_of);
  for (Finding& finding : findings) {
    const auto in_file = std::ranges::equal_range(suppressions_, finding.span.file, {}, file_of);
    for (Suppression& suppression : in_file) {
      if (!suppression.heard || !covers(suppression, finding)) continue;
      suppression.used = true;
      if (!finding.suppressed) finding.suppressed = std::string(suppression.reason);
    }
  }
}

void Suppressions::report_unused(const std::function<bool(const RuleInfo&, FileId)>& is_run,
                                 std::vector<Finding>& findings) {
  const auto report = [&](const Suppression& suppression) {
    if (suppression.used || !suppression.heard || !is_run(*suppression.rule, suppression.code.file))
      return;
    add(findings, own_.unused, suppression.name,
        fmt::format("Nothing here gives a `{}` finding, so this comment suppresses nothing",
                    suppression.rule->id),
        "Remove it, or move it to the line above the statement that it is about.");
  };
  const auto is_about_unused = [&](const Suppression& each) { return each.rule == own_.unused; };
  const std::size_t first = findings.size();
  for (const auto& each : suppressions_) {
    if (!is_about_unused(each)) report(each);
  }
  // An ignore of this very rule is unused only when none of those needed it.
  apply(std::span(findings).subspan(first));
  for (const auto& each : suppressions_) {
    if (is_about_unused(each)) report(each);
  }
}

}  // namespace miglint
