// Keywords, compared without regard to case.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace miglint::mysql {

/// `keyword` is in upper case.
[[nodiscard]] constexpr bool is(std::string_view word, std::string_view keyword) {
  return std::ranges::equal(word, keyword, [](char a, char b) {
    return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 'a' + 'A') : a) == b;
  });
}

[[nodiscard]] constexpr bool one_of(std::string_view word,
                                    std::initializer_list<std::string_view> keywords) {
  return std::ranges::any_of(keywords, [&](std::string_view keyword) { return is(word, keyword); });
}

}  // namespace miglint::mysql
