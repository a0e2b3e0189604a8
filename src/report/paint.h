// Colours of the output for people.
#pragma once

#include <string_view>

#include "lint/finding.h"

namespace miglint {

/// Terminal escapes around parts of the output; all empty without colour.
struct Paint {
  std::string_view bold;
  std::string_view frame;  ///< Gutter, arrows, related places.
  std::string_view error;
  std::string_view warning;
  std::string_view note;
  std::string_view reset;

  [[nodiscard]] std::string_view of(Level level) const;
};

[[nodiscard]] const Paint& paint(bool color);

}  // namespace miglint
