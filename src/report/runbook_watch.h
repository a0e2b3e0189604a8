// The part of a runbook for those who watch: queries while it runs, the way out, codes to alert on.
//
// Comes in: a change. Goes out: Markdown. What to check before and after does not belong here.
#pragma once

#include <string>

#include "runbook/rollout.h"

namespace miglint {

void write_watch(const Rollout& rollout, std::string& out);

}  // namespace miglint
