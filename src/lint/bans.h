// House rules: what a project does not want its migrations to do.
//
// Comes in: a command at its moment, and the bans of its file's config. Goes out: findings with the
// project's own words. Which words a config may use, and levels, do not belong here.
#pragma once

#include <span>
#include <vector>

#include "lint/finding.h"
#include "lint/rule.h"
#include "timeline/timeline.h"

namespace miglint {

/// What `up` scripts do against the bans; a rollback may have to do just that. A ban of which
/// `rules` has no entry gives nothing.
void find_banned(const Moment& at, const FileSettings& settings, std::span<const RuleInfo> rules,
                 std::vector<Finding>& findings);

}  // namespace miglint
