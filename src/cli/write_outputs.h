// Writes the outputs of one run, each in its format to its place.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "cli/arguments.h"

namespace miglint {

/// Renders and writes each output in turn. Complains and gives false when one cannot be written;
/// the others are written all the same.
[[nodiscard]] bool write_outputs(std::span<const OutputRequest> outputs,
                                 const std::function<std::string(const OutputRequest&)>& render);

}  // namespace miglint
