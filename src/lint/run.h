// The run of all rules over a project's timeline.
//
// Comes in: migrations with their statements, the rules, the levels a config gives. Goes out:
// findings, sorted by place, with suppressions applied. It knows no rule by name, but for the
// findings of the engine itself.
#pragma once

#include <chrono>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "lint/finding.h"
#include "lint/rule.h"
#include "project/table_sizes.h"
#include "source/source_file.h"

namespace miglint {

struct LintOptions {
  ServerVersion server{15, 0};
  History history = History::unknown;
  /// Level of a rule for a file: the config's, or the rule's own. `off` drops the finding. Without
  /// it each rule has its own level. What is known of sizes moves it, see size_policy.h.
  std::function<Level(const RuleInfo&, FileId)> level;
  /// The config that holds for a file. Without it nothing is set.
  std::function<FileSettings(FileId)> settings{};
  /// By which comments expire.
  std::chrono::sys_days today{};
  /// Of a real database; null: not known.
  const TableSizes* sizes = nullptr;
  /// False: the rule is off in every file, so it is not run at all. Without it all are run.
  std::function<bool(const RuleInfo&)> enabled;
};

/// Lints the scripts in run order: the `up` ones as they come. The `down` script of a migration
/// that also has an `up` one runs on a copy of what that has left; those without one run at the
/// end, from the last to the first. `rules` is the generated table. Findings in a `down` script are
/// one level lower, since a rollback is rare and watched over, but for those of rules with the tag
/// "rollback", which are about nothing else.
[[nodiscard]] std::vector<Finding> lint(std::span<const ReadScript> scripts,
                                        std::span<const RuleInfo> rules, const SourceSet& sources,
                                        const LintOptions& options);

}  // namespace miglint
