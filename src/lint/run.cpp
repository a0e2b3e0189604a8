#include "lint/run.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <ranges>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "lint/advice.h"
#include "lint/bans.h"
#include "lint/dispatch.h"
#include "lint/engine_findings.h"
#include "lint/size_policy.h"
#include "lint/suppression.h"
#include "lint/wording.h"

namespace miglint {
namespace {

Level lowered(Level level) {
  return level == Level::error ? Level::warning : Level::note;
}

/// Its level and its words already say that it is a rollback.
bool is_about_rollback(const RuleInfo& rule) {
  return std::ranges::find(rule.tags, "rollback") != rule.tags.end();
}

auto place_of(const Finding& finding) {
  return std::tuple(finding.span.file, finding.span.begin, finding.span.end);
}

class Run {
 public:
  Run(std::span<const ReadScript> scripts, std::span<const RuleInfo> rules,
      const SourceSet& sources, const LintOptions& options)
      : scripts_(scripts),
        rules_(rules),
        sources_(sources),
        options_(options),
        engine_(rules),
        timeline_(options.server, options.history) {}

  std::vector<Finding> run() {
    run_up();
    end_history();
    run_down();
    Suppressions suppressions(rules_, sources_);
    read_suppressions(suppressions);
    find_sizes();
    set_levels();
    suppressions.apply(findings_);
    suppressions.report_unused(
        [this](const RuleInfo& rule, FileId file) { return level(rule, file) != Level::off; },
        findings_);
    set_levels();
    sort();
    forget_empty_effects();
    say_sizes();
    say_direction();
    say_in_own_language();
    return std::move(findings_);
  }

 private:
  void run_up() {
    find_pairs();
    for (const ReadScript& script : scripts_) {
      if (script.direction != Direction::up) continue;
      const auto down = downs_.find(script.migration);
      const bool is_rehearsed = down != downs_.end() && down->second->migration->reported;
      const auto before = is_rehearsed ? std::optional(timeline_.schema()) : std::nullopt;
      run_script(script);
      if (before) rehearse(*down->second, *before);
    }
  }

  /// The `down` scripts of migrations that also have an `up` one, be it in another file.
  void find_pairs() {
    const auto goes_down = [](const ReadScript& script) {
      return script.direction == Direction::down;
    };
    if (std::ranges::none_of(scripts_, goes_down)) return;
    std::map<std::pair<std::string_view, std::string_view>, std::vector<const Migration*>> ups;
    for (const ReadScript& script : scripts_) {
      const Migration& migration = *script.migration;
      if (script.direction == Direction::up) {
        ups[{migration.framework, migration.id}].push_back(&migration);
      }
    }
    for (const ReadScript& script : scripts_) {
      if (script.direction != Direction::down) continue;
      const auto& same = ups[{script.migration->framework, script.migration->id}];
      const auto own = std::ranges::find(same, script.migration);
      const bool is_known =
          own != same.end() || (same.size() == 1 && !script.migration->id.empty());
      if (!is_known) continue;
      downs_.emplace(own != same.end() ? *own : same.front(), &script);
      paired_.insert(&script);
    }
  }

  /// Runs a rollback beside the history: what comes after stands on the `up` script.
  void rehearse(const ReadScript& down, const Schema& before) {
    Timeline beside = timeline_;
    const Undo undo{timeline_.migration_number(), before, timeline_.schema()};
    const Migration& migration = *down.migration;
    engine_.add(migration, Direction::down, down.statements, findings_);
    beside.run_down(migration, down.statements, undo, visitor_for(migration));
  }

  /// What a rule says of the whole history counts where it is reported.
  void end_history() {
    const auto reported = std::ranges::find_if(
        scripts_, [](const ReadScript& each) { return each.migration->reported; });
    if (reported == scripts_.end()) return;
    std::vector<Finding> found;
    dispatch_for(reported->migration->dialect)
        .run(HistoryEnd{scripts_, timeline_.schema(), sources_, options_.server},
             settings_of(reported->migration->file), found);
    std::unordered_set<FileId> files;
    for (const ReadScript& script : scripts_) {
      if (script.migration->reported) files.insert(script.migration->file);
    }
    for (Finding& finding : found) {
      if (files.contains(finding.span.file)) findings_.push_back(std::move(finding));
    }
  }

  /// A rollback goes from the last migration to the first; what lies before the first reported one
  /// changes nothing that is reported.
  void run_down() {
    const auto is_alone = [this](const ReadScript& script) {
      return script.direction == Direction::down && !paired_.contains(&script);
    };
    const auto first = std::ranges::find_if(scripts_, [&](const ReadScript& script) {
      return is_alone(script) && script.migration->reported;
    });
    const auto from_first = std::ranges::subrange(first, scripts_.end());
    for (const ReadScript& script : from_first | std::views::reverse) {
      if (is_alone(script)) run_script(script);
    }
  }

  void run_script(const ReadScript& script) {
    const Migration& migration = *script.migration;
    if (!migration.reported) {
      timeline_.run(migration, script.direction, script.statements, {});
      return;
    }
    engine_.add(migration, script.direction, script.statements, findings_);
    timeline_.run(migration, script.direction, script.statements, visitor_for(migration));
  }

  TimelineVisitor visitor_for(const Migration& migration) {
    const Dispatch& dispatch = dispatch_for(migration.dialect);
    const FileSettings& settings = settings_of(migration.file);
    return {
        [&](const Moment& at) {
          dispatch.run(at, settings, findings_);
          find_banned(at, settings, rules_, findings_);
        },
        [&](const ScriptEnd& at) { dispatch.run(at, settings, findings_); },
    };
  }

  const FileSettings& settings_of(FileId file) {
    const auto [at, is_new] = settings_.try_emplace(file);
    if (is_new && options_.settings) at->second = options_.settings(file);
    if (at->second.config == nullptr) at->second.config = &nothing_set_;
    return at->second;
  }

  const Dispatch& dispatch_for(Dialect dialect) {
    auto& dispatch = dispatches_[static_cast<std::size_t>(dialect)];
    if (!dispatch) dispatch.emplace(rules_, dialect, options_.enabled);
    return *dispatch;
  }

  void read_suppressions(Suppressions& suppressions) {
    std::vector<bool> seen(sources_.size());
    for (const ReadScript& script : scripts_) {
      const Migration& migration = *script.migration;
      const auto file = static_cast<std::size_t>(migration.file);
      if (!migration.reported || file >= seen.size() || seen[file]) continue;
      seen[file] = true;
      suppressions.read(migration.file, migration.dialect,
                        {settings_of(migration.file).config->suppressions, options_.today},
                        findings_);
    }
  }

  [[nodiscard]] Level level(const RuleInfo& rule, FileId file) const {
    if (options_.enabled && !options_.enabled(rule)) return Level::off;
    return options_.level ? options_.level(rule, file) : rule.level;
  }

  void find_sizes() {
    for (Finding& finding : findings_) {
      finding.size =
          size_of(finding, options_.sizes, settings_of(finding.span.file).config->tables);
    }
  }

  void set_levels() {
    for (Finding& finding : findings_) {
      finding.level = level(*finding.rule, finding.span.file);
      if (finding.size) apply_size(finding);
      const bool lower = finding.direction == Direction::down && finding.level != Level::off &&
                         !engine_.is_syntax_error(finding.rule) &&
                         !is_about_rollback(*finding.rule);
      if (lower) finding.level = lowered(finding.level);
      if (finding.assumed && finding.level != Level::off) finding.level = lowered(finding.level);
    }
    std::erase_if(findings_, [](const Finding& finding) { return finding.level == Level::off; });
  }

  void apply_size(Finding& finding) {
    const FileSettings& settings = settings_of(finding.span.file);
    const bool is_configured = settings.config->level(finding.rule->id, settings.path).has_value();
    const Level level = sized(finding.level, *finding.size, is_configured);
    finding.size->before = level == finding.level ? Level::off : finding.level;
    finding.level = level;
  }

  void say_sizes() {
    for (Finding& finding : findings_) {
      if (!finding.size) continue;
      finding.message +=
          size_words(finding, options_.sizes, settings_of(finding.span.file).config->tables);
    }
  }

  void sort() {
    std::ranges::stable_sort(findings_, [](const Finding& a, const Finding& b) {
      return std::tuple(place_of(a), b.level, a.rule->id) <
             std::tuple(place_of(b), a.level, b.rule->id);
    });
    const auto repeated = std::ranges::unique(findings_, [](const Finding& a, const Finding& b) {
      return a.rule == b.rule && place_of(a) == place_of(b);
    });
    findings_.erase(repeated.begin(), repeated.end());
  }

  /// What takes no lock and does no work, as rows changed on MySQL, has nothing to show.
  void forget_empty_effects() {
    for (Finding& finding : findings_) {
      if (!finding.effect) continue;
      const LockFact& fact = *finding.effect;
      const bool is_empty =
          fact.lock == LockMode::none && !fact.rewrite && !fact.scan && !fact.index_build;
      if (is_empty) finding.effect.reset();
    }
  }

  void say_direction() {
    for (Finding& finding : findings_) {
      if (finding.direction != Direction::down || is_about_rollback(*finding.rule)) continue;
      finding.message.insert(0, "On rollback: ");
    }
  }

  /// Rules advise in SQL.
  void say_in_own_language() {
    std::unordered_map<FileId, const Migration*> migrations;
    for (const ReadScript& script : scripts_)
      migrations.emplace(script.migration->file, script.migration);
    for (Finding& finding : findings_) {
      const auto found = migrations.find(finding.span.file);
      if (found == migrations.end()) continue;
      finding.safe_way = advice_for(*found->second, options_.server, finding.safe_way);
    }
  }

  std::span<const ReadScript> scripts_;
  std::span<const RuleInfo> rules_;
  const SourceSet& sources_;
  const LintOptions& options_;
  EngineFindings engine_;
  Timeline timeline_;
  /// By migration, those that are run beside its `up` script.
  std::unordered_map<const Migration*, const ReadScript*> downs_;
  std::unordered_set<const ReadScript*> paired_;
  std::array<std::optional<Dispatch>, 3> dispatches_;
  Config nothing_set_;
  std::unordered_map<FileId, FileSettings> settings_;  ///< References into it stay.
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> lint(std::span<const ReadScript> scripts, std::span<const RuleInfo> rules,
                          const SourceSet& sources, const LintOptions& options) {
  const NamesWrittenFor names(scripts.empty() ? Dialect::postgres
                                              : scripts.front().migration->dialect);
  return Run(scripts, rules, sources, options).run();
}

}  // namespace miglint
