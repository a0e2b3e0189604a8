#include "lint/comments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Each comment with the code that it is about: "miglint:x => code".
std::vector<std::string> comments(std::string_view text, Language language = Language::postgres) {
  std::vector<std::string> all;
  for (const auto& comment : directive_comments(text, language)) {
    EXPECT_EQ(text.substr(comment.begin, comment.text.size()), comment.text);
    all.push_back(
        std::string(comment.text) + " => " +
        std::string(text.substr(comment.code_begin, comment.code_end - comment.code_begin)));
  }
  return all;
}

TEST(Comments, AboveAStatementIsAboutAllOfIt) {
  EXPECT_THAT(comments("-- miglint:a\nALTER TABLE t\n  ADD a int,\n  ADD b int;\nSELECT 1;\n"),
              ElementsAre("miglint:a => ALTER TABLE t\n  ADD a int,\n  ADD b int;"));
}

TEST(Comments, AboveALineInsideAStatementIsAboutTheLine) {
  EXPECT_THAT(comments("ALTER TABLE t\n  -- miglint:a\n  ADD a int,\n  ADD b int;\n"),
              ElementsAre("miglint:a =>   ADD a int,"));
}

TEST(Comments, BehindCodeIsAboutItsLine) {
  EXPECT_THAT(comments("SELECT 1;\nDROP TABLE t; -- miglint:a\nSELECT 2;"),
              ElementsAre("miglint:a => DROP TABLE t; -- miglint:a"));
}

TEST(Comments, PassesOverBlankLinesAndOtherComments) {
  EXPECT_THAT(
      comments("-- miglint:a\n-- prose\n\n/* more\nprose */\n-- miglint:b\nDROP TABLE t;\n"),
      ElementsAre("miglint:a => DROP TABLE t;", "miglint:b => DROP TABLE t;"));
}

TEST(Comments, WithoutCodeBelowIsAboutNothing) {
  EXPECT_THAT(comments("SELECT 1;\n-- miglint:a\n"), ElementsAre("miglint:a => "));
}

TEST(Comments, TheLastStatementEndsWithTheFile) {
  EXPECT_THAT(comments("-- miglint:a\nSELECT\n 1\n"), ElementsAre("miglint:a => SELECT\n 1\n"));
}

TEST(Comments, MayBeBlocksOfSeveralLines) {
  EXPECT_THAT(comments("/*\n * miglint:a\n * miglint:b */\nSELECT 1;"),
              ElementsAre("miglint:a => SELECT 1;", "miglint:b => SELECT 1;"));
  EXPECT_THAT(comments("/* miglint:a */ SELECT 1;\nSELECT 2;"),
              ElementsAre("miglint:a => /* miglint:a */ SELECT 1;"));
  EXPECT_THAT(comments("/* out /* in */ miglint:no */ SELECT 1; /* miglint:a */"),
              ElementsAre("miglint:a => /* out /* in */ miglint:no */ SELECT 1; /* miglint:a */"));
}

TEST(Comments, OpenWithTheMarker) {
  EXPECT_THAT(comments("-- see miglint:a\nSELECT 1;"), IsEmpty());
  EXPECT_THAT(comments("--miglint:a\nSELECT 1;"), ElementsAre("miglint:a => SELECT 1;"));
  EXPECT_THAT(comments("---- miglint:a\nSELECT 1;"), ElementsAre("miglint:a => SELECT 1;"));
}

TEST(Comments, EndWithWindowsLines) {
  EXPECT_THAT(comments("-- miglint:a\r\nSELECT 1;\r\n"), ElementsAre("miglint:a => SELECT 1;\r"));
}

TEST(Comments, AreNoneInsideStrings) {
  EXPECT_THAT(comments("SELECT '\n-- miglint:a\n';"), IsEmpty());
  EXPECT_THAT(comments("SELECT 'it''s\n-- miglint:a\n';"), IsEmpty());
  EXPECT_THAT(comments("SELECT E'\\'\n-- miglint:a\n';"), IsEmpty());
  EXPECT_THAT(comments("SELECT '\\';\n-- miglint:a\nSELECT 1;"),
              ElementsAre("miglint:a => SELECT 1;"));
  EXPECT_THAT(comments("SELECT \"\n-- miglint:a\n\";"), IsEmpty());
  EXPECT_THAT(comments("SELECT $$\n-- miglint:a\n$$;"), IsEmpty());
  EXPECT_THAT(comments("COMMENT ON TABLE t IS $x$ '\n-- miglint:a\n $y$ $x$;"), IsEmpty());
}

TEST(Comments, DollarsAreNotAlwaysQuotes) {
  EXPECT_THAT(comments("PREPARE p AS SELECT $1, a$b$c;\n-- miglint:a\nSELECT $2;"),
              ElementsAre("miglint:a => SELECT $2;"));
}

TEST(Comments, SpeakInsideBodies) {
  EXPECT_THAT(
      comments("DO $$\nBEGIN\n  -- miglint:a\n  UPDATE t\n  SET a = 1;\n  SELECT 1;\nEND $$;"),
      ElementsAre("miglint:a =>   UPDATE t\n  SET a = 1;"));
  EXPECT_THAT(comments("DO LANGUAGE plpgsql $x$ BEGIN\n IF a THEN\n  -- miglint:a\n  UPDATE t\n"
                       "  SET a = 'it; is';\n END IF; END $x$;"),
              ElementsAre("miglint:a =>   UPDATE t\n  SET a = 'it; is';"));
  EXPECT_THAT(comments("CREATE FUNCTION f() RETURNS void AS $$\n-- miglint:a\nSELECT 1\n$$;"),
              ElementsAre("miglint:a => SELECT 1\n"));
}

TEST(Comments, AboveABlockAreAboutAllOfIt) {
  EXPECT_THAT(comments("-- miglint:a\nDO $$ BEGIN\nSELECT 1;\nEND $$;\nSELECT 2;"),
              ElementsAre("miglint:a => DO $$ BEGIN\nSELECT 1;\nEND $$;"));
}

TEST(Comments, CopyDataIsNoCode) {
  EXPECT_THAT(comments("COPY t FROM stdin;\nit's\n-- miglint:no\n\\.\n-- miglint:a\nSELECT 1;"),
              ElementsAre("miglint:a => SELECT 1;"));
}

TEST(Comments, SurviveTextThatIsCutOff) {
  for (const auto* text : {"'-- miglint:a", "/* miglint:", "$a$ miglint:", "$", "E'\\",
                           "miglint:", "-- miglint:", "DO $$ BEGIN -- miglint:a", "\"miglint:\\",
                           "/*/ miglint:", "COPY stdin;miglint:"}) {
    for (const Language language :
         {Language::postgres, Language::mysql, Language::php, Language::python, Language::cpp}) {
      for (const auto& comment : directive_comments(text, language)) {
        EXPECT_LE(comment.code_end, std::string_view(text).size());
      }
    }
  }
  EXPECT_THAT(comments("DO $$ BEGIN\n-- miglint:a\nSELECT 1"),
              ElementsAre("miglint:a => SELECT 1"));
}

TEST(Comments, OfMySqlMayBeHashes) {
  EXPECT_THAT(comments("# miglint:a\nSELECT 'it\\'s\n# miglint:no\n';", Language::mysql),
              ElementsAre("miglint:a => SELECT 'it\\'s\n# miglint:no\n';"));
  EXPECT_THAT(comments("SELECT 1 # miglint:no\n;", Language::postgres), IsEmpty());
}

TEST(Comments, OfPhp) {
  EXPECT_THAT(
      comments("<?php\n// miglint:a\n$t->string('it\\'s // miglint:no')\n  ->nullable();\n$x;",
               Language::php),
      ElementsAre("miglint:a => $t->string('it\\'s // miglint:no')\n  ->nullable();"));
  EXPECT_THAT(comments("# miglint:a\nSchema::table('t', function ($t) {\n  $t->x();\n});\n$y;",
                       Language::php),
              ElementsAre("miglint:a => Schema::table('t', function ($t) {\n  $t->x();\n});"));
  EXPECT_THAT(comments("f(<<<SQL\n it's # miglint:no\n SQL);\n# miglint:a\ng();", Language::php),
              ElementsAre("miglint:a => g();"));
  EXPECT_THAT(
      comments("// miglint:a\nfunction up() {\n  f();\n}\nfunction down() {}", Language::php),
      ElementsAre("miglint:a => function up() {\n  f();\n}"));
}

TEST(Comments, OfPython) {
  EXPECT_THAT(comments("# miglint:a\nop.add_column(\n    't',\n    c)\nop.x()\n", Language::python),
              ElementsAre("miglint:a => op.add_column(\n    't',\n    c)\n"));
  EXPECT_THAT(comments("op.execute('''\n# miglint:no\n''')  # miglint:a\n", Language::python),
              ElementsAre("miglint:a => ''')  # miglint:a"));
  EXPECT_THAT(comments("a = 'x\n# miglint:a\nb()\n", Language::python),
              ElementsAre("miglint:a => b()\n"));
}

TEST(Comments, OfCpp) {
  EXPECT_THAT(
      comments("exec(R\"sql(\n// miglint:no \")sql\"); f(1'000); // miglint:a", Language::cpp),
      ElementsAre("miglint:a => // miglint:no \")sql\"); f(1'000); // miglint:a"));
}

TEST(Comments, LanguageIsToldByTheFileName) {
  EXPECT_EQ(language_of("a/b.sql", Dialect::postgres), Language::postgres);
  EXPECT_EQ(language_of("a/b.sql", Dialect::mariadb), Language::mysql);
  EXPECT_EQ(language_of("<stdin>", Dialect::mysql), Language::mysql);
  EXPECT_EQ(language_of("a/b.php", Dialect::mysql), Language::php);
  EXPECT_EQ(language_of("a/b.py", Dialect::postgres), Language::python);
  EXPECT_EQ(language_of("a/b.hpp", Dialect::postgres), Language::cpp);
}

}  // namespace
}  // namespace miglint
