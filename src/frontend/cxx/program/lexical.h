// SQL in parts of a file that Clang could not read, or that are switched off: by tokens alone.
//
// Comes in: the text of the file, and the literals that stand in Clang's tree. Goes out: what calls
// of the known names send. Types, scopes and order are not known here: the tree knows better where
// there is one.
#pragma once

#include <set>
#include <string_view>

#include "frontend/cxx/program/interpreter.h"

namespace miglint::cxx {

void find_by_tokens(std::string_view text, const std::set<unsigned>& in_tree,
                    const Options& options, Found& found);

}  // namespace miglint::cxx
