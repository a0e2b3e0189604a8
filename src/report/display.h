// Text as a terminal or an editor shows it: columns, and bytes that must not reach a terminal.
//
// Comes in: bytes of any kind, hostile ones too. Goes out: valid UTF-8 without control characters,
// and how many columns it takes. Where it is shown does not belong here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace miglint {

/// One character as it is shown.
struct Glyph {
  std::size_t bytes = 0;    ///< Bytes of the text that it stands for.
  std::size_t columns = 0;  ///< 0 for a combining mark, 2 for a wide character.
  /// What is shown: the character itself; a picture for a control character (␛ for ESC), U+FFFD for
  /// bytes that are no UTF-8 and for what would turn the writing direction. Empty for a tab.
  std::string_view shown;
};

/// The first character of `text`, which must not be empty.
[[nodiscard]] Glyph first_glyph(std::string_view text);

/// Removes the first code point from `text`, which must not be empty. Bytes that are no UTF-8 give
/// U+FFFD.
[[nodiscard]] std::uint32_t take_code_point(std::string_view& text);

/// `text` with every character as it is shown; line feeds stay, tabs become one space.
[[nodiscard]] std::string printable(std::string_view text);
/// The same with tabs left as they are, for what is to be copied.
[[nodiscard]] std::string printable_with_tabs(std::string_view text);
/// `printable` on one line: line feeds, with the blanks around them, become one space.
[[nodiscard]] std::string one_line(std::string_view text);
/// `text` on one line, cut to `limit` columns with "..." at its end.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t limit);
/// Columns that `text` takes, as `printable` shows it.
[[nodiscard]] std::size_t columns(std::string_view text);

}  // namespace miglint
