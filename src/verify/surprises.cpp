#include "verify/surprises.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "verify/evidence.h"
#include "verify/rule_proof.h"

namespace miglint {
namespace {

using State = Verdict::State;
using std::string_view_literals::operator""sv;

constexpr std::array kPostgres = {"postgres"sv};
constexpr std::array kTags = {"verify"sv};

constexpr RuleInfo kFails{
    .id = "statement-fails",
    .group = "verify",
    .title = "The statement fails on a server",
    .level = Level::error,
    .dialects = kPostgres,
    .versions = {},
    .tags = kTags,
    .precision = "very-high",
    .page = "`miglint verify` ran the statement on a scratch server, and the server refused it.\n"};
constexpr RuleInfo kUnpredicted{
    .id = "unpredicted-effect",
    .group = "verify",
    .title = "The server did more than miglint predicted",
    .level = Level::warning,
    .dialects = kPostgres,
    .versions = {},
    .tags = kTags,
    .precision = "very-high",
    .page =
        "`miglint verify` saw a lock or a rewrite on a scratch server that miglint had not "
        "predicted. What the server does is true; please report it.\n"};
constexpr RuleInfo kCheck{
    .id = "check-failed",
    .group = "verify",
    .title = "A check after the migration fails",
    .level = Level::warning,
    .dialects = kPostgres,
    .versions = {},
    .tags = kTags,
    .precision = "very-high",
    .page =
        "`miglint verify` ran the migration on a scratch server, and then asked what the runbook "
        "asks after it: what the migration promises does not hold there.\n"};
constexpr RuleInfo kRollback{
    .id = "rollback-incomplete",
    .group = "verify",
    .title = "The rollback does not bring back what was there",
    .level = Level::warning,
    .dialects = kPostgres,
    .versions = {},
    .tags = kTags,
    .precision = "very-high",
    .page =
        "`miglint verify` ran the migration, its down script and the migration again, and "
        "compared the catalog and the rows with those of before.\n"};

/// PostgreSQL's SQLSTATE, MariaDB's numbers.
bool lacks_rights(const ServerError& error) {
  constexpr std::array kCodes{"42501"sv, "1044"sv, "1142"sv, "1227"sv};
  return std::ranges::find(kCodes, error.sqlstate) != kCodes.end();
}

bool is_about_refusal(const RuleInfo& rule) {
  return std::ranges::any_of(read_proof(rule.proof), [](const RuleProof& proof) {
    return proof.kind == RuleProof::Kind::refused;
  });
}

Finding about(const RuleInfo& rule, const Statement& statement, Direction direction,
              std::string message) {
  Finding finding;
  finding.rule = &rule;
  finding.level = rule.level;
  finding.span = statement.span;
  finding.message = std::move(message);
  finding.direction = direction;
  return finding;
}

bool is_told(const std::vector<Finding>& findings, const Statement& statement) {
  return std::ranges::any_of(findings, [&](const Finding& finding) {
    // A note does not say that the statement fails here.
    return finding.level >= Level::warning && finding_is_of(finding, statement) &&
           finding.verdict && finding.verdict->state == State::confirmed &&
           is_about_refusal(*finding.rule);
  });
}

std::string failure_message(const StepRecord& step) {
  if (step.outcome == StepRecord::Outcome::stopped) {
    return fmt::format("On a scratch server this was {}.", step.remark);
  }
  if (lacks_rights(step.error)) {
    return fmt::format(
        "On a scratch server this is refused: {}. Migrations run there without a superuser's "
        "rights.",
        refusal_words(step.error));
  }
  return fmt::format("On a scratch server this fails: {}.", refusal_words(step.error));
}

/// The first failure, since later ones may come from it; and everything that was held back, since
/// it cannot.
void add_failures(const Exercise& exercise, const std::vector<Finding>& findings,
                  std::vector<Finding>& out) {
  bool first = true;
  bool all_run = true;
  for (std::size_t i = 0; i < exercise.record.steps.size(); ++i) {
    const StepRecord& step = exercise.record.steps[i];
    const Statement& statement = *exercise.plan.statements[i].statement;
    const bool stopped = step.outcome == StepRecord::Outcome::stopped;
    all_run &= step.outcome != StepRecord::Outcome::skipped;
    if (!stopped && step.outcome != StepRecord::Outcome::failed) continue;
    if (is_told(findings, statement)) {
      first = false;
      continue;
    }
    // It may count on what was left out.
    if ((!first || !all_run) && !stopped && !lacks_rights(step.error)) continue;
    first = false;
    Finding finding = about(kFails, statement, exercise.plan.direction, failure_message(step));
    finding.verdict =
        Verdict{State::confirmed, "what comes after it in the script was run all the same"};
    out.push_back(std::move(finding));
  }
}

/// What was predicted of a relation, over all of a statement.
PredictedEffect predicted(const PlannedStatement& planned, std::string_view relation) {
  PredictedEffect all;
  for (const PredictedEffect& effect : planned.effects) {
    if (effect.relation != relation) continue;
    all.lock = std::max(all.lock, effect.lock);
    all.rewrite |=
        effect.rewrite || effect.online.rebuild || effect.online.algorithm == DdlAlgorithm::copy;
  }
  return all;
}

void add_surprises(const Exercise& exercise, std::vector<Finding>& out) {
  // It was run on MariaDB, which goes about many changes in another way.
  if (exercise.plan.migration->dialect == Dialect::mysql) return;
  // What comes after a failure may come from it.
  const std::size_t end = exercise.record.failed.value_or(exercise.record.steps.size());
  for (std::size_t i = 0; i < end; ++i) {
    const StepRecord& step = exercise.record.steps[i];
    const PlannedStatement& planned = exercise.plan.statements[i];
    if (step.outcome != StepRecord::Outcome::done) continue;
    for (const ObservedRelation& relation : step.relations) {
      if (relation.is_index) continue;
      PredictedEffect told = predicted(planned, relation.name);
      if (!relation.root.empty()) {
        // Partitions may be made at run time: whoever speaks of the table means them, too.
        const PredictedEffect whole = predicted(planned, relation.root);
        told.lock = std::max(told.lock, whole.lock);
        told.rewrite |= whole.rewrite;
      }
      const bool more_lock = blocks_writes(relation.new_lock) && relation.new_lock > told.lock;
      const bool more_work = relation.rewritten && !told.rewrite;
      if (!more_lock && !more_work) continue;
      Finding finding = about(
          kUnpredicted, *planned.statement, exercise.plan.direction,
          fmt::format("Not predicted, but seen on a scratch server: {}{}",
                      more_lock
                          ? fmt::format("{} on `{}`", sql_name(relation.new_lock), relation.name)
                          : fmt::format("`{}` is rewritten", relation.name),
                      planned.opaque.empty() ? "" : "; from the text it cannot be known"));
      finding.effect =
          LockFact{.relation = relation.name, .lock = relation.lock, .rewrite = relation.rewritten};
      finding.verdict = Verdict{State::confirmed, what_happened(step, relation)};
      out.push_back(std::move(finding));
    }
  }
}

}  // namespace

std::vector<Finding> unpredicted(const Exercise& exercise, const std::vector<Finding>& findings) {
  std::vector<Finding> out;
  add_failures(exercise, findings, out);
  add_surprises(exercise, out);
  return out;
}

const RuleInfo& check_rule() {
  return kCheck;
}

const RuleInfo& rollback_rule() {
  return kRollback;
}

std::vector<RuleInfo> verify_rules() {
  return {kFails, kUnpredicted, kCheck, kRollback};
}

}  // namespace miglint
