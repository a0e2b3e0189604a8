#include "cli/patches.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "cli/patch_edits.h"
#include "cli/read_rollouts.h"
#include "report/diff.h"
#include "report/display.h"
#include "schema/difference.h"
#include "source/apply_edits.h"

namespace miglint {
namespace {

/// Each trial is a run of its own over all of the history.
constexpr std::size_t kMostTrials = 80;

class Patcher {
 public:
  Patcher(Project& project, std::span<const Finding> findings, const RunOptions& options,
          std::span<const RuleInfo> rules)
      : project_(project), findings_(findings), options_(options), rules_(rules) {}

  std::vector<std::string> patches() {
    std::vector<std::string> patches(findings_.size());
    const bool has_programs = std::ranges::any_of(
        project_.sets, [](const MigrationSet& set) { return set.tool->language == Language::cxx; });
    if (has_programs) return patches;
    count_before();
    // The gravest first: they are the last that may go without.
    std::vector<std::size_t> order(findings_.size());
    for (std::size_t i = 0; i < order.size(); ++i)
      order[i] = i;
    std::ranges::stable_sort(order, std::greater(),
                             [&](std::size_t i) { return findings_[i].level; });
    for (const std::size_t i : order) {
      const Finding& finding = findings_[i];
      if (finding.suppressed || finding.level == Level::off) continue;
      const ReadFile& file = project_.files[static_cast<std::size_t>(finding.span.file)];
      const PatchDraft draft = patch_draft(finding, file, project_.sources);
      if (draft.edits.empty() || trials_ == kMostTrials || !holds_good(finding, draft)) continue;
      std::string diff;
      write_diff(project_.sources[finding.span.file], draft.edits, false, diff);
      // Line ends of another kind would not survive a page.
      if (printable_with_tabs(diff) == diff) patches[i] = std::move(diff);
    }
    return patches;
  }

 private:
  using Counts = std::map<std::pair<std::string_view, Direction>, std::size_t>;

  static Counts count(std::span<const Finding> findings) {
    Counts counts;
    for (const Finding& finding : findings)
      if (!finding.suppressed) ++counts[{finding.rule->id, finding.direction}];
    return counts;
  }

  void count_before() {
    before_ = count(findings_);
    rollouts_ = read_rollouts(project_, options_);
  }

  bool holds_good(const Finding& finding, const PatchDraft& draft) {
    ++trials_;
    Project trial;
    read_again(project_, finding.span.file,
               apply_edits(project_.sources[finding.span.file].text(), draft.edits), options_,
               trial);
    const std::vector<Finding> found = lint_project(trial, options_, rules_);
    Counts after = count(found);
    const auto key = std::pair(finding.rule->id, finding.direction);
    if (after[key] >= before_.at(key)) return false;
    for (const Finding& other : found) {
      if (other.suppressed || other.level < Level::warning) continue;
      const auto was = before_.find({other.rule->id, other.direction});
      const std::size_t count = was == before_.end() ? 0 : was->second;
      if (after[{other.rule->id, other.direction}] > count) return false;
    }
    return leaves_the_same(read_rollouts(trial, options_), draft.adds);
  }

  [[nodiscard]] bool leaves_the_same(const std::vector<DatabaseRollout>& trial,
                                     bool may_add) const {
    return std::ranges::equal(rollouts_, trial, [&](const auto& before, const auto& after) {
      const Rollout& a = before.rollout;
      const Rollout& b = after.rollout;
      const auto different = differences(a.after, b.after);
      const bool is_same = std::ranges::all_of(different, [&](const SchemaDifference& difference) {
        return may_add && difference.kind == SchemaDifference::Kind::added;
      });
      return is_same && changed_rows(a) == changed_rows(b) &&
             std::ranges::equal(a.migrations, b.migrations, as_easy_to_take_back);
    });
  }

  /// Tables whose rows come, go or change.
  static std::vector<std::tuple<std::string, bool, bool>> changed_rows(const Rollout& rollout) {
    std::vector<std::tuple<std::string, bool, bool>> tables;
    for (const TouchedTable& table : rollout.tables) {
      if (!table.rows_come_or_go && !table.rows_updated) continue;
      tables.emplace_back(table.table, table.rows_come_or_go, table.rows_updated);
    }
    return tables;
  }

  static bool as_easy_to_take_back(const RolloutStep& before, const RolloutStep& after) {
    return before.rollback.grade == after.rollback.grade &&
           before.rollback.losses == after.rollback.losses && before.losses == after.losses;
  }

  Project& project_;
  std::span<const Finding> findings_;
  const RunOptions& options_;
  std::span<const RuleInfo> rules_;
  std::vector<DatabaseRollout> rollouts_;
  Counts before_;
  std::size_t trials_ = 0;
};

}  // namespace

std::vector<std::string> tried_patches(Project& project, std::span<const Finding> findings,
                                       const RunOptions& options, std::span<const RuleInfo> rules) {
  return Patcher(project, findings, options, rules).patches();
}

}  // namespace miglint
