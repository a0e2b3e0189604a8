// A text that is given to the raw parser, and where its bytes stand in a file.
//
// The parser's locations are byte offsets into such a text. It is a whole file, one statement of
// it, the body of a DO block, or a string that EXECUTE runs. Nothing about SQL belongs here.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "source/span.h"

namespace miglint::postgres {

/// Half-open range of bytes of a text.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] constexpr bool empty() const { return begin >= end; }
};

struct ParsedText {
  /// What was parsed. Lives as long as the operations that are made of it.
  std::string_view text;
  /// Where it stands in the file, or what caused it there.
  Span span;
  /// The text stands at `span` byte for byte, so offsets in it are places in the file.
  bool verbatim = true;

  /// Place of the bytes [begin, end) of the text.
  [[nodiscard]] constexpr Span place(std::size_t begin, std::size_t end) const {
    if (!verbatim) return span;
    const std::size_t last = std::min(end, text.size());
    return {span.file, span.begin + static_cast<std::uint32_t>(std::min(begin, last)),
            span.begin + static_cast<std::uint32_t>(last)};
  }
  [[nodiscard]] constexpr Span place(ByteRange range) const {
    return place(range.begin, range.end);
  }

  [[nodiscard]] constexpr std::string_view part(ByteRange range) const {
    return text.substr(range.begin, range.end - range.begin);
  }
};

}  // namespace miglint::postgres
