// The risk report as one HTML page.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/difference_words.h"
#include "lint/message_parts.h"
#include "lint/wording.h"
#include "report/display.h"
#include "report/lock_chart.h"
#include "report/risk.h"

namespace miglint {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ink: #1c2330; --dim: #5b6575; --paper: #fff; --card: #f5f7fa;
  --line: #d8dee8; --error: #b42318; --warning: #a15c00; --note: #2457a7; --good: #1d7a46; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --dim: #9aa5b5; --paper: #14181f;
  --card: #1d232d; --line: #333c4a; --error: #ff8a80; --warning: #f0b45b; --note: #86b4ff;
  --good: #6fd39a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1080px; padding: 24px 20px 64px; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 26px; margin: 0 0 12px; } h2 { font-size: 20px; margin: 36px 0 10px; }
h3 { font-size: 16px; margin: 24px 0 8px; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 10px 12px;
  overflow-x: auto; white-space: pre; margin: 8px 0; }
.verdict { display: flex; gap: 20px; align-items: center; border: 1px solid var(--line);
  border-left: 8px solid var(--tone); border-radius: 8px; padding: 14px 18px; background: var(--card); }
.verdict strong { font-size: 20px; color: var(--tone); } .verdict p { margin: 0; }
.score { font-size: 34px; font-weight: 700; color: var(--tone); min-width: 64px; text-align: center;
  overflow-wrap: normal; }
.stop, .error { --tone: var(--error); } .look, .warning { --tone: var(--warning); }
.go { --tone: var(--good); } .note { --tone: var(--note); }
.finding { border: 1px solid var(--line); border-left: 5px solid var(--tone); border-radius: 8px;
  padding: 10px 14px; margin: 12px 0; }
.finding h3 { margin: 0 0 4px; } .finding h3 span { color: var(--tone); }
.finding p { margin: 6px 0; } .dim { color: var(--dim); font-size: 14px; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; margin: 8px 0; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: 6px 10px; border-bottom: 1px solid var(--line); }
tr:last-child td { border-bottom: 0; } th { color: var(--dim); font-weight: 600; }
td.number { text-align: right; overflow-wrap: normal; }
.changes td:first-child { min-width: 190px; } .locks td:nth-child(2) { min-width: 200px; } table code { font-size: 12px; }
@media (min-width: 601px) { .locks table { min-width: 640px; } }
ul { padding-left: 22px; margin: 6px 0; }
svg { display: block; } svg text { fill: var(--ink); font: 12px ui-monospace, monospace; }
svg .number { text-anchor: middle; fill: var(--dim); } svg .grid { stroke: var(--line); fill: none; }
svg .bracket { stroke: var(--dim); fill: none; stroke-width: 1.5; }
.reads { fill: var(--error); background: var(--error); } .writes { fill: var(--warning);
  background: var(--warning); } .nobody { fill: var(--note); background: var(--note); }
svg .held { opacity: .35; }
details { margin: 8px 0; } summary { cursor: pointer; color: var(--note); }
.short { font-size: 17px; margin: 14px 0; }
ins { color: var(--good); text-decoration: none; } del { color: var(--error); text-decoration: none; }
.key { display: flex; flex-wrap: wrap; gap: 6px 18px; font-size: 13px; color: var(--dim); }
.key i { display: inline-block; width: 14px; height: 12px; border-radius: 3px; margin-right: 6px; }
.key .held { opacity: .35; }
@media (max-width: 600px) { body { padding: 16px 12px 48px; } h1 { font-size: 22px; }
  .verdict { gap: 12px; padding: 12px; } .score { font-size: 26px; min-width: 44px; }
  .changes tr, .changes td, .locks tr, .locks td { display: block; }
  .changes td, .locks td { border-bottom: 0; padding: 4px 10px; }
  .changes tr, .locks tr { border-bottom: 1px solid var(--line); } .locks th { display: none; }
  .locks table { min-width: 0; } td.number { float: left; font-weight: 700; } }
@media print { details > * { display: block; } summary { display: none; } :root { color-scheme: light; } body { max-width: none; padding: 0; font-size: 12px; }
  .scroll { overflow: visible; } .scroll svg { width: 100%; height: auto; }
  pre { white-space: pre-wrap; } .finding, .verdict, tr { break-inside: avoid; }
  * { print-color-adjust: exact; } }
)";

/// A message: names in backquotes become code.
std::string prose(std::string_view message) {
  const std::string line = one_line(message);
  std::string out;
  for (const MessagePart& part : message_parts(line))
    out += part.is_code ? fmt::format("<code>{}</code>", escaped(part.text)) : escaped(part.text);
  return out;
}

std::string colored_diff(std::string_view diff) {
  std::string out;
  while (!diff.empty()) {
    const std::string_view line = diff.substr(0, diff.find('\n'));
    diff.remove_prefix(std::min(line.size() + 1, diff.size()));
    const bool is_head = line.starts_with("+++") || line.starts_with("---");
    const std::string_view tag = is_head                 ? ""
                                 : line.starts_with('+') ? "ins"
                                 : line.starts_with('-') ? "del"
                                                         : "";
    out += tag.empty() ? escaped(line) : fmt::format("<{0}>{1}</{0}>", tag, escaped(line));
    out += '\n';
  }
  return out;
}

std::string_view class_of(Risk::Verdict verdict) {
  if (verdict == Risk::Verdict::stop) return "stop";
  return verdict == Risk::Verdict::look ? "look" : "go";
}

class Page {
 public:
  Page(const Result& result, std::string& out) : result_(result), out_(out) {}

  void write(std::span<const DatabaseChange> changes) {
    out_ +=
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>Risk report</title>\n<style>";
    out_ += kStyle;
    out_ += "</style>\n</head>\n<body>\n<h1>Risk report</h1>\n";
    const Risk risk = assess(result_, changes);
    write_verdict(risk);
    for (const DatabaseChange& change : changes) {
      if (changes.size() > 1) line("<p>In <code>{}</code>:</p>", escaped(change.set->folder));
      line("<ul class=\"short\">");
      for (const std::string& each : in_short(*change.rollout))
        line("<li>{}</li>", prose(each));
      line("</ul>");
    }
    write_reasons(risk);
    for (const DatabaseChange& change : changes)
      write_change(change);
    write_findings();
    for (const DatabaseChange& change : changes)
      write_rollback(*change.rollout);
    write_coverage();
    out_ += "</body>\n</html>\n";
  }

 private:
  template <class... Values>
  void line(fmt::format_string<Values...> format, Values&&... values) {
    out_ += fmt::format(format, std::forward<Values>(values)...);
    out_ += '\n';
  }

  void write_verdict(const Risk& risk) {
    line(
        "<div class=\"verdict {}\"><div class=\"score\">{}</div><p><strong>{}</strong><br>"
        "<span class=\"dim\">risk, of 100</span></p></div>",
        class_of(risk.verdict), risk.score, words(risk.verdict));
  }

  void write_reasons(const Risk& risk) {
    if (risk.reasons.empty()) {
      line("<p>No finding at the level of a warning or above.</p>");
      return;
    }
    const std::span<const RiskReason> all(risk.reasons);
    const std::size_t shown = all.size() > kReasonsShown + 1 ? kReasonsShown : all.size();
    line("<h2>Why {} points</h2>\n<ul>", risk.score);
    for (const RiskReason& reason : all.first(shown))
      write_reason(reason);
    line("</ul>");
    if (shown == all.size()) return;
    line("<details><summary>{} further reasons</summary><ul>", all.size() - shown);
    for (const RiskReason& reason : all.subspan(shown))
      write_reason(reason);
    line("</ul></details>");
  }

  void write_reason(const RiskReason& reason) {
    line("<li>{} <span class=\"dim\">({})</span></li>", prose(reason.text), reason.points);
  }

  void write_change(const DatabaseChange& change) {
    const Rollout& rollout = *change.rollout;
    const NamesWrittenFor names(rollout.dialect);
    line("<h2>What changes</h2>\n<p class=\"dim\">{}: {}, {}</p>", escaped(change.set->folder),
         server_words(rollout), escaped(change.set->tool->title));
    line("<div class=\"scroll\"><table class=\"changes\">");
    for (const ChangedTable& table : changed_tables(rollout)) {
      std::string changes;
      for (const std::string& each : table.changes)
        changes += fmt::format("{}{}", changes.empty() ? "" : "; ", prose(each));
      const std::string_view tag = table.is_heading ? "span" : "code";
      line("<tr><td><{0}>{1}</{0}></td><td>{2}</td></tr>", tag, escaped(table.table), changes);
    }
    line("</table></div>");
    write_locks(rollout);
    write_stages(rollout);
  }

  void write_locks(const Rollout& rollout) {
    line("<h2>Locks, statement by statement</h2>");
    const std::string chart = lock_chart(rollout);
    if (chart.empty()) {
      line("<p>No statement blocks readers or writers of a table in use.</p>");
      return;
    }
    line("<div class=\"scroll\">\n{}</div>", chart);
    line(
        "<p class=\"key\"><span><i class=\"reads\"></i>readers and writers wait</span>"
        "<span><i class=\"writes\"></i>writers wait</span>"
        "<span><i class=\"nobody\"></i>nobody waits, takes long</span>"
        "<span><i class=\"reads held\"></i>held to the end of the transaction</span>"
        "<span>wide: as long as the table is large; narrow: an instant</span></p>");
    line(
        "<div class=\"scroll locks\"><table>\n<tr><th>#</th><th>place</th><th>statement</th>"
        "<th>lock</th></tr>");
    const auto bars = lock_bars(rollout);
    for (const NumberedStep& numbered : numbered_steps(rollout)) {
      std::string told;
      for (const LockBar& bar : bars) {
        if (bar.first != numbered.number) continue;
        told += fmt::format("{}{}{}", told.empty() ? "" : "<br>",
                            prose(work_words(*bar.work, bar.last > bar.first, rollout.after)),
                            bar.last > bar.first ? fmt::format(" (#{})", bar.last) : "");
        if (bar.under != 0) {
          told += fmt::format("; <strong>{} of #{} is still held</strong>",
                              lock_name(*bar.under_work), bar.under);
        }
      }
      if (told.empty()) continue;
      const Statement& statement = *numbered.step->statement;
      line("<tr><td class=\"number\">{}</td><td>{}</td><td><code>{}</code></td><td>{}</td></tr>",
           numbered.number, short_place(statement.span),
           escaped(statement_words(statement, rollout, 90)), told);
    }
    line("</table></div>");
  }

  void write_stages(const Rollout& rollout) {
    line("<h2>Order against the application</h2>\n<ul>");
    constexpr std::string_view kWhen[] = {"before the new code", "beside the running code",
                                          "only when the code allows it"};
    for (const DeployStage stage :
         {DeployStage::expand, DeployStage::migrate, DeployStage::contract}) {
      std::vector<std::size_t> numbers;
      std::string reasons;
      for (const NumberedStep& numbered : numbered_steps(rollout)) {
        if (numbered.step->stage != stage) continue;
        numbers.push_back(numbered.number);
        if (numbered.step->stage_reason.empty()) continue;
        const std::string item = fmt::format("<li>{}</li>", prose(numbered.step->stage_reason));
        if (!reasons.contains(item)) reasons += item;
      }
      line("<li><strong>{}</strong> ({}): {}{}{}{}</li>", word(stage),
           kWhen[static_cast<std::size_t>(stage)],
           numbers.empty() ? "nothing" : number_list(numbers), reasons.empty() ? "" : "<ul>",
           reasons, reasons.empty() ? "" : "</ul>");
    }
    line("</ul>");
  }

  void write_findings() {
    const auto findings = graded_findings(result_.findings);
    line("<h2>Findings</h2>");
    if (findings.empty()) line("<p>None.</p>");
    const bool has_patches = std::ranges::any_of(
        findings, [&](const Finding* finding) { return !result_.patch(*finding).empty(); });
    if (has_patches) line("<p class=\"dim\">{}</p>", prose(kAboutPatches));
    const auto first_note = std::ranges::find(findings, Level::note, &Finding::level);
    for (const Finding* finding : findings) {
      if (first_note != findings.end() && finding == *first_note) {
        line("<details><summary>{} notes</summary>", findings.end() - first_note);
      }
      const SourceFile& file = result_.sources[finding->span.file];
      line("<section class=\"finding {}\"><h3><span>{}</span> <code>{}</code></h3>",
           name(finding->level), name(finding->level), escaped(finding->rule->id));
      line("<div class=\"dim\">{}</div><p>{}</p>", place(finding->span), prose(finding->message));
      line("<pre>{}</pre>", escaped(file.line(file.position(finding->span.begin).line)));
      const std::string_view patch = result_.patch(*finding);
      if (!patch.empty()) {
        line("<div class=\"dim\">The safe way, as a patch</div><pre class=\"diff\">{}</pre>",
             colored_diff(patch));
      } else if (!finding->safe_way.empty()) {
        line("<div class=\"dim\">The safe way</div><pre>{}</pre>", escaped(finding->safe_way));
      }
      if (finding->verdict) {
        line("<p class=\"dim\">On a scratch server: {}: {}</p>", name(finding->verdict->state),
             prose(finding->verdict->evidence));
      }
      line("</section>");
    }
    if (first_note != findings.end()) line("</details>");
  }

  void write_rollback(const Rollout& rollout) {
    const NamesWrittenFor names(rollout.dialect);
    line("<h2>Rollback</h2>\n<ul>");
    for (const RolloutStep& step : rollout.migrations) {
      line("<li><code>{}</code>: <strong>{}</strong>. {}",
           escaped(path_of(*step.migration, result_.sources)), word(step.rollback.grade),
           prose(meaning(step.rollback.grade)));
      std::string items;
      for (const std::string& loss : step.rollback.losses)
        items += fmt::format("<li>The rollback loses {}.</li>", prose(loss));
      for (const SchemaDifference& difference : step.rollback.left) {
        items += fmt::format("<li>Differs afterwards: {}.</li>",
                             prose(difference_words(difference, rollout.after)));
      }
      for (const std::string& loss : step.losses)
        items += fmt::format("<li>The migration itself takes {} for good.</li>", prose(loss));
      line("{}{}{}</li>", items.empty() ? "" : "<ul>", items, items.empty() ? "" : "</ul>");
    }
    line("</ul>");
  }

  void write_coverage() {
    const Summary sum = summary(result_.findings);
    line("<h2>Coverage</h2>\n<p>{} files, {} statements, {} not read, {} findings suppressed.</p>",
         result_.files, result_.statements, result_.not_read.size(), sum.suppressed);
    if (result_.not_read.empty() && result_.unread.empty()) return;
    line("<ul>");
    for (const Span span : result_.not_read)
      line("<li>not read: {}</li>", place(span));
    for (const UnreadInput& input : result_.unread)
      line("<li>not read: <code>{}</code>: {}</li>", escaped(input.path), prose(input.message));
    line("</ul>");
  }

  /// Without the folder, for tables.
  [[nodiscard]] std::string short_place(Span span) const {
    const std::string whole = place(span);
    return whole.substr(whole.rfind('/') + 1);
  }

  [[nodiscard]] std::string place(Span span) const {
    const SourceFile& file = result_.sources[span.file];
    return escaped(fmt::format("{}:{}", file.path(), file.position(span.begin).line));
  }

  const Result& result_;
  std::string& out_;
};

}  // namespace

void write_risk_html(const Result& result, std::span<const DatabaseChange> changes,
                     std::string& out) {
  Page(result, out).write(changes);
}

}  // namespace miglint
