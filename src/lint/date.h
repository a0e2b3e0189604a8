// Dates as people write them in files: 2027-01-31.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace miglint {

/// Nothing when it is no date of the calendar, or written otherwise.
[[nodiscard]] std::optional<std::chrono::sys_days> date_of(std::string_view text);
/// "2027-01-31"
[[nodiscard]] std::string date_in_words(std::chrono::sys_days date);

}  // namespace miglint
