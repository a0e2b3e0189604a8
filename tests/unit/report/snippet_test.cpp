#include "report/snippet.h"

#include <gtest/gtest.h>

namespace miglint {
namespace {

std::string snippet(std::string text, std::uint32_t begin, std::uint32_t end,
                    std::size_t width = 60, std::string_view label = {}) {
  SourceSet sources;
  const FileId file = sources.add("a.sql", std::move(text));
  std::string out;
  write_snippet({.file = sources[file], .span = {file, begin, end}, .label = label},
                {.gutter = 2, .width = width, .paint = paint(false)}, out);
  return out;
}

std::string marked(const std::string& text, std::string_view mark, std::size_t width = 60) {
  const auto begin = static_cast<std::uint32_t>(text.find(mark));
  return snippet(text, begin, begin + static_cast<std::uint32_t>(mark.size()), width);
}

TEST(Snippet, MarksTheSpan) {
  EXPECT_EQ(marked("select 1\n", "1"),
            "   |\n"
            " 1 | select 1\n"
            "   |        ^\n");
}

TEST(Snippet, PutsALabelBesideTheMark) {
  EXPECT_EQ(snippet("select 1\n", 0, 6, 60, "taken here"),
            "   |\n"
            " 1 | select 1\n"
            "   | ^^^^^^ taken here\n");
}

TEST(Snippet, TabsAndWideCharactersKeepTheMarkInPlace) {
  EXPECT_EQ(marked("\ta\tb", "b"),
            "   |\n"
            " 1 |     a   b\n"
            "   |         ^\n");
  EXPECT_EQ(marked("表 b", "b"),
            "   |\n"
            " 1 | 表 b\n"
            "   |    ^\n");
  EXPECT_EQ(marked("x 表名 y", "表名"),
            "   |\n"
            " 1 | x 表名 y\n"
            "   |   ^^^^\n");
}

TEST(Snippet, AnEmptySpanAndTheEndOfTheFileHaveAMarkToo) {
  EXPECT_EQ(snippet("ab", 1, 1),
            "   |\n"
            " 1 | ab\n"
            "   |  ^\n");
  EXPECT_EQ(snippet("ab\n", 3, 3),
            "   |\n"
            " 2 |\n"
            "   | ^\n");
  EXPECT_EQ(snippet("", 0, 0),
            "   |\n"
            " 1 |\n"
            "   | ^\n");
  EXPECT_EQ(snippet("ab", 7, 9),
            "   |\n"
            " 1 | ab\n"
            "   |   ^\n");
}

TEST(Snippet, ASpanOfManyLinesIsBracketed) {
  EXPECT_EQ(marked("ALTER TABLE t\n    ADD a int,\n    ADD b int;\n",
                   "ALTER TABLE t\n    ADD a int,\n    ADD b int"),
            "   |\n"
            " 1 | / ALTER TABLE t\n"
            " 2 | |     ADD a int,\n"
            " 3 | |     ADD b int;\n"
            "   | |_____________^\n");
}

TEST(Snippet, ABracketFromWithinALineShowsWhereItBegins) {
  EXPECT_EQ(marked("x; DROP\n  TABLE t;\n", "DROP\n  TABLE t"),
            "   |\n"
            " 1 |   x; DROP\n"
            "   |  ____^\n"
            " 2 | |   TABLE t;\n"
            "   | |_________^\n");
}

TEST(Snippet, ALongSpanIsCutInTheMiddle) {
  std::string text;
  for (int i = 1; i <= 9; ++i)
    text += "line " + std::to_string(i) + "\n";
  EXPECT_EQ(marked(text, text.substr(0, text.size() - 1)),
            "   |\n"
            " 1 | / line 1\n"
            " 2 | | line 2\n"
            " 3 | | line 3\n"
            "...\n"
            " 9 | | line 9\n"
            "   | |______^\n");
}

TEST(Snippet, LineEndsOfEveryKindAreLeftOut) {
  EXPECT_EQ(marked("one\r\ntwo\r\n", "two\r\n"),
            "   |\n"
            " 2 | two\n"
            "   | ^^^\n");
}

TEST(Snippet, ALongLineIsCutAroundTheSpan) {
  const std::string text = std::string(500, 'a') + "HERE" + std::string(500, 'b');
  const std::string out = marked(text, "HERE", 40);
  EXPECT_EQ(out,
            "   |\n"
            " 1 | ...aaaaaaaaHEREbbbbbbbbbbbbbbb...\n"
            "   |            ^^^^\n");
}

TEST(Snippet, ALongLineIsCutAtItsEndWhenTheSpanIsNearItsBegin) {
  const std::string out = marked("HERE" + std::string(500, 'b'), "HERE", 40);
  EXPECT_EQ(out,
            "   |\n"
            " 1 | HEREbbbbbbbbbbbbbbbbbbbbbbbbbb...\n"
            "   | ^^^^\n");
}

TEST(Snippet, ASpanThatIsWiderThanTheLineIsMarkedAsFarAsItIsShown) {
  const std::string out = marked("ab " + std::string(500, 'X'), std::string(500, 'X'), 40);
  EXPECT_EQ(out,
            "   |\n"
            " 1 | ab XXXXXXXXXXXXXXXXXXXXXXXXXXX...\n"
            "   |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^\n");
}

TEST(Snippet, CutsBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 200; ++i)
    text += "表";
  const std::string out = marked(text + "HERE" + text, "HERE", 40);
  EXPECT_EQ(out,
            "   |\n"
            " 1 | ...表表表表表表表表HERE表表表...\n"
            "   |                    ^^^^\n");
}

}  // namespace
}  // namespace miglint
