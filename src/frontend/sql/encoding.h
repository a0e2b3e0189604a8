// Whether the bytes of a file are text as PostgreSQL and psql read it: UTF-8 without NUL bytes.
//
// Comes in: a file's bytes. Goes out: what is wrong with them, and where. SQL does not belong here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace miglint {

struct EncodingProblem {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string message;
  /// Nothing in the file can be read as text.
  bool unreadable = false;
};

[[nodiscard]] std::optional<EncodingProblem> encoding_problem(std::string_view bytes);

/// The first byte that does not belong to valid UTF-8, as the server's pg_utf8_islegal sees it;
/// the size of `bytes` when all do.
[[nodiscard]] std::size_t first_invalid_utf8(std::string_view bytes, std::size_t from = 0);

}  // namespace miglint
