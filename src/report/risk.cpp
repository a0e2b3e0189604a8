#include "report/risk.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "lint/wording.h"
#include "report/display.h"
#include "runbook/sql_pieces.h"

namespace miglint {
namespace {

constexpr int kMostPoints = 100;

bool counts(const Finding& finding) {
  const bool refuted = finding.verdict && finding.verdict->state == Verdict::State::refuted;
  return !finding.suppressed && !refuted && finding.level != Level::off;
}

/// "error `x`, 3 times: What it is"
std::string times(Level level, const RuleInfo& rule, std::size_t count) {
  const std::string often = count == 1 ? std::string() : fmt::format(", {} times", count);
  const std::string title = rule.title.empty() ? std::string() : fmt::format(": {}", rule.title);
  return fmt::format("{} `{}`{}{}", name(level), rule.id, often, title);
}

void add_findings(std::span<const Finding> findings, Level level, int first, int further,
                  std::vector<RiskReason>& reasons) {
  std::map<std::string_view, std::pair<const RuleInfo*, std::size_t>> by_rule;
  for (const Finding& finding : findings) {
    if (counts(finding) && finding.level == level) {
      auto& [rule, count] = by_rule[finding.rule->id];
      rule = finding.rule;
      ++count;
    }
  }
  for (const auto& [id, found] : by_rule) {
    const auto& [rule, count] = found;
    const int points = first + further * static_cast<int>(count - 1);
    reasons.push_back({points, times(level, *rule, count)});
  }
}

constexpr std::size_t kMostNamed = 3;
constexpr int kFirstPoints = 10;
constexpr int kFurtherPoints = 2;

/// One reason for all of them: "rollback missing or not whole: `a.sql` (none), …".
void add_together(std::string_view what, const std::vector<std::string>& each,
                  std::vector<RiskReason>& reasons) {
  if (each.empty()) return;
  std::string text(what);
  for (std::size_t i = 0; i < std::min(each.size(), kMostNamed); ++i)
    text += fmt::format("{}{}", i == 0 ? " " : ", ", each[i]);
  if (each.size() > kMostNamed) text += fmt::format(" and {} more", each.size() - kMostNamed);
  reasons.push_back(
      {kFirstPoints + kFurtherPoints * static_cast<int>(each.size() - 1), std::move(text)});
}

void add_rollbacks(std::span<const DatabaseChange> changes, const SourceSet& sources,
                   std::vector<RiskReason>& reasons) {
  std::vector<std::string> rollbacks;
  std::vector<std::string> losses;
  for (const DatabaseChange& change : changes) {
    for (const RolloutStep& step : change.rollout->migrations) {
      const std::string_view path = path_of(*step.migration, sources);
      const std::string_view file = path.substr(path.rfind('/') + 1);
      const Rollback::Grade grade = step.rollback.grade;
      if (grade != Rollback::Grade::complete) {
        rollbacks.push_back(fmt::format("`{}` ({})", file, word(grade)));
      }
      if (!step.losses.empty()) {
        losses.push_back(fmt::format("{} (`{}`)", step.losses.front(), file));
      }
    }
  }
  add_together("no whole way back:", rollbacks, reasons);
  add_together("gone for good:", losses, reasons);
}

/// Nobody uses a table yet that the change itself has made, in an earlier migration. Where all of
/// the history is the change, each migration is looked at by itself.
bool is_made_by(const Rollout& rollout, RelationKey relation) {
  if (rollout.before.tables().empty()) return false;
  const Table* table = rollout.after.find_table(relation);
  return table != nullptr && !table->assumed && rollout.makes(table->origin) &&
         rollout.before.find_table(relation) == nullptr;
}

int strength(const RelationWork& work) {
  return stops_reads(work) ? 2 : stops_writes(work) ? 1 : 0;
}

/// What the bar's table is held under when it begins.
void find_stronger(LockBar& bar, std::span<const LockBar> earlier,
                   std::span<const NumberedStep> steps) {
  int strongest = strength(*bar.work);
  for (const LockBar& other : earlier) {
    const bool held = other.table == bar.table && other.last >= bar.first;
    if (!held || strength(*other.work) <= strongest) continue;
    strongest = strength(*other.work);
    bar.under = other.first;
    bar.under_step = steps[other.first - 1].step;
    bar.under_work = other.work;
  }
}

}  // namespace

Risk assess(const Result& result, std::span<const DatabaseChange> changes) {
  Risk risk;
  add_findings(result.findings, Level::error, 20, 5, risk.reasons);
  if (!risk.reasons.empty()) risk.verdict = Risk::Verdict::stop;
  add_findings(result.findings, Level::warning, 5, 1, risk.reasons);
  if (!result.not_read.empty()) {
    risk.reasons.push_back(
        {10 * static_cast<int>(std::min<std::size_t>(10, result.not_read.size())),
         fmt::format("{} of {} statements could not be read", result.not_read.size(),
                     result.statements)});
  }
  if (!result.unread.empty()) {
    risk.reasons.push_back({20, fmt::format("{} could not be read at all", result.unread.size())});
  }
  add_rollbacks(changes, result.sources, risk.reasons);
  std::ranges::stable_sort(risk.reasons, std::greater(), &RiskReason::points);
  int sum = 0;
  for (const RiskReason& reason : risk.reasons)
    sum += reason.points;
  risk.score = std::min(sum, kMostPoints);
  if (risk.verdict == Risk::Verdict::go && !risk.reasons.empty())
    risk.verdict = Risk::Verdict::look;
  return risk;
}

std::string_view words(Risk::Verdict verdict) {
  switch (verdict) {
    case Risk::Verdict::stop:
      return "Do not run it as it stands";
    case Risk::Verdict::look:
      return "Look at the reasons first";
    case Risk::Verdict::go:
      break;
  }
  return "Nothing speaks against it";
}

std::vector<NumberedStep> numbered_steps(const Rollout& rollout) {
  std::vector<NumberedStep> steps;
  for (const RolloutStep& migration : rollout.migrations) {
    for (const Step& step : migration.steps) {
      if (step.is_control && step.opaque.empty()) continue;
      steps.push_back({steps.size() + 1, migration.migration, &step});
    }
  }
  return steps;
}

std::vector<LockBar> lock_bars(const Rollout& rollout) {
  const std::vector<NumberedStep> steps = numbered_steps(rollout);
  std::vector<LockBar> bars;
  for (const NumberedStep& numbered : steps) {
    std::size_t last = numbered.number;
    // A transaction of the tool's own may be told for all of its statements.
    for (const NumberedStep& other : steps) {
      const bool same = numbered.step->in_transaction && other.step->in_transaction &&
                        other.step->transaction == numbered.step->transaction;
      if (same) last = std::max(last, other.number);
    }
    for (const RelationWork& work : numbered.step->work) {
      if (!matters(work) || is_made_by(rollout, work.relation)) continue;
      LockBar bar{identifier(work.relation, rollout.after), numbered.number, last, &work};
      find_stronger(bar, bars, steps);
      bars.push_back(std::move(bar));
    }
  }
  return bars;
}

std::string statement_words(const Statement& statement, const Rollout& rollout, std::size_t limit) {
  const auto pieces = pieces_of(statement.text, rollout.dialect);
  return shortened(pieces ? text_of(*pieces) : std::string(statement.text), limit);
}

std::vector<const Finding*> graded_findings(std::span<const Finding> findings) {
  std::vector<const Finding*> graded;
  for (const Finding& finding : findings)
    if (counts(finding)) graded.push_back(&finding);
  std::ranges::stable_sort(graded, std::greater(), &Finding::level);
  return graded;
}

}  // namespace miglint
