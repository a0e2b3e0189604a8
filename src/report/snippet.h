// Source lines with a place marked in them, as compilers show it.
//
// Comes in: a file and a span. Goes out: lines of text with a gutter of line numbers. What the
// place means does not belong here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "report/paint.h"
#include "source/source_file.h"
#include "source/span.h"

namespace miglint {

struct Snippet {
  const SourceFile& file;
  Span span;
  char mark = '^';
  std::string_view label = {};  ///< Beside the mark.
  std::string_view color = {};  ///< Of the mark and its label.
};

struct SnippetLayout {
  std::size_t gutter = 1;  ///< Columns of the widest line number.
  std::size_t width = 100;
  const Paint& paint;
};

/// Appends the lines of `snippet`, with an empty gutter line before them. A span of many lines is
/// bracketed at its left and cut in the middle; a line that is too wide is cut around the span.
void write_snippet(const Snippet& snippet, const SnippetLayout& layout, std::string& out);

/// "  |", for what stands between snippets.
void write_gutter(const SnippetLayout& layout, std::string_view text, std::string& out);

}  // namespace miglint
