// Migrations that name those before them, in an order in which all come after what they name.
//
// Comes in: migrations in the order of their files. Goes out: their order, and what is wrong with
// the graph. Which files are one history does not belong here.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "migration/migration.h"

namespace miglint {

struct OrderProblem {
  std::size_t migration = 0;  ///< Index into what was given.
  std::string message;
};

struct PredecessorOrder {
  std::vector<std::size_t> order;  ///< Indexes into what was given.
  std::vector<OrderProblem> problems;
};

/// Where no predecessors are named, the order stays as it is.
[[nodiscard]] PredecessorOrder order_of(const std::vector<const Migration*>& migrations);

template <class T, class Get>
void order_by_predecessors(std::vector<T>& items, Get get) {
  std::vector<const Migration*> migrations;
  bool any = false;
  for (const T& item : items) {
    migrations.push_back(&get(item));
    any = any || !migrations.back()->predecessors.empty();
  }
  if (!any) return;
  std::vector<T> ordered;
  for (const std::size_t index : order_of(migrations).order)
    ordered.push_back(items[index]);
  items = std::move(ordered);
}

}  // namespace miglint
