// Names of configuration parameters: the server does not tell upper from lower case in them.
#pragma once

#include <string_view>

#include "dialect/postgres/lower/lowering.h"

namespace miglint::postgres {

[[nodiscard]] inline std::string_view parameter_name(std::string_view name, Lowering& to) {
  Gather<char, 64> lower;
  for (const char c : name) {
    lower.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return to.arena().copy(std::string_view(lower.begin(), lower.size()));
}

}  // namespace miglint::postgres
