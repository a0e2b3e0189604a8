// Where a command's output goes, and what it may look like there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cli/arguments.h"

namespace miglint {

/// Colour for output to the file `output` (empty: standard output).
[[nodiscard]] bool use_color(ColorChoice choice, const std::string& output);

/// Columns of the terminal, within reason; 100 where there is none.
[[nodiscard]] std::uint16_t output_width();

/// Writes to the file (empty: standard output) at once. A message when it cannot.
[[nodiscard]] std::optional<std::string> write_output(const std::string& output,
                                                      std::string_view text);

/// To standard error, as it is.
void write_error(std::string_view text);
/// A line on standard error: "miglint: ...".
void complain(std::string_view message);

}  // namespace miglint
