// Lines, columns and spans of a file.
#include "source/source_file.h"

#include <gtest/gtest.h>

#include <string>

namespace miglint {
namespace {

TEST(SourceFile, PositionsCountFromOne) {
  const SourceFile file("a.sql", "ab\ncd\n");
  EXPECT_EQ(file.position(0), (Position{1, 1}));
  EXPECT_EQ(file.position(2), (Position{1, 3})) << "the line's end is on the line";
  EXPECT_EQ(file.position(3), (Position{2, 1}));
  EXPECT_EQ(file.position(6), (Position{3, 1}));
  EXPECT_EQ(file.position(99), (Position{3, 1})) << "behind the end";
  EXPECT_EQ(file.line_count(), 3U);
}

TEST(SourceFile, ColumnsAreCodePoints) {
  const SourceFile file("a.sql", "ä€😀x\nö");
  EXPECT_EQ(file.position(2), (Position{1, 2}));
  EXPECT_EQ(file.position(5), (Position{1, 3}));
  EXPECT_EQ(file.position(9), (Position{1, 4}));
  EXPECT_EQ(file.position(13), (Position{2, 2}));
}

TEST(SourceFile, LinesAreWithoutTheirEnding) {
  const SourceFile file("a.sql", "one\r\n\ntwo");
  EXPECT_EQ(file.line(1), "one");
  EXPECT_EQ(file.line(2), "");
  EXPECT_EQ(file.line(3), "two");
  EXPECT_EQ(file.line(4), "");
  EXPECT_EQ(file.line_begin(1), 0U);
  EXPECT_EQ(file.line_begin(3), 6U);
  EXPECT_EQ(file.line_begin(4), 9U) << "the end of the text";
}

TEST(SourceFile, AnEmptyFileHasOneLine) {
  const SourceFile file("a.sql", "");
  EXPECT_EQ(file.line_count(), 1U);
  EXPECT_EQ(file.position(0), (Position{1, 1}));
  EXPECT_EQ(file.line(1), "");
}

TEST(SourceFile, TextOfSpans) {
  const SourceFile file("a.sql", "SELECT 1");
  EXPECT_EQ(file.text({FileId{0}, 7, 8}), "1");
  EXPECT_EQ(file.text({FileId{0}, 7, 99}), "1");
  EXPECT_EQ(file.text({FileId{0}, 7, 7}), "");
  EXPECT_EQ(file.text({FileId{0}, 99, 100}), "");
}

TEST(SourceSet, KeepsFilesWhereTheyAre) {
  SourceSet set;
  const FileId first = set.add("a.sql", "a");
  const std::string_view text = set[first].text();
  for (int i = 0; i < 1000; ++i)
    set.add("b.sql", std::string(100, 'b'));
  EXPECT_EQ(set.size(), 1001U);
  EXPECT_EQ(set[first].text().data(), text.data());
  EXPECT_EQ(set.text({first, 0, 1}), "a");
}

TEST(SourceFile, PositionsOnALineOfMegabytesAreFoundAtOnce) {
  std::string text = "a\n";
  while (text.size() < 4'000'000)
    text += "é x";
  const SourceFile file("a.sql", text);
  EXPECT_EQ(file.position(2), (Position{2, 1}));
  // Asked for at every character, a search from the line's begin would take hours.
  std::uint32_t column = 1;
  for (std::uint32_t at = 2; at < file.text().size(); at += 4, column += 3)
    ASSERT_EQ(file.position(at), (Position{2, column}));
  EXPECT_EQ(file.line(2).size(), file.text().size() - 2);
}

}  // namespace
}  // namespace miglint
