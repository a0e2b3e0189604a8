#include "source/apply_edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace miglint {
namespace {

Edit edit(std::uint32_t begin, std::uint32_t end, std::string text) {
  return {{FileId{}, begin, end}, std::move(text)};
}

std::string applied(std::string_view text, const std::vector<Edit>& edits) {
  return apply_edits(text, compatible_edits(edits));
}

TEST(ApplyEdits, InAnyOrder) {
  EXPECT_EQ(applied("one two", {edit(4, 7, "2"), edit(0, 3, "1")}), "1 2");
  EXPECT_EQ(applied("one", {}), "one");
  EXPECT_EQ(applied("one", {edit(3, 3, "!")}), "one!");
}

TEST(ApplyEdits, AnInsertionGoesBeforeWhatIsReplacedThere) {
  EXPECT_EQ(applied("ab", {edit(0, 1, "x"), edit(0, 0, "> ")}), "> xb");
}

TEST(ApplyEdits, OfThoseThatOverlapTheFirstOneIsKept) {
  EXPECT_EQ(applied("abcd", {edit(1, 3, "-"), edit(2, 4, "+")}), "a-d");
  EXPECT_EQ(applied("abcd", {edit(1, 3, "-"), edit(1, 3, "+")}), "a-d");
}

TEST(ApplyEdits, WhatSeveralFindingsAskForIsWrittenOnce) {
  EXPECT_EQ(applied("ab", {edit(1, 1, "!"), edit(1, 1, "!")}), "a!b");
}

}  // namespace
}  // namespace miglint
