// Fixes: edits of the source that put the safe way in the place of what was found.
//
// Comes in: the SQL of the safe way, and the command that it stands for. Goes out: edits, or none
// where they could change what the migration does. Rules say which SQL; who applies the edits, and
// to which files, is no matter here.
#pragma once

#include <string_view>
#include <vector>

#include "source/edit.h"
#include "timeline/timeline.h"

namespace miglint {

/// Puts `sql` (statements, each closed by ";\n", and comment lines) in the place of the statement
/// that `operation` is all of. None where that statement does not stand in the file word for word,
/// stands in a transaction or under a condition, or where `sql` has a gap to fill in.
[[nodiscard]] std::vector<Edit> rewrite(std::string_view sql, const Operation& operation,
                                        const Moment& at);

/// Puts a limit on lock waits before the script's first statement. None where one statement more
/// could change in which transaction the others run.
[[nodiscard]] std::vector<Edit> limit_lock_waits(const ScriptEnd& at);

}  // namespace miglint
