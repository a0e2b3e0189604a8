#include "report/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "report/paint.h"
#include "source/apply_edits.h"

namespace miglint {
namespace {

constexpr std::uint32_t kContext = 3;

using Lines = std::vector<std::string_view>;

/// With their line ends; the last one may have none.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

/// Lines of the old file that edits touch, and what stands there afterwards.
struct Replaced {
  std::uint32_t first = 0;  ///< From 1.
  Lines removed;
  std::vector<std::string> added;
};

class Differ {
 public:
  Differ(const SourceFile& file, std::span<const Edit> edits) : file_(file), edits_(edits) {}

  /// Edits that share a line are one change.
  [[nodiscard]] std::vector<Replaced> changes() const {
    std::vector<Replaced> changes;
    for (std::size_t i = 0; i < edits_.size();) {
      const std::uint32_t first = file_.position(edits_[i].span.begin).line;
      std::uint32_t last = last_line(edits_[i]);
      std::size_t end = i + 1;
      while (end < edits_.size() && file_.position(edits_[end].span.begin).line <= last) {
        last = std::max(last, last_line(edits_[end]));
        ++end;
      }
      changes.push_back(change(first, last, edits_.subspan(i, end - i)));
      i = end;
    }
    return changes;
  }

 private:
  [[nodiscard]] std::uint32_t last_line(const Edit& edit) const {
    return file_.position(std::max(edit.span.end, edit.span.begin + 1) - 1).line;
  }

  [[nodiscard]] Replaced change(std::uint32_t first, std::uint32_t last,
                                std::span<const Edit> edits) const {
    const std::uint32_t begin = file_.line_begin(first);
    const std::uint32_t end = file_.line_begin(last + 1);
    std::vector<Edit> inner(edits.begin(), edits.end());
    for (Edit& edit : inner) {
      edit.span.begin -= begin;
      edit.span.end -= begin;
    }
    const std::string_view old = file_.text().substr(begin, end - begin);
    const std::string after = apply_edits(old, inner);
    const Lines added = lines_of(after);
    return {.first = first, .removed = lines_of(old), .added = {added.begin(), added.end()}};
  }

  const SourceFile& file_;
  std::span<const Edit> edits_;
};

/// Lines that are the same at both ends are no part of the change.
void narrow(Replaced& change) {
  Lines& removed = change.removed;
  std::vector<std::string>& added = change.added;
  while (!removed.empty() && !added.empty() && removed.back() == added.back()) {
    removed.pop_back();
    added.pop_back();
  }
  std::size_t same = 0;
  while (same < removed.size() && same < added.size() && removed[same] == added[same])
    ++same;
  removed.erase(removed.begin(), removed.begin() + static_cast<std::ptrdiff_t>(same));
  added.erase(added.begin(), added.begin() + static_cast<std::ptrdiff_t>(same));
  change.first += static_cast<std::uint32_t>(same);
}

class Writer {
 public:
  Writer(const SourceFile& file, const Paint& paint, std::string& out)
      : old_(lines_of(file.text())), paint_(paint), out_(out) {}

  /// Changes that are so near that their context meets.
  void write_hunk(std::span<const Replaced> changes) {
    const std::uint32_t first = changes.front().first;
    const auto behind = first_behind(changes.back());
    const std::uint32_t begin = first > kContext ? first - kContext : 1;
    const auto end = std::min(behind + kContext, static_cast<std::uint32_t>(old_.size()) + 1);
    std::size_t lines_after = end - begin;
    for (const Replaced& change : changes)
      lines_after += change.added.size() - change.removed.size();
    const auto begin_after = static_cast<std::uint32_t>(begin + shift_);
    out_ += fmt::format("{}@@ -{},{} +{},{} @@{}\n", paint_.frame, begin, end - begin, begin_after,
                        lines_after, paint_.reset);
    std::uint32_t line = begin;
    for (const Replaced& change : changes) {
      write_context(line, change.first);
      for (const std::string_view removed : change.removed)
        write_line('-', removed, paint_.error);
      for (const std::string_view added : change.added)
        write_line('+', added, paint_.note);
      line = first_behind(change);
      shift_ += static_cast<std::ptrdiff_t>(change.added.size()) -
                static_cast<std::ptrdiff_t>(change.removed.size());
    }
    write_context(line, end);
  }

  static std::uint32_t first_behind(const Replaced& change) {
    return change.first + static_cast<std::uint32_t>(change.removed.size());
  }

 private:
  void write_context(std::uint32_t from, std::uint32_t to) {
    for (; from < to; ++from)
      write_line(' ', old_[from - 1], "");
  }

  void write_line(char sign, std::string_view line, std::string_view color) {
    const bool ends = line.ends_with('\n');
    if (ends) line.remove_suffix(1);
    out_ += fmt::format("{}{}{}{}\n", color, sign, line, color.empty() ? "" : paint_.reset);
    if (!ends) out_ += "\\ No newline at end of file\n";
  }

  Lines old_;
  const Paint& paint_;
  std::string& out_;
  std::ptrdiff_t shift_ = 0;  ///< Lines more than before, so far.
};

/// git takes no "./x" and no "/x" in a patch.
std::string patch_path(const std::string& path) {
  std::string normal = std::filesystem::path(path).lexically_normal().string();
  return normal.substr(std::min(normal.find_first_not_of('/'), normal.size()));
}

}  // namespace

void write_diff(const SourceFile& file, std::span<const Edit> edits, bool color, std::string& out) {
  std::vector<Replaced> changes = Differ(file, edits).changes();
  std::ranges::for_each(changes, narrow);
  std::erase_if(changes,
                [](const Replaced& each) { return each.removed.empty() && each.added.empty(); });
  if (changes.empty()) return;
  const Paint& colors = paint(color);
  out += fmt::format("{0}--- a/{1}{2}\n{0}+++ b/{1}{2}\n", colors.bold, patch_path(file.path()),
                     colors.reset);
  Writer writer(file, colors, out);
  for (std::size_t i = 0; i < changes.size();) {
    std::size_t end = i + 1;
    while (end < changes.size() &&
           changes[end].first <= Writer::first_behind(changes[end - 1]) + 2 * kContext)
      ++end;
    writer.write_hunk(std::span(changes).subspan(i, end - i));
    i = end;
  }
}

}  // namespace miglint
