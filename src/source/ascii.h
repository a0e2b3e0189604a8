// Letters, digits and cases of ASCII, whatever the locale: what keywords of SQL, PHP and Python are
// made of. Bytes of other characters are no letters here, and stay as they are.
//
// What a name may hold differs from language to language, and does not belong here.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace miglint::ascii {

constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_letter(char c) {
  return is_lower(c) || is_upper(c);
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
/// A letter, a digit or an underscore.
constexpr bool is_word(char c) {
  return is_letter(c) || is_digit(c) || c == '_';
}
/// Part of a character that is not of ASCII.
constexpr bool is_beyond(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

constexpr char lower(char c) {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
constexpr char upper(char c) {
  return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

inline std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    c = lower(c);
  return result;
}
inline std::string upper_case(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    c = upper(c);
  return result;
}
inline std::string upper_first(std::string_view text) {
  std::string result(text);
  if (!result.empty()) result.front() = upper(result.front());
  return result;
}

/// The same but for case.
constexpr bool same(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace miglint::ascii
