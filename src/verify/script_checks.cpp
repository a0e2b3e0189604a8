#include "verify/script_checks.h"

#include <algorithm>
#include <vector>

namespace miglint {
namespace {

constexpr std::size_t kMostScriptsWithChecks = 400;

}  // namespace

std::optional<RolloutChecks> checks_of(std::span<const VerifyScript> scripts, std::size_t index,
                                       const VerifyOptions& options) {
  if (options.sources == nullptr || scripts.size() > kMostScriptsWithChecks) return std::nullopt;
  std::vector<RolloutScript> rollout;
  for (std::size_t i = 0; i <= index; ++i) {
    const ReadScript& script = scripts[i].script;
    if (script.direction != Direction::up) continue;
    RolloutScript& added = rollout.emplace_back();
    added.migration = script.migration;
    added.up = script.statements;
    added.history = i < index;
  }
  return RolloutChecks(
      collect_rollout(rollout, options.server, History::complete, *options.sources),
      *options.sources);
}

const ReadScript* down_of(std::span<const VerifyScript> scripts, std::size_t up) {
  const auto found = std::ranges::find_if(
      scripts, [&](const VerifyScript& script) { return script.undoes == up; });
  return found == scripts.end() ? nullptr : &found->script;
}

}  // namespace miglint
