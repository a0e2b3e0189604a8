#include "project/predecessor_order.h"

#include <fmt/format.h>

#include <map>
#include <queue>
#include <string_view>

namespace miglint {

PredecessorOrder order_by_predecessors(std::span<const GraphNode> nodes) {
  PredecessorOrder result;
  std::map<std::string_view, std::size_t> by_id;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].id.empty()) continue;
    if (!by_id.try_emplace(nodes[i].id, i).second)
      result.problems.push_back({i, fmt::format("has the id {} of another file", nodes[i].id)});
  }
  std::vector<std::vector<std::size_t>> next(nodes.size());
  std::vector<std::size_t> waits(nodes.size(), 0);
  std::vector<bool> is_followed(nodes.size(), false);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const std::string& name : nodes[i].predecessors) {
      const auto before = by_id.find(name);
      if (before == by_id.end()) {
        result.problems.push_back({i, fmt::format("follows {}, which no file holds", name)});
        continue;
      }
      next[before->second].push_back(i);
      is_followed[before->second] = true;
      ++waits[i];
    }
  }
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (waits[i] == 0) ready.push(i);
  std::vector<bool> placed(nodes.size(), false);
  while (!ready.empty()) {
    const std::size_t at = ready.top();
    ready.pop();
    placed[at] = true;
    result.order.push_back(at);
    for (const std::size_t after : next[at])
      if (--waits[after] == 0) ready.push(after);
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (placed[i]) continue;
    result.problems.push_back({i, "stands in a circle: it comes after itself"});
    result.order.push_back(i);
  }
  std::vector<std::size_t> heads;
  for (const std::size_t i : result.order)
    if (!is_followed[i] && placed[i] && !nodes[i].id.empty()) heads.push_back(i);
  if (heads.size() > 1)
    for (const std::size_t head : heads)
      result.problems.push_back({head, fmt::format("is one of {} heads", heads.size())});
  return result;
}

}  // namespace miglint
