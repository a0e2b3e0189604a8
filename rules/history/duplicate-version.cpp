// Two migrations of one version.
#include <fmt/format.h>

#include <map>
#include <string_view>

#include "lint/migration_order.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

/// Revisions of a graph have no order of their own, but each has an id.
void check_graph(const HistoryEnd& at, Findings& findings) {
  for (const ReadScript& script : at.scripts) {
    const Migration& migration = *script.migration;
    if (script.direction != Direction::up || migration.graph.same_id.empty()) continue;
    findings.add({
        .span = head_of(migration, at),
        .message = fmt::format("`{}` has the revision id `{}`, too: one of the two takes the "
                               "other's place, and that one never runs.",
                               migration.graph.same_id, migration.id),
        .safe_way = "-- give this one an id of its own, and let those that come after it follow\n",
    });
  }
}

/// Nothing names the tool: it may go by the whole name.
bool is_guess(const Migration& migration) {
  const auto& scopes = migration.up.scopes;
  return !scopes.empty() && scopes.front().known_by == KnownBy::guess;
}

void check(const HistoryEnd& at, Findings& findings) {
  check_graph(at, findings);
  for (const auto& series : series_of(at)) {
    std::map<std::string_view, const Migration*, decltype(&version_less)> seen(version_less);
    for (const Migration* migration : series) {
      const std::string_view version = version_of(*migration);
      if (version.empty()) continue;
      // They mostly come in order.
      const std::size_t before = seen.size();
      const auto first = seen.try_emplace(seen.end(), version, migration);
      if (seen.size() > before) continue;
      const bool guessed = is_guess(*migration);
      findings.add({
          .assumed = guessed,
          .span = head_of(*migration, at),
          .message = fmt::format("Another migration has the version `{}`, too: {}", version,
                                 guessed ? "nothing says which tool runs them, and one that keeps "
                                           "versions refuses both or leaves this one out."
                                         : "which of them runs first is left to chance, and a tool "
                                           "that keeps versions refuses both or leaves this one "
                                           "out."),
          .safe_way = "-- give this one the next free version\n",
          .related = {{head_of(*first->second, at), "the other one"}},
      });
    }
  }
}

}  // namespace

extern const RuleLogic duplicate_version;
const RuleLogic duplicate_version{.history = check};

}  // namespace miglint::rules
