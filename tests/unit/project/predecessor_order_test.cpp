#include "project/predecessor_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

GraphNode node(const std::string& id, std::vector<std::string> predecessors,
               std::vector<std::string> needs = {}) {
  return {id, id + ".py", std::move(predecessors), std::move(needs)};
}

template <class Member>
std::vector<bool> each(const PredecessorOrder& result, Member member) {
  std::vector<bool> values;
  for (const GraphPlace& place : result.places)
    values.push_back(place.*member);
  return values;
}

TEST(PredecessorOrder, PutsEachBehindWhatItFollows) {
  const std::vector nodes{node("c", {"b"}), node("a", {}), node("b", {"a"})};
  const PredecessorOrder result = order_by_predecessors(nodes);
  EXPECT_THAT(result.order, ElementsAre(1, 2, 0));
  EXPECT_THAT(each(result, &GraphPlace::is_followed), ElementsAre(false, true, true));
  EXPECT_THAT(each(result, &GraphPlace::is_known), ElementsAre(true, true, true));
}

TEST(PredecessorOrder, KnowsMergesAndSeveralHeads) {
  const std::vector merged{node("a", {}), node("b", {"a"}), node("c", {"a"}),
                           node("d", {"b", "c"})};
  EXPECT_THAT(each(order_by_predecessors(merged), &GraphPlace::is_followed),
              ElementsAre(true, true, true, false));
  const std::vector open{node("a", {}), node("b", {"a"}), node("c", {"a"})};
  EXPECT_THAT(each(order_by_predecessors(open), &GraphPlace::is_followed),
              ElementsAre(true, false, false));
}

TEST(PredecessorOrder, FindsCirclesAndNotWhatIsBesideThem) {
  const std::vector nodes{node("before", {}), node("a", {"before", "b"}), node("b", {"a"}),
                          node("behind", {"b"}), node("self", {"self"})};
  const PredecessorOrder result = order_by_predecessors(nodes);
  EXPECT_THAT(result.order, SizeIs(5));
  EXPECT_THAT(each(result, &GraphPlace::in_circle), ElementsAre(false, true, true, false, true));
}

TEST(PredecessorOrder, NamesWhatIsMissing) {
  const std::vector nodes{node("a", {"gone"}), node("b", {"a"}, {"billing@head", "a"})};
  const PredecessorOrder result = order_by_predecessors(nodes);
  EXPECT_THAT(result.order, ElementsAre(0, 1));
  EXPECT_THAT(result.places[0].missing, ElementsAre("gone"));
  EXPECT_THAT(result.places[1].missing, IsEmpty());
}

TEST(PredecessorOrder, NamesTheFirstFileOfAnId) {
  const std::vector nodes{node("a", {}), node("b", {"a"}), {"b", "other.py", {"a"}, {}}};
  const PredecessorOrder result = order_by_predecessors(nodes);
  EXPECT_EQ(result.places[1].same_id, "");
  EXPECT_EQ(result.places[2].same_id, "b.py");
}

}  // namespace
}  // namespace miglint
