#include "report/display.h"

#include <gtest/gtest.h>

namespace miglint {
namespace {

TEST(Display, PlainTextStaysAsItIs) {
  EXPECT_EQ(printable("ALTER TABLE größe;\n"), "ALTER TABLE größe;\n");
  EXPECT_EQ(columns("größe"), 5U);
}

TEST(Display, ControlCharactersBecomePictures) {
  EXPECT_EQ(printable("a\x1b[31mb\r\x7f"), "a␛[31mb␍␡");
  EXPECT_EQ(printable(std::string_view("\0", 1)), "␀");
}

TEST(Display, WhatIsNoUtf8BecomesReplacementCharacters) {
  EXPECT_EQ(printable("a\xFFz"), "a\uFFFDz");
  EXPECT_EQ(printable("\xE2\x82z"), "\uFFFDz");                // Cut off.
  EXPECT_EQ(printable("\xC0\xAF"), "\uFFFD\uFFFD");            // Overlong.
  EXPECT_EQ(printable("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // A surrogate.
  EXPECT_EQ(printable("\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST(Display, WhatTurnsTheDirectionDoesNotReachTheTerminal) {
  EXPECT_EQ(printable("a\u202Eb\u2066c"), "a\uFFFDb\uFFFDc");
  EXPECT_EQ(printable("a\u0085b"), "a\uFFFDb");
}

TEST(Display, WideCharactersTakeTwoColumnsAndMarksNone) {
  EXPECT_EQ(columns("表"), 2U);
  EXPECT_EQ(columns("e\u0301"), 1U);
  EXPECT_EQ(columns("🐘"), 2U);
  EXPECT_EQ(columns("\u200Bx"), 1U);
}

TEST(Display, OneLineJoinsLines) {
  EXPECT_EQ(one_line("  a  \r\n\n   b c\n"), "a b c");
  EXPECT_EQ(one_line("a\tb"), "a b");
  EXPECT_EQ(one_line(""), "");
}

TEST(Display, ShortenedKeepsToTheLimit) {
  EXPECT_EQ(shortened("abcdef", 6), "abcdef");
  EXPECT_EQ(shortened("abcdefg", 6), "abc...");
  EXPECT_EQ(shortened("表表表表", 7), "表表...");
  EXPECT_EQ(shortened(std::string(1'000'000, 'x'), 5), "xx...");
  EXPECT_EQ(shortened("a\n    b", 10), "a b");
}

TEST(Display, CodePointsAreTakenOneByOne) {
  std::string_view text = "aé🐘\xFF";
  EXPECT_EQ(take_code_point(text), U'a');
  EXPECT_EQ(take_code_point(text), U'é');
  EXPECT_EQ(take_code_point(text), U'🐘');
  EXPECT_EQ(take_code_point(text), 0xFFFDU);
  EXPECT_TRUE(text.empty());
}

}  // namespace
}  // namespace miglint
