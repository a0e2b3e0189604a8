#include "report/risk.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "lint/difference_words.h"
#include "lint/wording.h"

namespace miglint {
namespace {

constexpr int kMostPoints = 100;

bool counts(const Finding& finding) {
  const bool refuted = finding.verdict && finding.verdict->state == Verdict::State::refuted;
  return !finding.suppressed && !refuted && finding.level != Level::off;
}

/// "the error `x`, 3 times"
std::string times(std::string_view level, std::string_view rule, std::size_t count) {
  const std::string often = count == 1 ? std::string() : fmt::format(", {} times", count);
  return fmt::format("{} `{}`{}", level, rule, often);
}

void add_findings(std::span<const Finding> findings, Level level, int first, int further,
                  std::vector<RiskReason>& reasons) {
  std::map<std::string_view, std::size_t> by_rule;
  for (const Finding& finding : findings) {
    if (counts(finding) && finding.level == level) ++by_rule[finding.rule->id];
  }
  for (const auto& [rule, count] : by_rule) {
    const int points = first + further * static_cast<int>(count - 1);
    reasons.push_back({points, times(name(level), rule, count)});
  }
}

void add_rollback(const RolloutStep& step, const SourceSet& sources,
                  std::vector<RiskReason>& reasons) {
  const std::string_view path = path_of(*step.migration, sources);
  const std::string_view file = path.substr(path.rfind('/') + 1);
  const Rollback& rollback = step.rollback;
  if (rollback.grade != Rollback::Grade::complete) {
    reasons.push_back({10, fmt::format("rollback of `{}`: {}", file, word(rollback.grade))});
  }
  if (!step.losses.empty()) {
    reasons.push_back({10, fmt::format("`{}` takes {} for good", file, step.losses.front())});
  }
}

/// A type that a statement has mentioned is no type that the change has made.
bool is_only_assumed(const SchemaDifference& difference, const Schema& after) {
  if (difference.object != SchemaDifference::Object::type) return false;
  const UserType* type = after.find_type({difference.schema, difference.name});
  return type != nullptr && type->assumed;
}

/// What becomes of something that was there before and is still there.
std::string changed_words(const SchemaDifference& difference, const Schema& after) {
  using What = SchemaDifference::What;
  const std::string name = difference.relation.empty()
                               ? identifier(difference.name)
                               : fmt::format("{}.{}", identifier(difference.relation, after),
                                             identifier(difference.name));
  const auto type = [](const std::optional<ColumnType>& of) {
    return of ? type_words(*of) : std::string("unknown");
  };
  switch (difference.what) {
    case What::not_null:
      return difference.had ? fmt::format("`{}` may be NULL from now on", name)
                            : fmt::format("`{}` becomes NOT NULL", name);
    case What::column_type:
      return fmt::format("`{}` becomes `{}`, from `{}`", name, type(difference.new_type),
                         type(difference.old_type));
    case What::default_value:
      return fmt::format("`{}` {} its default", name, difference.had ? "loses or changes" : "gets");
    case What::validity:
      return difference.had ? fmt::format("`{}` is not validated any more", name)
                            : fmt::format("`{}` is validated", name);
    case What::row_security:
      return fmt::format("row security goes {}", difference.had ? "off" : "on");
    case What::definition:
      break;
  }
  return fmt::format("`{}` is defined anew", name);
}

std::string change_words(const SchemaDifference& difference, const Schema& after) {
  switch (difference.kind) {
    case SchemaDifference::Kind::added:
      return "new: " + difference_words(difference, after);
    case SchemaDifference::Kind::missing:
      return "gone: " + difference_words(difference, after);
    case SchemaDifference::Kind::changed:
      break;
  }
  return changed_words(difference, after);
}

void add_enum_values(const Rollout& rollout, ChangedTable& others) {
  for (const UserType* type : rollout.after.types()) {
    if (rollout.makes(type->origin) && !type->assumed) continue;
    for (const auto& value : type->values) {
      if (!rollout.makes(value.origin)) continue;
      others.changes.push_back(fmt::format("new: the value `{}` of the enum `{}`", value.value,
                                           identifier(ObjectName{type->schema, type->name})));
    }
  }
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
  for (const DatabaseChange& change : changes) {
    for (const RolloutStep& step : change.rollout->migrations)
      add_rollback(step, result.sources, risk.reasons);
  }
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

std::vector<ChangedTable> changed_tables(const Rollout& rollout) {
  std::map<std::string, ChangedTable> by_key;
  ChangedTable others{.table = "types and functions"};
  const auto table_of = [&](RelationKey key) -> ChangedTable& {
    ChangedTable& table = by_key[std::string(key)];
    table.table = identifier(key, rollout.after);
    return table;
  };
  for (const SchemaDifference& difference : differences(rollout.before, rollout.after)) {
    if (is_only_assumed(difference, rollout.after)) continue;
    ChangedTable& table = difference.relation.empty() ? others : table_of(difference.relation);
    table.is_new |= difference.object == SchemaDifference::Object::table &&
                    difference.kind == SchemaDifference::Kind::added;
    table.changes.push_back(change_words(difference, rollout.after));
  }
  add_enum_values(rollout, others);
  for (const TouchedTable& touched : rollout.tables) {
    if (touched.rewritten)
      table_of(touched.table).changes.emplace_back("every row is written again");
    if (touched.rows_updated) table_of(touched.table).changes.emplace_back("rows are updated");
    if (touched.rows_come_or_go) {
      table_of(touched.table).changes.emplace_back("rows are added or deleted");
    }
  }
  std::vector<ChangedTable> tables;
  // Tables in use first: new ones surprise nobody.
  for (const bool is_new : {false, true}) {
    for (auto& [key, table] : by_key)
      if (table.is_new == is_new) tables.push_back(table);
  }
  if (!others.changes.empty()) tables.push_back(std::move(others));
  return tables;
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
      if (!matters(work)) continue;
      LockBar bar{identifier(work.relation, rollout.after), numbered.number, last, &work};
      find_stronger(bar, bars, steps);
      bars.push_back(std::move(bar));
    }
  }
  return bars;
}

std::vector<const Finding*> graded_findings(std::span<const Finding> findings) {
  std::vector<const Finding*> graded;
  for (const Finding& finding : findings)
    if (counts(finding)) graded.push_back(&finding);
  std::ranges::stable_sort(graded, std::greater(), &Finding::level);
  return graded;
}

}  // namespace miglint
