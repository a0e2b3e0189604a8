// Where the statements and psql commands of a script begin and end.
#include "dialect/postgres/split.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace miglint::postgres {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// The pieces, an unreadable one with its message behind it.
std::vector<std::string> split(std::string_view sql) {
  std::vector<std::string> pieces;
  Splitter splitter(sql);
  while (const auto piece = splitter.next()) {
    std::string& text =
        pieces.emplace_back(sql.substr(piece->range.begin, piece->range.end - piece->range.begin));
    if (piece->kind == Piece::Kind::unreadable) text += " <- " + piece->error.message;
  }
  return pieces;
}

TEST(Split, NothingInNothing) {
  EXPECT_THAT(split(""), IsEmpty());
  EXPECT_THAT(split(" \n\t;;\n -- only a comment"), IsEmpty());
  EXPECT_THAT(split("/* a /* nested */ comment */ ;"), IsEmpty());
}

TEST(Split, FromTheFirstTokenToTheLast) {
  EXPECT_THAT(split("-- before\nSELECT 1 -- behind\n;\n/* x */ SELECT 2 /* y */"),
              ElementsAre("SELECT 1", "SELECT 2"));
}

TEST(Split, SemicolonsInQuotesAreText) {
  EXPECT_THAT(split("SELECT 'a;''b'; SELECT E'\\';'; SELECT \"a;b\"; SELECT $$;$$, $x$ $$;' $x$;"
                    "SELECT /* ; /* ; */ ; */ 1 -- ;\n;"),
              ElementsAre("SELECT 'a;''b'", "SELECT E'\\';'", "SELECT \"a;b\"",
                          "SELECT $$;$$, $x$ $$;' $x$", "SELECT /* ; /* ; */ ; */ 1"));
}

TEST(Split, BodiesOfRoutinesHoldSemicolons) {
  constexpr std::string_view function =
      "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC\n"
      "  SELECT CASE WHEN true THEN 1 ELSE 2 END; SELECT (CASE 1 WHEN 1 THEN 2 END);\nEND";
  constexpr std::string_view procedure = "create procedure p() begin atomic select 1; end";
  EXPECT_THAT(split(std::string(function) + "; " + std::string(procedure) + "; SELECT 3"),
              ElementsAre(function, procedure, "SELECT 3"));
  // Elsewhere BEGIN is a command, and END too.
  EXPECT_THAT(split("BEGIN; CREATE TABLE atomic (a int); END; SELECT 1"),
              ElementsAre("BEGIN", "CREATE TABLE atomic (a int)", "END", "SELECT 1"));
}

TEST(Split, ActionsOfRulesHoldSemicolons) {
  constexpr std::string_view rule =
      "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); DELETE FROM b)";
  EXPECT_THAT(split(std::string(rule) + "; SELECT 1"), ElementsAre(rule, "SELECT 1"));
}

TEST(Split, AnOpenBracketCostsOneStatement) {
  EXPECT_THAT(split("CREATE TABLE t (a int; SELECT 1;"),
              ElementsAre("CREATE TABLE t (a int", "SELECT 1"));
}

TEST(Split, ABodyWithoutEndCostsOneStatement) {
  EXPECT_THAT(
      split("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; DROP TABLE t;"),
      ElementsAre("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1", "SELECT 2",
                  "DROP TABLE t"));
}

TEST(Split, DataOfCopyIsPassedOver) {
  EXPECT_THAT(split("COPY t (a, b) FROM stdin;\n1\tit's; not \"SQL\n\\N\t$$\n\\.\n\nSELECT 1;"),
              ElementsAre("COPY t (a, b) FROM stdin", "SELECT 1"));
  EXPECT_THAT(split("copy t from STDIN (format csv);\r\n1\r\n\\.\r\nSELECT 1"),
              ElementsAre("copy t from STDIN (format csv)", "SELECT 1"));
  EXPECT_THAT(split("COPY t FROM stdin;\n\\.\nCOPY u FROM stdin;\n1\n\\."),
              ElementsAre("COPY t FROM stdin", "COPY u FROM stdin"));
  // psql goes on with the line behind the data.
  EXPECT_THAT(split("COPY t FROM stdin; SELECT 1;\n'\n\\.\nSELECT 2"),
              ElementsAre("COPY t FROM stdin", "SELECT 1", "SELECT 2"));
  EXPECT_THAT(
      split("COPY (SELECT a FROM stdin) TO stdout; SELECT 1; COPY t FROM '/stdin'; SELECT 2"),
      ElementsAre("COPY (SELECT a FROM stdin) TO stdout", "SELECT 1", "COPY t FROM '/stdin'",
                  "SELECT 2"));
}

TEST(Split, DataOfCopyWithoutEnd) {
  const auto pieces = split("COPY t FROM stdin;\n1\n2\n");
  ASSERT_THAT(pieces, SizeIs(2));
  EXPECT_EQ(pieces[0], "COPY t FROM stdin");
  EXPECT_THAT(pieces[1], HasSubstr("1\n2 <- the data of COPY"));
}

TEST(Split, PsqlCommandsEndWithTheirLine) {
  EXPECT_THAT(
      split("\\set x 'a;b'\nSELECT 1;\n\\echo it's \"fine\n\\i other.sql\nSELECT 2"),
      ElementsAre("\\set x 'a;b'", "SELECT 1", "\\echo it's \"fine", "\\i other.sql", "SELECT 2"));
  EXPECT_THAT(split("\\t \\i a.sql \\\\ SELECT 1; SELECT 2"),
              ElementsAre("\\t", "\\i a.sql", "SELECT 1", "SELECT 2"));
  EXPECT_THAT(split("\\! rm \\x ; y\nSELECT 1"), ElementsAre("\\! rm \\x ; y", "SELECT 1"));
  EXPECT_THAT(split("\\copy t FROM stdin\n'\n\\.\n\\copy t TO 'a'\nSELECT 1"),
              ElementsAre("\\copy t FROM stdin", "\\copy t TO 'a'", "SELECT 1"));
}

TEST(Split, SomePsqlCommandsEndTheStatementBeforeThem) {
  EXPECT_THAT(split("SELECT 1 \\gexec\nSELECT 2\\;SELECT 3 \\g\n"),
              ElementsAre("SELECT 1", "\\gexec", "SELECT 2", "SELECT 3", "\\g"));
}

TEST(Split, OthersStandWithinAStatement) {
  constexpr std::string_view sql = "SELECT a\n\\echo here; 'x\n, b; SELECT 2";
  Splitter splitter(sql);
  const auto first = splitter.next();
  ASSERT_TRUE(first);
  EXPECT_EQ(sql.substr(first->range.begin, first->range.end), "SELECT a\n\\echo here; 'x\n, b");
  ASSERT_THAT(first->not_sql, SizeIs(1));
  EXPECT_EQ(sql.substr(first->not_sql[0].begin, 15), "\\echo here; 'x\n");
  EXPECT_THAT(split(sql), ElementsAre(sql.substr(0, 27), "\\echo here; 'x", "SELECT 2"));
}

TEST(Split, WhatIsOpenAtTheEndTakesTheRest) {
  EXPECT_THAT(
      split("SELECT 1; SELECT 'it; SELECT 2;"),
      ElementsAre("SELECT 1", HasSubstr("SELECT 'it; SELECT 2; <- unterminated quoted string")));
  EXPECT_THAT(split("SELECT 1; /* a /* b */"),
              ElementsAre("SELECT 1", HasSubstr("/* a /* b */ <- unterminated /* comment")));
  EXPECT_THAT(split("DO $a$ x $b$;"),
              ElementsAre(HasSubstr("DO $a$ x $b$; <- unterminated dollar-quoted string")));
  EXPECT_THAT(split("SELECT \"a;"), ElementsAre(HasSubstr("<- unterminated quoted identifier")));
}

TEST(Split, OtherErrorsOfTheLexerCostOneStatement) {
  EXPECT_THAT(
      split("SELECT 1;\nSELECT 12ab, 'x;y';\nSELECT 2;"),
      ElementsAre("SELECT 1", HasSubstr("SELECT 12ab, 'x;y' <- trailing junk"), "SELECT 2"));
  EXPECT_THAT(split("SELECT E'\\u00zz; ';\nSELECT 2;"),
              ElementsAre(HasSubstr("SELECT E'\\u00zz; ' <- invalid Unicode escape"), "SELECT 2"));
}

/// A text longer than any window, and what it must split into.
struct LongScript {
  std::string sql;
  std::vector<std::string> pieces;
  void add(const std::string& piece) {
    sql += piece + ";\n";
    pieces.push_back(piece);
  }
};

TEST(Split, TextsLongerThanAWindow) {
  LongScript script;
  const std::string blank(300'000, ' ');
  const std::string letters(700'000, 'x');
  for (int i = 0; i < 3; ++i) {
    script.add("SELECT '" + letters + ";'");
    script.add("SELECT $a$" + blank + "\n;'$a$");
    script.add("SELECT /* ;" + blank + "' */ 1");
    script.add("SELECT 1 --" + blank + "; '\n, 2");
    for (int k = 0; k < 20'000; ++k)
      script.add("UPDATE t SET a=" + std::to_string(k));
    script.add("SELECT " + letters);
    script.add("INSERT INTO t VALUES " + letters + std::string(2'000'000, ','));
  }
  EXPECT_TRUE(split(script.sql) == script.pieces);
}

TEST(Split, CommandsAndDataAlternate) {
  LongScript script;
  for (int i = 0; i < 20'000; ++i) {
    script.sql += "\\echo '\nCOPY t FROM stdin;\n'\n\\.\n";
    script.pieces.emplace_back("\\echo '");
    script.pieces.emplace_back("COPY t FROM stdin");
  }
  EXPECT_TRUE(split(script.sql) == script.pieces);
}

}  // namespace
}  // namespace miglint::postgres
