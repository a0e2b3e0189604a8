// Which server reads the text: what it takes for a comment and what for a keyword.
#pragma once

#include <cstdint>

#include "migration/dialect.h"

namespace miglint::mysql {

struct Server {
  bool mariadb = false;
  ServerVersion version{8, 4, 0};

  /// That version or newer. A version whose patch is not said is the newest of its series.
  [[nodiscard]] constexpr bool at_least(std::uint16_t major, std::uint16_t minor,
                                        std::uint16_t patch = 0) const {
    const ServerVersion asked{major, minor, patch};
    if (version.patch == 0 && version.major == major && version.minor == minor) return true;
    return version >= asked;
  }
};

}  // namespace miglint::mysql
