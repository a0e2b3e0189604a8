#include "report/runbook.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/difference_words.h"
#include "lint/wording.h"
#include "report/checks.h"
#include "report/display.h"
#include "report/markdown_text.h"
#include "report/risk.h"
#include "report/runbook_watch.h"
#include "runbook/checks.h"
#include "runbook/tool_commands.h"

namespace miglint {
namespace {

using markdown::code;
using markdown::plain;
using markdown::prose;

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
    write_rules();
    for (std::size_t i = 0; i < rollout_.migrations.size(); ++i)
      write_step(i);
    section("4. While it runs");
    write_watch(rollout_, out_);
    section("5. After");
    line("All of these at once, read-only; exit code 1 when one fails:\n");
    line(
        "```sh\nmiglint checks --phase post --database-url \"$DATABASE_URL\" \\\n"
        "  --before pre.json{}\n```\n",
        file_arguments());
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
    for (const std::string& each : in_short(rollout_))
      line("- {}", prose(each));
  }

  void write_backup() {
    line(
        "- [ ] A backup of today is there, and somebody has restored it once. Point-in-time "
        "recovery reaches to now.");
    line("- [ ] Who decides to abort is named, and is here.\n");
    line(
        "All of these at once, read-only, with the answers kept for afterwards; exit code 1 when "
        "one "
        "fails. Thresholds of your own: `--min coverage=75 --max conflicts=10`{}.\n",
        needs_disk() ? ", `--max disk-bytes=` with what is free where the data is (`df -B1 "
                       "--output=avail`)"
                     : "");
    line(
        "```sh\nmiglint checks --phase pre --database-url \"$DATABASE_URL\" \\\n"
        "  --format json --output pre.json{}\n```\n",
        file_arguments());
  }

  [[nodiscard]] bool needs_disk() const {
    return std::ranges::any_of(rollout_.tables, &TouchedTable::rewritten);
  }

  [[nodiscard]] std::string file_arguments() const {
    std::string files;
    for (const RolloutStep& step : rollout_.migrations)
      files += fmt::format(" \\\n  {}", shell_word(path_of(*step.migration, sources_)));
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
    write_stage(step);
    bool any = false;
    std::vector<const Step*> quiet;
    for (const Step& statement : step.steps) {
      const std::string locks = locks_of(statement, step);
      if (locks.empty() && statement.opaque.empty()) {
        if (!statement.is_control) quiet.push_back(&statement);
        continue;
      }
      if (!any) line("| line | statement | expected locks |\n|---|---|---|");
      any = true;
      const std::string told =
          locks.empty() ? "cannot be known: " + statement.opaque : locks.substr(2);
      line("| {} | {} | {} |", line_of(statement.statement->span, sources_),
           table_code(*statement.statement), prose(told));
    }
    write_quiet(quiet, any);
  }

  /// "; `invoices`: …" for each table that somebody may wait for.
  [[nodiscard]] std::string locks_of(const Step& statement, const RolloutStep& step) const {
    std::string locks;
    for (const RelationWork& work : statement.work) {
      if (!matters(work)) continue;
      locks += "; " + work_words(work, is_held(statement, step.steps), rollout_.after);
      const auto bar = std::ranges::find(bars_, &work, &LockBar::work);
      if (bar == bars_.end() || bar->under == 0) continue;
      locks += fmt::format(", while {} of line {} is still held", lock_name(*bar->under_work),
                           line_of(bar->under_step->statement->span, sources_));
    }
    return locks;
  }

  /// What else is done: nobody waits for it, and it may take its time.
  void write_quiet(const std::vector<const Step*>& quiet, bool after_table) {
    if (quiet.empty()) {
      if (!after_table) line("No statement blocks readers or writers of a table in use.");
      out_ += '\n';
      return;
    }
    constexpr std::size_t kMost = 6;
    line("{}{} table in use:\n", after_table ? "\n" : "",
         quiet.size() == 1 ? "This closes no" : "These close no");
    for (const Step* each : std::span(quiet).first(std::min(quiet.size(), kMost))) {
      line("- line {}: {}", line_of(each->statement->span, sources_),
           code(statement_words(*each->statement, rollout_, 100)));
    }
    if (quiet.size() > kMost) line("- and {} more", quiet.size() - kMost);
    out_ += '\n';
  }

  /// When it may run: what the application has to be able to do first.
  void write_stage(const RolloutStep& step) {
    std::optional<DeployStage> last;
    std::vector<std::string> reasons;
    for (const Step& statement : step.steps) {
      if (!statement.stage) continue;
      last = last ? std::max(*last, *statement.stage) : *statement.stage;
      const std::string& reason = statement.stage_reason;
      const bool is_new = std::ranges::find(reasons, reason) == reasons.end();
      if (!reason.empty() && is_new) reasons.push_back(reason);
    }
    if (!last) return;
    if (*last != DeployStage::contract) {
      line("When: {}\n", *last == DeployStage::expand
                             ? "before the new code is deployed; the old code goes on as it did."
                             : "beside the running code, in a quiet hour.");
      return;
    }
    line("When: only if all of this holds:\n");
    for (const std::string& reason : reasons)
      line("- [ ] {}", prose(reason));
    out_ += '\n';
  }

  /// What holds for each step.
  void write_rules() {
    line(
        "For each step: a second session watches (section 4). Abort when a session of the "
        "application has waited for more than a few seconds, or the step takes longer than agreed: "
        "cancel it, then look at {} and at the tool's own table before anything is run again.\n",
        rollout_.dialect == Dialect::postgres ? "`pg_index`"
                                              : "what it has committed (`SHOW CREATE TABLE`)");
  }

  [[nodiscard]] std::string table_code(const Statement& statement) const {
    constexpr std::size_t kWidth = 90;
    const std::string text = statement_words(statement, rollout_, kWidth);
    std::string escaped;
    for (const char c : text)
      escaped += c == '|' ? std::string("\\|") : std::string(1, c);
    return code(escaped);
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
        line("- [ ] Validate {}, when no old row breaks it any more: {}", code(constraint.name),
             code(validation(*table, constraint)));
      }
      any |= write_left_proofs(*table);
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

  /// MySQL has no NOT VALID: what is not checked there is NOT ENFORCED, for new rows too.
  [[nodiscard]] std::string validation(const Table& table,
                                       const TableConstraint& constraint) const {
    const std::string name = identifier(constraint.name);
    return fmt::format("ALTER TABLE {} {};", identifier(table.key, rollout_.after),
                       rollout_.dialect == Dialect::postgres
                           ? fmt::format("VALIDATE CONSTRAINT {}", name)
                           : fmt::format("ALTER CHECK {} ENFORCED", name));
  }

  /// CHECK (a IS NOT NULL), which was the proof for SET NOT NULL, says the same twice now.
  bool write_left_proofs(const Table& table) {
    bool any = false;
    for (const TableConstraint& constraint : table.constraints) {
      const bool is_proof = constraint.kind == ConstraintKind::check && constraint.validated &&
                            constraint.proves_not_null.size() == 1 &&
                            constraint.conjuncts.size() == 1 && rollout_.makes(constraint.origin);
      if (!is_proof) continue;
      const Column* column = table.find_column(constraint.proves_not_null.front());
      if (column == nullptr || !column->not_null || !column->not_null_known) continue;
      any = true;
      line("- [ ] Drop the CHECK {}: {} is NOT NULL by itself now: {}", code(constraint.name),
           code(identifier(column->name)),
           code(fmt::format("ALTER TABLE {} DROP CONSTRAINT {};",
                            identifier(table.key, rollout_.after), identifier(constraint.name))));
    }
    return any;
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
    const NamesWrittenFor names(change.rollout->dialect);
    Page(change, sources, out).write();
  }
}

}  // namespace miglint
