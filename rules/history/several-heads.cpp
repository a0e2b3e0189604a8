// A graph of revisions that ends in several places.
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lint/migration_order.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

/// Which revisions hang together, by the representative of each group.
class Groups {
 public:
  std::string_view of(std::string_view id) {
    auto found = parent_.try_emplace(id, id).first;
    while (found->second != found->first)
      found = parent_.find(found->second);
    return found->first;
  }
  void join(std::string_view a, std::string_view b) {
    const std::string_view other = of(b);
    parent_[of(a)] = other;
  }

 private:
  std::unordered_map<std::string_view, std::string_view> parent_;
};

void report(const std::vector<const Migration*>& heads, const HistoryEnd& at, Findings& findings) {
  for (const Migration* head : heads) {
    Finding finding{
        .span = head_of(*head, at),
        .message = fmt::format("The revisions end in {} places, and `{}` is one of them: `upgrade "
                               "head` does not know which is meant, and stops.",
                               heads.size(), head->id),
        .safe_way = "-- a revision that follows all of them, or let one follow the other:\n",
    };
    std::string merge = "alembic merge -m 'merge'";
    for (const Migration* other : heads) {
      merge += " " + other->id;
      if (other == head) continue;
      finding.related.push_back({head_of(*other, at), fmt::format("`{}` is another", other->id)});
    }
    finding.safe_way += merge + "\n";
    findings.add(std::move(finding));
  }
}

void check(const HistoryEnd& at, Findings& findings) {
  Groups groups;
  std::unordered_set<std::string_view> followed;
  bool has_graph = false;
  for (const ReadScript& script : at.scripts) {
    // A plan is one line, whatever its steps require.
    if (script.migration->framework == "sqitch") continue;
    for (const std::string& before : script.migration->predecessors) {
      has_graph = true;
      followed.insert(before);
      groups.join(script.migration->id, before);
    }
  }
  if (!has_graph) return;
  // Lines that have nothing in common are kept apart on purpose.
  std::vector<std::vector<const Migration*>> heads;
  std::unordered_map<std::string_view, std::size_t> places;
  for (const ReadScript& script : at.scripts) {
    const Migration& migration = *script.migration;
    const bool is_followed =
        migration.graph.is_known ? migration.graph.is_followed : followed.contains(migration.id);
    if (script.direction != Direction::up || is_followed) continue;
    const auto [place, is_new] = places.try_emplace(groups.of(migration.id), heads.size());
    if (is_new) heads.emplace_back();
    heads[place->second].push_back(&migration);
  }
  for (const auto& group : heads) {
    if (group.size() > 1) report(group, at, findings);
  }
}

}  // namespace

extern const RuleLogic several_heads;
const RuleLogic several_heads{.history = check};

}  // namespace miglint::rules
