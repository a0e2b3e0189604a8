// String literals as they stand in the file: their bytes, each with its place.
//
// Comes in: the spelling of a token. Goes out: a text. Encodings other than the file's own do not
// belong here: SQL is sent as it is written.
#pragma once

#include <string_view>

#include "frontend/cxx/program/text.h"

namespace miglint::cxx {

/// A literal with its quotes, its prefix and its suffix, from byte `begin` of the file on. Where
/// it does not stand in the file itself, all of it is at `instead`.
[[nodiscard]] Text literal_text(std::string_view token, unsigned begin, bool stands_in_file,
                                Place instead);

}  // namespace miglint::cxx
