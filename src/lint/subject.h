// Which relations a finding is about, and what is done to them.
//
// Comes in: a finding at its moment. Goes out: its `Subject`. How large a relation is, and what
// that means, does not belong here.
#pragma once

#include "lint/finding.h"
#include "timeline/timeline.h"

namespace miglint {

/// `operation`: the one that the rule looked at; null: the command as a whole, of which the part
/// that the finding marks counts.
[[nodiscard]] Subject subject_of(const Finding& finding, const Operation* operation,
                                 const Moment& at);

}  // namespace miglint
