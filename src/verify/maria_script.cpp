#include "verify/maria_script.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "verify/maria_bystanders.h"
#include "verify/maria_sql.h"
#include "verify/not_run.h"

namespace miglint {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Answer = std::expected<std::vector<Row>, ServerError>;

/// A script that waits no longer than that for a lock, in milliseconds, is not made to.
constexpr double kShortestTimeout = 2000;
/// For how long a statement may take no notice of being stopped.
constexpr auto kMercy = 2s;

/// A failure to run or observe, on its way out of this file's functions.
struct Failure {
  std::string what;
};

template <class T>
T must(std::expected<T, ServerError> answer) {
  if (!answer) throw Failure{answer.error().message};
  if constexpr (!std::is_void_v<T>) return *std::move(answer);
}

struct TableState {
  std::string id;
  std::string columns;
  std::int64_t rows = 0;  ///< Before the script.
};
/// By name without its database.
using TableStates = std::map<std::string, TableState, std::less<>>;

/// 1845 and 1846: the algorithm or the lock is not supported for this; nothing was done.
bool is_lock_refused(const ServerError& error) {
  return error.sqlstate == "1845" || error.sqlstate == "1846";
}

/// 2006 and 2013: the server has closed the connection.
bool is_lost(const ServerError& error) {
  return error.sqlstate == "2006" || error.sqlstate == "2013";
}

/// Only rows are read or written, or the session is spoken to.
bool leaves_tables_alone(const Statement& statement) {
  return std::ranges::all_of(statement.operations, [](const Operation& operation) {
    const Action& action = operation.action;
    return std::holds_alternative<op::UpdateRows>(action) ||
           std::holds_alternative<op::DeleteRows>(action) ||
           std::holds_alternative<op::InsertRows>(action) ||
           std::holds_alternative<op::SetParameter>(action) ||
           std::holds_alternative<op::TransactionControl>(action);
  });
}

class Runner {
 public:
  Runner(const MariaServer& server, std::string_view database, const PlannedRun& run,
         const MariaRunMode& mode)
      : server_(server),
        database_(database),
        run_(run),
        mode_(mode),
        watcher_(must(server.watch())),
        session_(must(server.migrate(database))),
        bystanders_(must(MariaBystanders::open(server, database))) {}

  RunRecord run() {
    at_begin_ = tables();
    for (auto& [name, state] : at_begin_)
      state.rows = mode_.observe ? count(name) : 0;
    for (const PlannedStatement& planned : run_.statements) {
      StepRecord& step = record_.steps.emplace_back();
      run_statement(planned, step);
      const bool failed = step.outcome == StepRecord::Outcome::failed ||
                          step.outcome == StepRecord::Outcome::stopped;
      if (failed && !record_.failed) record_.failed = record_.steps.size() - 1;
      if (is_lost(step.error)) session_ = must(server_.migrate(database_));
    }
    record_.left_open = session_.in_transaction();
    return std::move(record_);
  }

 private:
  void run_statement(const PlannedStatement& planned, StepRecord& step) {
    const Statement& statement = *planned.statement;
    step.remark = why_not_run(statement);
    if (!step.remark.empty()) return;
    if (Clock::now() > mode_.deadline) {
      step.remark = "the time for the whole run was over";
      return;
    }
    step.in_transaction = session_.in_transaction();
    const TableStates before = mode_.observe ? tables() : TableStates();
    const bool symbolic =
        statement.source != nullptr && statement.source->certainty == Certainty::symbolic;
    const std::string text = symbolic ? with_values(statement.text) : std::string(statement.text);
    step.own_values = text != statement.text;
    if (mode_.observe) {
      step.lock_timeout = lock_timeout();
      begin_watching(planned, text, step);
    }
    std::optional<DdlLock> lock;
    const auto done = execute(text, step, lock);
    step.held = step.milliseconds;
    if (!done) {
      fail(planned, done.error(), step);
      return;
    }
    step.rows = session_.affected_rows();
    step.outcome = StepRecord::Outcome::done;
    const bool ends = std::ranges::any_of(statement.operations, [](const Operation& operation) {
      return std::holds_alternative<op::TransactionControl>(operation.action);
    });
    step.ended_tools_transaction = step.in_transaction && !ends && !session_.in_transaction();
    if (!mode_.observe) return;
    bystanders_.look();
    compare(planned, before, lock, step);
  }

  void fail(const PlannedStatement& planned, const ServerError& error, StepRecord& step) const {
    step.error = error;
    // The server's own clock.
    constexpr std::string_view kStatementTimeout = "1969";
    if (step.remark.empty() && error.sqlstate == kStatementTimeout) {
      step.remark = "stopped: " + error.message;
    }
    if (!step.remark.empty()) {
      step.outcome = StepRecord::Outcome::stopped;
      return;
    }
    step.remark = reason_to_skip(step, planned);
    step.outcome = step.remark.empty() ? StepRecord::Outcome::failed : StepRecord::Outcome::skipped;
  }

  /// The failure is not the script's: empty when it is.
  [[nodiscard]] std::string reason_to_skip(const StepRecord& step,
                                           const PlannedStatement& planned) const {
    constexpr std::string_view kSyntaxError = "1064";
    if (step.own_values) return "it needs values that are known at run time only";
    const bool parsed = planned.opaque.empty() && step.error.sqlstate == kSyntaxError;
    if (run_.migration->dialect == Dialect::mysql && parsed) {
      return "it is written for MySQL, and was run on MariaDB";
    }
    return {};
  }

  /// In milliseconds; nothing: the session has set none.
  std::optional<double> lock_timeout() {
    const auto rows = session_.run("SELECT @@SESSION.lock_wait_timeout");
    if (!rows || rows->empty()) return std::nullopt;
    const int seconds = std::atoi(rows->front()[0].value_or("0").c_str());
    if (seconds == kUnsetLockWaitTimeout) return std::nullopt;
    return seconds * 1000.0;
  }

  void begin_watching(const PlannedStatement& planned, const std::string& text,
                      const StepRecord& step) {
    std::vector<std::string> names;
    for (const PredictedEffect& effect : planned.effects) {
      const std::string name = last_part(effect.relation);
      const bool there = !effect.creates && !effect.is_index && at_begin_.contains(name);
      if (there && std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    const bool hasty = step.lock_timeout && *step.lock_timeout < kShortestTimeout;
    const bool alone = leaves_tables_alone(*planned.statement);
    bystanders_.begin(names, session_.id(),
                      !alone && !planned.locks_table && !hasty && !has_wait_option(text));
  }

  /// With the weakest lock that the server grants; the plain statement is what runs in the end when
  /// it takes no such clause.
  Answer execute(const std::string& sql, StepRecord& step, std::optional<DdlLock>& lock) {
    const LockOption asked = asked_lock(sql);
    if (asked.taken) lock = asked.lock;
    if (asked.taken || !mode_.observe) return execute(sql, step);
    for (const DdlLock wanted : {DdlLock::none, DdlLock::shared}) {
      const std::string clause = lock_clause(sql, wanted);
      if (clause.empty()) return execute(sql, step);
      auto done = execute(sql + clause, step);
      if (done || !is_lock_refused(done.error())) {
        lock = wanted;
        return done || !step.remark.empty() ? std::move(done) : execute(sql, step);
      }
    }
    lock = DdlLock::exclusive;
    return execute(sql, step);
  }

  /// Sends it and looks on until it is done; stops it when it takes too much.
  Answer execute(const std::string& sql, StepRecord& step) {
    const auto begin = Clock::now();
    auto next_size_check = begin + 200ms;
    auto disconnect_at = Clock::time_point::max();
    if (mode_.observe) bystanders_.lay();
    if (auto sent = session_.send(sql); !sent) {
      return with_number(std::unexpected(sent.error()), session_);
    }
    while (session_.is_busy()) {
      session_.wait(1ms);
      if (!session_.is_busy()) break;
      if (mode_.observe) bystanders_.look();
      const auto now = Clock::now();
      if (now > disconnect_at) {
        disconnect_at = Clock::time_point::max();
        watcher_.try_to_run(fmt::format("KILL CONNECTION {}", session_.id()));
      }
      if (!step.remark.empty()) continue;
      if (now > begin + server_.limits().statement || now > mode_.deadline) {
        step.remark = fmt::format("stopped: it ran for {:.0f} s, which is all it gets",
                                  milliseconds_since(begin) / 1000);
      } else if (now > next_size_check) {
        next_size_check = now + 200ms;
        if (server_.disk_used() > mode_.disk) {
          step.remark =
              fmt::format("stopped: the server's files grew by {} MB, which is all it gets",
                          server_.limits().disk >> 20U);
        }
      }
      if (!step.remark.empty()) {
        watcher_.try_to_run(fmt::format("KILL QUERY {}", session_.id()));
        disconnect_at = now + kMercy;
      }
    }
    if (mode_.observe) bystanders_.release();
    auto done = session_.finish();
    step.milliseconds = milliseconds_since(begin);
    if (mode_.observe) {
      using Milliseconds = std::chrono::duration<double, std::milli>;
      step.milliseconds =
          std::max(step.milliseconds - Milliseconds(bystanders_.kept_waiting()).count(), 0.0);
    }
    return with_number(std::move(done), session_);
  }

  static double milliseconds_since(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
  }

  void compare(const PlannedStatement& planned, const TableStates& before,
               const std::optional<DdlLock>& lock, StepRecord& step) {
    const TableStates after = tables();
    for (const auto& [name, state] : before) {
      const auto at_begin = at_begin_.find(name);
      if (at_begin == at_begin_.end()) continue;
      ObservedRelation relation{.name = name, .rows = at_begin->second.rows};
      const auto predicted =
          std::ranges::find_if(planned.effects, [&](const PredictedEffect& effect) {
            return !effect.is_index && last_part(effect.relation) == name;
          });
      if (predicted != planned.effects.end()) relation.name = predicted->relation;
      add_bystanders(name, predicted != planned.effects.end() ? lock : std::nullopt, relation);
      const auto now = after.find(name);
      relation.dropped = now == after.end() && !after_has(after, state.id);
      relation.renamed = now == after.end() && !relation.dropped;
      relation.rewritten = now != after.end() && now->second.id != state.id;
      relation.emptied = relation.rewritten && empties(*planned.statement);
      if (relation.emptied) relation.rewritten = false;
      relation.columns_changed = now != after.end() && now->second.columns != state.columns &&
                                 !now->second.columns.starts_with(state.columns);
      const bool eventful = relation.writer_blocked || relation.dropped || relation.renamed ||
                            relation.rewritten || relation.emptied || relation.columns_changed ||
                            predicted != planned.effects.end();
      if (eventful) step.relations.push_back(std::move(relation));
    }
  }

  /// What the server has granted counts for more than who was let in at a moment.
  void add_bystanders(const std::string& name, const std::optional<DdlLock>& lock,
                      ObservedRelation& relation) const {
    const auto met = bystanders_.met().find(name);
    if (met != bystanders_.met().end()) {
      relation.metadata_lock = met->second.lock;
      relation.reads = met->second.reads;
      relation.writes = met->second.writes;
      relation.reader_queued = met->second.reader_queued;
      relation.writer_queued = met->second.writer_queued;
    }
    const auto mostly = [](const Attempts& attempts) {
      return attempts.refused > 0 && 2 * attempts.refused >= attempts.made;
    };
    relation.reader_blocked = lock ? *lock == DdlLock::exclusive : mostly(relation.reads);
    relation.writer_blocked = lock ? *lock != DdlLock::none : mostly(relation.writes);
  }

  /// Under another name.
  static bool after_has(const TableStates& after, const std::string& id) {
    return std::ranges::any_of(after, [&](const auto& item) { return item.second.id == id; });
  }

  static bool empties(const Statement& statement) {
    return std::ranges::any_of(statement.operations, [](const Operation& operation) {
      return std::holds_alternative<op::TruncateTable>(operation.action);
    });
  }

  std::int64_t count(const std::string& table) {
    const auto rows = watcher_.run(
        fmt::format("SELECT COUNT(*) FROM {}.{}", maria_name(database_), maria_name(table)));
    return rows && !rows->empty() ? std::atoll(rows->front()[0].value_or("0").c_str()) : 0;
  }

  TableStates tables() {
    TableStates states;
    const auto rows = must(watcher_.run(fmt::format(
        "SELECT t.table_name, i.space, (SELECT GROUP_CONCAT(c.column_name ORDER BY "
        "c.ordinal_position) FROM information_schema.columns AS c WHERE c.table_schema = "
        "t.table_schema AND c.table_name = t.table_name) FROM information_schema.tables AS t LEFT "
        "JOIN information_schema.innodb_sys_tables AS i ON i.name = CONCAT(t.table_schema, '/', "
        "t.table_name) WHERE t.table_schema = '{}' AND t.table_type = 'BASE TABLE'",
        database_)));
    for (const Row& row : rows)
      states[row[0].value_or("")] = {.id = row[1].value_or(""), .columns = row[2].value_or("")};
    return states;
  }

  const MariaServer& server_;
  std::string database_;
  const PlannedRun& run_;
  const MariaRunMode& mode_;
  MysqlConnection watcher_;
  MysqlConnection session_;
  MariaBystanders bystanders_;
  TableStates at_begin_;
  RunRecord record_;
};

}  // namespace

std::expected<RunRecord, std::string> run_on_mariadb(const MariaServer& server,
                                                     std::string_view database,
                                                     const PlannedRun& run,
                                                     const MariaRunMode& mode) {
  try {
    return Runner(server, database, run, mode).run();
  } catch (const Failure& failure) {
    return std::unexpected(failure.what);
  }
}

}  // namespace miglint
