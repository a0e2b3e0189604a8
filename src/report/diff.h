// Edits of a file as a unified diff, as `git apply` and `patch -p1` read it.
//
// Comes in: a file and the edits of it, none overlapping, in order. Goes out: text.
#pragma once

#include <span>
#include <string>

#include "source/edit.h"
#include "source/source_file.h"

namespace miglint {

void write_diff(const SourceFile& file, std::span<const Edit> edits, bool color, std::string& out);

}  // namespace miglint
