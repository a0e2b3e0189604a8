// The name that somebody who wrote another one probably meant: "did you mean `error`?".
//
// Comes in: a word and the names there are. Goes out: one of them, or nothing when none is near.
// How it is said does not belong here.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace miglint {

/// The first of the names with the fewest edits (inserted, left out, replaced and swapped letters;
/// case and '_' for '-' cost nothing, and an end that is left out two edits at most). At most a
/// third of the letters may differ.
[[nodiscard]] std::optional<std::string_view> nearest_name(std::string_view word,
                                                           std::span<const std::string_view> names);

}  // namespace miglint
