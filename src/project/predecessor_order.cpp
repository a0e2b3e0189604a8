#include "project/predecessor_order.h"

#include <map>
#include <queue>
#include <string_view>

namespace miglint {
namespace {

class Graph {
 public:
  explicit Graph(std::span<const GraphNode> nodes)
      : nodes_(nodes), before_(nodes.size()), after_(nodes.size()), places_(nodes.size()) {
    for (std::size_t i = 0; i < nodes.size(); ++i)
      add(i);
    for (std::size_t i = 0; i < nodes.size(); ++i)
      link(i);
  }

  PredecessorOrder order() {
    PredecessorOrder result;
    std::vector<std::size_t> waits(nodes_.size());
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      waits[i] = before_[i].size();
      if (waits[i] == 0) ready.push(i);
    }
    std::vector<bool> placed(nodes_.size(), false);
    while (!ready.empty()) {
      const std::size_t at = ready.top();
      ready.pop();
      placed[at] = true;
      result.order.push_back(at);
      for (const std::size_t next : after_[at])
        if (--waits[next] == 0) ready.push(next);
    }
    mark_circles(placed);
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (!placed[i]) result.order.push_back(i);
    result.places = std::move(places_);
    return result;
  }

 private:
  void add(std::size_t at) {
    places_[at].is_known = true;
    if (nodes_[at].id.empty()) return;
    const auto [first, is_new] = by_id_.try_emplace(nodes_[at].id, at);
    if (!is_new) places_[at].same_id = nodes_[first->second].path;
  }

  void link(std::size_t at) {
    for (const std::string& name : nodes_[at].predecessors)
      if (!follow(at, name)) places_[at].missing.push_back(name);
    for (const std::string& name : nodes_[at].needs)
      static_cast<void>(follow(at, name));
  }

  bool follow(std::size_t at, std::string_view name) {
    const auto found = by_id_.find(name);
    if (found == by_id_.end()) return false;
    before_[at].push_back(found->second);
    after_[found->second].push_back(at);
    places_[found->second].is_followed = true;
    return true;
  }

  /// What could not be placed stands in a circle or behind one.
  void mark_circles(std::vector<bool> settled) {
    std::vector<std::size_t> followers(nodes_.size());
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      for (const std::size_t next : after_[i])
        followers[i] += settled[next] ? 0U : 1U;
      if (!settled[i] && followers[i] == 0) ends.push_back(i);
    }
    while (!ends.empty()) {
      const std::size_t at = ends.back();
      ends.pop_back();
      settled[at] = true;
      for (const std::size_t previous : before_[at])
        if (!settled[previous] && --followers[previous] == 0) ends.push_back(previous);
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      places_[i].in_circle = !settled[i];
  }

  std::span<const GraphNode> nodes_;
  std::map<std::string_view, std::size_t> by_id_;
  std::vector<std::vector<std::size_t>> before_;
  std::vector<std::vector<std::size_t>> after_;
  std::vector<GraphPlace> places_;
};

}  // namespace

PredecessorOrder order_by_predecessors(std::span<const GraphNode> nodes) {
  return Graph(nodes).order();
}

}  // namespace miglint
