#include "verify/pattern_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace miglint {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kLongest = 40;

class Pattern {
 public:
  explicit Pattern(std::string_view text) : rest_(text) {}

  std::optional<std::string> write(std::string_view random) {
    if (rest_.starts_with('^')) rest_.remove_prefix(1);
    if (rest_.ends_with('$') && !rest_.ends_with("\\$")) rest_.remove_suffix(1);
    std::string sql;
    std::size_t places = 0;
    while (!rest_.empty()) {
      const std::string characters = take_characters();
      if (characters.empty()) return std::nullopt;
      const auto times = take_times();
      if (!times) return std::nullopt;
      for (std::size_t i = 0; i < *times; ++i, ++places) {
        if (places == kLongest) return std::nullopt;
        // A number of 30 bits is soon used up: it is mixed anew for each place.
        sql += fmt::format("{}substr({}, 1 + (({} + {}) * 7919 / {} % {})::int, 1)",
                           sql.empty() ? "" : " || ", literal(characters), random, places,
                           places % 5 + 1, characters.size());
      }
    }
    if (sql.empty()) return std::nullopt;
    return sql;
  }

 private:
  static std::string literal(const std::string& text) {
    std::string out = "'";
    for (const char each : text)
      out += each == '\'' ? std::string("''") : std::string(1, each);
    return out + "'";
  }

  /// Of which the next place may be any one; empty: not understood.
  std::string take_characters() {
    const char first = take();
    switch (first) {
      case '(':
      case ')':
      case '|':
      case '^':
      case '$':
        return {};
      case '.':
        return std::string(kLetters);
      case '\\':
        return escaped();
      case '[':
        return take_class();
      default:
        return {first};
    }
  }

  std::string escaped() {
    if (rest_.empty()) return {};
    const char letter = take();
    if (letter == 'd') return std::string(kDigits);
    if (letter == 'w') return std::string(kLetters);
    const bool special = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    return special ? std::string() : std::string(1, letter);
  }

  std::string take_class() {
    std::string characters;
    if (rest_.starts_with('^')) return {};
    while (!rest_.empty() && !rest_.starts_with(']')) {
      const char from = take();
      if (from == '[') return {};
      if (from == '\\') {
        characters += escaped();
      } else if (rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']') {
        const char to = rest_[1];
        rest_.remove_prefix(2);
        for (char each = from; each <= to && characters.size() < 128; ++each)
          characters += each;
      } else {
        characters += from;
      }
    }
    if (rest_.empty()) return {};
    take();
    return characters;
  }

  std::optional<std::size_t> take_times() {
    if (rest_.empty()) return 1;
    switch (rest_.front()) {
      case '?':
      case '+':
      case '*':
        take();
        return 1;
      case '{':
        break;
      default:
        return 1;
    }
    std::size_t least = 0;
    const auto read = std::from_chars(rest_.data() + 1, rest_.data() + rest_.size(), least);
    const auto end = rest_.find('}');
    if (read.ec != std::errc() || end == std::string_view::npos || least > kLongest) {
      return std::nullopt;
    }
    // {0,5} may be empty, which a CHECK beside it may not like.
    const bool open = rest_.substr(0, end).find(',') != std::string_view::npos;
    rest_.remove_prefix(end + 1);
    return open ? std::max<std::size_t>(least, 1) : least;
  }

  char take() {
    const char first = rest_.front();
    rest_.remove_prefix(1);
    return first;
  }

  std::string_view rest_;
};

}  // namespace

std::optional<std::string> text_matching(std::string_view pattern, std::string_view random) {
  return Pattern(pattern).write(random);
}

}  // namespace miglint
