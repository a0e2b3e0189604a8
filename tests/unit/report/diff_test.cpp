#include "report/diff.h"

#include <gtest/gtest.h>

#include <string>

namespace miglint {
namespace {

std::string diff(const std::string& text, const std::vector<Edit>& edits) {
  const SourceFile file("m/1.sql", text);
  std::string out;
  write_diff(file, edits, false, out);
  return out;
}

Edit edit(std::uint32_t begin, std::uint32_t end, std::string text) {
  return {{FileId{}, begin, end}, std::move(text)};
}

TEST(Diff, HasThreeLinesAround) {
  EXPECT_EQ(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", {edit(8, 9, "five")}),
            "--- a/m/1.sql\n+++ b/m/1.sql\n"
            "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(Diff, ALineMoreIsNoLineChanged) {
  EXPECT_EQ(diff("1\n2\n", {edit(2, 2, "new\n")}),
            "--- a/m/1.sql\n+++ b/m/1.sql\n@@ -1,2 +1,3 @@\n 1\n+new\n 2\n");
}

TEST(Diff, ChangesFarFromEachOtherHaveHunksOfTheirOwn) {
  EXPECT_EQ(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", {edit(0, 0, "0\n"), edit(16, 17, "nine")}),
            "--- a/m/1.sql\n+++ b/m/1.sql\n"
            "@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n"
            "@@ -6,4 +7,4 @@\n 6\n 7\n 8\n-9\n+nine\n");
}

TEST(Diff, EditsOfOneLineAreOneChange) {
  EXPECT_EQ(diff("a b\n", {edit(0, 1, "x"), edit(2, 3, "y")}),
            "--- a/m/1.sql\n+++ b/m/1.sql\n@@ -1,1 +1,1 @@\n-a b\n+x y\n");
}

TEST(Diff, SaysThatTheLastLineHasNoEnd) {
  EXPECT_EQ(diff("a", {edit(0, 1, "b")}),
            "--- a/m/1.sql\n+++ b/m/1.sql\n@@ -1,1 +1,1 @@\n"
            "-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n");
}

TEST(Diff, IsEmptyWhereNothingChanges) {
  EXPECT_EQ(diff("a\n", {edit(0, 1, "a")}), "");
}

}  // namespace
}  // namespace miglint
