// Where the bytes of made SQL come from: SQL that is put together of literals in a source file.
//
// Comes in: the pieces of a text, in its order. Goes out: places in the file. How the text was made
// does not belong here.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "source/span.h"

namespace miglint {

/// A piece of the text, up to the next one.
struct TextPiece {
  std::uint32_t begin = 0;  ///< Its first byte in the text.
  /// Where it comes from. Of the text's length: byte for byte; else as a whole.
  Span source;
};

/// The place of the bytes [begin, end) of a text that is made of `pieces`; `whole` where no piece
/// is. A place does not run from one literal to another one far away.
[[nodiscard]] constexpr Span place_in(std::span<const TextPiece> pieces, std::uint32_t text_size,
                                      std::uint32_t begin, std::uint32_t end, Span whole) {
  if (pieces.empty()) return whole;
  // More than indentation and the quotes between two literals of one expression.
  constexpr std::uint32_t kFarAway = 2000;
  const auto at = [&](std::uint32_t byte, bool is_end) {
    auto piece = std::ranges::upper_bound(pieces, byte, {}, &TextPiece::begin);
    if (piece != pieces.begin()) --piece;
    const auto next = piece + 1;
    const std::uint32_t length = (next == pieces.end() ? text_size : next->begin) - piece->begin;
    const bool exact = piece->source.end - piece->source.begin == length;
    const Span of = piece->source;
    const std::uint32_t inside = std::max(byte, piece->begin) - piece->begin;
    if (is_end) return Span{of.file, of.begin, exact ? of.begin + inside + 1 : of.end};
    return Span{of.file, exact ? of.begin + inside : of.begin, of.end};
  };
  const Span first = at(begin, false);
  if (end <= begin) return {first.file, first.begin, first.begin};
  const Span last = at(end - 1, true);
  const bool apart = last.end < first.begin || last.end - first.begin > (end - begin) + kFarAway;
  return {first.file, first.begin, apart ? first.end : last.end};
}

}  // namespace miglint
