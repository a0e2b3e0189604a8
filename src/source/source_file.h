// One input file: its bytes, its name as shown to people, and its lines.
//
// Comes in: a path and bytes. Goes out: text, and positions of byte offsets.
// Anything that knows SQL does not belong here.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "source/span.h"

namespace miglint {

/// Line and column as people and SARIF count them: from 1, columns in Unicode code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend constexpr auto operator<=>(const Position&, const Position&) = default;
};

class SourceFile {
 public:
  /// `path` is what messages show; `text` are the file's bytes as they are on disk, less a
  /// UTF-8 byte order mark.
  SourceFile(std::string path, std::string text);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view text(Span span) const;

  /// Position of the byte at `offset`; offsets past the end give the position after the last byte.
  [[nodiscard]] Position position(std::uint32_t offset) const;
  /// Byte offset where `line` (from 1) begins; the text's end for lines after the last.
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t line) const;
  /// Text of `line` (from 1) without its line ending; empty after the last line.
  [[nodiscard]] std::string_view line(std::uint32_t line) const;
  [[nodiscard]] std::uint32_t line_count() const;

 private:
  const std::vector<std::uint32_t>& line_begins() const;
  [[nodiscard]] std::uint32_t characters_before(std::uint32_t offset) const;

  std::string path_;
  std::string text_;
  /// Made on first use: most files have nothing to print. Not for concurrent first use; positions
  /// are asked for when results are written, by one thread.
  mutable std::vector<std::uint32_t> line_begins_;
  /// Characters before each block of the text: a file may be one line of megabytes with a finding
  /// in every part of it. Made like `line_begins_`.
  mutable std::vector<std::uint32_t> characters_before_block_;
};

/// All files of a run. References stay valid while the set lives.
class SourceSet {
 public:
  FileId add(std::string path, std::string text);
  [[nodiscard]] const SourceFile& operator[](FileId id) const;
  [[nodiscard]] std::string_view text(Span span) const { return (*this)[span.file].text(span); }
  [[nodiscard]] std::size_t size() const { return files_.size(); }

 private:
  std::deque<SourceFile> files_;
};

}  // namespace miglint
