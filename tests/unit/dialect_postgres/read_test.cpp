// Scripts to statements: both ways of splitting, errors and their places, what psql does.
#include <gmock/gmock.h>

#include <algorithm>
#include <thread>

#include "read_script.h"

namespace miglint::postgres {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

TEST(Read, NothingInNothing) {
  EXPECT_THAT(ReadScript("").statements(), IsEmpty());
  EXPECT_THAT(ReadScript("-- a comment\n;;/* another */").statements(), IsEmpty());
}

TEST(Read, StatementsFromTheFirstWordToTheLast) {
  const ReadScript script(
      "-- head\n/* /* nested */ */ SELECT 1 /* tail */ ; -- x\n\nDROP TABLE t -- '--'\n;SELECT '-- "
      "no'");
  EXPECT_THAT(script.texts(), ElementsAre("SELECT 1", "DROP TABLE t", "SELECT '-- no'"));
  for (const Statement& statement : script.statements()) {
    EXPECT_EQ(script.text(statement.span), statement.text);
    EXPECT_THAT(statement.operations, SizeIs(1));
    EXPECT_EQ(statement.syntax_error, "");
  }
}

TEST(Read, BothWaysGiveTheSame) {
  // A psql command at the end makes the text one that the grammar cannot read as a whole.
  const std::string sql =
      "SET lock_timeout = '1s'; -- a\nALTER TABLE t ADD COLUMN a int /* b */ , DROP b;\n"
      "DO $$ BEGIN DELETE FROM t; END $$;CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; "
      "END;\n";
  const ReadScript at_once(sql);
  const ReadScript in_pieces(sql + "\\q");
  ASSERT_THAT(at_once.statements(), SizeIs(4));
  ASSERT_THAT(in_pieces.statements(), SizeIs(5));
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(at_once[i].text, in_pieces[i].text);
    EXPECT_EQ(at_once[i].span, in_pieces[i].span);
    ASSERT_EQ(at_once[i].operations.size(), in_pieces[i].operations.size());
    for (std::size_t k = 0; k < at_once[i].operations.size(); ++k) {
      EXPECT_EQ(at_once[i].operations[k].span, in_pieces[i].operations[k].span);
      EXPECT_EQ(at_once[i].operations[k].action.index(), in_pieces[i].operations[k].action.index());
    }
  }
}

TEST(Read, CommentsMayStandAnywhere) {
  // libpg_query's grammar alone refuses these three.
  const ReadScript script(
      "SELECT a NOT /* x */ IN (1); SELECT 'a' -- x\n 'b'; CREATE VIEW v AS SELECT 1 WITH -- x\n "
      "CHECK OPTION;");
  EXPECT_THAT(script.statements(), SizeIs(3));
  for (const Statement& statement : script.statements())
    EXPECT_EQ(statement.syntax_error, "");
}

TEST(Read, ASyntaxErrorCostsOneStatement) {
  const ReadScript script("SELECT 'äöü€😀', 1;\nSELECT 'äöü€😀' FORM t;\nDROP TABLE t;");
  ASSERT_THAT(script.statements(), SizeIs(3));
  EXPECT_EQ(script[0].syntax_error, "");
  EXPECT_EQ(script[1].text, "SELECT 'äöü€😀' FORM t");
  EXPECT_EQ(script[1].syntax_error, "syntax error at or near \"t\"");
  EXPECT_EQ(script.text(script[1].error_span), "t");
  EXPECT_EQ(script[1].error_span.begin + 1, script[1].span.end);
  EXPECT_THAT(script[1].operations, IsEmpty());
  EXPECT_TRUE(std::holds_alternative<op::DropTable>(script.operations(2)[0].action));
}

TEST(Read, AnErrorAtTheEnd) {
  const ReadScript script("SELECT 1; SELECT 2 FROM ; SELECT 3");
  ASSERT_THAT(script.statements(), SizeIs(3));
  EXPECT_EQ(script[1].syntax_error, "syntax error at end of input");
  EXPECT_EQ(script[1].error_span.begin, script[1].span.end);
}

TEST(Read, LongTokensAreShortenedInMessages) {
  const ReadScript script("SELECT 1 '" + std::string(1000, 'x') + "'");
  ASSERT_THAT(script.statements(), SizeIs(1));
  EXPECT_THAT(script[0].syntax_error, StartsWith("syntax error at or near \"'xxx"));
  EXPECT_THAT(script[0].syntax_error, HasSubstr("xxx…\""));
  EXPECT_LT(script[0].syntax_error.size(), 120U);
}

TEST(Read, UnterminatedStringsTakeTheRest) {
  const ReadScript script("DROP TABLE a; SELECT 'open;\nDROP TABLE b;\n");
  ASSERT_THAT(script.statements(), SizeIs(2));
  EXPECT_EQ(script[1].text, "SELECT 'open;\nDROP TABLE b;");
  EXPECT_THAT(script[1].syntax_error, StartsWith("unterminated quoted string at or near \"'open;"));
  EXPECT_THAT(script[1].syntax_error, HasSubstr("the rest of the file is part of it"));
  EXPECT_EQ(script.text(script[1].error_span), "'open;");
}

TEST(Read, NulBytesSpoilTheirStatement) {
  using std::string_literals::operator""s;
  const ReadScript script("DROP TABLE a; DROP \0 TABLE b; DROP TABLE c;"s);
  EXPECT_THAT(script.statements(), SizeIs(3));
  EXPECT_THAT(script[1].syntax_error, StartsWith("a NUL byte"));
  EXPECT_EQ(script.text(script[1].error_span), "\0"s);
  EXPECT_THAT(script[2].operations, SizeIs(1));
}

TEST(Read, DeepNestingIsAnError) {
  const ReadScript script("SELECT " + std::string(50'000, '(') + "1" + std::string(50'000, ')') +
                          "; DROP TABLE t;");
  ASSERT_THAT(script.statements(), SizeIs(2));
  EXPECT_THAT(script[0].syntax_error, HasSubstr("nested too deeply"));
  EXPECT_THAT(script[1].operations, SizeIs(1));
}

TEST(Read, LongSumsAreRead) {
  std::string sum = "UPDATE t SET a = 0";
  for (int i = 0; i < 1'000'000; ++i)
    sum += "+1";
  const ReadScript script(sum + "; DROP TABLE t");
  ASSERT_THAT(script.statements(), SizeIs(2));
  EXPECT_EQ(script[0].syntax_error, "");
  EXPECT_THAT(script[0].operations, SizeIs(1));
}

TEST(Read, TooLongAStatementIsNotParsed) {
  std::string insert = "INSERT INTO t VALUES (0)";
  while (insert.size() < 9'000'000)
    insert += ", (1, 'some text that makes it longer and longer')";
  const ReadScript script(insert + ";\nDROP TABLE t;");
  ASSERT_THAT(script.statements(), SizeIs(2));
  EXPECT_EQ(script[0].syntax_error,
            "the statement is 8 MB long; one of more than 8 MB is not read");
  EXPECT_THAT(script[1].operations, SizeIs(1));
}

TEST(Read, MadeTextStandsAtWhatCausedIt) {
  const ReadScript script("ALTER TABLE t ADD COLUMN a int; SELEC 1", false);
  ASSERT_THAT(script.statements(), SizeIs(2));
  for (const Statement& statement : script.statements()) {
    EXPECT_EQ(statement.span.end - statement.span.begin, 39U);
  }
  EXPECT_EQ(script.operations(0)[0].span, script[0].span);
  EXPECT_EQ(script[1].error_span, script[1].span);
}

TEST(Read, WhatTheFrontEndCouldNotReadStaysOpaque) {
  SqlStatement source;
  source.certainty = Certainty::opaque;
  source.opaque_reason = "a loop over rows";
  Arena arena;
  std::vector<Statement> statements;
  read_statements(source, arena, statements);
  ASSERT_THAT(statements, SizeIs(1));
  ASSERT_THAT(statements[0].operations, SizeIs(1));
  EXPECT_EQ(opaque_reason(statements[0].operations[0]), "a loop over rows");
}

TEST(Read, DataOfCopyIsNoSql) {
  EXPECT_THAT(ReadScript("COPY t FROM stdin;\nDROP TABLE a;\n\\.\nDROP TABLE b;").texts(),
              ElementsAre("COPY t FROM stdin", "DROP TABLE b"));
  // All of it parses as SQL, and yet it is data.
  const ReadScript script("COPY t FROM stdin;\nDROP TABLE a;\n");
  ASSERT_THAT(script.statements(), SizeIs(2));
  EXPECT_THAT(script[1].syntax_error, StartsWith("the data of COPY"));
  EXPECT_THAT(ReadScript("COPY t FROM '/a'; DROP TABLE a;").statements(), SizeIs(2));
}

TEST(Read, PsqlCommandsDoNotVanish) {
  const ReadScript script(
      "\\set ON_ERROR_STOP on\n\\i other.sql\n\\connect other\nSELECT 'DROP TABLE x' "
      "\\gexec\n\\foo\n");
  ASSERT_THAT(script.statements(), SizeIs(6));
  EXPECT_EQ(std::get<op::OtherCommand>(script.operations(0)[0].action).command, "psql \\set");
  EXPECT_EQ(opaque_reason(script.operations(1)[0]),
            "psql \\i other.sql: includes another file, which is not read");
  EXPECT_THAT(opaque_reason(script.operations(2)[0]), HasSubstr("new session"));
  EXPECT_THAT(opaque_reason(script.operations(4)[0]), HasSubstr("as SQL"));
  EXPECT_THAT(opaque_reason(script.operations(5)[0]), HasSubstr("no command that is known"));
  EXPECT_EQ(script.text(script[1].span), "\\i other.sql");
}

TEST(Read, PsqlConditionsMayNotRun) {
  const ReadScript script(
      "DROP TABLE a;\n\\if :x\nDROP TABLE b;\n\\endif\nDROP TABLE c;\n\\q\nDROP TABLE d;");
  ASSERT_THAT(script.statements(), SizeIs(7));
  EXPECT_FALSE(script.operations(0)[0].nesting.conditional);
  EXPECT_TRUE(script.operations(2)[0].nesting.conditional);
  EXPECT_FALSE(script.operations(4)[0].nesting.conditional);
  EXPECT_TRUE(script.operations(6)[0].nesting.conditional) << "psql ends at \\q";
}

TEST(Read, PsqlCopyIsACopy) {
  const ReadScript script("\\copy app.t (a) from 'x.csv' csv header\n\\copy nonsense\n");
  ASSERT_THAT(script.statements(), SizeIs(2));
  const auto& copy = std::get<op::CopyRows>(script.operations(0)[0].action);
  EXPECT_EQ(copy.table.name, "t");
  EXPECT_TRUE(copy.from);
  EXPECT_FALSE(copy.program_or_file) << "the file is the client's";
  EXPECT_THAT(opaque_reason(script.operations(1)[0]), StartsWith("psql \\copy nonsense: "));
}

TEST(Read, PsqlVariablesAreNamesAndValues) {
  const ReadScript script("DROP TABLE :\"t\"; DROP TABLE :s.:t; SELECT :'v', a[1:n]; SELECT :n");
  ASSERT_THAT(script.statements(), SizeIs(4));
  EXPECT_EQ(std::get<op::DropTable>(script.operations(0)[0].action).table.name, ":t");
  EXPECT_EQ(script.text(script.operations(0)[0].span), "DROP TABLE :\"t\"");
  const auto& drop = std::get<op::DropTable>(script.operations(1)[0].action);
  EXPECT_EQ(drop.table.schema, ":s");
  EXPECT_EQ(drop.table.name, ":t");
  EXPECT_EQ(script.operations(1)[0].span, script[1].span)
      << "the bytes do not stand where they stood";
  EXPECT_EQ(script[2].syntax_error, "");
  EXPECT_EQ(script[3].syntax_error, "");
}

TEST(Read, PsqlVariablesMayHoldWholeStatements) {
  const ReadScript script(":query; EXPLAIN :query; SELEC :x");
  ASSERT_THAT(script.statements(), SizeIs(3));
  EXPECT_THAT(opaque_reason(script.operations(0)[0]), StartsWith("psql puts a variable here"));
  EXPECT_THAT(opaque_reason(script.operations(1)[0]), StartsWith("psql puts a variable here"));
  EXPECT_EQ(script[2].syntax_error, "syntax error at or near \"SELEC\"");
}

TEST(Read, ManyThreads) {
  const auto read = [](std::string& result) {
    for (int i = 0; i < 50; ++i) {
      const ReadScript script(
          "ALTER TABLE t ADD a int; SELEC 1; DO $$ BEGIN DROP TABLE t; END $$;");
      for (const Statement& statement : script.statements()) {
        result += statement.text;
        result += statement.syntax_error;
        for (const Operation& operation : statement.operations) {
          result += std::to_string(operation.action.index());
        }
      }
    }
  };
  std::vector<std::string> results(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& result : results)
      threads.emplace_back([&] { read(result); });
  }
  EXPECT_GT(results[0].size(), 1000U);
  for (const std::string& result : results)
    EXPECT_EQ(result, results[0]);
}

TEST(Read, GrammarVersion) {
  EXPECT_THAT(grammar_version(), ::testing::AnyOf(StartsWith("17."), StartsWith("18.")));
}

}  // namespace
}  // namespace miglint::postgres
