#include "report/outcome.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace miglint {
namespace {

Place place_of(const Result& result, Span span) {
  const SourceFile& file = result.sources[span.file];
  return {.file = file.path(),
          .path = std::string(result.repository_path(span.file)),
          .begin = file.position(span.begin),
          .end = file.position(std::max(span.begin, span.end))};
}

ReportedEffect effect_of(const LockFact& fact) {
  return {.relation = fact.relation,
          .lock = std::string(pg_locks_name(fact.lock)),
          .rewrite = fact.rewrite,
          .scan = fact.scan,
          .index_build = fact.index_build};
}

ReportedFinding reported(const Result& result, const Finding& from, std::string fingerprint) {
  ReportedFinding finding{.rule = std::string(from.rule->id),
                          .level = from.level,
                          .place = place_of(result, from.span),
                          .direction = from.direction,
                          .message = from.message,
                          .safe_way = from.safe_way,
                          .effect = {},
                          .size = from.size,
                          .related = {},
                          .fix = {},
                          .verdict = from.verdict,
                          .suppressed = from.suppressed,
                          .fingerprint = std::move(fingerprint)};
  if (from.effect) finding.effect = effect_of(*from.effect);
  for (const RelatedPlace& to : from.related)
    finding.related.push_back({place_of(result, to.span), to.message});
  for (const Edit& edit : from.fix)
    finding.fix.push_back({place_of(result, edit.span), edit.replacement});
  return finding;
}

bool is_same(const UnreadInput& a, const UnreadInput& b) {
  return a.path == b.path && a.message == b.message;
}

}  // namespace

Outcome outcome_of(const Result& result) {
  Outcome outcome{.findings = {},
                  .files = result.files,
                  .statements = result.statements,
                  .statements_not_read = result.not_read.size(),
                  .first_not_read = {},
                  .unread = {result.unread.begin(), result.unread.end()},
                  .shard = result.shard,
                  .rules = result.rules};
  if (!result.not_read.empty()) outcome.first_not_read = place_of(result, result.not_read.front());
  std::vector<std::string> prints = fingerprints(result);
  outcome.findings.reserve(prints.size());
  for (std::size_t i = 0; i < prints.size(); ++i)
    outcome.findings.push_back(reported(result, result.findings[i], std::move(prints[i])));
  return outcome;
}

Outcome merged(std::vector<Outcome> runs) {
  Outcome whole;
  for (Outcome& run : runs) {
    std::ranges::move(run.findings, std::back_inserter(whole.findings));
    whole.files += run.files;
    whole.statements += run.statements;
    whole.statements_not_read += run.statements_not_read;
    if (!whole.first_not_read) whole.first_not_read = std::move(run.first_not_read);
    for (UnreadInput& input : run.unread) {
      const bool known = std::ranges::any_of(
          whole.unread, [&](const UnreadInput& other) { return is_same(other, input); });
      if (!known) whole.unread.push_back(std::move(input));
    }
    if (whole.rules.empty()) whole.rules = run.rules;
  }
  return whole;
}

Summary summary(const Outcome& outcome) {
  Summary sum;
  for (const ReportedFinding& finding : outcome.findings) {
    if (finding.suppressed) {
      ++sum.suppressed;
    } else if (finding.level == Level::error) {
      ++sum.errors;
    } else if (finding.level == Level::warning) {
      ++sum.warnings;
    } else {
      ++sum.notes;
    }
  }
  return sum;
}

std::string_view title_of(const Outcome& outcome, std::string_view rule) {
  const auto known = std::ranges::find(outcome.rules, rule, &RuleInfo::id);
  return known == outcome.rules.end() ? std::string_view() : known->title;
}

std::string whole_message(const ReportedFinding& finding) {
  return whole_message(finding.message, finding.verdict, finding.safe_way);
}

}  // namespace miglint
