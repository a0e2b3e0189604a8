#include "report/runbook_watch.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/wording.h"
#include "report/display.h"
#include "report/markdown_text.h"
#include "runbook/check_sql.h"

namespace miglint {
namespace {

using markdown::code;
using markdown::prose;

constexpr std::string_view kWatchPostgres =
    R"(Who waits, for whom, since when (every few seconds, in a second session):

```sql
SELECT w.pid, now() - w.query_start AS waiting, pg_blocking_pids(w.pid) AS blocked_by,
       left(w.query, 80) AS query
  FROM pg_stat_activity AS w
 WHERE w.wait_event_type = 'Lock'
 ORDER BY waiting DESC;
```

How far an index build is:

```sql
SELECT pid, phase, blocks_done, blocks_total, lockers_done, lockers_total
  FROM pg_stat_progress_create_index;
```

How far replicas are behind:

```sql
SELECT application_name, state, replay_lag FROM pg_stat_replication;
```

The way out, with the pid of the migration. `pg_cancel_backend` ends its statement, its transaction is rolled back:

```sql
SELECT pg_cancel_backend(pid), left(query, 80) FROM pg_stat_activity WHERE pid = :migration_pid;
```
)";

constexpr std::string_view kWatchMysql =
    R"(Who waits for a metadata lock (every few seconds, in a second session):

```sql
SELECT id, time, state, left(info, 80) AS query
  FROM information_schema.processlist
 WHERE state LIKE 'Waiting for table metadata lock%';
```
)";

constexpr std::string_view kProgressMysql = R"(
How far an ALTER TABLE is (with the instruments `stage/innodb/alter%` enabled):

```sql
SELECT event_name, work_completed, work_estimated FROM performance_schema.events_stages_current;
```
)";

constexpr std::string_view kProgressMariadb = R"(
How far an ALTER TABLE is:

```sql
SELECT id, stage, max_stage, progress, left(info, 80) AS query
  FROM information_schema.processlist
 WHERE progress > 0;
```
)";

constexpr std::string_view kWayOutMysql = R"(
How far replicas are behind: `SHOW REPLICA STATUS`, `Seconds_Behind_Source` (`Seconds_Behind_Master` on MariaDB).

The way out, with the id of the migration: `KILL QUERY id;`. DDL has committed what came before it.
)";

/// An error that a change makes possible, and what it means then.
struct Alert {
  std::string_view sqlstate;  ///< PostgreSQL's.
  std::string_view code;      ///< MySQL's and MariaDB's.
  std::string_view meaning;
};

class Section {
 public:
  Section(const Rollout& rollout, std::string& out) : rollout_(rollout), out_(out) {}

  void write() {
    write_queries();
    write_alerts();
  }

 private:
  template <class... Values>
  void line(fmt::format_string<Values...> format, Values&&... values) {
    out_ += fmt::format(format, std::forward<Values>(values)...);
    out_ += '\n';
  }

  [[nodiscard]] bool demands(Demand::Kind kind) const {
    return std::ranges::any_of(rollout_.demands,
                               [&](const Demand& demand) { return demand.kind == kind; });
  }

  void write_queries() {
    switch (rollout_.dialect) {
      case Dialect::postgres:
        out_ += kWatchPostgres;
        break;
      case Dialect::mysql:
        out_ += fmt::format("{}{}{}", kWatchMysql, kProgressMysql, kWayOutMysql);
        break;
      case Dialect::mariadb:
        out_ += fmt::format("{}{}{}", kWatchMysql, kProgressMariadb, kWayOutMysql);
    }
    std::vector<std::string> told;
    for (const Backfill& backfill : rollout_.backfills) {
      if (!backfill.is_new_column && !backfill.fills_nulls) continue;
      if (rollout_.after.find_table(backfill.table) == nullptr) continue;
      const CheckSql sql(rollout_.dialect);
      std::string query =
          sql.count(backfill.table, fmt::format("{} IS NULL", sql.name(backfill.column)));
      if (std::ranges::find(told, query) != told.end()) continue;
      line(
          "\nNULL in {}, every few minutes once it is filled: a rise means a writer that does not "
          "know the column:\n\n```sql\n{};\n```",
          code(fmt::format("{}.{}", identifier(backfill.table, rollout_.after),
                           identifier(backfill.column))),
          printable(query));
      told.push_back(std::move(query));
    }
  }

  void write_alerts() {
    const bool postgres = rollout_.dialect == Dialect::postgres;
    std::vector<Alert> alerts{
        {"55P03", "1205",
         postgres ? "`lock_timeout`: the migration gave up waiting. Nothing has "
                    "changed; run it again in a quieter moment."
                  : "`lock_wait_timeout`: the migration, or the application, gave up "
                    "waiting. What was committed before stays."},
        {"40P01", "1213", "a deadlock with the migration: the application retries."}};
    if (demands(Demand::Kind::no_nulls) || demands(Demand::Kind::no_rows)) {
      alerts.push_back(
          {"23502", "1048, 1364", "a writer still leaves out a column that is NOT NULL now."});
    }
    if (demands(Demand::Kind::unique)) {
      alerts.push_back({"23505", "1062", "a duplicate under the new uniqueness."});
    }
    if (demands(Demand::Kind::referenced)) {
      alerts.push_back({"23503", "1452", "a reference to a row that is not there."});
    }
    if (demands(Demand::Kind::condition)) {
      alerts.push_back({"23514", rollout_.dialect == Dialect::mariadb ? "4025" : "3819",
                        "a row that a new CHECK refuses."});
    }
    if (demands(Demand::Kind::enum_values)) {
      alerts.push_back({"22P02", "1265", "a value that the new enum lacks."});
    }
    if (makes_exclusion()) {
      alerts.push_back({"23P01", {}, "two rows that a new exclusion constraint keeps apart."});
    }
    line("\nAlert on these codes in the application's logs, from the first step to a day after:\n");
    line("| code | what it means now |\n|---|---|");
    for (const Alert& alert : alerts)
      line("| {} | {} |", postgres ? alert.sqlstate : alert.code, prose(alert.meaning));
  }

  [[nodiscard]] bool makes_exclusion() const {
    return std::ranges::any_of(rollout_.after.tables(), [&](const Table* table) {
      return std::ranges::any_of(table->constraints, [&](const TableConstraint& constraint) {
        return constraint.kind == ConstraintKind::exclude && rollout_.makes(constraint.origin);
      });
    });
  }

  const Rollout& rollout_;
  std::string& out_;
};

}  // namespace

void write_watch(const Rollout& rollout, std::string& out) {
  Section(rollout, out).write();
}

}  // namespace miglint
