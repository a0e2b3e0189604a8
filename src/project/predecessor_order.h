// Migrations that name those before them, in an order in which all come after what they name.
//
// Comes in: ids and what each follows. Goes out: the order, and the place of each in the graph. How
// a tool writes ids down does not belong here.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "migration/migration.h"

namespace miglint {

struct GraphNode {
  std::string id;
  std::string path;
  std::vector<std::string> predecessors;
  /// What it needs besides: may name a branch where it names no id.
  std::vector<std::string> needs;
};

struct PredecessorOrder {
  std::vector<std::size_t> order;  ///< Indexes into the nodes; all of them.
  std::vector<GraphPlace> places;  ///< Of the nodes.
};

/// Among those that may come next, the first node given does.
[[nodiscard]] PredecessorOrder order_by_predecessors(std::span<const GraphNode> nodes);

}  // namespace miglint
