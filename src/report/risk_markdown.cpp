// The risk report as Markdown.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "lint/difference_words.h"
#include "lint/wording.h"
#include "report/display.h"
#include "report/markdown_text.h"
#include "report/risk.h"

namespace miglint {
namespace {

using markdown::block;
using markdown::code;
using markdown::plain;
using markdown::prose;

class Page {
 public:
  Page(const Result& result, std::string& out) : result_(result), out_(out) {}

  void write(std::span<const DatabaseChange> changes) {
    const Risk risk = assess(result_, changes);
    line("# Risk report\n");
    line("**{}.** Risk {} of 100.\n", words(risk.verdict), risk.score);
    for (const DatabaseChange& change : changes) {
      if (changes.size() > 1) line("In {}:\n", code(change.set->folder));
      for (const std::string& each : in_short(*change.rollout))
        line("- {}", prose(each));
      out_ += '\n';
    }
    write_reasons(risk);
    for (const DatabaseChange& change : changes)
      write_change(change);
    write_findings();
    for (const DatabaseChange& change : changes)
      write_rollback(*change.rollout);
    write_coverage();
  }

 private:
  template <class... Values>
  void line(fmt::format_string<Values...> format, Values&&... values) {
    out_ += fmt::format(format, std::forward<Values>(values)...);
    out_ += '\n';
  }

  void write_reasons(const Risk& risk) {
    if (risk.reasons.empty()) {
      line("No finding at the level of a warning or above.");
      return;
    }
    line("Why {} points:\n", risk.score);
    const std::span<const RiskReason> all(risk.reasons);
    const std::size_t shown = all.size() > kReasonsShown + 1 ? kReasonsShown : all.size();
    for (const RiskReason& reason : all.first(shown))
      line("- {} ({})", prose(reason.text), reason.points);
    if (shown == all.size()) return;
    line("\n<details><summary>{} further reasons</summary>\n", all.size() - shown);
    for (const RiskReason& reason : all.subspan(shown))
      line("- {} ({})", prose(reason.text), reason.points);
    line("\n</details>");
  }

  void write_change(const DatabaseChange& change) {
    const Rollout& rollout = *change.rollout;
    const NamesWrittenFor names(rollout.dialect);
    line("\n## What changes: {} ({}, {})\n", plain(change.set->folder), server_words(rollout),
         plain(change.set->tool->title));
    for (const ChangedTable& table : changed_tables(rollout)) {
      std::string changes;
      for (const std::string& each : table.changes)
        changes += fmt::format("{}{}", changes.empty() ? "" : "; ", prose(each));
      line("- {}: {}", table.is_heading ? plain(table.table) : code(table.table), changes);
    }
    write_locks(rollout);
    write_stages(rollout);
  }

  void write_locks(const Rollout& rollout) {
    line("\n### Locks, statement by statement\n");
    const auto bars = lock_bars(rollout);
    if (bars.empty()) {
      line("No statement blocks readers or writers of a table in use.");
      return;
    }
    line("| # | place | statement | who waits | until |\n|---|---|---|---|---|");
    const auto steps = numbered_steps(rollout);
    for (const NumberedStep& numbered : steps) {
      std::string told;
      std::size_t last = numbered.number;
      for (const LockBar& bar : bars) {
        if (bar.first != numbered.number) continue;
        last = std::max(last, bar.last);
        told += fmt::format("{}{}", told.empty() ? "" : "; ",
                            prose(work_words(*bar.work, bar.last > bar.first, rollout.after)));
        if (bar.under != 0) {
          told +=
              fmt::format("; **{} of #{} is still held**", lock_name(*bar.under_work), bar.under);
        }
      }
      if (told.empty()) continue;
      const Statement& statement = *numbered.step->statement;
      const std::string until =
          last > numbered.number ? fmt::format("the end of #{}", last) : "its own end";
      line("| {} | {} | {} | {} | {} |", numbered.number, short_place(statement.span),
           code(without_pipes(statement_words(statement, rollout, 70))), told, until);
    }
  }

  void write_stages(const Rollout& rollout) {
    line("\n### Order against the application\n");
    for (const DeployStage stage :
         {DeployStage::expand, DeployStage::migrate, DeployStage::contract}) {
      std::vector<std::size_t> numbers;
      std::vector<std::string> reasons;
      for (const NumberedStep& numbered : numbered_steps(rollout)) {
        if (numbered.step->stage != stage) continue;
        numbers.push_back(numbered.number);
        const std::string& reason = numbered.step->stage_reason;
        if (!reason.empty() && std::ranges::find(reasons, reason) == reasons.end()) {
          reasons.push_back(reason);
        }
      }
      constexpr std::string_view kWhen[] = {"before the new code", "beside the running code",
                                            "only when the code allows it"};
      line("- **{}** ({}): {}", word(stage), kWhen[static_cast<std::size_t>(stage)],
           numbers.empty() ? "nothing" : number_list(numbers));
      for (const std::string& reason : reasons)
        line("  - {}", prose(reason));
    }
  }

  void write_findings() {
    const auto findings = graded_findings(result_.findings);
    line("\n## Findings\n");
    if (findings.empty()) line("None.");
    if (std::ranges::any_of(findings, [&](const auto* each) { return has_patch(*each); }))
      line("{}\n", kAboutPatches);
    const auto first_note = std::ranges::find(findings, Level::note, &Finding::level);
    for (const Finding* finding : findings) {
      // Those who decide in five minutes need not read these.
      if (first_note != findings.end() && finding == *first_note) {
        line("<details><summary>{} notes</summary>\n", findings.end() - first_note);
      }
      line("### {}: {} at {}\n", name(finding->level), code(finding->rule->id),
           place(finding->span));
      line("{}\n", prose(finding->message));
      const SourceFile& file = result_.sources[finding->span.file];
      out_ += block(file.line(file.position(finding->span.begin).line));
      const std::string_view patch = result_.patch(*finding);
      if (!patch.empty()) {
        line("\nThe safe way, as a patch:\n");
        out_ += block(patch, "diff");
      } else if (!finding->safe_way.empty()) {
        line("\nThe safe way:\n");
        out_ += block(finding->safe_way);
      }
      if (finding->verdict) {
        line("\nOn a scratch server: {}: {}", name(finding->verdict->state),
             prose(finding->verdict->evidence));
      }
      out_ += '\n';
    }
    if (first_note != findings.end()) line("</details>\n");
  }

  [[nodiscard]] bool has_patch(const Finding& finding) const {
    return !result_.patch(finding).empty();
  }

  void write_rollback(const Rollout& rollout) {
    const NamesWrittenFor names(rollout.dialect);
    line("## Rollback\n");
    for (const RolloutStep& step : rollout.migrations) {
      line("- {}: **{}**. {}", code(path_of(*step.migration, result_.sources)),
           word(step.rollback.grade), meaning(step.rollback.grade));
      for (const std::string& loss : step.rollback.losses)
        line("  - The rollback loses {}.", prose(loss));
      for (const SchemaDifference& difference : step.rollback.left)
        line("  - Differs afterwards: {}.", prose(difference_words(difference, rollout.after)));
      for (const std::string& loss : step.losses)
        line("  - The migration itself takes {} for good.", prose(loss));
    }
  }

  void write_coverage() {
    const Summary sum = summary(result_.findings);
    line("\n## Coverage\n");
    line("{} files, {} statements, {} not read, {} findings suppressed.", result_.files,
         result_.statements, result_.not_read.size(), sum.suppressed);
    for (const Span span : result_.not_read)
      line("- not read: {}", place(span));
    for (const UnreadInput& input : result_.unread)
      line("- not read: {}: {}", code(input.path), prose(input.message));
  }

  /// Without the folder, for tables.
  [[nodiscard]] std::string short_place(Span span) const {
    const std::string whole = place(span);
    return whole.substr(whole.rfind('/') + 1);
  }

  [[nodiscard]] std::string place(Span span) const {
    const SourceFile& file = result_.sources[span.file];
    return plain(fmt::format("{}:{}", file.path(), file.position(span.begin).line));
  }

  static std::string without_pipes(std::string_view text) {
    std::string out;
    for (const char c : text)
      out += c == '|' ? std::string("\\|") : std::string(1, c);
    return out;
  }

  const Result& result_;
  std::string& out_;
};

}  // namespace

void write_risk_markdown(const Result& result, std::span<const DatabaseChange> changes,
                         std::string& out) {
  Page(result, out).write(changes);
}

}  // namespace miglint
