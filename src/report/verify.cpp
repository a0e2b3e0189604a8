#include "report/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "report/display.h"
#include "report/paint.h"

namespace miglint {
namespace {

using Json = nlohmann::ordered_json;

std::string_view outcome_word(StepRecord::Outcome outcome) {
  switch (outcome) {
    case StepRecord::Outcome::done:
      return "done";
    case StepRecord::Outcome::failed:
      return "failed";
    case StepRecord::Outcome::stopped:
      return "stopped";
    case StepRecord::Outcome::skipped:
      return "skipped";
  }
  return {};
}

std::uint32_t line_of(const SourceSet& sources, const PlannedStatement& planned) {
  const Span span = planned.statement->span;
  return sources[span.file].position(span.begin).line;
}

/// What matters to people: strong locks that are new, and work.
bool is_worth_a_line(const ObservedRelation& relation) {
  return blocks_writes(relation.new_lock) || (relation.scanned && blocks_writes(relation.lock)) ||
         relation.rewritten || relation.emptied || relation.index_built || relation.dropped ||
         !relation.metadata_lock.empty();
}

class TextWriter {
 public:
  TextWriter(const Result& result, const TextStyle& style, std::string& out)
      : result_(result), style_(style), paint_(paint(style.color)), out_(out) {}

  void write(const VerifiedScript& verified) {
    const PlannedRun& plan = verified.exercise.plan;
    const SourceFile& file = result_.sources[plan.migration->file];
    out_ += fmt::format("{}{}{}{}\n", paint_.bold, one_line(file.path()), paint_.reset,
                        verified.history ? " (history: run, not judged)" : "");
    if (verified.history) {
      write_history_failure(verified.exercise);
      return;
    }
    write_rows(verified);
    write_checks("checks before", verified.checks_before);
    write_steps(verified.exercise);
    write_spoiled(verified.exercise);
    write_checks("checks before, on the spoiled rows", verified.checks_spoiled);
    write_checks("checks after", verified.checks_after);
    write_writers(verified.writers);
    if (verified.rehearsal) write_rehearsal(*verified.rehearsal);
    write_checks("checks after up, down and up again", verified.checks_again);
    if (!verified.remark.empty()) write_line("note: " + verified.remark);
    out_ += '\n';
  }

 private:
  void write_line(std::string_view text) { out_ += fmt::format("  {}\n", one_line(text)); }

  void write_history_failure(const Exercise& exercise) {
    if (!exercise.record.failed) return;
    const std::size_t at = *exercise.record.failed;
    write_line(fmt::format("note: line {} failed: {}",
                           line_of(result_.sources, exercise.plan.statements[at]),
                           exercise.record.steps[at].error.message));
  }

  void write_rows(const VerifiedScript& verified) {
    std::string text;
    for (const FilledTable& table : verified.tables) {
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", table.table, table.rows);
    }
    if (!text.empty()) write_line("rows before: " + text);
    for (const FilledTable& table : verified.tables) {
      if (!table.remark.empty()) {
        write_line(fmt::format("note: no rows in {}: {}", table.table, table.remark));
      }
    }
  }

  void write_steps(const Exercise& exercise) {
    for (std::size_t i = 0; i < exercise.record.steps.size(); ++i) {
      const StepRecord& step = exercise.record.steps[i];
      const PlannedStatement& planned = exercise.plan.statements[i];
      const bool well = step.outcome == StepRecord::Outcome::done;
      out_ +=
          fmt::format("{}{:>5} |{} {:<7} {:>7.1f} ms  {}\n", paint_.frame,
                      line_of(result_.sources, planned), paint_.reset, outcome_word(step.outcome),
                      step.milliseconds, shortened(planned.statement->text, style_.width - 30U));
      const auto detail = [&](std::string_view text) {
        out_ += fmt::format("        {}\n", one_line(text));
      };
      if (!well && !step.remark.empty()) detail(step.remark);
      if (!step.error.message.empty()) {
        detail(fmt::format("{} ({})", step.error.message, step.error.sqlstate));
      }
      for (const ObservedRelation& relation : step.relations) {
        if (is_worth_a_line(relation) && !relation.is_index) detail(line_for(step, relation));
      }
    }
  }

  static std::string line_for(const StepRecord& step, const ObservedRelation& relation) {
    std::string text = relation.name;
    if (relation.lock != LockMode::none) text += fmt::format(" {}", sql_name(relation.lock));
    if (relation.lock != LockMode::none && relation.new_lock == LockMode::none) {
      text += " (held since before)";
    }
    if (!relation.metadata_lock.empty()) {
      text += fmt::format(" metadata lock {}", relation.metadata_lock);
    }
    text += fmt::format(", {:.1f} ms until it is given back", step.held);
    if (relation.reader_blocked) text += "; a reader was blocked";
    if (relation.writer_blocked) text += "; a writer was blocked";
    for (const auto& [what, attempts] :
         {std::pair("read", relation.reads), std::pair("write", relation.writes)}) {
      if (attempts.refused == 0) continue;
      text += fmt::format("; {} of {} attempts to {} were turned away", attempts.refused,
                          attempts.made, what);
    }
    if (relation.reader_queued) {
      text += "; a reader waited behind it as it waited";
    } else if (relation.writer_queued) {
      text += "; a writer waited behind it as it waited";
    }
    if (relation.rewritten) text += "; rewritten";
    if (relation.emptied) text += "; emptied";
    if (relation.index_built) text += "; index built";
    if (relation.scanned) text += "; scanned";
    if (relation.dropped) text += "; dropped";
    constexpr std::int64_t megabyte = 1024LL * 1024;
    if (step.wal_bytes > megabyte) {
      text += fmt::format("; {} MB of WAL", step.wal_bytes / megabyte);
    }
    return text;
  }

  void write_spoiled(const Exercise& exercise) {
    for (const Spoiled& spoiled : exercise.spoiled) {
      if (spoiled.rows == 0) continue;
      write_line(fmt::format("spoiled rows: {} with {}", spoiled.rows, spoiled.what));
    }
    if (!exercise.spoiled_record) return;
    std::size_t failures = 0;
    for (std::size_t i = 0; i < exercise.spoiled_record->steps.size(); ++i) {
      const StepRecord& step = exercise.spoiled_record->steps[i];
      if (step.outcome != StepRecord::Outcome::failed ||
          exercise.record.steps[i].outcome != StepRecord::Outcome::done) {
        continue;
      }
      ++failures;
      write_line(fmt::format("with them line {} fails: {} ({})",
                             line_of(result_.sources, exercise.plan.statements[i]),
                             step.error.message, step.error.sqlstate));
    }
    if (failures == 0) write_line("with them everything runs as without");
  }

  void write_checks(std::string_view when, std::span<const CheckResult> checks) {
    if (checks.empty()) return;
    const auto count = [&](CheckResult::State state) {
      return std::ranges::count(checks, state, &CheckResult::state);
    };
    std::string text = fmt::format("{}: {} passed", when, count(CheckResult::State::passed));
    if (const auto failed = std::ranges::count_if(checks, is_bad); failed > 0) {
      text += fmt::format(", {} failed", failed);
    }
    write_line(text);
    for (const CheckResult& check : checks) {
      if (!is_bad(check)) continue;
      out_ += fmt::format("    {}\n", one_line(fmt::format("{}: {}", check.title, check.detail)));
    }
  }

  void write_writers(std::span<const WriterContest> contests) {
    for (const WriterContest& contest : contests) {
      write_line(
          fmt::format("two writers at once on {}: {}{}", contest.index,
                      contest.outcome == WriterContest::Outcome::not_tried ? "not tried: " : "",
                      contest.evidence));
    }
  }

  void write_rehearsal(const Rehearsal& rehearsal) {
    write_line(rehearsal.passed() ? "rehearsal: up, down and up again passed"
                                  : "rehearsal: failed");
    for (const auto* list : {&rehearsal.catalog_differs, &rehearsal.data_differs}) {
      for (const std::string& line : *list)
        write_line("  " + line);
    }
    if (rehearsal.data_unknown) {
      write_line("note: rows were not compared: some values are known at run time only");
    }
    if (rehearsal.up_again && rehearsal.up_again->failed) {
      const StepRecord& step = rehearsal.up_again->steps[*rehearsal.up_again->failed];
      write_line("  up again failed: " + step.error.message);
    }
  }

  const Result& result_;
  const TextStyle& style_;
  const Paint& paint_;
  std::string& out_;
};

Json relation_json(const ObservedRelation& relation) {
  return {{"relation", relation.name},
          {"lock", pg_locks_name(relation.lock)},
          {"new_lock", pg_locks_name(relation.new_lock)},
          {"rewrite", relation.rewritten},
          {"scan", relation.scanned},
          {"index_build", relation.index_built},
          {"emptied", relation.emptied},
          {"dropped", relation.dropped},
          {"reader_blocked", relation.reader_blocked},
          {"writer_blocked", relation.writer_blocked},
          {"metadata_lock", relation.metadata_lock},
          {"reads", {{"made", relation.reads.made}, {"refused", relation.reads.refused}}},
          {"writes", {{"made", relation.writes.made}, {"refused", relation.writes.refused}}},
          {"reader_queued", relation.reader_queued},
          {"writer_queued", relation.writer_queued}};
}

Json error_json(const ServerError& error) {
  if (error.message.empty()) return nullptr;
  return {{"sqlstate", error.sqlstate}, {"message", error.message}};
}

Json steps_json(const Exercise& exercise, const SourceSet& sources) {
  Json steps = Json::array();
  for (std::size_t i = 0; i < exercise.record.steps.size(); ++i) {
    const StepRecord& step = exercise.record.steps[i];
    Json relations = Json::array();
    for (const ObservedRelation& relation : step.relations) {
      if (!relation.is_index) relations.push_back(relation_json(relation));
    }
    const PlannedStatement& planned = exercise.plan.statements[i];
    steps.push_back({{"line", line_of(sources, planned)},
                     {"sql", planned.statement->text},
                     {"outcome", outcome_word(step.outcome)},
                     {"remark", step.remark},
                     {"error", error_json(step.error)},
                     {"milliseconds", step.milliseconds},
                     {"held_milliseconds", step.held},
                     {"rows", step.rows},
                     {"wal_bytes", step.wal_bytes},
                     {"effects", std::move(relations)}});
  }
  return steps;
}

Json spoiled_json(const Exercise& exercise, const SourceSet& sources) {
  Json made = Json::array();
  for (const Spoiled& spoiled : exercise.spoiled) {
    made.push_back({{"what", spoiled.what}, {"rows", spoiled.rows}, {"remark", spoiled.remark}});
  }
  Json failures = Json::array();
  if (exercise.spoiled_record) {
    for (std::size_t i = 0; i < exercise.spoiled_record->steps.size(); ++i) {
      const StepRecord& step = exercise.spoiled_record->steps[i];
      if (step.outcome != StepRecord::Outcome::failed) continue;
      failures.push_back({{"line", line_of(sources, exercise.plan.statements[i])},
                          {"error", error_json(step.error)}});
    }
  }
  return {{"rows", std::move(made)}, {"failures", std::move(failures)}};
}

std::string_view state_word(CheckResult::State state) {
  switch (state) {
    case CheckResult::State::passed:
      return "passed";
    case CheckResult::State::failed:
      return "failed";
    case CheckResult::State::told:
      return "told";
    case CheckResult::State::unanswered:
      return "unanswered";
    case CheckResult::State::not_run:
      return "not run";
  }
  return {};
}

Json checks_json(std::span<const CheckResult> checks) {
  Json list = Json::array();
  for (const CheckResult& check : checks) {
    list.push_back({{"id", check.id},
                    {"title", check.title},
                    {"state", state_word(check.state)},
                    {"detail", check.detail}});
  }
  return list;
}

std::string_view outcome_word(WriterContest::Outcome outcome) {
  switch (outcome) {
    case WriterContest::Outcome::refused:
      return "refused";
    case WriterContest::Outcome::both_written:
      return "both written";
    case WriterContest::Outcome::not_tried:
      return "not tried";
  }
  return {};
}

Json writers_json(std::span<const WriterContest> contests) {
  Json list = Json::array();
  for (const WriterContest& contest : contests) {
    list.push_back({{"index", contest.index},
                    {"outcome", outcome_word(contest.outcome)},
                    {"evidence", contest.evidence}});
  }
  return list;
}

Json script_json(const VerifiedScript& verified, const SourceSet& sources) {
  const PlannedRun& plan = verified.exercise.plan;
  Json tables = Json::array();
  for (const FilledTable& table : verified.tables) {
    tables.push_back({{"table", table.table}, {"rows", table.rows}, {"remark", table.remark}});
  }
  Json json{{"file", sources[plan.migration->file].path()},
            {"direction", plan.direction == Direction::up ? "up" : "down"},
            {"history", verified.history},
            {"tables", std::move(tables)},
            {"statements", steps_json(verified.exercise, sources)},
            {"spoiled", spoiled_json(verified.exercise, sources)},
            {"checks",
             {{"before", checks_json(verified.checks_before)},
              {"spoiled", checks_json(verified.checks_spoiled)},
              {"after", checks_json(verified.checks_after)},
              {"again", checks_json(verified.checks_again)}}},
            {"writers", writers_json(verified.writers)},
            {"remark", verified.remark},
            {"rehearsal", nullptr}};
  if (verified.rehearsal && verified.down) {
    json["rehearsal"] = {{"passed", verified.rehearsal->passed()},
                         {"down", steps_json(*verified.down, sources)},
                         {"catalog_differs", verified.rehearsal->catalog_differs},
                         {"data_differs", verified.rehearsal->data_differs}};
  }
  return json;
}

}  // namespace

VerdictCount count_verdicts(std::span<const Finding> findings) {
  VerdictCount count;
  for (const Finding& finding : findings) {
    if (!finding.verdict || finding.suppressed) continue;
    switch (finding.verdict->state) {
      case Verdict::State::confirmed:
        ++count.confirmed;
        break;
      case Verdict::State::refuted:
        ++count.refuted;
        break;
      case Verdict::State::not_exercised:
        ++count.not_exercised;
        break;
    }
  }
  return count;
}

void write_verify_text(const Result& result, const VerifyReport& report, const TextStyle& style,
                       std::string& out) {
  double seconds = 0;
  for (const Verification& database : report.databases) {
    seconds += database.seconds;
    if (style.quiet) continue;
    for (const VerifiedScript& verified : database.scripts)
      TextWriter(result, style, out).write(verified);
  }
  write_text(result, style, out);
  if (style.quiet) return;
  for (const std::string& remark : report.remarks)
    out += fmt::format("note: {}\n", printable(remark));
  const VerdictCount count = count_verdicts(result.findings);
  out += fmt::format("Verified on {} in {:.1f} s: {} confirmed, {} refuted, {} not exercised\n",
                     report.server, seconds, count.confirmed, count.refuted, count.not_exercised);
}

void write_verify_json(const Result& result, const VerifyReport& report, std::string& out) {
  std::string findings;
  write_json(result, findings);
  Json json = Json::parse(findings);
  Json scripts = Json::array();
  double seconds = 0;
  for (const Verification& database : report.databases) {
    seconds += database.seconds;
    for (const VerifiedScript& verified : database.scripts)
      scripts.push_back(script_json(verified, result.sources));
  }
  const VerdictCount count = count_verdicts(result.findings);
  json["verify"] = {
      {"server", report.server},
      {"seconds", seconds},
      {"verdicts",
       {{"confirmed", count.confirmed},
        {"refuted", count.refuted},
        {"not_exercised", count.not_exercised}}},
      {"remarks", Json(std::vector<std::string>(report.remarks.begin(), report.remarks.end()))},
      {"scripts", std::move(scripts)}};
  out += json.dump(1, ' ', false, Json::error_handler_t::replace);
  out += '\n';
}

}  // namespace miglint
