// All rules of a run: those that are built in, and the house rules of the configs.
//
// Comes in: configs. Goes out: one table. What a house rule looks for does not belong here.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <vector>

#include "cli/pipeline.h"
#include "lint/rule.h"
#include "project/config.h"

namespace miglint {

/// Lives as long as anything that came of its rules; the configs live longer.
class RuleSet {
 public:
  /// The built-in rules alone.
  RuleSet();
  /// With the bans of the configs of all files.
  explicit RuleSet(const Project& project);
  explicit RuleSet(const Config& config);
  RuleSet(const RuleSet&) = delete;
  RuleSet& operator=(const RuleSet&) = delete;

  [[nodiscard]] std::span<const RuleInfo> all() const { return rules_; }

 private:
  void add(const Config& config);

  std::deque<std::string> pages_;
  std::vector<RuleInfo> rules_;
};

}  // namespace miglint
