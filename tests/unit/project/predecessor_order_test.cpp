#include "project/predecessor_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(PredecessorOrder, PutsEachBehindWhatItFollows) {
  const std::vector<GraphNode> nodes{{"c", {"b"}}, {"a", {}}, {"b", {"a"}}};
  const PredecessorOrder result = order_by_predecessors(nodes);
  EXPECT_THAT(result.order, ElementsAre(1, 2, 0));
  EXPECT_THAT(result.problems, IsEmpty());
}

TEST(PredecessorOrder, KnowsMergesAndSeveralHeads) {
  const std::vector<GraphNode> merged{{"a", {}}, {"b", {"a"}}, {"c", {"a"}}, {"d", {"b", "c"}}};
  EXPECT_THAT(order_by_predecessors(merged).problems, IsEmpty());
  const std::vector<GraphNode> open{{"a", {}}, {"b", {"a"}}, {"c", {"a"}}};
  EXPECT_THAT(order_by_predecessors(open).problems, SizeIs(2));
}

TEST(PredecessorOrder, KeepsWhatIsBroken) {
  const std::vector<GraphNode> circle{{"a", {"b"}}, {"b", {"a"}}, {"c", {"gone"}}};
  const PredecessorOrder result = order_by_predecessors(circle);
  EXPECT_THAT(result.order, SizeIs(3));
  EXPECT_THAT(result.problems, SizeIs(3));
}

}  // namespace
}  // namespace miglint
