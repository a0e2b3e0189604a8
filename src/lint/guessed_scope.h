// What to say where it is only guessed that no tool opens a transaction around the script.
#pragma once

#include <string>

#include "timeline/timeline.h"

namespace miglint {

/// Comment lines with the setting that says how the tool works; empty when that is known.
[[nodiscard]] std::string how_to_say_tool_opens_one(const Moment& at);

}  // namespace miglint
