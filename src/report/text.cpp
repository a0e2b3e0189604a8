// Findings for people, in the manner of a compiler.
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "report/counts.h"
#include "report/display.h"
#include "report/lock_words.h"
#include "report/paint.h"
#include "report/report.h"
#include "report/snippet.h"

namespace miglint {
namespace {

std::size_t digits(std::uint32_t number) {
  return fmt::formatted_size("{}", number);
}

class TextWriter {
 public:
  TextWriter(const Result& result, const TextStyle& style, std::string& out)
      : result_(result), style_(style), paint_(paint(style.color)), out_(out) {}

  /// `path:line:col: level[rule-id] message`
  void write_line(const Finding& finding) {
    const SourceFile& file = result_.sources[finding.span.file];
    const Position at = file.position(finding.span.begin);
    out_ +=
        fmt::format("{}{}:{}:{}:{} {}{}[{}]{} {}\n", paint_.bold, one_line(file.path()), at.line,
                    at.column, paint_.reset, paint_.of(finding.level), name(finding.level),
                    finding.rule->id, paint_.reset, one_line(finding.message));
  }

  void write_finding(const Finding& finding) {
    const SnippetLayout layout{.gutter = gutter(finding), .width = style_.width, .paint = paint_};
    out_ += fmt::format("{}{}[{}]{}{}: {}{}\n", paint_.of(finding.level), name(finding.level),
                        finding.rule->id, paint_.reset, paint_.bold, printable(finding.message),
                        paint_.reset);
    write_place("-->", finding.span, layout);
    write_snippet({.file = result_.sources[finding.span.file],
                   .span = finding.span,
                   .color = paint_.of(finding.level)},
                  layout, out_);
    for (const RelatedPlace& place : finding.related) {
      write_place(":::", place.span, layout);
      write_snippet({.file = result_.sources[place.span.file],
                     .span = place.span,
                     .mark = '-',
                     .label = place.message,
                     .color = paint_.frame},
                    layout, out_);
    }
    if (finding.effect || finding.verdict || !finding.safe_way.empty()) {
      write_gutter(layout, {}, out_);
    }
    if (finding.effect) write_lock(*finding.effect, layout);
    if (finding.verdict) write_verdict(*finding.verdict, layout);
    if (!finding.safe_way.empty()) write_safe_way(finding.safe_way, layout);
    out_ += '\n';
  }

  void write_summary() {
    const Summary sum = summary(result_.findings);
    std::string counts;
    const auto add = [&](std::size_t count, std::string_view word, std::string_view color) {
      if (count == 0) return;
      counts += fmt::format("{}{}{}{}", counts.empty() ? "" : ", ", color, plural(count, word),
                            paint_.reset);
    };
    add(sum.errors, "error", paint_.error);
    add(sum.warnings, "warning", paint_.warning);
    add(sum.notes, "note", paint_.note);
    const bool found = !counts.empty();
    out_ +=
        fmt::format("{} in {} ({})", found ? counts : "No findings", plural(result_.files, "file"),
                    statements_in_words(result_.statements, result_.not_read.size()));
    if (sum.suppressed > 0) out_ += fmt::format(", {} suppressed", sum.suppressed);
    if (!result_.unread.empty()) {
      out_ += fmt::format(", {} could not be read", plural(result_.unread.size(), "input"));
    }
    out_ += '\n';
    if (!found) return;
    out_ += "`miglint explain <rule-id>` tells what happens, why, and the safe way.\n";
    const auto fixes = std::ranges::count_if(result_.findings, [](const Finding& finding) {
      return !finding.suppressed && !finding.fix.empty();
    });
    if (fixes > 0) {
      out_ += fmt::format("`miglint fix` writes the safe way of {}; --diff shows it.\n", fixes);
    }
  }

 private:
  [[nodiscard]] std::size_t gutter(const Finding& finding) const {
    const auto last_line = [&](Span span) {
      return result_.sources[span.file].position(span.end).line;
    };
    std::size_t widest = digits(last_line(finding.span));
    for (const RelatedPlace& place : finding.related) {
      widest = std::max(widest, digits(last_line(place.span)));
    }
    return widest;
  }

  void write_place(std::string_view arrow, Span span, const SnippetLayout& layout) {
    const SourceFile& file = result_.sources[span.file];
    const Position at = file.position(span.begin);
    out_ += fmt::format("{}{:>{}}{}{} {}:{}:{}\n", paint_.frame, "", layout.gutter, arrow,
                        paint_.reset, one_line(file.path()), at.line, at.column);
  }

  void write_lock(const LockFact& fact, const SnippetLayout& layout) {
    const std::string_view work =
        while_what({.rewrite = fact.rewrite, .scan = fact.scan, .index_build = fact.index_build});
    write_head("lock", layout);
    out_ += fmt::format("{} on {}: {}{}{}\n", sql_name(fact.lock), one_line(fact.relation),
                        who_is_blocked(fact.lock), work.empty() ? "" : " ", work);
  }

  void write_verdict(const Verdict& verdict, const SnippetLayout& layout) {
    write_head(name(verdict.state), layout);
    out_ += one_line(verdict.evidence) + '\n';
  }

  /// One line stands beside its head, several form a block below it.
  void write_safe_way(std::string_view text, const SnippetLayout& layout) {
    while (text.ends_with('\n'))
      text.remove_suffix(1);
    write_head("safe way", layout);
    if (text.find('\n') == std::string_view::npos) {
      out_ += printable(text) + '\n';
      return;
    }
    out_.pop_back();
    out_ += '\n';
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      const std::string_view line = text.substr(0, end);
      if (!line.empty()) out_ += fmt::format("{:>{}}{}", "", layout.gutter + 7, printable(line));
      out_ += '\n';
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  void write_head(std::string_view head, const SnippetLayout& layout) {
    out_ += fmt::format("{}{:>{}} ={} {}{}:{} ", paint_.frame, "", layout.gutter, paint_.reset,
                        paint_.bold, head, paint_.reset);
  }

  const Result& result_;
  const TextStyle& style_;
  const Paint& paint_;
  std::string& out_;
};

}  // namespace

void write_text(const Result& result, const TextStyle& style, std::string& out) {
  TextWriter writer(result, style, out);
  for (const Finding& finding : result.findings) {
    if (finding.suppressed) continue;
    if (style.quiet) {
      writer.write_line(finding);
    } else {
      writer.write_finding(finding);
    }
  }
  if (!style.quiet) writer.write_summary();
}

}  // namespace miglint
