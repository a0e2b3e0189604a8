// The page for the night of a rollout, as Markdown.
//
// Comes in: changes with their checks. Goes out: text. What is checked, and what a step locks, is
// decided before.
#pragma once

#include <span>
#include <string>

#include "report/rollout_words.h"

namespace miglint {

void write_runbook(std::span<const DatabaseChange> changes, const SourceSet& sources,
                   std::string& out);

}  // namespace miglint
