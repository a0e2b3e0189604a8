// Where the parts of a statement end in its text.
//
// The raw tree says where most nodes begin and never where they end. What comes in has been parsed,
// so the text is well formed; these functions step over quotes, dollar quotes and comments and
// count brackets. They never read behind the text. What a word means does not belong here.
#pragma once

#include <cstddef>
#include <string_view>

#include "dialect/postgres/lower/gather.h"

namespace miglint::postgres {

/// Bytes [begin, end) of the parsed text.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The first byte at or after `at` that is neither white space nor in a comment.
[[nodiscard]] std::size_t skip_space(std::string_view text, std::size_t at);
/// Behind the token that begins at `at`: a word, a string, a number, or one other byte.
[[nodiscard]] std::size_t token_end(std::string_view text, std::size_t at);
/// Behind the name `a.b.c` that begins at `at`.
[[nodiscard]] std::size_t name_end(std::string_view text, std::size_t at);
/// Behind the closing bracket that matches the opening one at `at`.
[[nodiscard]] std::size_t bracket_end(std::string_view text, std::size_t at);
/// Behind the type that begins at `at`: its words, modifiers and array brackets.
[[nodiscard]] std::size_t type_end(std::string_view text, std::size_t at);
/// The expression whose first and last located nodes begin at `first` and `last`, the last one
/// being a type or not: with all brackets closed that it opens, and opened that it closes.
[[nodiscard]] Range expression_range(std::string_view text, std::size_t first, std::size_t last,
                                     bool ends_in_type);
/// The unquoted word at `at`, as written; empty when something else stands there.
[[nodiscard]] std::string_view word_at(std::string_view text, std::size_t at);
/// `word` is `upper`, in any case.
[[nodiscard]] bool is_word(std::string_view word, std::string_view upper);
/// Without white space at the end of [begin, end).
[[nodiscard]] std::size_t trim_end(std::string_view text, std::size_t begin, std::size_t end);

/// The first comma or closing bracket after `at` that stands outside all brackets opened since, or
/// `end`.
[[nodiscard]] std::size_t item_end(std::string_view text, std::size_t at, std::size_t end);
/// The parts of [begin, end) between commas that stand outside all brackets, each from its first
/// token to its last.
void comma_parts(std::string_view text, std::size_t begin, std::size_t end, Gather<Range>& parts);

}  // namespace miglint::postgres
