// What to say where no transaction is open: why the tool opens none, or that this is a guess.
#pragma once

#include <string>

#include "timeline/timeline.h"

namespace miglint {

/// " (goose opens no transaction for this file)"; empty when it is only guessed.
[[nodiscard]] std::string why_tool_opens_none(const Moment& at);

/// Comment lines with the setting that says how the tool works; empty when that is known.
[[nodiscard]] std::string how_to_say_tool_opens_one(const Moment& at);

}  // namespace miglint
