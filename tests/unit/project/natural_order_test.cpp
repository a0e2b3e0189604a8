// The order of numbered names.
#include "project/natural_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace miglint {
namespace {

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::ranges::sort(names, natural_less);
  return names;
}

TEST(NaturalOrder, NumbersByValue) {
  EXPECT_EQ(
      sorted({"10_a.sql", "2_b.sql", "0001_c.sql", "1_z.sql", "0002_a.sql"}),
      (std::vector<std::string>{"0001_c.sql", "1_z.sql", "0002_a.sql", "2_b.sql", "10_a.sql"}));
  EXPECT_EQ(sorted({"v1.10.sql", "v1.9.sql", "v1.9.1.sql"}),
            (std::vector<std::string>{"v1.9.1.sql", "v1.9.sql", "v1.10.sql"}));
}

TEST(NaturalOrder, NumbersOfAnyLength) {
  EXPECT_EQ(sorted({"99999999999999999999999_b", "100000000000000000000000_a", "20240101120000_c"}),
            (std::vector<std::string>{"20240101120000_c", "99999999999999999999999_b",
                                      "100000000000000000000000_a"}));
}

TEST(NaturalOrder, EqualNumbersHaveAnOrder) {
  EXPECT_TRUE(natural_less("01", "1"));
  EXPECT_FALSE(natural_less("1", "01"));
  EXPECT_FALSE(natural_less("1", "1"));
  EXPECT_TRUE(natural_less("", "a"));
  EXPECT_TRUE(natural_less("a", "a1"));
  EXPECT_TRUE(natural_less("0", "00a"));
}

// What is equal at the begin may be a part of a number that differs.
TEST(NaturalOrder, NumbersThatBeginAlike) {
  EXPECT_TRUE(natural_less("a19_b", "a110"));
  EXPECT_FALSE(natural_less("a110", "a19_b"));
  EXPECT_TRUE(natural_less("a1b", "a10"));
  EXPECT_TRUE(natural_less("a001b2", "a001b10"));
  EXPECT_TRUE(natural_less("a0", "a00b"));
  EXPECT_FALSE(natural_less("a00b", "a0"));
  const std::vector<std::string> names{"",    "0",    "00",  "0a",   "00a", "01",  "1",    "1a",
                                       "01a", "1a10", "1a9", "1a09", "a",   "a10", "a010", "a1b"};
  for (const std::string& a : names) {
    EXPECT_FALSE(natural_less(a, a));
    for (const std::string& b : names) {
      EXPECT_TRUE(a == b || natural_less(a, b) != natural_less(b, a)) << a << " " << b;
      for (const std::string& c : names) {
        const bool is_chain = natural_less(a, b) && natural_less(b, c);
        EXPECT_TRUE(!is_chain || natural_less(a, c)) << a << " " << b << " " << c;
      }
    }
  }
}

}  // namespace
}  // namespace miglint
