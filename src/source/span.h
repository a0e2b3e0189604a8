// A place in a source file: what every finding, operation and statement carries.
//
// Lines and columns are not kept here; `SourceFile` derives them when something is printed.
#pragma once

#include <cstdint>

namespace miglint {

/// Index of a file in the run's `SourceSet`.
enum class FileId : std::uint32_t {};

/// Half-open range of bytes `[begin, end)` in one file.
struct Span {
  FileId file{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr bool empty() const { return end <= begin; }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

}  // namespace miglint
