// Which rules look at which operation: built once a run, so that a moment costs a few calls.
//
// Comes in: the table of rules. Goes out: findings of a moment or of a script's end, each with its
// rule, direction and subject, less those on tables that are exempt. Levels and suppression do not
// belong here.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <variant>
#include <vector>

#include "lint/finding.h"
#include "lint/rule.h"
#include "timeline/timeline.h"

namespace miglint {

class Dispatch {
 public:
  /// Rules that are not made for the dialect, or not `enabled`, are left out.
  Dispatch(std::span<const RuleInfo> rules, Dialect dialect,
           const std::function<bool(const RuleInfo&)>& enabled);

  void run(const Moment& at, const FileSettings& settings, std::vector<Finding>& findings) const;
  void run(const ScriptEnd& at, const FileSettings& settings, std::vector<Finding>& findings) const;
  /// `settings`: of any of its files.
  void run(const HistoryEnd& at, const FileSettings& settings,
           std::vector<Finding>& findings) const;

 private:
  template <class Function>
  struct Check {
    const RuleInfo* rule;
    Function run;
  };

  std::array<std::vector<Check<decltype(OperationCheck::run)>>, std::variant_size_v<Action>>
      operations_;
  std::vector<Check<decltype(RuleLogic::command)>> commands_;
  std::vector<Check<decltype(RuleLogic::end)>> ends_;
  std::vector<Check<decltype(RuleLogic::history)>> histories_;
};

}  // namespace miglint
