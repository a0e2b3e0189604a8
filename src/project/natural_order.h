// The order in which people number files: 2 before 10, and 0010 after 9.
#pragma once

#include <string_view>

namespace miglint {

/// Whether `a` stands before `b`: numbers in names are compared by value.
[[nodiscard]] bool natural_less(std::string_view a, std::string_view b);

}  // namespace miglint
