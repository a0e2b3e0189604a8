// Where a statement's text spells a value as a string constant.
//
// Comes in: PostgreSQL's SQL text and the value. Goes out: the constants, also those inside of code
// that is itself quoted by dollars. What the constant is used for does not belong here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace miglint {

struct StringConstant {
  std::size_t begin = 0;  ///< In the text.
  /// The last word of the type in 'x'::a.b; empty without a cast.
  std::string_view cast;
};

/// 'it''s': the value as a string constant.
[[nodiscard]] std::string string_constant(std::string_view value);

/// Constants that spell `value`. One with backslash escapes, or quoted within quotes, is not found.
[[nodiscard]] std::vector<StringConstant> string_constants(std::string_view text,
                                                           std::string_view value);

}  // namespace miglint
