#include "case_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace miglint::conformance {
namespace {

TEST(CaseFile, ReadsTheSectionsOfACase) {
  const auto cases = parse_cases(R"(-- setup of all cases
CREATE TABLE t (a int);

-- case: group/first
-- remarks: one
--   and more
-- setup
CREATE TABLE u (
  a int
);
-- setup, fails
SELECT 1 / 0;
-- setup, interrupted while open: SELECT * FROM t
ALTER TABLE t ADD b int;
-- same transaction
UPDATE t SET a = 1;
-- statement
DROP TABLE t;

-- case: group/second
-- statement
DROP TABLE t;
)");
  ASSERT_TRUE(cases) << cases.error();
  ASSERT_EQ(cases->size(), 2U);
  const Case& first = cases->front();
  EXPECT_EQ(first.id, "group/first");
  EXPECT_EQ(first.line, 4);
  EXPECT_EQ(first.remarks, "one and more");
  EXPECT_EQ(first.statement, "DROP TABLE t;");
  ASSERT_EQ(first.setup.size(), 5U);
  EXPECT_EQ(first.setup[0].sql, "CREATE TABLE t (a int);");
  EXPECT_EQ(first.setup[1].sql, "CREATE TABLE u (\n  a int\n);");
  EXPECT_EQ(first.setup[2].kind, SetupKind::fails);
  EXPECT_EQ(first.setup[3].kind, SetupKind::interrupted);
  EXPECT_EQ(first.setup[3].holder, "SELECT * FROM t");
  EXPECT_EQ(first.setup[4].kind, SetupKind::same_transaction);
  ASSERT_EQ((*cases)[1].setup.size(), 1U);
}

TEST(CaseFile, KeepsADollarQuotedBodyTogether) {
  const auto cases = parse_cases(R"(-- case: a
-- statement
DO $$
BEGIN
  PERFORM 1;
  -- a comment inside
END;
$$;
)");
  ASSERT_TRUE(cases) << cases.error();
  EXPECT_EQ(cases->front().statement,
            "DO $$\nBEGIN\n  PERFORM 1;\n  -- a comment inside\nEND;\n$$;");
}

TEST(CaseFile, LeavesWhatFailsOutOfTheScript) {
  const auto cases = parse_cases(R"(-- case: a
-- setup
CREATE TABLE t (a int);
-- setup, fails
SELECT 1 / 0;
-- statement
DROP TABLE t;
)");
  ASSERT_TRUE(cases) << cases.error();
  EXPECT_EQ(cases->front().setup_script(), "CREATE TABLE t (a int);\n");
}

TEST(CaseFile, SaysWhatIsWrongAndWhere) {
  const auto error = [](std::string_view text) {
    const auto cases = parse_cases(text);
    return cases ? std::string() : cases.error();
  };
  EXPECT_THAT(error("-- case: a\n-- setup\nSELECT 1;\n"), testing::HasSubstr("no statement"));
  EXPECT_THAT(error("-- case: a\n-- statement\nSELECT 1;\nSELECT 2;\n"),
              testing::HasSubstr("line 4: a case has one statement"));
  EXPECT_THAT(error("-- case: a\n-- statement\nSELECT 1;\n-- case: a\n"),
              testing::HasSubstr("line 4: the case 'a' is there twice"));
  EXPECT_THAT(error("-- case: a\n-- stement\n"), testing::HasSubstr("line 2: unknown section"));
  EXPECT_THAT(error("-- case: a\n-- statement\nSELECT 1\n"), testing::HasSubstr("no semicolon"));
  EXPECT_THAT(error("SELECT 1;\n"), testing::HasSubstr("line 1: SQL outside of a section"));
}

}  // namespace
}  // namespace miglint::conformance
