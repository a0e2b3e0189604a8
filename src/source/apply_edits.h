// Edits of one file, applied to its text.
//
// Comes in: a text and edits in any order. Goes out: the new text. Where edits come from, and
// writing files, does not belong here.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "source/edit.h"

namespace miglint {

/// The edits that can be applied together, in the order of the file: of those that overlap the
/// first one, of equal ones one. An insertion goes before what is replaced at its place.
[[nodiscard]] std::vector<Edit> compatible_edits(std::span<const Edit> edits);

/// `edits` as `compatible_edits` gives them.
[[nodiscard]] std::string apply_edits(std::string_view text, std::span<const Edit> edits);

}  // namespace miglint
