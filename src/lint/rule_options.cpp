#include "lint/rule_options.h"

#include <algorithm>

namespace miglint {

std::int64_t RuleOptions::number(std::string_view name) const {
  const std::int64_t* set = settings_.config->option(rule_, name, settings_.path);
  if (set != nullptr) return *set;
  const auto declared = std::ranges::find(options_, name, &RuleOption::name);
  return declared == options_.end() ? 0 : declared->value;
}

}  // namespace miglint
