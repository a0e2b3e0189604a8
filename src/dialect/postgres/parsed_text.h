// A text that is given to the raw parser, and where its bytes stand in a file.
//
// The parser's locations are byte offsets into such a text. It is a whole file, one statement of
// it, the body of a DO block, or a string that EXECUTE runs. Nothing about SQL belongs here.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "migration/source_map.h"
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
  /// Offsets in the text are places in the file: it stands at `span` byte for byte, or `pieces` say
  /// where its parts come from.
  bool verbatim = true;
  /// Of a text that is this one from `pieces_begin` on, and `pieces_size` bytes long.
  std::span<const TextPiece> pieces{};
  std::uint32_t pieces_begin = 0;
  std::uint32_t pieces_size = 0;

  /// Place of the bytes [begin, end) of the text.
  [[nodiscard]] constexpr Span place(std::size_t begin, std::size_t end) const {
    if (!verbatim) return span;
    const std::size_t last = std::min(end, text.size());
    if (!pieces.empty()) {
      return place_in(pieces, pieces_size,
                      pieces_begin + static_cast<std::uint32_t>(std::min(begin, last)),
                      pieces_begin + static_cast<std::uint32_t>(last), span);
    }
    return {span.file, span.begin + static_cast<std::uint32_t>(std::min(begin, last)),
            span.begin + static_cast<std::uint32_t>(last)};
  }
  [[nodiscard]] constexpr Span place(ByteRange range) const {
    return place(range.begin, range.end);
  }

  [[nodiscard]] constexpr std::string_view part(ByteRange range) const {
    return text.substr(range.begin, range.end - range.begin);
  }
  /// The same bytes with their place.
  [[nodiscard]] constexpr ParsedText inner(ByteRange range) const {
    return {part(range),
            place(range),
            verbatim,
            pieces,
            pieces_begin + static_cast<std::uint32_t>(range.begin),
            pieces_size};
  }
};

}  // namespace miglint::postgres
