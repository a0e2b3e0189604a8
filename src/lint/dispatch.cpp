#include "lint/dispatch.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace miglint {
namespace {

std::string_view name_of(Dialect dialect) {
  switch (dialect) {
    case Dialect::postgres:
      return "postgres";
    case Dialect::mysql:
      return "mysql";
    case Dialect::mariadb:
      return "mariadb";
  }
  return {};
}

/// Runs one check and puts its rule's name on what it found.
template <class Check>
void collect(const RuleInfo& rule, Direction direction, std::vector<Finding>& findings,
             const Check& check) {
  const std::size_t first = findings.size();
  Findings collected(findings);
  check(collected);
  for (std::size_t at = first; at < findings.size(); ++at) {
    findings[at].rule = &rule;
    findings[at].direction = direction;
  }
}

}  // namespace

Dispatch::Dispatch(std::span<const RuleInfo> rules, Dialect dialect,
                   const std::function<bool(const RuleInfo&)>& enabled) {
  const auto dialect_name = name_of(dialect);
  for (const RuleInfo& rule : rules) {
    if (rule.logic == nullptr || (enabled && !enabled(rule))) continue;
    if (std::ranges::find(rule.dialects, dialect_name) == rule.dialects.end()) continue;
    for (const OperationCheck& check : rule.logic->operations) {
      if (check.run != nullptr) operations_[check.kind].push_back({&rule, check.run});
    }
    if (rule.logic->command != nullptr) commands_.push_back({&rule, rule.logic->command});
    if (rule.logic->end != nullptr) ends_.push_back({&rule, rule.logic->end});
    if (rule.logic->history != nullptr) histories_.push_back({&rule, rule.logic->history});
  }
}

void Dispatch::run(const Moment& at, std::vector<Finding>& findings) const {
  for (const Operation& operation : at.command) {
    for (const auto& check : operations_[operation.action.index()]) {
      collect(*check.rule, at.direction, findings,
              [&](Findings& to) { check.run(operation, at, to); });
    }
  }
  if (at.effects.empty()) return;
  for (const auto& check : commands_) {
    collect(*check.rule, at.direction, findings, [&](Findings& to) { check.run(at, to); });
  }
}

void Dispatch::run(const HistoryEnd& at, std::vector<Finding>& findings) const {
  for (const auto& check : histories_) {
    collect(*check.rule, Direction::up, findings, [&](Findings& to) { check.run(at, to); });
  }
}

void Dispatch::run(const ScriptEnd& at, std::vector<Finding>& findings) const {
  for (const auto& check : ends_) {
    collect(*check.rule, at.direction, findings, [&](Findings& to) { check.run(at, to); });
  }
}

}  // namespace miglint
