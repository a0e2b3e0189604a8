#include "dialect/postgres/lower/scan.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace miglint::postgres {
namespace {

enum class Byte : std::uint8_t {
  other,
  space,
  word_start,
  word_part,
  quote,
  double_quote,
  dollar,
  dash,
  slash,
  open,
  close,
  comma,
};

constexpr std::array<Byte, 256> kinds = [] {
  std::array<Byte, 256> table{};
  for (std::size_t c = 0; c < 256; ++c) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80) {
      table[c] = Byte::word_start;
    } else if (c >= '0' && c <= '9') {
      table[c] = Byte::word_part;
    }
  }
  for (const char c : {' ', '\t', '\n', '\r', '\f', '\v'}) {
    table[static_cast<unsigned char>(c)] = Byte::space;
  }
  table['\''] = Byte::quote;
  table['"'] = Byte::double_quote;
  table['$'] = Byte::dollar;
  table['-'] = Byte::dash;
  table['/'] = Byte::slash;
  table['('] = table['['] = Byte::open;
  table[')'] = table[']'] = Byte::close;
  table[','] = Byte::comma;
  return table;
}();

Byte kind(char c) {
  return kinds[static_cast<unsigned char>(c)];
}

bool is_word_byte(char c) {
  const Byte k = kind(c);
  return k == Byte::word_start || k == Byte::word_part || k == Byte::dollar;
}

std::size_t comment_end(std::string_view text, std::size_t at) {
  if (text[at] == '-') return std::min(text.find('\n', at), text.size());
  std::size_t depth = 0;
  for (std::size_t i = at; i + 1 < text.size(); ++i) {
    if (text[i] == '/' && text[i + 1] == '*') {
      ++depth;
      ++i;
    } else if (text[i] == '*' && text[i + 1] == '/') {
      ++i;
      if (--depth == 0) return i + 1;
    }
  }
  return text.size();
}

bool starts_comment(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return false;
  return (text[at] == '-' && text[at + 1] == '-') || (text[at] == '/' && text[at + 1] == '*');
}

/// Behind the quoted text whose opening quote stands at `at`.
std::size_t quoted_end(std::string_view text, std::size_t at, bool backslashes) {
  const char quote = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (backslashes && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (i + 1 < text.size() && text[i + 1] == quote) {
        ++i;
      } else {
        return i + 1;
      }
    }
  }
  return text.size();
}

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_word_byte(text[at]))
    ++at;
  return at;
}

std::size_t dollar_end(std::string_view text, std::size_t at) {
  std::size_t tag = at + 1;
  while (tag < text.size() && is_word_byte(text[tag]) && text[tag] != '$')
    ++tag;
  const bool parameter = tag > at + 1 && kind(text[at + 1]) == Byte::word_part;
  if (parameter || tag == text.size() || text[tag] != '$') return std::max(tag, at + 1);
  const std::string_view delimiter = text.substr(at, tag + 1 - at);
  const std::size_t close = text.find(delimiter, tag + 1);
  return close == std::string_view::npos ? text.size() : close + delimiter.size();
}

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::any_of(list.begin(), list.end(),
                     [&](std::string_view candidate) { return is_word(word, candidate); });
}

}  // namespace

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (kind(text[at]) == Byte::space) {
      ++at;
    } else if (starts_comment(text, at)) {
      at = comment_end(text, at);
    } else {
      break;
    }
  }
  return std::min(at, text.size());
}

std::size_t token_end(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  switch (kind(text[at])) {
    case Byte::word_start: {
      const std::size_t end = word_end(text, at);
      if (end >= text.size()) return end;
      // E'…', B'…', X'…', N'…', U&'…', U&"…"
      if (end == at + 1 && text[end] == '\'') {
        return quoted_end(text, end, upper(text[at]) == 'E');
      }
      if (end == at + 1 && upper(text[at]) == 'U' && text[end] == '&' && end + 1 < text.size() &&
          (text[end + 1] == '\'' || text[end + 1] == '"')) {
        return quoted_end(text, end + 1, false);
      }
      return end;
    }
    case Byte::word_part: {
      std::size_t end = word_end(text, at);
      while (end < text.size() && text[end] == '.')
        end = word_end(text, end + 1);
      return end;
    }
    case Byte::quote:
    case Byte::double_quote:
      return quoted_end(text, at, false);
    case Byte::dollar:
      return dollar_end(text, at);
    default:
      return at + 1;
  }
}

std::size_t name_end(std::string_view text, std::size_t at) {
  std::size_t end = token_end(text, at);
  while (true) {
    const std::size_t dot = skip_space(text, end);
    if (dot >= text.size() || text[dot] != '.') return end;
    end = token_end(text, skip_space(text, dot + 1));
  }
}

std::size_t bracket_end(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const Byte k = kind(text[at]);
    at = token_end(text, at);
    if (k == Byte::open) ++depth;
    if (k == Byte::close && --depth == 0) return at;
    at = skip_space(text, at);
  }
  return text.size();
}

std::size_t type_end(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 12> more_words = {
      "PRECISION", "VARYING", "WITH", "WITHOUT", "TIME",   "ZONE",
      "CHARACTER", "CHAR",    "TO",   "SECOND",  "MINUTE", "ARRAY"};
  static constexpr std::array<std::string_view, 5> first_words = {"DOUBLE", "NATIONAL", "BIT",
                                                                  "CHARACTER", "CHAR"};
  static constexpr std::array<std::string_view, 4> time_words = {"TIME", "TIMESTAMP", "INTERVAL",
                                                                 "SETOF"};
  const std::string_view first = word_at(text, at);
  const bool may_have_more = is_one_of(first, first_words) || is_one_of(first, time_words);
  std::size_t end = name_end(text, at);
  while (end < text.size()) {
    const std::size_t next = skip_space(text, end);
    if (next >= text.size()) break;
    if (text[next] == '(' || text[next] == '[') {
      end = bracket_end(text, next);
      continue;
    }
    const std::string_view word = word_at(text, next);
    const bool belongs = is_word(word, "ARRAY") || (may_have_more && is_one_of(word, more_words));
    if (!belongs) break;
    // `timestamp WITH TIME ZONE`, but `timestamp WITH …` of an exclusion constraint is not.
    if (is_word(word, "WITH") || is_word(word, "WITHOUT")) {
      const std::string_view after = word_at(text, skip_space(text, next + word.size()));
      if (!is_word(after, "TIME")) break;
    }
    end = next + word.size();
  }
  return end;
}

namespace {

/// Behind the expression's last node, which begins at `last`.
std::size_t last_node_end(std::string_view text, std::size_t last) {
  static constexpr std::array<std::string_view, 7> test_words = {
      "NOT", "NULL", "TRUE", "FALSE", "UNKNOWN", "DOCUMENT", "NORMALIZED"};
  std::size_t end = name_end(text, last);
  const std::string_view word = word_at(text, last);
  if (is_word(word, "IS")) {
    for (std::size_t next = skip_space(text, end);; next = skip_space(text, end)) {
      const std::string_view test = word_at(text, next);
      if (!is_one_of(test, test_words)) return end;
      end = next + test.size();
    }
  }
  if (is_word(word, "COLLATE")) return name_end(text, skip_space(text, end));
  const std::size_t next = skip_space(text, end);
  const bool is_name = !word.empty() || text[last] == '"';
  if (is_name && next < text.size() && text[next] == '(') return bracket_end(text, next);
  return end;
}

}  // namespace

Range expression_range(std::string_view text, std::size_t first, std::size_t last,
                       bool ends_in_type) {
  Range range{first, ends_in_type ? type_end(text, last) : last_node_end(text, last)};
  std::size_t opened = 0;
  std::size_t closed = 0;
  for (std::size_t at = first; at < text.size() && (at < range.end || opened > 0);
       at = skip_space(text, at)) {
    const Byte k = kind(text[at]);
    const std::string_view word = k == Byte::word_start ? word_at(text, at) : std::string_view();
    if (k == Byte::open || is_word(word, "CASE")) ++opened;
    if (k == Byte::close || is_word(word, "END")) opened > 0 ? --opened : ++closed;
    at = token_end(text, at);
    range.end = std::max(range.end, at);
  }
  // `(a + b)::int` begins before its first node.
  for (std::size_t at = first; closed > 0 && at > 0;) {
    --at;
    if (kind(text[at]) == Byte::open) {
      range.begin = at;
      --closed;
    } else if (kind(text[at]) != Byte::space) {
      break;
    }
  }
  return range;
}

std::string_view word_at(std::string_view text, std::size_t at) {
  if (at >= text.size() || kind(text[at]) != Byte::word_start) return {};
  return text.substr(at, word_end(text, at) - at);
}

bool is_word(std::string_view word, std::string_view expected) {
  return word.size() == expected.size() && std::equal(word.begin(), word.end(), expected.begin(),
                                                      [](char a, char b) { return upper(a) == b; });
}

std::size_t trim_end(std::string_view text, std::size_t begin, std::size_t end) {
  end = std::min(end, text.size());
  while (end > begin && kind(text[end - 1]) == Byte::space)
    --end;
  return end;
}

std::size_t item_end(std::string_view text, std::size_t at, std::size_t end) {
  std::size_t depth = 0;
  std::size_t last = at;
  for (at = skip_space(text, at); at < end; at = skip_space(text, at)) {
    const Byte k = kind(text[at]);
    if (depth == 0 && (k == Byte::comma || k == Byte::close)) return last;
    if (k == Byte::open) ++depth;
    if (k == Byte::close) --depth;
    at = last = token_end(text, at);
  }
  return std::min(last, end);
}

void comma_parts(std::string_view text, std::size_t begin, std::size_t end, Gather<Range>& parts) {
  for (std::size_t at = skip_space(text, begin); at < end;) {
    const std::size_t stop = item_end(text, at, end);
    parts.push_back({at, stop});
    const std::size_t comma = skip_space(text, stop);
    if (comma >= end || text[comma] != ',') return;
    at = skip_space(text, comma + 1);
  }
}

}  // namespace miglint::postgres
