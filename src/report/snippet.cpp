#include "report/snippet.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "report/display.h"

namespace miglint {
namespace {

constexpr std::string_view kCut = "...";
constexpr std::size_t kTab = 4;
/// Lines of a longer span that are shown before and after the cut.
constexpr std::uint32_t kHead = 3;
constexpr std::uint32_t kTail = 1;

/// The marked bytes of one line, counted from the line's begin.
struct Marked {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A line cut to the width, and where the mark stands in it.
struct ShownLine {
  std::string text;
  std::size_t mark_begin = 0;  ///< Columns.
  std::size_t mark_end = 0;
};

std::size_t shown_columns(const Glyph& glyph, std::size_t column) {
  return glyph.shown.empty() ? kTab - column % kTab : glyph.columns;
}

/// The bytes of a line that are shown, and whether something is left out at either end.
struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool cut_begin = false;
  bool cut_end = false;
};

/// Advances from `at` as long as the characters fit into the columns up to `width`.
std::size_t fitting(std::string_view line, std::size_t at, std::size_t column, std::size_t width) {
  while (at < line.size()) {
    const Glyph glyph = first_glyph(line.substr(at));
    column += shown_columns(glyph, column);
    if (column > width) break;
    at += glyph.bytes;
  }
  return at;
}

/// The line from its begin when the mark's begin is in sight then, else from a little before the
/// mark.
Window window(std::string_view line, const Marked& marked, std::size_t width) {
  Window shown;
  // A quarter of the width of it is enough: where it begins matters.
  const std::size_t wanted = std::min(marked.end, marked.begin + width / 4);
  if (fitting(line, 0, 0, width) < wanted) {
    shown.begin = marked.begin;
    for (std::size_t back = 0; shown.begin > 0 && back < width / 4; ++back) {
      do {
        --shown.begin;
      } while (shown.begin > 0 && (static_cast<unsigned char>(line[shown.begin]) & 0xC0U) == 0x80U);
    }
    shown.cut_begin = shown.begin > 0;
  }
  const std::size_t column = shown.cut_begin ? kCut.size() : 0;
  shown.end = fitting(line, shown.begin, column, width);
  shown.cut_end = shown.end < line.size();
  if (shown.cut_end) shown.end = fitting(line, shown.begin, column, width - kCut.size());
  return shown;
}

ShownLine show(std::string_view line, const Marked& marked, std::size_t width) {
  const Window shown = window(line, marked, width);
  ShownLine out;
  if (shown.cut_begin) out.text = kCut;
  std::size_t column = out.text.size();
  out.mark_begin = column;
  out.mark_end = column;
  for (std::size_t at = shown.begin; at < shown.end;) {
    const Glyph glyph = first_glyph(line.substr(at));
    const std::size_t takes = shown_columns(glyph, column);
    if (glyph.shown.empty()) {
      out.text.append(takes, ' ');
    } else {
      out.text += glyph.shown;
    }
    column += takes;
    if (at < marked.begin) out.mark_begin = column;
    if (at < marked.end) out.mark_end = column;
    at += glyph.bytes;
  }
  if (shown.cut_end) out.text += kCut;
  out.mark_end = std::max(out.mark_end, out.mark_begin + 1);
  return out;
}

class SnippetWriter {
 public:
  SnippetWriter(const Snippet& snippet, const SnippetLayout& layout, std::string& out)
      : snippet_(snippet), layout_(layout), paint_(layout.paint), out_(out) {
    // Gutter and bracket stand before the line.
    const std::size_t before = layout.gutter + 5;
    width_ = layout.width > before + 20 ? layout.width - before : 20;
  }

  void write() {
    const auto size = static_cast<std::uint32_t>(snippet_.file.text().size());
    const std::uint32_t begin = std::min(snippet_.span.begin, size);
    const std::uint32_t end = std::clamp(snippet_.span.end, begin, size);
    first_ = snippet_.file.position(begin).line;
    last_ = end > begin ? snippet_.file.position(end - 1).line : first_;
    write_gutter(layout_, {}, out_);
    if (first_ == last_) {
      write_single(begin, end);
    } else {
      write_many(begin, end);
    }
  }

 private:
  [[nodiscard]] Marked marked(std::uint32_t line, std::uint32_t begin, std::uint32_t end) const {
    const std::size_t at = snippet_.file.line_begin(line);
    const std::size_t size = snippet_.file.line(line).size();
    const std::size_t from = begin > at ? std::min(begin - at, size) : 0;
    const std::size_t to = end > at ? std::min(end - at, size) : 0;
    return {from, std::max(from, to)};
  }

  void write_single(std::uint32_t begin, std::uint32_t end) {
    const ShownLine line = show(snippet_.file.line(first_), marked(first_, begin, end), width_);
    write_line(first_, {}, line.text);
    write_mark(std::string(line.mark_begin, ' '), line.mark_end - line.mark_begin);
  }

  /// Lines under a bracket: "/" where the span begins, "|_____^" where it ends.
  void write_many(std::uint32_t begin, std::uint32_t end) {
    const std::string_view text = snippet_.file.line(first_);
    const ShownLine head = show(text, marked(first_, begin, end), width_);
    const std::size_t indent = std::min(text.find_first_not_of(" \t"), text.size());
    const bool from_indent = begin <= snippet_.file.line_begin(first_) + indent;
    write_line(first_, from_indent ? "/ " : "  ", head.text);
    if (!from_indent) write_rule(" ", head.mark_begin + 1, {});

    const bool cut = last_ - first_ >= kHead + kTail + 1;
    for (std::uint32_t line = first_ + 1; line <= last_; ++line) {
      if (cut && line == first_ + kHead) {
        line = last_ - kTail + 1;
        out_ += fmt::format("{}...{}\n", paint_.frame, paint_.reset);
      }
      const ShownLine shown = show(snippet_.file.line(line), marked(line, begin, end), width_);
      write_line(line, "| ", shown.text);
      if (line == last_) write_rule("|", shown.mark_end, snippet_.label);
    }
  }

  void write_line(std::uint32_t line, std::string_view bracket, std::string_view text) {
    out_ += fmt::format("{}{:>{}} |{}", paint_.frame, line, layout_.gutter, paint_.reset);
    if (!bracket.empty()) {
      out_ += fmt::format(" {}{}{}{}", snippet_.color, bracket.substr(0, 1), paint_.reset,
                          text.empty() ? "" : " ");
    } else if (!text.empty()) {
      out_ += ' ';
    }
    out_ += text;
    while (out_.ends_with(' '))
      out_.pop_back();
    out_ += '\n';
  }

  void write_mark(std::string_view indent, std::size_t count) {
    out_ += fmt::format("{}{:>{}} |{} {}{}{}", paint_.frame, "", layout_.gutter, paint_.reset,
                        indent, snippet_.color, std::string(count, snippet_.mark));
    write_label(snippet_.label);
  }

  /// "|_____^ label": from the bracket to the column before `column`.
  void write_rule(std::string_view bracket, std::size_t column, std::string_view label) {
    out_ += fmt::format("{}{:>{}} |{} {}{}{}{}", paint_.frame, "", layout_.gutter, paint_.reset,
                        snippet_.color, bracket, std::string(column, '_'), snippet_.mark);
    write_label(label);
  }

  void write_label(std::string_view label) {
    if (!label.empty()) out_ += fmt::format(" {}", one_line(label));
    out_ += fmt::format("{}\n", paint_.reset);
  }

  const Snippet& snippet_;
  const SnippetLayout& layout_;
  const Paint& paint_;
  std::string& out_;
  std::size_t width_ = 80;
  std::uint32_t first_ = 1;
  std::uint32_t last_ = 1;
};

}  // namespace

void write_snippet(const Snippet& snippet, const SnippetLayout& layout, std::string& out) {
  SnippetWriter(snippet, layout, out).write();
}

void write_gutter(const SnippetLayout& layout, std::string_view text, std::string& out) {
  out += fmt::format("{}{:>{}} |{}{}{}\n", layout.paint.frame, "", layout.gutter,
                     layout.paint.reset, text.empty() ? "" : " ", text);
}

}  // namespace miglint
