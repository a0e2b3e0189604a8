// How many, in words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "report/report.h"

namespace miglint {

/// "1 file", "2 files".
[[nodiscard]] std::string plural(std::size_t count, std::string_view word);

/// "2 errors, 1 note"; "No findings".
[[nodiscard]] std::string findings_in_words(const Summary& sum);

/// "2 of 12 statements (16.7 %) could not be read"
[[nodiscard]] std::string not_read_in_words(std::size_t not_read, std::size_t statements);

/// What was looked at, as text in brackets: "12 statements", or "12 statements, of which 2 (16.7 %)
/// could not be read".
[[nodiscard]] std::string statements_in_words(std::size_t statements, std::size_t not_read);

}  // namespace miglint
