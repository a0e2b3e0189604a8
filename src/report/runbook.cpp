#include "report/runbook.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "lint/difference_words.h"
#include "lint/wording.h"
#include "report/checks.h"
#include "report/display.h"
#include "report/markdown_text.h"
#include "report/risk.h"
#include "runbook/checks.h"
#include "runbook/tool_commands.h"

namespace miglint {
namespace {

using markdown::code;
using markdown::plain;
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

The way out, with the id of the migration: `KILL QUERY id;`. DDL has committed what came before it.
)";

/// Error codes of PostgreSQL that a change makes possible, and what they mean then.
struct Alert {
  std::string_view code;
  std::string_view meaning;
};

class Page {
 public:
  Page(const DatabaseChange& change, const SourceSet& sources, std::string& out)
      : rollout_(*change.rollout),
        set_(*change.set),
        sources_(sources),
        out_(out),
        bars_(lock_bars(rollout_)) {}

  void write() {
    write_scope();
    section("2. Before");
    write_backup();
    write_checks(checks_before(rollout_, sources_));
    for (const std::string& remark : rollout_.remarks)
      line("- Not checked: {}", prose(remark));
    section("3. Steps");
    for (std::size_t i = 0; i < rollout_.migrations.size(); ++i)
      write_step(i);
    section("4. While it runs");
    out_ += rollout_.dialect == Dialect::postgres ? kWatchPostgres : kWatchMysql;
    write_alerts();
    section("5. After");
    if (rollout_.dialect == Dialect::postgres) {
      line(
          "```sh\nmiglint checks --phase post --database-url \"$DATABASE_URL\" --before pre.json "
          "{}\n```\n",
          file_arguments());
    }
    write_checks(checks_after(rollout_, sources_));
    section("6. The way back");
    write_way_back();
    section("7. Follow-ups");
    write_follow_ups();
  }

 private:
  template <class... Values>
  void line(fmt::format_string<Values...> format, Values&&... values) {
    out_ += fmt::format(format, std::forward<Values>(values)...);
    out_ += '\n';
  }

  void section(std::string_view title) { line("\n## {}\n", title); }

  [[nodiscard]] std::string shown(RelationKey relation) const {
    return code(identifier(relation, rollout_.after));
  }

  void write_scope() {
    line("# Runbook: {}\n", plain(set_.folder));
    line("## 1. Scope\n");
    line("- Server: {}. Tool: {}.", server_words(rollout_), plain(set_.tool->title));
    for (const RolloutStep& step : rollout_.migrations)
      line("- Migration {}", code(path_of(*step.migration, sources_)));
    std::string tables;
    for (const TouchedTable& table : rollout_.tables)
      tables += fmt::format("{}{}", tables.empty() ? "" : ", ", shown(table.table));
    line("- Tables in use that it touches: {}.", tables.empty() ? "none" : tables);
    const bool reads = any_work([](const RelationWork& work) { return stops_reads(work); });
    const bool writes = any_work([](const RelationWork& work) { return stops_writes(work); });
    const bool is_long =
        any_work([](const RelationWork& work) { return stops_writes(work) && is_large(work); });
    line("- Expected: {}.",
         !writes   ? "no table is closed to readers or writers"
         : is_long ? (reads ? "tables are closed to readers and writers for as long as they are "
                              "large: plan a maintenance window"
                            : "tables are closed to writers for as long as they are large: plan a "
                              "quiet hour")
                   : "each lock that blocks is held for an instant");
  }

  static bool is_large(const RelationWork& work) {
    return work.long_running || work.rewrite || work.scan || work.index_build;
  }

  bool any_work(const auto& is_such) const {
    return std::ranges::any_of(rollout_.migrations, [&](const RolloutStep& migration) {
      return std::ranges::any_of(migration.steps, [&](const Step& step) {
        return std::ranges::any_of(
            step.work, [&](const RelationWork& work) { return matters(work) && is_such(work); });
      });
    });
  }

  void write_backup() {
    line(
        "- [ ] A backup of today is there, and somebody has restored it once. Point-in-time "
        "recovery reaches to now.");
    line("- [ ] Who decides to abort is named, and is here.\n");
    const std::string files = file_arguments();
    if (rollout_.dialect == Dialect::postgres) {
      line("All of these at once, read-only, with the answers kept for afterwards:\n");
      line(
          "```sh\nmiglint checks --phase pre --database-url \"$DATABASE_URL\" "
          "--format json --output pre.json {}\n```\n",
          files);
    }
  }

  [[nodiscard]] std::string file_arguments() const {
    std::string files;
    for (const RolloutStep& step : rollout_.migrations)
      files += fmt::format("{}{}", files.empty() ? "" : " ", path_of(*step.migration, sources_));
    return files;
  }

  void write_checks(const std::vector<Check>& checks) {
    if (checks.empty()) line("Nothing can be asked of the server here.");
    for (const Check& check : checks) {
      const bool is_information = check.expect == Check::Expect::nothing;
      line("- [ ] **{}**: {}. {}", prose(check.title),
           is_information ? "note the number" : "expect " + expected_words(check),
           prose(check.why));
      const std::string sql = check.expect == Check::Expect::refused
                                  ? fmt::format("BEGIN; {}; ROLLBACK;", check.sql)
                                  : check.sql + ";";
      line("\n  ```sql\n{}  ```\n", indented(sql));
    }
  }

  static std::string indented(std::string_view text) {
    std::string out;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      out += fmt::format("  {}\n", printable(text.substr(begin, end - begin)));
      begin = end + 1;
    }
    return out;
  }

  void write_step(std::size_t index) {
    const RolloutStep& step = rollout_.migrations[index];
    const std::string_view path = path_of(*step.migration, sources_);
    line("### Step {}: {}\n", index + 1, code(path));
    const ToolCommand command =
        up_command(*step.migration, {step.migration->framework, set_.folder, path});
    if (!command.line.empty()) line("```sh\n{}\n```\n", printable(command.line));
    if (!command.remark.empty()) line("{}\n", prose(command.remark));
    bool any = false;
    for (const Step& statement : step.steps) {
      std::string locks;
      for (const RelationWork& work : statement.work) {
        if (!matters(work)) continue;
        locks += "; " + work_words(work, is_held(statement, step.steps), rollout_.after);
        const auto bar = std::ranges::find(bars_, &work, &LockBar::work);
        if (bar == bars_.end() || bar->under == 0) continue;
        locks += fmt::format(", while {} of line {} is still held", lock_name(*bar->under_work),
                             line_of(bar->under_step->statement->span, sources_));
      }
      if (locks.empty() && statement.opaque.empty()) continue;
      if (!any) line("| line | statement | expected locks |\n|---|---|---|");
      any = true;
      const std::string told =
          locks.empty() ? "cannot be known: " + statement.opaque : locks.substr(2);
      line("| {} | {} | {} |", line_of(statement.statement->span, sources_),
           table_code(statement.statement->text), prose(told));
    }
    if (!any) line("No statement blocks readers or writers of a table in use.");
    line(
        "\nAbort when a session of the application has waited for more than a few seconds, or the "
        "step takes longer than agreed: cancel it (section 4), then look at {} and at the tool's "
        "own "
        "table before anything is run again.\n",
        rollout_.dialect == Dialect::postgres ? "`pg_index`"
                                              : "what it has committed (`SHOW CREATE TABLE`)");
  }

  static std::string table_code(std::string_view sql) {
    constexpr std::size_t kWidth = 90;
    std::string text = shortened(sql, kWidth);
    std::string escaped;
    for (const char c : text)
      escaped += c == '|' ? std::string("\\|") : std::string(1, c);
    return code(escaped);
  }

  [[nodiscard]] bool demands(Demand::Kind kind) const {
    return std::ranges::any_of(rollout_.demands,
                               [&](const Demand& demand) { return demand.kind == kind; });
  }

  void write_alerts() {
    std::vector<Alert> alerts{{"55P03",
                               "`lock_timeout`: the migration gave up waiting. Nothing "
                               "has changed; run it again in a quieter moment."},
                              {"40P01", "a deadlock with the migration: the application retries."}};
    if (demands(Demand::Kind::no_nulls) || demands(Demand::Kind::no_rows)) {
      alerts.push_back({"23502", "a writer still leaves out a column that is NOT NULL now."});
    }
    if (demands(Demand::Kind::unique)) {
      alerts.push_back({"23505", "a duplicate under the new uniqueness."});
    }
    if (demands(Demand::Kind::referenced)) {
      alerts.push_back({"23503", "a reference to a row that is not there."});
    }
    if (demands(Demand::Kind::condition)) {
      alerts.push_back({"23514", "a row that a new CHECK refuses."});
    }
    if (makes_exclusion()) {
      alerts.push_back({"23P01", "two rows that a new exclusion constraint keeps apart."});
    }
    if (rollout_.dialect != Dialect::postgres) return;
    line("\nAlert on these codes in the application's logs, from the first step to a day after:\n");
    line("| code | what it means now |\n|---|---|");
    for (const Alert& alert : alerts)
      line("| {} | {} |", alert.code, prose(alert.meaning));
  }

  [[nodiscard]] bool makes_exclusion() const {
    return std::ranges::any_of(rollout_.after.tables(), [&](const Table* table) {
      return std::ranges::any_of(table->constraints, [&](const TableConstraint& constraint) {
        return constraint.kind == ConstraintKind::exclude && rollout_.makes(constraint.origin);
      });
    });
  }

  void write_way_back() {
    line("From the last step to the first. Stop at the first one that is good enough.\n");
    for (std::size_t i = rollout_.migrations.size(); i-- > 0;) {
      const RolloutStep& step = rollout_.migrations[i];
      const Rollback& rollback = step.rollback;
      const std::string_view path = path_of(*step.migration, sources_);
      line("### Step {} back: {} ({})\n", i + 1, code(path), word(rollback.grade));
      line("{}\n", prose(meaning(rollback.grade)));
      if (rollback.grade != Rollback::Grade::none) {
        const ToolCommand command = down_command(
            *step.migration, {step.migration->framework, set_.folder, down_path(rollback)});
        if (!command.line.empty()) line("```sh\n{}\n```\n", printable(command.line));
        if (!command.remark.empty()) line("{}\n", prose(command.remark));
      }
      for (const std::string& loss : rollback.losses)
        line("- The rollback loses {}.", prose(loss));
      for (const SchemaDifference& difference : rollback.left)
        line("- Differs afterwards: {}.", prose(difference_words(difference, rollout_.after)));
      for (const std::string& loss : step.losses)
        line("- The step itself has taken {}: only a copy made before brings them back.",
             prose(loss));
      out_ += '\n';
    }
    line(
        "Last resort: restore the backup, or recover to the moment before step 1. All that was "
        "written since is lost; stop the application first.");
  }

  [[nodiscard]] std::string_view down_path(const Rollback& rollback) const {
    return rollback.steps.empty() ? std::string_view()
                                  : sources_[rollback.steps.front().statement->span.file].path();
  }

  void write_follow_ups() {
    bool any = false;
    for (const Table* table : rollout_.after.tables()) {
      for (const TableConstraint& constraint : table->constraints) {
        if (constraint.validated || !rollout_.makes(constraint.origin)) continue;
        any = true;
        line(
            "- [ ] Validate {}, when no old row breaks it any more: {}", code(constraint.name),
            code(fmt::format("ALTER TABLE {} VALIDATE CONSTRAINT {};",
                             identifier(table->key, rollout_.after), identifier(constraint.name))));
      }
      if (table->row_security && !table->force_row_security && enabled_here(*table)) {
        any = true;
        line(
            "- [ ] {}: row security does not hold for its owner. FORCE it, if the application "
            "connects as the owner.",
            shown(table->key));
      }
      if (rollout_.makes(table->origin) && is_backup(table->name)) {
        any = true;
        line("- [ ] Drop {} when nobody needs the way back any more.", shown(table->key));
      }
    }
    if (!any) line("Nothing is left over.");
  }

  [[nodiscard]] bool enabled_here(const Table& table) const {
    const Table* before = rollout_.before.find_table(table.key);
    return before == nullptr || !before->row_security;
  }

  static bool is_backup(std::string_view name) {
    return name.contains("backup") || name.contains("backfill") || name.contains("staging") ||
           name.ends_with("_old") || name.ends_with("_bak");
  }

  const Rollout& rollout_;
  const MigrationSet& set_;
  const SourceSet& sources_;
  std::string& out_;
  std::vector<LockBar> bars_;
};

}  // namespace

void write_runbook(std::span<const DatabaseChange> changes, const SourceSet& sources,
                   std::string& out) {
  for (const DatabaseChange& change : changes) {
    if (!out.empty()) out += "\n---\n\n";
    Page(change, sources, out).write();
  }
}

}  // namespace miglint
