#include "project/predecessor_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <queue>
#include <string_view>

namespace miglint {

PredecessorOrder order_of(const std::vector<const Migration*>& migrations) {
  PredecessorOrder result;
  std::map<std::string_view, std::size_t> by_id;
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    const std::string& id = migrations[i]->id;
    if (id.empty()) continue;
    const auto [first, is_new] = by_id.try_emplace(id, i);
    if (!is_new) {
      result.problems.push_back(
          {i, fmt::format("the revision {} is already that of another file", id)});
    }
  }
  // Alembic takes the begin of an id, and a branch's name before an "@".
  const auto find = [&](std::string_view name) {
    name = name.substr(name.find('@') + 1);
    const auto exact = by_id.find(name);
    if (exact != by_id.end()) return exact;
    const auto near = by_id.lower_bound(name);
    return near != by_id.end() && near->first.starts_with(name) ? near : by_id.end();
  };
  std::vector<std::vector<std::size_t>> next(migrations.size());
  std::vector<std::size_t> waits(migrations.size(), 0);
  std::vector<bool> is_followed(migrations.size(), false);
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    for (const std::string& name : migrations[i]->predecessors) {
      const auto before = find(name);
      if (before == by_id.end()) {
        result.problems.push_back(
            {i, fmt::format("it follows the revision {}, which no file holds", name)});
        continue;
      }
      next[before->second].push_back(i);
      is_followed[before->second] = true;
      ++waits[i];
    }
  }
  // Of those that may come next, the first file.
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
  for (std::size_t i = 0; i < migrations.size(); ++i)
    if (waits[i] == 0) ready.push(i);
  std::vector<bool> placed(migrations.size(), false);
  while (!ready.empty()) {
    const std::size_t at = ready.top();
    ready.pop();
    placed[at] = true;
    result.order.push_back(at);
    for (const std::size_t after : next[at])
      if (--waits[after] == 0) ready.push(after);
  }
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    if (placed[i]) continue;
    result.problems.push_back({i, "the revision follows itself: Alembic refuses the folder"});
    result.order.push_back(i);
  }
  std::vector<std::size_t> heads;
  for (const std::size_t i : result.order)
    if (!is_followed[i] && placed[i] && !migrations[i]->id.empty()) heads.push_back(i);
  if (heads.size() > 1) {
    for (const std::size_t head : heads) {
      result.problems.push_back(
          {head, fmt::format("the folder has {} heads, of which {} is one: `alembic upgrade head` "
                             "refuses it; `alembic merge heads` joins them",
                             heads.size(), migrations[head]->id)});
    }
  }
  return result;
}

}  // namespace miglint
