// Which RAISE of PL/pgSQL ends what runs.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "dialect/postgres/lower/scan.h"

namespace miglint::postgres {

/// RAISE with this word behind it raises an error: all levels but the lower ones do, and so does a
/// message without a level. RAISE alone only passes on what an exception handler has caught.
[[nodiscard]] inline bool raises(std::string_view level) {
  constexpr std::array<std::string_view, 5> harmless{"DEBUG", "LOG", "INFO", "NOTICE", "WARNING"};
  return std::ranges::none_of(harmless,
                              [&](std::string_view word) { return is_word(level, word); });
}

}  // namespace miglint::postgres
