#include "lint/message_parts.h"

#include <gtest/gtest.h>

#include <string>

namespace miglint {
namespace {

/// Code in brackets.
std::string shown(std::string_view message) {
  std::string out;
  for (const MessagePart& part : message_parts(message))
    out += part.is_code ? '[' + std::string(part.text) + ']' : std::string(part.text);
  return out;
}

TEST(MessageParts, AreWordsAndWhatStandsInBackquotes) {
  EXPECT_EQ(shown("writes to `orders` wait for `a.b`."), "writes to [orders] wait for [a.b].");
  EXPECT_EQ(shown("`orders`"), "[orders]");
  EXPECT_EQ(shown("no names"), "no names");
  EXPECT_EQ(shown(""), "");
}

TEST(MessageParts, KeepTheQuotesOfMysqlWithTheName) {
  EXPECT_EQ(shown("writes to ``order`` wait"), "writes to [`order`] wait");
  EXPECT_EQ(shown("``order`.id` and ``my shop`.`order``"), "[`order`.id] and [`my shop`.`order`]");
  EXPECT_EQ(shown("all values of `Users.`group``, ``key``"),
            "all values of [Users.`group`], [`key`]");
}

TEST(MessageParts, ABackquoteThatNothingClosesIsAWord) {
  EXPECT_EQ(shown("an odd ` tick"), "an odd ` tick");
  EXPECT_EQ(shown("`a` and an odd ` tick"), "[a] and an odd ` tick");
  EXPECT_EQ(shown("an empty `` and `a`"), "an empty `` and [a]");
  EXPECT_EQ(shown("```"), "```");
}

}  // namespace
}  // namespace miglint
