#include "verify/maria_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <optional>
#include <ranges>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "verify/maria_copy.h"
#include "verify/maria_rows.h"
#include "verify/maria_script.h"
#include "verify/maria_spoil.h"
#include "verify/maria_sql.h"
#include "verify/maria_writers.h"
#include "verify/script_checks.h"

namespace miglint {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kSpoiled = "spoiled";
constexpr std::string_view kRehearsal = "rehearsal";
constexpr std::string_view kWriters = "writers";

/// A failure to run or observe, on its way out of this file's functions.
struct Failure {
  std::string what;
};

template <class T>
T must(std::expected<T, ServerError> answer) {
  if (!answer) throw Failure{answer.error().message};
  if constexpr (!std::is_void_v<T>) return *std::move(answer);
}

template <class T>
T must(std::expected<T, std::string> answer) {
  if (!answer) throw Failure{answer.error()};
  if constexpr (!std::is_void_v<T>) return *std::move(answer);
}

class MariaRun {
 public:
  MariaRun(MariaServer& server, std::span<const VerifyScript> scripts, const VerifyOptions& options)
      : server_(server),
        scripts_(scripts),
        options_(options),
        timeline_(options.server),
        deadline_(Clock::now() + options.time),
        disk_(server.disk_used() + server.limits().disk) {}

  Verification run() {
    const auto begin = Clock::now();
    must(server_.create(MariaServer::kDatabase));
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

  RunRecord run(std::string_view database, const PlannedRun& plan, bool observe) {
    return must(run_on_mariadb(server_, database, plan,
                               {.observe = observe, .deadline = deadline_, .disk = disk_}));
  }

  void run_up(std::size_t index) {
    const VerifyScript& script = scripts_[index];
    VerifiedScript& verified = result_.scripts.emplace_back();
    verified.history = script.history;
    verified.exercise.plan = std::move(plans_[index]);
    if (script.history) {
      verified.exercise.record = run(MariaServer::kDatabase, verified.exercise.plan, false);
      return;
    }
    fill(verified);
    std::optional<RolloutChecks> checks = checks_of(scripts_, index, options_);
    if (checks) {
      verified.checks_before = asked(MariaServer::kDatabase, [&](MysqlConnection& session) {
        return checks->before(session);
      });
    }
    run_on_spoiled_rows(verified, checks);
    const auto down = down_plans_.find(index);
    std::optional<Picture> before;
    if (down != down_plans_.end()) before = must(picture(server_, MariaServer::kDatabase));
    const std::set<std::string> keys = must(unique_keys(server_, MariaServer::kDatabase));
    verified.exercise.record = run(MariaServer::kDatabase, verified.exercise.plan, true);
    if (checks) {
      verified.checks_after = asked(
          MariaServer::kDatabase, [&](MysqlConnection& session) { return checks->after(session); });
    }
    if (before) run_rehearsal(std::move(down->second), *before, checks, verified);
    if (must(unique_keys(server_, MariaServer::kDatabase)) != keys) run_writers(keys, verified);
  }

  /// A rollback of several migrations, or of one that is not among these.
  void run_alone(const VerifyScript& script) {
    VerifiedScript& verified = result_.scripts.emplace_back();
    verified.history = script.history;
    verified.exercise.plan = plan(timeline_, script.script);
    if (!script.history) fill(verified);
    verified.exercise.record = run(MariaServer::kDatabase, verified.exercise.plan, !script.history);
  }

  template <class Ask>
  std::vector<CheckResult> asked(std::string_view database, const Ask& ask) const {
    MysqlConnection session = must(server_.fill(database));
    return must(ask(session));
  }

  void fill(VerifiedScript& verified) const {
    MysqlConnection session = must(server_.fill(MariaServer::kDatabase));
    MariaFill rows(session, options_.fill.rows, assumptions_);
    for (const PlannedStatement& statement : verified.exercise.plan.statements) {
      for (const PredictedEffect& effect : statement.effects) {
        if (!effect.creates && !effect.is_index) rows.table(last_part(effect.relation));
      }
    }
    for (const Assumption& assumption : verified.exercise.plan.assumptions)
      rows.table(last_part(assumption.table));
    verified.tables = rows.filled();
  }

  /// Where a copy cannot be made, what needs one is left out, and said to be.
  bool copy_to(std::string_view database, VerifiedScript& verified) {
    const auto copied = copy_database(server_, MariaServer::kDatabase, database);
    if (!copied) {
      verified.remark = fmt::format("the database could not be copied, so that {} is left out: {}",
                                    database == kSpoiled   ? "the run on spoiled rows"
                                    : database == kWriters ? "the contest of two writers"
                                                           : "the rehearsal",
                                    copied.error());
    }
    return copied.has_value();
  }

  void run_on_spoiled_rows(VerifiedScript& verified, const std::optional<RolloutChecks>& checks) {
    Exercise& exercise = verified.exercise;
    const bool demands = std::ranges::any_of(exercise.plan.assumptions, [](const Assumption& each) {
      return each.kind != Assumption::Kind::some_nulls;
    });
    if (!demands || !copy_to(kSpoiled, verified)) return;
    {
      MysqlConnection session = must(server_.fill(kSpoiled));
      exercise.spoiled = spoil(session, exercise.plan.assumptions);
    }
    if (std::ranges::any_of(exercise.spoiled, [](const Spoiled& each) { return each.rows > 0; })) {
      if (checks) {
        verified.checks_spoiled =
            asked(kSpoiled, [&](MysqlConnection& session) { return checks->aside(session); });
      }
      exercise.spoiled_record = run(kSpoiled, exercise.plan, false);
    }
    must(server_.drop(kSpoiled));
  }

  void run_rehearsal(PlannedRun down, const Picture& before,
                     const std::optional<RolloutChecks>& checks, VerifiedScript& verified) {
    if (!copy_to(kRehearsal, verified)) return;
    Exercise& exercise = verified.down.emplace();
    exercise.plan = std::move(down);
    Rehearsal& rehearsal = verified.rehearsal.emplace();
    rehearsal.down = run(kRehearsal, exercise.plan, true);
    exercise.record = rehearsal.down;
    compare(before, must(picture(server_, kRehearsal)), verified.exercise.record, rehearsal);
    rehearsal.up_again = run(kRehearsal, verified.exercise.plan, false);
    if (checks) {
      verified.checks_again =
          asked(kRehearsal, [&](MysqlConnection& session) { return checks->after(session); });
    }
    must(server_.drop(kRehearsal));
  }

  void run_writers(const std::set<std::string>& keys, VerifiedScript& verified) {
    if (!copy_to(kWriters, verified)) return;
    verified.writers = must(race_writers(server_, kWriters, keys));
    must(server_.drop(kWriters));
  }

  MariaServer& server_;
  std::span<const VerifyScript> scripts_;
  const VerifyOptions& options_;
  Timeline timeline_;
  Clock::time_point deadline_;
  std::int64_t disk_;                             ///< That the server's files may come to.
  std::vector<PlannedRun> plans_;                 ///< By script; of `up` ones.
  std::map<std::size_t, PlannedRun> down_plans_;  ///< By the script that they take back.
  std::vector<Assumption> assumptions_;           ///< Of all `up` scripts.
  Verification result_;
};

}  // namespace

std::expected<Verification, std::string> verify_on_mariadb(MariaServer& server,
                                                           std::span<const VerifyScript> scripts,
                                                           const VerifyOptions& options) {
  try {
    return MariaRun(server, scripts, options).run();
  } catch (const Failure& failure) {
    return std::unexpected(failure.what);
  }
}

}  // namespace miglint
