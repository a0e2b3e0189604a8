// Bytes that are no UTF-8 text.
#include "frontend/sql/encoding.h"

#include <gtest/gtest.h>

#include <string>

namespace miglint {
namespace {

using std::string_literals::operator""s;

std::string problem(const std::string& bytes) {
  const auto found = encoding_problem(bytes);
  return found ? found->message : "none";
}

/// The text in UTF-16 or UTF-32, for ASCII letters.
std::string wide(const std::string& text, std::size_t width, bool big_endian) {
  std::string bytes;
  for (const char c : text) {
    std::string letter(width, '\0');
    letter[big_endian ? width - 1 : 0] = c;
    bytes += letter;
  }
  return bytes;
}

const std::string sql = "ALTER TABLE orders ADD COLUMN note text;\n";

TEST(Encoding, Utf8IsFine) {
  EXPECT_EQ(problem(""), "none");
  EXPECT_EQ(problem(sql), "none");
  EXPECT_EQ(problem("-- äöü € 😀 \u0800 \uFFFD \U0010FFFF\n" + sql), "none");
  EXPECT_EQ(problem("\t\r\n\f\x1B[0m"), "none");
}

TEST(Encoding, WideTextIsNamed) {
  EXPECT_TRUE(
      problem("\xFF\xFE" + wide(sql, 2, false)).starts_with("the file is UTF-16 (little endian);"));
  EXPECT_TRUE(
      problem("\xFE\xFF" + wide(sql, 2, true)).starts_with("the file is UTF-16 (big endian);"));
  EXPECT_TRUE(problem("\xFF\xFE\0\0"s + wide(sql, 4, false))
                  .starts_with("the file is UTF-32 (little endian);"));
  EXPECT_TRUE(problem("\0\0\xFE\xFF"s + wide(sql, 4, true))
                  .starts_with("the file is UTF-32 (big endian);"));
  for (const std::size_t width : {2U, 4U}) {
    for (const bool big_endian : {false, true}) {
      const std::string expected = "the file is UTF-" + std::to_string(width * 8) +
                                   (big_endian ? " (big endian)" : " (little endian)") +
                                   " without a byte order mark";
      EXPECT_TRUE(problem(wide(sql, width, big_endian)).starts_with(expected)) << expected;
    }
  }
}

TEST(Encoding, BinaryFilesAreNotRead) {
  std::string bytes;
  for (int i = 0; i < 5000; ++i)
    bytes += static_cast<char>(i * 37 % 256);
  const auto found = encoding_problem(bytes);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->unreadable);
  EXPECT_TRUE(found->message.starts_with("the file is no text"));
}

TEST(Encoding, ANulByteIsToldWithItsLine) {
  const std::string bytes = sql + sql + "SELECT \0 1;\n"s + sql;
  const auto found = encoding_problem(bytes);
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->unreadable);
  EXPECT_TRUE(found->message.starts_with("a NUL byte on line 3")) << found->message;
  EXPECT_EQ(found->begin, bytes.find('\0'));
}

TEST(Encoding, InvalidBytesAreToldOnce) {
  const std::string bytes = "line\n'\xFC' and '\xE4'\n\xF6";
  const auto found = encoding_problem(bytes);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->begin, 6U);
  EXPECT_EQ(found->end, 7U);
  EXPECT_TRUE(
      found->message.starts_with("byte 0xFC on line 2 is no UTF-8 (the first of 3 such bytes)"))
      << found->message;
}

TEST(Encoding, TheScriptMaySayWhichEncodingItIsIn) {
  EXPECT_EQ(problem("SET Client_Encoding = 'LATIN1'; SELECT '\xFC';"), "none");
  EXPECT_EQ(problem("\\encoding latin1\nSELECT '\xFC';"), "none");
}

TEST(Encoding, FindsTheFirstInvalidByte) {
  const auto first = [](const std::string& bytes) { return first_invalid_utf8(bytes); };
  EXPECT_EQ(first("12345678\x80"), 8U);
  EXPECT_EQ(first("1234567\xC3"), 7U) << "cut off";
  EXPECT_EQ(first("\xC0\x80"), 0U) << "longer than needed";
  EXPECT_EQ(first("\xE0\x80\x80"), 0U) << "longer than needed";
  EXPECT_EQ(first("a\xED\xA0\x80"), 1U) << "a surrogate";
  EXPECT_EQ(first("\xF4\x90\x80\x80"), 0U) << "behind the last code point";
  EXPECT_EQ(first("\xF8\x88\x80\x80\x80"), 0U);
  EXPECT_EQ(first("\xE2\x82\xAC"), 3U);
  EXPECT_EQ(first_invalid_utf8("\x80 and \x81", 1), 6U);
}

}  // namespace
}  // namespace miglint
