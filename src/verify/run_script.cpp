#include "verify/run_script.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <map>
#include <utility>

#include "verify/compare.h"
#include "verify/lock_queue.h"
#include "verify/not_run.h"
#include "verify/stand_in.h"

namespace miglint {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Cause = TransactionState::Cause;

constexpr std::string_view kSavepoint = "SAVEPOINT miglint_step";
constexpr std::string_view kBack = "ROLLBACK TO SAVEPOINT miglint_step";
constexpr std::string_view kRelease = "RELEASE SAVEPOINT miglint_step";

/// A script that waits no longer than that for a lock, in milliseconds, is not made to.
constexpr double kShortestTimeout = 1000;

double milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

/// The server refuses it in the transaction that we put around it to have time to look.
bool refuses_transaction(const ServerError& error) {
  return error.sqlstate == "25001" || error.sqlstate == "2D000";
}

/// "10min" as milliseconds; nothing for none, or the one that a session has which has set none.
std::optional<double> limit_of(std::string_view setting) {
  using Unit = std::pair<std::string_view, double>;
  constexpr std::array<Unit, 5> kUnits{
      Unit{"ms", 1}, {"s", 1000}, {"min", 60000}, {"h", 3600000}, {"d", 86400000}};
  if (setting == kUnsetLockTimeout || setting == "0") return std::nullopt;
  double number = 0;
  const auto read = std::from_chars(setting.data(), setting.data() + setting.size(), number);
  const std::string_view unit(read.ptr, setting.data() + setting.size());
  const auto known = std::ranges::find(kUnits, unit, &Unit::first);
  return known == kUnits.end() ? number : number * known->second;
}

/// A failure to observe, on its way out of this file's functions.
struct Failure {
  std::string what;
};

template <class T>
T must(std::expected<T, ServerError> answer, std::string_view what) {
  if (!answer) throw Failure{fmt::format("{}: {}", what, answer.error().message)};
  return *std::move(answer);
}

class Runner {
 public:
  Runner(Sandbox& sandbox, std::string_view database, const PlannedRun& run, const RunMode& mode)
      : sandbox_(sandbox),
        run_(run),
        mode_(mode),
        database_(database),
        work_(must(sandbox.migrate(database), "the script's session")),
        watch_(must(sandbox.watch(database), "the watching session")),
        probe_(must(sandbox.fill(database), "the probing session")),
        queue_(must(sandbox.fill(database), "the long query's session"), watch_, probe_) {}

  RunRecord run() {
    at_begin_ = must(read_relations(watch_), "the catalog");
    for (std::size_t i = 0; i < run_.statements.size(); ++i) {
      record_.steps.emplace_back();
      begins_.push_back(Clock::now());
      step(i);
      if (work_.state() == SessionState::lost) reconnect();
    }
    if (opened_) end_transaction();
    record_.left_open = work_.state() == SessionState::in_transaction;
    look_at_settings();
    settle_held(record_.steps.size());
    return std::move(record_);
  }

 private:
  void step(std::size_t index) {
    const PlannedStatement& planned = run_.statements[index];
    StepRecord& step = record_.steps[index];
    enter(planned);
    const Statement& statement = *planned.statement;
    step.remark = why_not_run(statement);
    if (!step.remark.empty()) return;
    if (Clock::now() > mode_.deadline) {
      step.remark = "the time for the whole run was over";
      return;
    }
    step.in_transaction = work_.state() == SessionState::in_transaction;
    static_cast<void>(work_.take_notices());
    const op::SetParameter* const set = mode_.observe ? only_setting(statement) : nullptr;
    const bool local = set != nullptr && set->scope == op::SetParameter::Scope::local;
    const bool is_lost = local && !step.in_transaction;
    const std::string before = is_lost ? setting(set->parameter) : "";
    run_statement(planned, step);
    if (is_lost && work_.state() == SessionState::idle) {
      step.setting_changed = setting(set->parameter) != before;
    }
    const bool done = step.outcome == StepRecord::Outcome::done;
    if (set != nullptr && !local && !set->reset && done) {
      kept_.push_back({index, std::string(set->parameter), setting(set->parameter)});
    }
    step.ended_tools_transaction =
        opened_ && step.in_transaction && work_.state() == SessionState::idle;
    step.notices = work_.take_notices();
    const bool failed =
        step.outcome == StepRecord::Outcome::failed || step.outcome == StepRecord::Outcome::stopped;
    if (failed && !record_.failed) record_.failed = index;
    if (work_.state() == SessionState::idle) settle_held(index + 1);
  }

  static const op::SetParameter* only_setting(const Statement& statement) {
    if (statement.operations.size() != 1 || statement.operations.front().nesting.in_block) {
      return nullptr;
    }
    return std::get_if<op::SetParameter>(&statement.operations.front().action);
  }

  /// What has been set for the session: is it there for whoever gets the session next?
  void look_at_settings() {
    if (work_.state() != SessionState::idle) return;
    for (const KeptSetting& kept : kept_)
      record_.steps[kept.step].setting_kept = setting(kept.parameter) == kept.value;
  }

  std::string setting(std::string_view parameter) {
    const auto rows = work_.run(
        fmt::format("SELECT pg_catalog.current_setting({}, true)", quote_literal(parameter)));
    return rows && !rows->empty() ? rows->front()[0].value_or("") : "";
  }

  /// The tool's transaction, or that of a message.
  void enter(const PlannedStatement& planned) {
    if (planned.transaction == 0) return;
    const bool wanted = planned.cause == Cause::tool || planned.cause == Cause::message;
    if (opened_ && (!wanted || planned.transaction != *opened_)) end_transaction();
    if (wanted && !opened_ && work_.state() == SessionState::idle) {
      must(work_.run("BEGIN"), "BEGIN");
      opened_ = planned.transaction;
    }
  }

  void end_transaction() {
    opened_.reset();
    const auto done = work_.run("COMMIT");
    if (!done && !record_.steps.empty()) {
      // A deferred constraint speaks up only now.
      const std::size_t last = record_.steps.size() - 1;
      record_.steps[last].outcome = StepRecord::Outcome::failed;
      record_.steps[last].error = done.error();
      if (!record_.failed) record_.failed = last;
    }
    settle_held(record_.steps.size());
  }

  void settle_held(std::size_t end) {
    for (; settled_ < end; ++settled_) {
      record_.steps[settled_].held = milliseconds_since(begins_[settled_]);
    }
  }

  void run_statement(const PlannedStatement& planned, StepRecord& step) {
    const bool in_transaction = work_.state() == SessionState::in_transaction;
    const bool watched = planned.reads_or_changes || planned.statement->operations.empty();
    if (!watched || (planned.locks_table && !in_transaction)) {
      finish(step, execute(planned.statement->text, step));
      return;
    }
    if (in_transaction) {
      run_in_transaction(planned, step, /*own=*/false);
      return;
    }
    must(work_.run("BEGIN"), "BEGIN");
    if (run_in_transaction(planned, step, /*own=*/true)) return;
    run_alone(planned, step);
  }

  /// False: the server wants it alone, and nothing has happened.
  bool run_in_transaction(const PlannedStatement& planned, StepRecord& step, bool own,
                          const std::string& other_text = {}) {
    if (!own) must(work_.run(kSavepoint), kSavepoint);
    const bool observe = mode_.observe;
    RelationStates before;
    std::map<Oid, LockMode> held_before;
    if (observe) {
      before = must(read_relations(work_), "the catalog");
      held_before = must(read_locks(watch_, work_.backend_pid()), "pg_locks");
      step.lock_timeout = limit_of(before.lock_timeout);
      lay_queue(planned, step, held_before);
    }
    const auto done = execute(other_text.empty() ? planned.statement->text : other_text, step);
    if (!done) {
      if (work_.state() == SessionState::lost) {
        finish(step, done);
        return true;
      }
      must(work_.run(own ? "ROLLBACK" : kBack), "ROLLBACK");
      if (own && refuses_transaction(done.error())) return false;
      const auto stand_in =
          stand_in_for(sandbox_, database_, work_, *planned.statement, done.error());
      if (work_.state() == SessionState::in_failed_transaction) must(work_.run(kBack), kBack);
      if (stand_in.again && other_text.empty()) {
        if (own) must(work_.run("BEGIN"), "BEGIN");
        return run_in_transaction(planned, step, own, stand_in.text);
      }
      if (!stand_in.remark.empty()) {
        skip(step, stand_in, done.error());
      } else {
        finish(step, done);
        if (observe) observe_sampled(step, before, held_before);
      }
      return true;
    }
    finish(step, done);
    step.own_values = !other_text.empty() || names_made_type(planned.statement->text);
    // CALL and DO may have ended the transaction; then there is nothing left to look at.
    if (observe && work_.state() == SessionState::in_transaction) {
      const auto held = must(read_locks(watch_, work_.backend_pid()), "pg_locks");
      const RelationStates after = must(read_relations(work_), "the catalog");
      step.relations = compare({at_begin_, before, after, held_before, held});
      probe(step);
      note_queue(step);
    }
    if (!own) {
      if (work_.state() == SessionState::in_transaction) must(work_.run(kRelease), kRelease);
    } else if (const auto committed = work_.run("COMMIT"); !committed) {
      finish(step, committed);
    }
    return true;
  }

  [[nodiscard]] bool names_made_type(std::string_view sql) const {
    return std::ranges::any_of(sandbox_.made_types(), [&](const std::string& type) {
      return sql.find(type) != std::string_view::npos;
    });
  }

  static void skip(StepRecord& step, const StandIn& stand_in, const ServerError& error) {
    step.outcome = StepRecord::Outcome::skipped;
    step.remark = stand_in.remark;
    step.error = error;
  }

  /// CONCURRENTLY, VACUUM, blocks that commit: seen by looking often while it runs.
  void run_alone(const PlannedStatement& planned, StepRecord& step) {
    if (mode_.observe) flush_statistics();
    const RelationStates before = must(read_relations(watch_), "the catalog");
    step.in_transaction = false;
    step.sampled = true;
    const auto done = execute(planned.statement->text, step);
    if (!done && work_.state() == SessionState::idle) {
      const auto stand_in =
          stand_in_for(sandbox_, database_, work_, *planned.statement, done.error());
      if (!stand_in.remark.empty()) {
        skip(step, stand_in, done.error());
        return;
      }
    }
    finish(step, done);
    if (!mode_.observe || work_.state() != SessionState::idle) return;
    flush_statistics();
    const RelationStates after = must(read_relations(watch_), "the catalog");
    step.relations = compare({at_begin_, before, after, {}, sampled_, &RelationState::scans_ever});
  }

  void observe_sampled(StepRecord& step, const RelationStates& before,
                       const std::map<Oid, LockMode>& held_before) {
    step.sampled = true;
    step.relations = compare({at_begin_, before, before, held_before, sampled_});
  }

  /// Before 15 the statistics travel by messages, and no scans are told of such statements.
  void flush_statistics() {
    if (work_.server_version() < 15) return;
    must(work_.run("SELECT pg_catalog.pg_stat_force_next_flush()"), "the statistics");
  }

  /// Sends it and looks at its locks until it is done; stops it when it takes too much.
  std::expected<std::vector<Row>, ServerError> execute(std::string_view sql, StepRecord& step) {
    sampled_.clear();
    std::string stopped;
    const std::int64_t wal = mode_.observe ? wal_position() : 0;
    auto begin = Clock::now();
    if (auto sent = work_.send(sql); !sent) return std::unexpected(sent.error());
    wait_in_queue(begin);
    auto next_size_check = begin + 200ms;
    auto terminate_at = Clock::time_point::max();
    while (work_.is_busy()) {
      work_.wait(2ms);
      if (mode_.observe && work_.is_busy()) sample();
      const auto now = Clock::now();
      if (now > terminate_at) {
        terminate_at = Clock::time_point::max();
        watch_.try_to_run(
            fmt::format("SELECT pg_catalog.pg_terminate_backend({})", work_.backend_pid()));
      }
      if (!stopped.empty()) continue;
      if (now > begin + sandbox_.limits().statement || now > mode_.deadline) {
        stopped = fmt::format("it ran for {:.0f} s, which is all it gets",
                              milliseconds_since(begin) / 1000);
      } else if (now > next_size_check) {
        next_size_check = now + 200ms;
        if (database_size() > sandbox_.limits().disk) {
          stopped = fmt::format("the database grew beyond {} MB, which is all it gets",
                                sandbox_.limits().disk >> 20U);
        }
      }
      if (!stopped.empty()) {
        work_.cancel();
        terminate_at = now + 2s;
      }
    }
    auto done = work_.finish();
    step.milliseconds = milliseconds_since(begin);
    if (mode_.observe) step.wal_bytes = wal_position() - wal;
    if (!stopped.empty()) step.remark = "stopped: " + stopped;
    return done;
  }

  /// The time in which the statement waits for our own long query is none of its own.
  void wait_in_queue(Clock::time_point& begin) {
    if (!queue_.is_laid()) return;
    while (work_.is_busy() && !queue_.try_newcomers(work_.backend_pid()))
      work_.wait(2ms);
    if (queue_.is_laid()) queue_.release();
    queued_ = queue_.seen();
    for (std::size_t open = settled_; open < begins_.size(); ++open)
      begins_[open] += queue_.released_at() - begin;
    begin = queue_.released_at();
  }

  void finish(StepRecord& step, const std::expected<std::vector<Row>, ServerError>& done) {
    if (done) {
      step.outcome = StepRecord::Outcome::done;
      step.rows = work_.affected_rows();
      return;
    }
    step.error = done.error();
    // The server's own clock, and its limit for temporary files.
    const bool limit = step.error.sqlstate == "57014" || step.error.sqlstate == "53400";
    if (limit && step.remark.empty()) {
      step.remark = "stopped: " + step.error.message;
    }
    step.outcome = step.remark.empty() ? StepRecord::Outcome::failed : StepRecord::Outcome::stopped;
    if (work_.state() == SessionState::in_failed_transaction) {
      must(work_.run("ROLLBACK"), "ROLLBACK");
      opened_.reset();
    }
  }

  void sample() {
    const auto locks = read_locks(watch_, work_.backend_pid());
    if (!locks) return;
    for (const auto& [oid, mode] : *locks)
      sampled_[oid] = std::max(sampled_[oid], mode);
  }

  /// Before the first strong lock on a table that others use.
  void lay_queue(const PlannedStatement& planned, const StepRecord& step,
                 const std::map<Oid, LockMode>& held) {
    queued_.reset();
    // LOCK TABLE may ask not to wait at all.
    if (planned.locks_table) return;
    if (step.lock_timeout && *step.lock_timeout < kShortestTimeout) return;
    for (const PredictedEffect& effect : planned.effects) {
      if (effect.creates || effect.is_index || !blocks_writes(effect.lock)) continue;
      const auto table = std::ranges::find_if(at_begin_.by_oid, [&](const auto& item) {
        return item.second.name == effect.relation && item.second.is_plain_table();
      });
      if (table == at_begin_.by_oid.end() || held.contains(table->first)) continue;
      queue_.lay(table->second.name, table->second.quoted, effect.lock);
      return;
    }
  }

  void note_queue(StepRecord& step) {
    if (!queued_) return;
    for (ObservedRelation& relation : step.relations) {
      if (relation.name != queued_->relation) continue;
      relation.reader_queued = queued_->reader;
      relation.writer_queued = queued_->writer;
    }
  }

  /// Others see the names of before the transaction.
  void probe(StepRecord& step) {
    for (ObservedRelation& relation : step.relations) {
      if (!blocks_writes(relation.lock) || relation.is_index) continue;
      const RelationState* old = at_begin_.find(relation.name);
      if (old == nullptr || !old->is_plain_table()) continue;
      relation.reader_blocked = !gets_lock(old->quoted, "ACCESS SHARE");
      relation.writer_blocked = !gets_lock(old->quoted, "ROW EXCLUSIVE");
    }
  }

  bool gets_lock(const std::string& table, std::string_view mode) {
    must(probe_.run("BEGIN"), "BEGIN");
    const auto done = probe_.run(fmt::format("LOCK TABLE {} IN {} MODE NOWAIT", table, mode));
    must(probe_.run("ROLLBACK"), "ROLLBACK");
    return done || done.error().sqlstate != "55P03";
  }

  std::int64_t number(const std::string& query) {
    const auto rows = watch_.run(query);
    return rows && !rows->empty() ? std::atoll(rows->front()[0].value_or("0").c_str()) : 0;
  }

  std::int64_t wal_position() {
    return number(
        "SELECT pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0')");
  }

  std::int64_t database_size() {
    return number("SELECT pg_catalog.pg_database_size(pg_catalog.current_database())");
  }

  void reconnect() {
    work_ = must(sandbox_.migrate(database_), "the script's session");
    opened_.reset();
  }

  struct KeptSetting {
    std::size_t step;
    std::string parameter;
    std::string value;
  };

  Sandbox& sandbox_;
  const PlannedRun& run_;
  const RunMode& mode_;
  std::string database_;
  Connection work_;
  Connection watch_;
  Connection probe_;
  LockQueue queue_;
  std::optional<QueuedBehind> queued_;  ///< By the statement that runs.
  RelationStates at_begin_;
  std::map<Oid, LockMode> sampled_;      ///< Of the statement that runs.
  std::optional<std::uint32_t> opened_;  ///< The transaction that we opened for the tool.
  std::vector<Clock::time_point> begins_;
  std::size_t settled_ = 0;
  std::vector<KeptSetting> kept_;
  RunRecord record_;
};

}  // namespace

std::expected<RunRecord, std::string> run_script(Sandbox& sandbox, std::string_view database,
                                                 const PlannedRun& run, const RunMode& mode) {
  try {
    return Runner(sandbox, database, run, mode).run();
  } catch (const Failure& failure) {
    return std::unexpected(failure.what);
  }
}

}  // namespace miglint
