#include "lint/run.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <ranges>
#include <tuple>

#include "lint/dispatch.h"
#include "lint/engine_findings.h"
#include "lint/suppression.h"

namespace miglint {
namespace {

Level lowered(Level level) {
  return level == Level::error ? Level::warning : Level::note;
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
        timeline_(options.server) {}

  std::vector<Finding> run() {
    run_up();
    run_down();
    Suppressions suppressions(rules_, sources_);
    read_suppressions(suppressions);
    set_levels();
    suppressions.apply(findings_);
    suppressions.report_unused(
        [this](const RuleInfo& rule, FileId file) { return level(rule, file) != Level::off; },
        findings_);
    set_levels();
    sort();
    say_direction();
    return std::move(findings_);
  }

 private:
  void run_up() {
    for (const ReadScript& script : scripts_) {
      if (script.direction == Direction::up) run_script(script);
    }
  }

  /// A rollback goes from the last migration to the first; what lies before the first reported one
  /// changes nothing that is reported.
  void run_down() {
    const auto is_reported = [](const ReadScript& script) {
      return script.direction == Direction::down && script.migration->reported;
    };
    const auto first = std::ranges::find_if(scripts_, is_reported);
    const auto from_first = std::ranges::subrange(first, scripts_.end());
    for (const ReadScript& script : from_first | std::views::reverse) {
      if (script.direction == Direction::down) run_script(script);
    }
  }

  void run_script(const ReadScript& script) {
    const Migration& migration = *script.migration;
    if (!migration.reported) {
      timeline_.run(migration, script.direction, script.statements, {});
      return;
    }
    engine_.add(migration, script.direction, script.statements, findings_);
    const Dispatch& dispatch = dispatch_for(migration.dialect);
    const TimelineVisitor visitor{
        [&](const Moment& at) { dispatch.run(at, findings_); },
        [&](const ScriptEnd& at) { dispatch.run(at, findings_); },
    };
    timeline_.run(migration, script.direction, script.statements, visitor);
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
      suppressions.read(migration.file, migration.dialect, findings_);
    }
  }

  [[nodiscard]] Level level(const RuleInfo& rule, FileId file) const {
    if (options_.enabled && !options_.enabled(rule)) return Level::off;
    return options_.level ? options_.level(rule, file) : rule.level;
  }

  void set_levels() {
    for (Finding& finding : findings_) {
      finding.level = level(*finding.rule, finding.span.file);
      const bool lower = finding.direction == Direction::down && finding.level != Level::off &&
                         !engine_.is_syntax_error(finding.rule);
      if (lower) finding.level = lowered(finding.level);
    }
    std::erase_if(findings_, [](const Finding& finding) { return finding.level == Level::off; });
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

  void say_direction() {
    for (Finding& finding : findings_) {
      if (finding.direction == Direction::down) finding.message.insert(0, "On rollback: ");
    }
  }

  std::span<const ReadScript> scripts_;
  std::span<const RuleInfo> rules_;
  const SourceSet& sources_;
  const LintOptions& options_;
  EngineFindings engine_;
  Timeline timeline_;
  std::array<std::optional<Dispatch>, 3> dispatches_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> lint(std::span<const ReadScript> scripts, std::span<const RuleInfo> rules,
                          const SourceSet& sources, const LintOptions& options) {
  return Run(scripts, rules, sources, options).run();
}

}  // namespace miglint
