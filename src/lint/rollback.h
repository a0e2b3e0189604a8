// What a rollback leaves behind or does not bring back.
//
// Comes in: the end of a `down` script, with what its `up` script found and left. Goes out:
// differences. Words and levels do not belong here.
#pragma once

#include <vector>

#include "schema/difference.h"
#include "timeline/timeline.h"

namespace miglint {

/// What differs after the rollback from what was there before the migration. Nothing when that
/// cannot be known: its `up` is not known, it has no statement, or one that could not be read, or
/// it is meant to fail.
[[nodiscard]] std::vector<SchemaDifference> left_undone(const ScriptEnd& at);

/// The script holds something that could not be read.
[[nodiscard]] bool has_unread(std::span<const Statement> script);

}  // namespace miglint
