#include "frontend/sql/encoding.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "source/ascii.h"

namespace miglint {
namespace {

struct Mark {
  std::string_view bytes;
  std::string_view name;
};

/// Byte order marks; those of UTF-32 first, since one begins with UTF-16's.
constexpr std::array marks = {
    Mark{std::string_view("\xFF\xFE\0\0", 4), "UTF-32 (little endian)"},
    Mark{std::string_view("\0\0\xFE\xFF", 4), "UTF-32 (big endian)"},
    Mark{"\xFF\xFE", "UTF-16 (little endian)"},
    Mark{"\xFE\xFF", "UTF-16 (big endian)"},
};

/// UTF-16 or UTF-32 without a mark: text in Latin letters has NULs at the same places all along.
std::string_view name_by_nuls(std::string_view bytes) {
  bytes = bytes.substr(0, 4096);
  std::array<std::size_t, 4> nuls{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\0') ++nuls[i % 4];
  }
  const std::size_t groups = bytes.size() / 4;
  if (groups == 0) return {};
  const auto most = [&](std::size_t i) { return nuls[i] * 10 >= groups * 8; };
  const auto none = [&](std::size_t i) { return nuls[i] * 10 <= groups; };
  if (most(1) && most(2) && most(3) && none(0)) return "UTF-32 (little endian)";
  if (most(0) && most(1) && most(2) && none(3)) return "UTF-32 (big endian)";
  if (most(1) && most(3) && none(0) && none(2)) return "UTF-16 (little endian)";
  if (most(0) && most(2) && none(1) && none(3)) return "UTF-16 (big endian)";
  return {};
}

/// More bytes than a slip of an editor explains are no text at all.
bool is_binary(std::string_view bytes) {
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && !(byte >= '\t' && byte <= '\r') && byte != 0x1B;
  };
  const std::string_view start = bytes.substr(0, 64UZ * 1024);
  return std::ranges::count_if(start, is_control) * 50 > static_cast<std::ptrdiff_t>(start.size());
}

std::size_t line_of(std::string_view bytes, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::ranges::count(bytes.substr(0, at), '\n'));
}

bool is_ascii(const char* eight) {
  std::uint64_t word = 0;
  std::memcpy(&word, eight, sizeof word);
  return (word & 0x8080808080808080U) == 0;
}

/// Length of the valid character that begins `bytes`, or 0.
std::size_t character_length(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return i < bytes.size() && byte(i) >= low && byte(i) <= high;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;   // No longer forms than needed,
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;  // and no surrogates.
    return follows(1, low, high) && follows(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

/// The script says for itself which encoding it is in.
bool sets_encoding(std::string_view bytes) {
  constexpr std::string_view parameter = "client_encoding";
  return bytes.contains("\\encoding") ||
         !std::ranges::search(bytes, parameter, {}, ascii::lower).empty();
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view bytes, std::size_t from) {
  std::size_t at = from;
  while (at < bytes.size()) {
    if (at + 8 <= bytes.size() && is_ascii(bytes.data() + at)) {
      at += 8;
      continue;
    }
    const std::size_t length = character_length(bytes.substr(at, 4));
    if (length == 0) return at;
    at += length;
  }
  return bytes.size();
}

std::optional<EncodingProblem> encoding_problem(std::string_view bytes) {
  const auto unreadable = [&](std::string_view what) {
    return EncodingProblem{
        0, static_cast<std::uint32_t>(std::min<std::size_t>(bytes.size(), 1)),
        fmt::format("{}; PostgreSQL reads UTF-8, so nothing in it was read", what), true};
  };
  for (const Mark& mark : marks) {
    if (bytes.starts_with(mark.bytes)) return unreadable(fmt::format("the file is {}", mark.name));
  }
  if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) {
    if (const auto name = name_by_nuls(bytes); !name.empty()) {
      return unreadable(fmt::format("the file is {} without a byte order mark", name));
    }
    if (is_binary(bytes)) return unreadable("the file is no text: it holds NUL and control bytes");
    const auto at = static_cast<std::uint32_t>(nul);
    return EncodingProblem{
        at, at + 1,
        fmt::format("a NUL byte on line {}: no text that a server takes holds one",
                    line_of(bytes, nul)),
        false};
  }
  const std::size_t invalid = first_invalid_utf8(bytes);
  if (invalid == bytes.size() || sets_encoding(bytes)) return std::nullopt;
  std::size_t others = 0;
  for (std::size_t at = first_invalid_utf8(bytes, invalid + 1); at < bytes.size();
       at = first_invalid_utf8(bytes, at + 1)) {
    ++others;
  }
  const auto at = static_cast<std::uint32_t>(invalid);
  return EncodingProblem{
      at, at + 1,
      fmt::format(
          "byte 0x{:02X} on line {} is no UTF-8{}: a server refuses it unless the session's "
          "client_encoding says what it is",
          static_cast<unsigned char>(bytes[invalid]), line_of(bytes, invalid),
          others == 0 ? "" : fmt::format(" (the first of {} such bytes)", others + 1)),
      false};
}

}  // namespace miglint
