#include "verify/maria_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "verify/maria_rows.h"
#include "verify/not_run.h"

namespace miglint {
namespace {

using Clock = std::chrono::steady_clock;

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
};
/// By name without its database.
using TableStates = std::map<std::string, TableState>;

std::string last_part(std::string_view name) {
  return std::string(name.substr(name.rfind('.') + 1));
}

/// The LOCK= that the statement has itself.
std::optional<DdlLock> asked_lock(const std::string& sql) {
  static const std::regex kAsked(R"re(\block\s*=?\s*(none|shared|exclusive)\b)re",
                                 std::regex::icase);
  std::smatch match;
  if (!std::regex_search(sql, match, kAsked)) return std::nullopt;
  switch (match[1].str().front()) {
    case 'n':
    case 'N':
      return DdlLock::none;
    case 's':
    case 'S':
      return DdlLock::shared;
    default:
      return DdlLock::exclusive;
  }
}

/// Each `?` outside of quotes is a 1.
std::string with_values(std::string_view sql) {
  std::string out;
  char quote = 0;
  for (const char character : sql) {
    if (quote != 0) {
      if (character == quote) quote = 0;
    } else if (character == '\'' || character == '"' || character == '`') {
      quote = character;
    }
    out += quote == 0 && character == '?' ? '1' : character;
  }
  return out;
}

/// How the statement takes a LOCK=; empty: not at all.
std::string lock_clause(std::string_view sql, std::string_view lock) {
  static const std::regex kAlter(R"re(^\s*alter\s+(?:ignore\s+)?table\b)re", std::regex::icase);
  static const std::regex kIndex(
      R"re(^\s*(?:create\s+(?:unique\s+|fulltext\s+|spatial\s+)?|drop\s+)index\b)re",
      std::regex::icase);
  // What divides a table into partitions stands last, and takes no LOCK= behind it.
  static const std::regex kPartition(R"re(\bpartition)re", std::regex::icase);
  if (std::regex_search(sql.begin(), sql.end(), kPartition)) return {};
  if (std::regex_search(sql.begin(), sql.end(), kAlter)) return fmt::format(", LOCK={}", lock);
  if (std::regex_search(sql.begin(), sql.end(), kIndex)) return fmt::format(" LOCK={}", lock);
  return {};
}

/// Errors of this server are known by their numbers.
std::expected<std::vector<Row>, ServerError> run_sql(MysqlConnection& session,
                                                     const std::string& sql) {
  auto done = session.run(sql);
  if (!done) done.error().sqlstate = fmt::format("{}", session.error_code());
  return done;
}

/// 1845 and 1846: the algorithm or the lock is not supported for this; nothing was done.
bool is_lock_refused(const ServerError& error) {
  return error.sqlstate == "1845" || error.sqlstate == "1846";
}

class MariaRun {
 public:
  MariaRun(MariaServer& server, std::span<const VerifyScript> scripts, const VerifyOptions& options)
      : server_(server),
        scripts_(scripts),
        options_(options),
        timeline_(options.server),
        deadline_(Clock::now() + options.time) {}

  Verification run() {
    const auto begin = Clock::now();
    must(server_.create());
    for (const VerifyScript& script : scripts_) {
      if (script.script.direction == Direction::up) run_script(script);
    }
    result_.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    return std::move(result_);
  }

 private:
  void run_script(const VerifyScript& script) {
    VerifiedScript& verified = result_.scripts.emplace_back();
    verified.history = script.history;
    verified.exercise.plan = predict(timeline_, *script.script.migration, script.script.direction,
                                     script.script.statements);
    MysqlConnection watcher = must(server_.watch());
    MysqlConnection session = must(server_.migrate());
    if (!script.history) {
      fill(session, verified);
      verified.remark = "the rollback is not rehearsed on MariaDB, and no rows are spoiled there";
    }
    const TableStates at_begin = tables(watcher);
    RunRecord& record = verified.exercise.record;
    for (const PlannedStatement& planned : verified.exercise.plan.statements) {
      StepRecord& step = record.steps.emplace_back();
      run_statement(planned, session, watcher, at_begin, step);
      const bool failed = step.outcome == StepRecord::Outcome::failed;
      if (failed && !record.failed) record.failed = record.steps.size() - 1;
    }
    record.left_open = session.in_transaction();
  }

  void fill(MysqlConnection& session, VerifiedScript& verified) const {
    MariaFill rows(session, options_.fill.rows);
    for (const PlannedStatement& statement : verified.exercise.plan.statements) {
      for (const PredictedEffect& effect : statement.effects) {
        if (!effect.creates && !effect.is_index) rows.table(last_part(effect.relation));
      }
    }
    verified.tables = rows.filled();
  }

  void run_statement(const PlannedStatement& planned, MysqlConnection& session,
                     MysqlConnection& watcher, const TableStates& at_begin, StepRecord& step) {
    const Statement& statement = *planned.statement;
    step.remark = why_not_run(statement);
    if (!step.remark.empty()) return;
    if (Clock::now() > deadline_) {
      step.remark = "the time for the whole run was over";
      return;
    }
    step.in_transaction = session.in_transaction();
    const TableStates before = tables(watcher);
    const auto begin = Clock::now();
    DdlLock lock = DdlLock::none;
    const bool symbolic =
        statement.source != nullptr && statement.source->certainty == Certainty::symbolic;
    const std::string text = symbolic ? with_values(statement.text) : std::string(statement.text);
    step.own_values = text != statement.text;
    const auto done = execute(text, session, lock);
    step.milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
    step.held = step.milliseconds;
    step.rows = session.affected_rows();
    if (!done) {
      step.error = done.error();
      step.remark = reason_to_skip(step, planned);
      step.outcome =
          step.remark.empty() ? StepRecord::Outcome::failed : StepRecord::Outcome::skipped;
      return;
    }
    step.outcome = StepRecord::Outcome::done;
    const bool ends = std::ranges::any_of(statement.operations, [](const Operation& operation) {
      return std::holds_alternative<op::TransactionControl>(operation.action);
    });
    step.ended_tools_transaction = step.in_transaction && !ends && !session.in_transaction();
    compare(planned, at_begin, before, tables(watcher), lock, step);
  }

  /// The failure is not the script's: empty when it is.
  std::string reason_to_skip(const StepRecord& step, const PlannedStatement& planned) const {
    constexpr std::string_view kSyntaxError = "1064";
    if (step.own_values) return "it needs values that are known at run time only";
    const Migration& migration = *result_.scripts.back().exercise.plan.migration;
    const bool parsed = planned.opaque.empty() && step.error.sqlstate == kSyntaxError;
    if (migration.dialect == Dialect::mysql && parsed) {
      return "it is written for MySQL, and was run on MariaDB";
    }
    return {};
  }

  /// With the weakest lock that the server grants. The plain statement is what runs in the end when
  /// it takes no such clause.
  static std::expected<std::vector<Row>, ServerError> execute(const std::string& sql,
                                                              MysqlConnection& session,
                                                              DdlLock& lock) {
    if (const auto asked = asked_lock(sql)) {
      lock = *asked;
      return run_sql(session, sql);
    }
    for (const DdlLock wanted : {DdlLock::none, DdlLock::shared}) {
      const std::string clause = lock_clause(sql, sql_name(wanted));
      if (clause.empty()) return run_sql(session, sql);
      auto done = run_sql(session, sql + clause);
      if (done || !is_lock_refused(done.error())) {
        lock = wanted;
        return done ? std::move(done) : run_sql(session, sql);
      }
    }
    lock = DdlLock::exclusive;
    return run_sql(session, sql);
  }

  void compare(const PlannedStatement& planned, const TableStates& at_begin,
               const TableStates& before, const TableStates& after, DdlLock lock,
               StepRecord& step) const {
    for (const auto& [name, state] : before) {
      if (!at_begin.contains(name)) continue;
      ObservedRelation relation{.name = name, .rows = rows_of(name)};
      const auto predicted =
          std::ranges::find_if(planned.effects, [&](const PredictedEffect& effect) {
            return !effect.is_index && last_part(effect.relation) == name;
          });
      if (predicted != planned.effects.end()) {
        relation.name = predicted->relation;
        relation.reader_blocked = lock == DdlLock::exclusive;
        relation.writer_blocked = lock != DdlLock::none;
      }
      const auto now = after.find(name);
      relation.dropped = now == after.end();
      relation.rewritten = !relation.dropped && now->second.id != state.id;
      relation.columns_changed = !relation.dropped && now->second.columns != state.columns &&
                                 !now->second.columns.starts_with(state.columns);
      const bool eventful = relation.writer_blocked || relation.dropped || relation.rewritten ||
                            relation.columns_changed || predicted != planned.effects.end();
      if (eventful) step.relations.push_back(std::move(relation));
    }
  }

  [[nodiscard]] std::int64_t rows_of(const std::string& table) const {
    for (const FilledTable& filled : result_.scripts.back().tables) {
      if (filled.table == table) return filled.rows;
    }
    return 0;
  }

  static TableStates tables(MysqlConnection& watcher) {
    TableStates states;
    const auto rows = must(watcher.run(fmt::format(
        "SELECT t.table_name, i.space, (SELECT GROUP_CONCAT(c.column_name ORDER BY "
        "c.ordinal_position) FROM information_schema.columns AS c WHERE c.table_schema = "
        "t.table_schema AND c.table_name = t.table_name) FROM information_schema.tables AS t LEFT "
        "JOIN information_schema.innodb_sys_tables AS i ON i.name = CONCAT(t.table_schema, '/', "
        "t.table_name) WHERE t.table_schema = '{}' AND t.table_type = 'BASE TABLE'",
        MariaServer::kDatabase)));
    for (const Row& row : rows)
      states[row[0].value_or("")] = {.id = row[1].value_or(""), .columns = row[2].value_or("")};
    return states;
  }

  MariaServer& server_;
  std::span<const VerifyScript> scripts_;
  const VerifyOptions& options_;
  Timeline timeline_;
  Clock::time_point deadline_;
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
