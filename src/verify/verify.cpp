#include "verify/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <ranges>
#include <set>
#include <tuple>
#include <utility>

#include "verify/script_checks.h"
#include "verify/surprises.h"

namespace miglint {
namespace {

using Clock = std::chrono::steady_clock;

/// What the work database was like before a script that its rows may stop.
constexpr std::string_view kWayBack = "wayback";

/// A failure to run or observe, on its way out of this file's functions.
struct Failure {
  std::string what;
};

template <class T>
T must(std::expected<T, std::string> answer) {
  if (!answer) throw Failure{answer.error()};
  if constexpr (!std::is_void_v<T>) return *std::move(answer);
}

template <class T>
T must(std::expected<T, ServerError> answer, std::string_view what) {
  if (!answer) throw Failure{fmt::format("{}: {}", what, answer.error().message)};
  if constexpr (!std::is_void_v<T>) return *std::move(answer);
}

std::set<std::string> touched_tables(const PlannedRun& plan) {
  std::set<std::string> tables;
  for (const PlannedStatement& statement : plan.statements) {
    for (const PredictedEffect& effect : statement.effects) {
      if (!effect.creates && !effect.is_index) tables.insert(effect.relation);
    }
  }
  for (const Assumption& assumption : plan.assumptions)
    tables.insert(assumption.table);
  return tables;
}

class Verifier {
 public:
  Verifier(Sandbox& sandbox, std::span<const VerifyScript> scripts, const VerifyOptions& options)
      : sandbox_(sandbox),
        scripts_(scripts),
        options_(options),
        timeline_(options.server),
        deadline_(Clock::now() + options.time) {}

  Verification run() {
    const auto begin = Clock::now();
    must(sandbox_.drop(kWorkDatabase), "DROP DATABASE");
    must(sandbox_.create(kWorkDatabase), "CREATE DATABASE");
    plan_all();
    for (std::size_t i = 0; i < scripts_.size(); ++i) {
      if (scripts_[i].script.direction == Direction::up) run_up(i);
    }
    for (const VerifyScript& script : scripts_ | std::views::reverse) {
      if (script.script.direction == Direction::down && !script.undoes) run_alone(script);
    }
    result_.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    return std::move(result_);
  }

 private:
  static PlannedRun plan(Timeline& timeline, const ReadScript& script) {
    return predict(timeline, *script.migration, script.direction, script.statements);
  }

  /// All at once and beforehand: rows made for one script must also suit those after it.
  void plan_all() {
    for (std::size_t i = 0; i < scripts_.size(); ++i) {
      const VerifyScript& script = scripts_[i];
      PlannedRun& planned = plans_.emplace_back();
      tell_names(script.script);
      if (script.script.direction != Direction::up) continue;
      planned = plan(timeline_, script.script);
      std::ranges::copy(planned.assumptions, std::back_inserter(assumptions_));
      if (const ReadScript* down = script.history ? nullptr : down_of(scripts_, i)) {
        // The rollback is no part of the history of the migrations that follow.
        Timeline aside = timeline_;
        down_plans_.emplace(i, plan(aside, *down));
      }
    }
  }

  /// What a script makes is not made for it.
  void tell_names(const ReadScript& script) {
    for (const Statement& statement : script.statements) {
      for (const Operation& operation : statement.operations) {
        const Action& action = operation.action;
        if (const auto* schema = std::get_if<op::CreateSchema>(&action)) {
          sandbox_.name_of_scripts(schema->schema);
        } else if (const auto* values = std::get_if<op::CreateEnum>(&action)) {
          sandbox_.name_of_scripts(values->type.name);
        } else if (const auto* domain = std::get_if<op::CreateDomain>(&action)) {
          sandbox_.name_of_scripts(domain->domain.name);
        } else if (const auto* type = std::get_if<op::CreateType>(&action)) {
          sandbox_.name_of_scripts(type->type.name);
        }
      }
    }
  }

  RunRecord run(std::string_view database, const PlannedRun& plan, bool observe) {
    return must(run_script(sandbox_, database, plan, {.observe = observe, .deadline = deadline_}));
  }

  void run_up(std::size_t index) {
    const VerifyScript& script = scripts_[index];
    VerifiedScript& verified = result_.scripts.emplace_back();
    verified.history = script.history;
    const auto down = down_plans_.find(index);
    const bool has_down = down != down_plans_.end();
    verified.exercise.plan = std::move(plans_[index]);
    if (script.history) {
      verified.exercise.record = run(kWorkDatabase, verified.exercise.plan, false);
      return;
    }
    fill(verified);
    std::optional<RolloutChecks> checks = checks_of(scripts_, index, options_);
    if (checks) {
      verified.checks_before =
          asked(kWorkDatabase, [&](Connection& session) { return checks->before(session); });
    }
    run_on_spoiled_rows(verified, checks);
    std::optional<Picture> before;
    if (has_down && sandbox_.is_own()) before = must(picture(sandbox_, kWorkDatabase));
    const std::set<Oid> indexes = indexes_there();
    const bool way_back = keep_way_back(index, verified);
    verified.exercise.record = run(kWorkDatabase, verified.exercise.plan, true);
    if (checks) {
      verified.checks_after =
          asked(kWorkDatabase, [&](Connection& session) { return checks->after(session); });
    }
    if (before) run_rehearsal(std::move(down->second), *before, checks, verified);
    if (makes_unique(verified.exercise)) run_writers(indexes, verified);
    if (has_down && !before) {
      verified.remark = "the rollback is only rehearsed on a server of miglint's own";
    }
    if (way_back) go_back_when_rows_stopped_it(verified);
  }

  /// Later scripts count on what this one makes, also when it is its rows that stop it here.
  bool keep_way_back(std::size_t index, const VerifiedScript& verified) {
    for (const FilledTable& table : verified.tables) {
      if (table.rows > 0) filled_.insert(table.table);
    }
    const bool last = std::ranges::none_of(
        scripts_.subspan(index + 1),
        [](const VerifyScript& script) { return script.script.direction == Direction::up; });
    if (last || !sandbox_.is_own() || filled_.empty()) return false;
    if (!may_meet_rows(verified.exercise.plan)) return false;
    must(sandbox_.copy(kWorkDatabase, kWayBack), "CREATE DATABASE");
    return true;
  }

  void go_back_when_rows_stopped_it(VerifiedScript& verified) {
    if (stopped_by_rows(verified.exercise.record) && empty_tables(kWayBack) &&
        !stopped_by_rows(run(kWayBack, verified.exercise.plan, false))) {
      must(sandbox_.replace(kWorkDatabase, kWayBack), "ALTER DATABASE");
      verified.remark = "its rows stop it here: what comes after it runs as if there were none";
    } else {
      must(sandbox_.drop(kWayBack), "DROP DATABASE");
    }
  }

  /// SQLSTATE's classes of data that does not suit, and of constraints.
  static bool stopped_by_rows(const RunRecord& record) {
    return std::ranges::any_of(record.steps, [](const StepRecord& step) {
      return step.outcome == StepRecord::Outcome::failed &&
             (step.error.sqlstate.starts_with("22") || step.error.sqlstate.starts_with("23"));
    });
  }

  static bool may_meet_rows(const PlannedRun& plan) {
    return std::ranges::any_of(plan.statements, [](const PlannedStatement& planned) {
      if (!planned.opaque.empty()) return true;
      return std::ranges::any_of(planned.statement->operations, [](const Operation& operation) {
        const Action& action = operation.action;
        const auto* column = std::get_if<op::AddColumn>(&action);
        const auto* index = std::get_if<op::CreateIndex>(&action);
        return operation.nesting.in_block || (column != nullptr && column->column.not_null) ||
               (index != nullptr && index->unique) ||
               std::holds_alternative<op::SetNotNull>(action) ||
               std::holds_alternative<op::AddConstraint>(action) ||
               std::holds_alternative<op::ValidateConstraint>(action) ||
               std::holds_alternative<op::AlterColumnType>(action) ||
               std::holds_alternative<op::AlterDomain>(action) ||
               std::holds_alternative<op::AttachPartition>(action);
      });
    });
  }

  /// Those that miglint has filled.
  bool empty_tables(std::string_view database) const {
    Connection watcher = must(sandbox_.watch(database), "a session");
    Connection session = must(sandbox_.fill(database), "a session");
    const RelationStates there = must(read_relations(watcher), "the catalog");
    std::string names;
    for (const std::string& table : filled_) {
      const RelationState* state = there.find(table);
      if (state != nullptr && state->is_plain_table()) {
        names += (names.empty() ? "" : ", ") + state->quoted;
      }
    }
    return !names.empty() && session.run("TRUNCATE " + names + " CASCADE");
  }

  /// A rollback of several migrations, or of one that is not among these.
  void run_alone(const VerifyScript& script) {
    VerifiedScript& verified = result_.scripts.emplace_back();
    verified.history = script.history;
    verified.exercise.plan = plan(timeline_, script.script);
    if (!script.history) fill(verified);
    verified.exercise.record = run(kWorkDatabase, verified.exercise.plan, !script.history);
  }

  template <class Ask>
  std::vector<CheckResult> asked(std::string_view database, const Ask& ask) const {
    Connection session = must(sandbox_.fill(database), "a session");
    return must(ask(session));
  }

  std::set<Oid> indexes_there() const {
    Connection watcher = must(sandbox_.watch(kWorkDatabase), "a session");
    std::set<Oid> indexes;
    for (const auto& [oid, state] : must(read_relations(watcher), "the catalog").by_oid) {
      if (state.is_index()) indexes.insert(oid);
    }
    return indexes;
  }

  static bool makes_unique(const Exercise& exercise) {
    return std::ranges::any_of(exercise.plan.assumptions, [](const Assumption& assumption) {
      return assumption.kind == Assumption::Kind::unique ||
             assumption.kind == Assumption::Kind::no_overlap;
    });
  }

  void run_writers(const std::set<Oid>& indexes, VerifiedScript& verified) {
    if (!sandbox_.is_own()) return;
    constexpr std::string_view kDatabase = "writers";
    must(sandbox_.copy(kWorkDatabase, kDatabase), "CREATE DATABASE");
    verified.writers = must(race_writers(sandbox_, kDatabase, indexes, options_.fill.seed));
    must(sandbox_.drop(kDatabase), "DROP DATABASE");
  }

  void fill(VerifiedScript& verified) {
    Connection watcher = must(sandbox_.watch(kWorkDatabase), "a session");
    Connection session = must(sandbox_.fill(kWorkDatabase), "a session");
    // Keys are taken from tables without statistics: a guess of few rows would cost minutes.
    must(session.run("SET enable_nestloop = off"), "a session");
    Fill fill(watcher, session, options_.fill, assumptions_);
    for (const std::string& table : touched_tables(verified.exercise.plan))
      fill.table(table);
    verified.tables = fill.filled();
  }

  void run_on_spoiled_rows(VerifiedScript& verified, const std::optional<RolloutChecks>& checks) {
    Exercise& exercise = verified.exercise;
    const bool demands = std::ranges::any_of(exercise.plan.assumptions, [](const Assumption& each) {
      return each.kind != Assumption::Kind::some_nulls;
    });
    if (!demands) return;
    if (!sandbox_.is_own()) {
      verified.remark = "spoiled rows are only tried on a server of miglint's own";
      return;
    }
    constexpr std::string_view kDatabase = "spoiled";
    must(sandbox_.copy(kWorkDatabase, kDatabase), "CREATE DATABASE");
    {
      Connection watcher = must(sandbox_.watch(kDatabase), "a session");
      Connection session = must(sandbox_.fill(kDatabase), "a session");
      exercise.spoiled = spoil(watcher, session, exercise.plan.assumptions);
    }
    if (std::ranges::any_of(exercise.spoiled, [](const Spoiled& each) { return each.rows > 0; })) {
      if (checks) {
        verified.checks_spoiled =
            asked(kDatabase, [&](Connection& session) { return checks->aside(session); });
      }
      exercise.spoiled_record = run(kDatabase, exercise.plan, false);
    }
    must(sandbox_.drop(kDatabase), "DROP DATABASE");
  }

  void run_rehearsal(PlannedRun down, const Picture& before,
                     const std::optional<RolloutChecks>& checks, VerifiedScript& verified) {
    constexpr std::string_view kDatabase = "rehearsal";
    must(sandbox_.copy(kWorkDatabase, kDatabase), "CREATE DATABASE");
    Exercise& exercise = verified.down.emplace();
    exercise.plan = std::move(down);
    verified.rehearsal = must(rehearse(sandbox_, kDatabase, before, verified.exercise.record,
                                       exercise.plan, verified.exercise.plan, deadline_));
    exercise.record = verified.rehearsal->down;
    if (checks) {
      verified.checks_again =
          asked(kDatabase, [&](Connection& session) { return checks->after(session); });
    }
    must(sandbox_.drop(kDatabase), "DROP DATABASE");
  }

  Sandbox& sandbox_;
  std::span<const VerifyScript> scripts_;
  const VerifyOptions& options_;
  Timeline timeline_;
  Clock::time_point deadline_;
  std::vector<PlannedRun> plans_;                 ///< By script; of `up` ones.
  std::map<std::size_t, PlannedRun> down_plans_;  ///< By the script that they take back.
  std::vector<Assumption> assumptions_;           ///< Of all `up` scripts.
  std::set<std::string> filled_;                  ///< Tables that hold rows of miglint's own.
  Verification result_;
};

/// "- column public.t.a: integer; and 3 more lines"
std::string shortened_list(const std::vector<std::string>& lines) {
  constexpr std::size_t kShown = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(lines.size(), kShown); ++i)
    text += (i == 0 ? "" : "; ") + lines[i];
  if (lines.size() > kShown) text += fmt::format("; and {} more", lines.size() - kShown);
  return text;
}

std::optional<Finding> finding_of(const VerifiedScript& verified) {
  if (!verified.rehearsal || !verified.down || verified.down->plan.statements.empty()) {
    return std::nullopt;
  }
  const Rehearsal& rehearsal = *verified.rehearsal;
  std::string message;
  if (!rehearsal.catalog_differs.empty()) {
    message = "After up and down the catalog is not what it was: " +
              shortened_list(rehearsal.catalog_differs);
  } else if (rehearsal.up_again && rehearsal.up_again->failed) {
    const StepRecord& step = rehearsal.up_again->steps[*rehearsal.up_again->failed];
    message = "After up and down the migration cannot be run again: " + step.error.message;
  } else if (!rehearsal.data_differs.empty()) {
    message =
        "After up and down rows are not what they were: " + shortened_list(rehearsal.data_differs);
  } else {
    return std::nullopt;
  }
  Finding finding;
  finding.rule = &rollback_rule();
  finding.level = rollback_rule().level;
  finding.span = verified.down->plan.statements.front().statement->span;
  finding.direction = Direction::down;
  finding.message = std::move(message);
  finding.verdict =
      Verdict{Verdict::State::confirmed, "up, down and up were run one after the other"};
  return finding;
}

/// Only where the migration has run: what a failed one leaves undone has been told.
void add_failed_checks(const VerifiedScript& verified, std::vector<Finding>& findings) {
  const PlannedRun& plan = verified.exercise.plan;
  const bool all_done = std::ranges::all_of(
      verified.exercise.record.steps,
      [](const StepRecord& step) { return step.outcome == StepRecord::Outcome::done; });
  // Names that the server chooses depend on what came before, also on what cannot be read.
  const bool all_known = std::ranges::all_of(
      plan.statements, [](const PlannedStatement& each) { return each.opaque.empty(); });
  if (plan.statements.empty() || !all_done || !all_known) return;
  const auto add = [&](std::string message, std::string evidence) {
    Finding finding;
    finding.rule = &check_rule();
    finding.level = check_rule().level;
    finding.span = plan.statements.front().statement->span;
    finding.direction = plan.direction;
    finding.message = std::move(message);
    finding.verdict = Verdict{Verdict::State::confirmed, std::move(evidence)};
    findings.push_back(std::move(finding));
  };
  for (const CheckResult& check : verified.checks_after) {
    if (check.state != CheckResult::State::failed) continue;
    add(fmt::format("After the migration a check fails: {}: {}", check.title, check.detail),
        "the check was run on the scratch server: " + check.id);
  }
  for (const WriterContest& contest : verified.writers) {
    if (contest.outcome != WriterContest::Outcome::both_written) continue;
    add(fmt::format("Two writers at once both get past `{}`", contest.index), contest.evidence);
  }
}

void judge(const Exercise& exercise, const Rehearsal* rehearsal, std::vector<Finding>& findings) {
  for (Finding& finding : findings) {
    if (auto verdict = verdict_on(finding, exercise, rehearsal)) {
      finding.verdict = std::move(verdict);
    }
  }
  std::ranges::move(unpredicted(exercise, findings), std::back_inserter(findings));
}

}  // namespace

std::expected<Verification, std::string> verify(Sandbox& sandbox,
                                                std::span<const VerifyScript> scripts,
                                                const VerifyOptions& options) {
  try {
    return Verifier(sandbox, scripts, options).run();
  } catch (const Failure& failure) {
    return std::unexpected(failure.what);
  }
}

void apply_verdicts(const Verification& verification, std::vector<Finding>& findings) {
  for (const VerifiedScript& verified : verification.scripts) {
    if (verified.history) continue;
    const Rehearsal* rehearsal = verified.rehearsal ? &*verified.rehearsal : nullptr;
    judge(verified.exercise, rehearsal, findings);
    if (verified.down) judge(*verified.down, rehearsal, findings);
    add_failed_checks(verified, findings);
    if (auto finding = finding_of(verified)) findings.push_back(*std::move(finding));
  }
  std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) {
    return std::tuple(a.span.file, a.span.begin) < std::tuple(b.span.file, b.span.begin);
  });
}

}  // namespace miglint
