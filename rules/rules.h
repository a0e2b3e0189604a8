// The generated table of all rules, in order of group and id.
#pragma once

#include <span>

#include "lint/rule.h"

namespace miglint::rules {

[[nodiscard]] std::span<const RuleInfo> all();

}  // namespace miglint::rules
