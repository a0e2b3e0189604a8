// Words for transaction scopes, as the JSON formats have them.
#pragma once

#include <string_view>

#include "migration/migration.h"

namespace miglint {

/// "none", "section", "file", "changeset", "all_pending", "unknown".
[[nodiscard]] std::string_view word(Wrap wrap);
/// "statement", "chunk", "section", "file", "pipeline", "unknown".
[[nodiscard]] std::string_view word(Send send);
/// "marker", "config", "tool_default", "guess".
[[nodiscard]] std::string_view word(KnownBy known_by);
/// "up", "down".
[[nodiscard]] std::string_view word(Direction direction);

}  // namespace miglint
