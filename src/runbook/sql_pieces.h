// The words of a statement, with the brackets around each, and the text of some of them.
//
// Comes in: a text that begins with a statement, and whose SQL it is; the server's own lexer cuts
// it. Goes out: views into the text. What a word means does not belong here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migration/dialect.h"

namespace miglint {

struct Piece {
  enum class Kind : std::uint8_t {
    word,         ///< A keyword or an unquoted name.
    quoted_name,  ///< "name", `name`
    parameter,    ///< $1, :name, @name, ?
    other,
  };
  Kind kind = Kind::other;
  std::string_view text;
  int depth = 0;  ///< Brackets around it.
};

using Pieces = std::span<const Piece>;

/// Up to the first semicolon. Nothing when the lexer gives up.
[[nodiscard]] std::optional<std::vector<Piece>> pieces_of(std::string_view sql, Dialect dialect);

/// As it is written, less comments.
[[nodiscard]] std::string text_of(Pieces pieces);

/// It is this keyword, given in lower case.
[[nodiscard]] bool is(const Piece& piece, std::string_view word);
[[nodiscard]] bool is_name(const Piece& piece);
[[nodiscard]] bool has_parameter(Pieces pieces);

/// The name that is meant: folded as PostgreSQL does, or without its quotes.
[[nodiscard]] std::string unquoted(std::string_view name);

/// The parts between those pieces outside of all brackets that `is_border` holds for. Of none there
/// is one part, an empty one.
template <class IsBorder>
[[nodiscard]] std::vector<Pieces> split(Pieces pieces, const IsBorder& is_border) {
  std::vector<Pieces> parts;
  const int depth = pieces.empty() ? 0 : pieces.front().depth;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= pieces.size(); ++i) {
    if (i < pieces.size() && !(pieces[i].depth == depth && is_border(pieces[i]))) continue;
    parts.push_back(pieces.subspan(begin, i - begin));
    begin = i + 1;
  }
  return parts;
}

}  // namespace miglint
