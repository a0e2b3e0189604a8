#include "schema/hash_trie.h"

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <random>
#include <string>

namespace miglint {
namespace {

std::map<std::string, int> contents(const HashTrie<int>& trie) {
  std::map<std::string, int> all;
  trie.for_each([&](std::string_view key, int value) { all.emplace(key, value); });
  return all;
}

TEST(HashTrie, FindsWhatWasPutIn) {
  HashTrie<int> trie;
  EXPECT_EQ(trie.find("a"), nullptr);
  trie["a"] = 1;
  ASSERT_NE(trie.find("a"), nullptr);
  EXPECT_EQ(*trie.find("a"), 1);
  EXPECT_EQ(trie.size(), 1U);
  EXPECT_FALSE(trie.erase("b"));
  EXPECT_TRUE(trie.erase("a"));
  EXPECT_FALSE(trie.contains("a"));
  EXPECT_EQ(trie.size(), 0U);
}

/// Many changes to several copies, each compared with a plain map of its own.
TEST(HashTrie, CopiesDoNotSeeEachOthersChanges) {
  std::deque<std::string> keys;
  for (int i = 0; i < 500; ++i)
    keys.push_back("public.table_" + std::to_string(i));
  std::mt19937 random(7);  // NOLINT(bugprone-random-generator-seed): the same run each time
  std::vector<HashTrie<int>> tries(1);
  std::vector<std::map<std::string, int>> models(1);
  for (int step = 0; step < 20'000; ++step) {
    const std::size_t at = random() % tries.size();
    const std::string& key = keys[random() % keys.size()];
    switch (random() % 8) {
      case 0:
        ASSERT_EQ(tries[at].erase(key), models[at].erase(key) == 1);
        break;
      case 1:
        if (int* value = tries[at].find_own(key)) models[at].at(key) = *value = step;
        break;
      case 2:
        if (step % 64 == 0) {
          tries.push_back(tries[at]);
          models.push_back(models[at]);
        }
        break;
      default:
        tries[at][key] = models[at][key] = step;
    }
  }
  ASSERT_GT(tries.size(), 10U);
  for (std::size_t i = 0; i < tries.size(); ++i) {
    EXPECT_EQ(contents(tries[i]), models[i]);
    EXPECT_EQ(tries[i].size(), models[i].size());
  }
}

}  // namespace
}  // namespace miglint
