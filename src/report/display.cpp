#include "report/display.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace miglint {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

/// Blocks of combining marks and invisible characters that take no column.
constexpr std::array kZeroWidth{
    Range{0x0300, 0x036F},   Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x0610, 0x061A},
    Range{0x064B, 0x065F},   Range{0x0900, 0x0902}, Range{0x0E34, 0x0E3A}, Range{0x0E47, 0x0E4E},
    Range{0x1AB0, 0x1AFF},   Range{0x1DC0, 0x1DFF}, Range{0x200B, 0x200D}, Range{0x2060, 0x2064},
    Range{0x20D0, 0x20FF},   Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF},
    Range{0xE0100, 0xE01EF},
};

/// Blocks that Unicode's East Asian Width calls wide or full-width, and emoji.
constexpr std::array kWide{
    Range{0x1100, 0x115F},   Range{0x231A, 0x231B},   Range{0x23E9, 0x23EC},
    Range{0x2614, 0x2615},   Range{0x2648, 0x2653},   Range{0x26A1, 0x26A1},
    Range{0x2705, 0x2705},   Range{0x274C, 0x274C},   Range{0x2E80, 0x303E},
    Range{0x3041, 0x33FF},   Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},
    Range{0xA000, 0xA4CF},   Range{0xA960, 0xA97F},   Range{0xAC00, 0xD7A3},
    Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},
    Range{0xFFE0, 0xFFE6},   Range{0x16FE0, 0x18CFF}, Range{0x1B000, 0x1B2FF},
    Range{0x1F18E, 0x1F19A}, Range{0x1F200, 0x1F265}, Range{0x1F300, 0x1F64F},
    Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF}, Range{0x1FA70, 0x1FAFF},
    Range{0x20000, 0x3FFFD},
};

bool in(std::uint32_t point, const auto& ranges) {
  const auto after = std::ranges::upper_bound(ranges, point, {}, &Range::first);
  return after != ranges.begin() && point <= std::prev(after)->last;
}

/// Embeddings, overrides and isolates: they show a line in another order than it is read.
bool turns_direction(std::uint32_t point) {
  return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) ||
         point == 0x200E || point == 0x200F || point == 0x061C;
}

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 1;
  bool valid = true;
};

/// What may follow a lead byte (Unicode, table 3-7): keeps out overlong forms, surrogates, and what
/// is past the last code point.
Range second_bytes(std::uint32_t lead) {
  switch (lead) {
    case 0xE0:
      return {0xA0, 0xBF};
    case 0xED:
      return {0x80, 0x9F};
    case 0xF0:
      return {0x90, 0xBF};
    case 0xF4:
      return {0x80, 0x8F};
    default:
      return {0x80, 0xBF};
  }
}

/// Where there is no UTF-8, the bytes that could have begun a character are one, as Unicode
/// advises.
CodePoint decode(std::string_view text) {
  const std::uint32_t lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {lead};
  if (lead < 0xC2 || lead > 0xF4) return {.valid = false};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  std::uint32_t value = lead & (0xFFU >> (bytes + 1));
  Range allowed = second_bytes(lead);
  for (std::size_t at = 1; at < bytes; ++at) {
    const std::uint32_t byte = at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
    if (byte < allowed.first || byte > allowed.last) return {.bytes = at, .valid = false};
    value = value << 6U | (byte & 0x3FU);
    allowed = {0x80, 0xBF};
  }
  return {value, bytes};
}

/// U+2400 on: a picture of each control character.
constexpr auto kPictures = [] {
  std::array<std::array<char, 3>, 33> pictures{};
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const auto last = static_cast<unsigned char>(i < 32 ? 0x80 + i : 0xA1);  // DEL is U+2421.
    pictures[i] = {'\xE2', '\x90', static_cast<char>(last)};
  }
  return pictures;
}();

std::string_view picture(std::uint32_t control) {
  return {kPictures[control == 0x7F ? 32 : control].data(), 3};
}

/// Of ASCII, with a picture of its own.
bool is_plain(char byte) {
  return byte >= 0x20 && byte < 0x7F;
}

}  // namespace

std::uint32_t take_code_point(std::string_view& text) {
  const CodePoint point = decode(text);
  text.remove_prefix(point.bytes);
  return point.valid ? point.value : 0xFFFD;
}

Glyph first_glyph(std::string_view text) {
  if (is_plain(text.front())) return {1, 1, text.substr(0, 1)};
  const CodePoint point = decode(text);
  if (!point.valid) return {point.bytes, 1, kReplacement};
  if (point.value == '\t') return {1, 1, {}};
  if (point.value < 0x20 || point.value == 0x7F) return {1, 1, picture(point.value)};
  const std::string_view bytes = text.substr(0, point.bytes);
  if (point.value < 0xA0 || turns_direction(point.value)) return {point.bytes, 1, kReplacement};
  if (in(point.value, kZeroWidth)) return {point.bytes, 0, bytes};
  return {point.bytes, in(point.value, kWide) ? std::size_t{2} : std::size_t{1}, bytes};
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (true) {
    const auto plain_end = std::ranges::find_if_not(text, is_plain);
    const auto plain = static_cast<std::size_t>(plain_end - text.begin());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) return out;
    const Glyph glyph = first_glyph(text);
    if (text.front() == '\n') {
      out += '\n';
    } else if (glyph.shown.empty()) {
      out += ' ';
    } else {
      out += glyph.shown;
    }
    text.remove_prefix(glyph.bytes);
  }
}

std::string printable_with_tabs(std::string_view text) {
  std::string out;
  for (std::size_t tab = text.find('\t'); tab != std::string_view::npos; tab = text.find('\t')) {
    out += printable(text.substr(0, tab)) + '\t';
    text.remove_prefix(tab + 1);
  }
  return out + printable(text);
}

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool at_break = false;
  while (!text.empty()) {
    const Glyph glyph = first_glyph(text);
    const char first = text.front();
    const bool blank = first == ' ' || first == '\t' || first == '\r';
    if (first == '\n') {
      while (out.ends_with(' '))
        out.pop_back();
      at_break = !out.empty();
    } else if (!blank || (!at_break && !out.empty())) {
      if (at_break) out += ' ';
      at_break = false;
      out += glyph.shown.empty() || blank ? std::string_view(" ") : glyph.shown;
    }
    text.remove_prefix(glyph.bytes);
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t limit) {
  constexpr std::string_view kCut = "...";
  // A line of `limit` columns needs no more bytes than this, however they are spread.
  std::string line = one_line(text.substr(0, std::min(text.size(), limit * 16)));
  std::size_t used = 0;
  std::size_t fits = 0;  // Bytes of `line` that leave room for the cut.
  for (std::string_view rest = line; !rest.empty();) {
    const Glyph glyph = first_glyph(rest);
    used += glyph.columns;
    if (used > limit) return line.substr(0, fits).append(kCut);
    rest.remove_prefix(glyph.bytes);
    if (used + kCut.size() <= limit) fits = line.size() - rest.size();
  }
  if (text.size() > limit * 16) return line.substr(0, fits).append(kCut);
  return line;
}

std::size_t columns(std::string_view text) {
  std::size_t sum = 0;
  while (!text.empty()) {
    const Glyph glyph = first_glyph(text);
    sum += glyph.columns;
    text.remove_prefix(glyph.bytes);
  }
  return sum;
}

}  // namespace miglint
