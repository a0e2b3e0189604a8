#include "lint/dispatch.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "lint/subject.h"

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

bool is_exempt(const Finding& finding, const FileSettings& settings) {
  const auto is_out = [&](std::string_view relation) {
    return settings.config->exempts(finding.rule->id, relation, settings.path);
  };
  const Subject& subject = finding.subject;
  if (!subject.relation.empty()) return is_out(subject.relation);
  return !subject.worked_on.empty() && std::ranges::all_of(subject.worked_on, is_out);
}

/// Runs one check and completes what it found.
void collect(const RuleInfo& rule, const FileSettings& settings, std::vector<Finding>& findings,
             const auto& check, const auto& complete) {
  const std::size_t first = findings.size();
  const RuleOptions options(rule.id, rule.options, settings);
  Findings collected(findings, options);
  check(collected);
  const auto found = findings.begin() + static_cast<std::ptrdiff_t>(first);
  for (auto finding = found; finding != findings.end(); ++finding) {
    finding->rule = &rule;
    complete(*finding);
  }
  const auto kept = std::remove_if(
      found, findings.end(), [&](const Finding& finding) { return is_exempt(finding, settings); });
  findings.erase(kept, findings.end());
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

void Dispatch::run(const Moment& at, const FileSettings& settings,
                   std::vector<Finding>& findings) const {
  for (const Operation& operation : at.command) {
    for (const auto& check : operations_[operation.action.index()]) {
      collect(
          *check.rule, settings, findings, [&](Findings& to) { check.run(operation, at, to); },
          [&](Finding& finding) {
            finding.direction = at.direction;
            finding.subject = subject_of(finding, &operation, at);
          });
    }
  }
  if (at.effects.empty()) return;
  for (const auto& check : commands_) {
    collect(
        *check.rule, settings, findings, [&](Findings& to) { check.run(at, to); },
        [&](Finding& finding) {
          finding.direction = at.direction;
          finding.subject = subject_of(finding, nullptr, at);
        });
  }
}

void Dispatch::run(const HistoryEnd& at, const FileSettings& settings,
                   std::vector<Finding>& findings) const {
  for (const auto& check : histories_) {
    collect(
        *check.rule, settings, findings, [&](Findings& to) { check.run(at, to); }, [](Finding&) {});
  }
}

void Dispatch::run(const ScriptEnd& at, const FileSettings& settings,
                   std::vector<Finding>& findings) const {
  for (const auto& check : ends_) {
    collect(
        *check.rule, settings, findings, [&](Findings& to) { check.run(at, to); },
        [&](Finding& finding) {
          finding.direction = at.direction;
          if (finding.effect) finding.subject.relation = finding.effect->relation;
        });
  }
}

}  // namespace miglint
