#include "frontend/eval/value.h"

#include <gtest/gtest.h>

#include "frontend/eval/scope.h"

namespace miglint::eval {
namespace {

TEST(Text, JoinsKnownParts) {
  Text text("a");
  text.append("b");
  EXPECT_EQ(text.parts.size(), 1);
  EXPECT_EQ(text.str(), "ab");
  text.append_unknown("name()");
  text.append("c");
  EXPECT_FALSE(text.known());
  EXPECT_EQ(text.str(), std::nullopt);
  EXPECT_EQ(text.parts.size(), 3);
  text.append(text);
  EXPECT_EQ(text.parts.size(), 5);
  EXPECT_EQ(text.parts[2].text, "cab");
}

TEST(Equal, ComparesNumbersByValue) {
  EXPECT_EQ(equal(1, 1.0), true);
  EXPECT_EQ(equal(true, 1), true);
  EXPECT_EQ(equal(std::int64_t{9007199254740993}, std::int64_t{9007199254740992}), false);
  EXPECT_EQ(equal(1, "1"), false);
  EXPECT_EQ(equal(Null{}, Null{}), true);
}

TEST(Equal, DoesNotGuessWhatIsNotKnown) {
  EXPECT_EQ(equal(Symbol{"x"}, Symbol{"x"}), std::nullopt);
  EXPECT_EQ(equal(make_list({1, Symbol{"x"}}), make_list({1, 2})), std::nullopt);
  EXPECT_EQ(equal(make_list({1, Symbol{"x"}}), make_list({2, 2})), false);
  EXPECT_EQ(equal(make_list({1}), make_list({1}, true)), false);
  EXPECT_EQ(equal(External{"a"}, External{"b"}), std::nullopt);
}

TEST(Equal, EndsOnAListThatHoldsItself) {
  const Value list = make_list({});
  list.list()->items.push_back(list);
  EXPECT_EQ(equal(list, list), std::nullopt);
  list.list()->items.clear();
}

TEST(Copy, SharesNothing) {
  const Value inner = make_list({1});
  const Value outer = make_list({inner});
  const Value copied = copy(outer);
  inner.list()->items.emplace_back(2);
  EXPECT_EQ(outer.list()->items[0].list()->items.size(), 2);
  EXPECT_EQ(copied.list()->items[0].list()->items.size(), 1);
}

TEST(Map, KeepsTheOrderOfInsertion) {
  Map map;
  map.set("b", 1);
  map.set("a", 2);
  map.set("b", 3);
  ASSERT_EQ(map.entries.size(), 2);
  EXPECT_EQ(map.entries[0].first.str(), "b");
  EXPECT_EQ(equal(*map.find("b"), 3), true);
  EXPECT_EQ(map.find("c"), nullptr);
}

TEST(Scope, LooksOutwards) {
  const auto outer = std::make_shared<Scope>();
  Scope inner(outer);
  outer->set("a", 1);
  inner.set("b", 2);
  EXPECT_EQ(equal(*inner.find("a"), 1), true);
  inner.assign("a", 3);
  EXPECT_EQ(equal(*outer->find("a"), 3), true);
  inner.set("a", 4);
  EXPECT_EQ(equal(*outer->find("a"), 3), true);
  EXPECT_EQ(outer->find("b"), nullptr);
}

TEST(Join, KeepsWhatBothBranchesLeaveAlike) {
  const Value list = make_list({});
  const auto joined =
      join({{"a", 1}, {"b", 1}, {"c", 1}, {"d", list}}, {{"a", 1}, {"b", 2}, {"d", list}});
  EXPECT_EQ(equal(joined.at("a"), 1), true);
  EXPECT_TRUE(joined.at("b").is_unknown());
  EXPECT_TRUE(joined.at("c").is_unknown());
  EXPECT_EQ(joined.at("d").list(), list.list());
}

}  // namespace
}  // namespace miglint::eval
