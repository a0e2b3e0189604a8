#include "frontend/cxx/program/literal.h"

#include <cstdint>
#include <string>

namespace miglint::cxx {
namespace {

void add_utf8(std::uint32_t code, std::string& to) {
  const auto byte = [&](std::uint32_t bits) { to += static_cast<char>(bits); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0U | (code >> 6U));
    byte(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    byte(0xE0U | (code >> 12U));
    byte(0x80U | ((code >> 6U) & 0x3FU));
    byte(0x80U | (code & 0x3FU));
  } else {
    byte(0xF0U | (code >> 18U));
    byte(0x80U | ((code >> 12U) & 0x3FU));
    byte(0x80U | ((code >> 6U) & 0x3FU));
    byte(0x80U | (code & 0x3FU));
  }
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The digits from `at` on, at most `most`.
std::uint32_t digits(std::string_view text, std::size_t& at, int base, std::size_t most) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < most && at < text.size(); ++i, ++at) {
    const int one = digit(text[at]);
    if (one < 0 || one >= base) break;
    value = value * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(one);
  }
  return value;
}

/// What the escape at `at` stands for; `at` goes behind it.
std::string escape(std::string_view text, std::size_t& at) {
  const char c = text[at + 1];
  at += 2;
  std::string result;
  switch (c) {
    case 'n':
      return "\n";
    case 't':
      return "\t";
    case 'r':
      return "\r";
    case 'a':
      return "\a";
    case 'b':
      return "\b";
    case 'f':
      return "\f";
    case 'v':
      return "\v";
    case '\n':
      return "";  // The line goes on.
    case '\r':
      if (at < text.size() && text[at] == '\n') ++at;
      return "";
    case 'x':
      result += static_cast<char>(digits(text, at, 16, 8));
      return result;
    case 'u':
      add_utf8(digits(text, at, 16, 4), result);
      return result;
    case 'U':
      add_utf8(digits(text, at, 16, 8), result);
      return result;
    default:
      break;
  }
  if (c >= '0' && c <= '7') {
    --at;
    result += static_cast<char>(digits(text, at, 8, 3));
    return result;
  }
  return {c};
}

}  // namespace

Text literal_text(std::string_view token, unsigned begin, bool stands_in_file, Place instead) {
  Text text;
  const auto add = [&](std::string bytes, std::size_t from, std::size_t to) {
    if (bytes.empty()) return;
    const Place place{begin + static_cast<unsigned>(from), begin + static_cast<unsigned>(to)};
    text.add({Piece::Kind::known, std::move(bytes), stands_in_file ? place : instead});
  };
  const std::size_t open = token.find('"');
  const std::size_t close = token.rfind('"');
  if (open == token.npos || close <= open) return text;
  if (open > 0 && token[open - 1] == 'R') {
    const std::size_t from = token.find('(', open);
    const std::size_t to = token.rfind(')', close);
    if (from == token.npos || to == token.npos || to < from) return text;
    add(std::string(token.substr(from + 1, to - from - 1)), from + 1, to);
    return text;
  }
  std::size_t plain = open + 1;
  for (std::size_t at = open + 1; at < close;) {
    if (token[at] != '\\' || at + 1 >= close) {
      ++at;
      continue;
    }
    add(std::string(token.substr(plain, at - plain)), plain, at);
    const std::size_t from = at;
    std::string bytes = escape(token, at);
    add(std::move(bytes), from, at);
    plain = at;
  }
  add(std::string(token.substr(plain, close - plain)), plain, close);
  return text;
}

}  // namespace miglint::cxx
