#include "source/ascii.h"

#include <gtest/gtest.h>

namespace miglint {
namespace {

TEST(Ascii, KnowsLettersDigitsAndCasesOfAsciiOnly) {
  EXPECT_TRUE(ascii::is_word('a') && ascii::is_word('Z') && ascii::is_word('0'));
  EXPECT_TRUE(ascii::is_word('_'));
  for (const char c : {'$', '-', '@', '[', '`', '{', '/', ':', '\xc3', '\0'})
    EXPECT_FALSE(ascii::is_word(c)) << c;
  EXPECT_TRUE(ascii::is_beyond('\x80') && ascii::is_beyond('\xff'));
  EXPECT_FALSE(ascii::is_beyond('\x7f'));
}

TEST(Ascii, LeavesTheBytesOfOtherCharactersAsTheyAre) {
  EXPECT_EQ(ascii::lower_case("Ärger_1 AZ@[`{az"), "Ärger_1 az@[`{az");
  EXPECT_EQ(ascii::upper_case("ärger_1 AZ@[`{az"), "äRGER_1 AZ@[`{AZ");
  EXPECT_EQ(ascii::upper_first("bigInteger"), "BigInteger");
  EXPECT_EQ(ascii::upper_first(""), "");
}

TEST(Ascii, ComparesWithoutCase) {
  EXPECT_TRUE(ascii::same("Order_ID", "oRDER_id"));
  EXPECT_FALSE(ascii::same("order", "orders"));
  EXPECT_FALSE(ascii::same("@", "`"));
  EXPECT_FALSE(ascii::same("Ä", "ä"));
}

}  // namespace
}  // namespace miglint
