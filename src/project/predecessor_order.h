// Migrations that name those before them, in an order in which all come after what they name.
//
// Comes in: ids and what each follows. Goes out: the order, and what is wrong with the graph. How
// a tool writes ids down does not belong here.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace miglint {

struct GraphNode {
  std::string id;
  std::vector<std::string> predecessors;
};

struct GraphProblem {
  std::size_t node = 0;  ///< Index into the nodes.
  std::string message;   ///< What is wrong, as a part of a sentence about that migration.
};

struct PredecessorOrder {
  std::vector<std::size_t> order;  ///< Indexes into the nodes; all of them.
  std::vector<GraphProblem> problems;
};

/// Among those that may come next, the first node given does.
[[nodiscard]] PredecessorOrder order_by_predecessors(std::span<const GraphNode> nodes);

}  // namespace miglint
