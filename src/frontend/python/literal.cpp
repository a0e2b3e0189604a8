// String literals.
#include <algorithm>
#include <charconv>

#include "frontend/python/operators.h"

namespace miglint::python {
namespace {

void append_utf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | ((code >> 18) & 0x07));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

}  // namespace

std::string unescaped(std::string_view text, bool raw) {
  if (raw) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      out += text[at];
      continue;
    }
    const char escape = text[++at];
    constexpr std::string_view letters = "ntrabfv\\'\"";
    constexpr std::string_view meanings = "\n\t\r\a\b\f\v\\'\"";
    if (const std::size_t index = letters.find(escape); index != std::string_view::npos) {
      out += meanings[index];
    } else if (escape == '\n') {
      // A line that goes on.
    } else if (escape == 'x' || escape == 'u' || escape == 'U') {
      const std::size_t digits = escape == 'x' ? 2 : (escape == 'u' ? 4 : 8);
      std::uint32_t code = 0;
      const std::string_view hex = text.substr(std::min(at + 1, text.size()), digits);
      std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
      append_utf8(out, code);
      at += hex.size();
    } else if (escape >= '0' && escape <= '7') {
      std::uint32_t code = 0;
      std::size_t count = 0;
      while (count < 3 && at + count < text.size() && text[at + count] >= '0' &&
             text[at + count] <= '7')
        code = (code * 8) + static_cast<std::uint32_t>(text[at + count++] - '0');
      append_utf8(out, code);
      at += count - 1;
    } else {
      out += '\\';
      out += escape;
    }
  }
  return out;
}

std::string literal_text(std::string_view literal) {
  const std::size_t quote = literal.find_first_of("'\"");
  if (quote == std::string_view::npos) return {};
  const std::string_view prefix = literal.substr(0, quote);
  const bool raw = prefix.find_first_of("rR") != std::string_view::npos;
  std::string_view text = literal.substr(quote);
  const std::string_view three = text.substr(0, 3);
  const std::size_t marks = three == "'''" || three == "\"\"\"" ? 3 : 1;
  if (text.size() < 2 * marks) return {};
  text = text.substr(marks, text.size() - (2 * marks));
  return unescaped(text, raw);
}

}  // namespace miglint::python
