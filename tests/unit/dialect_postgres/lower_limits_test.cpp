// Input that is deep or long without end: no crash, no quadratic time.
#include <fmt/format.h>

#include "lowered.h"

namespace miglint::postgres {
namespace {

std::string repeated(const std::string& part, std::size_t times) {
  std::string result;
  result.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i)
    result += part;
  return result;
}

TEST(LowerLimits, ASumOfAMillionTerms) {
  const Lowered sql("ALTER TABLE t ADD CHECK (a > 1" + repeated(" + 1", 1'000'000) + ")");
  const Expression& condition = *sql.only<op::AddConstraint>().constraint.condition;
  EXPECT_EQ(joined(condition.columns), "a");
  ASSERT_EQ(condition.conjuncts.size(), 1U);
  EXPECT_TRUE(condition.conjuncts[0].starts_with("opaque:"));
}

TEST(LowerLimits, AMillionConditions) {
  const Lowered all("DELETE FROM t WHERE a = 1" + repeated(" AND b IS NULL", 500'000));
  EXPECT_EQ(all.only<op::DeleteRows>().filter.kind, FilterKind::key_range);
  const Lowered any("DELETE FROM t WHERE a = 1" + repeated(" OR a = 2", 500'000));
  EXPECT_EQ(any.only<op::DeleteRows>().filter.kind, FilterKind::key_range);
  const Lowered check("ALTER TABLE t ADD CHECK (a IS NOT NULL" +
                      repeated(" AND a IS NOT NULL", 300'000) + ")");
  const Expression& condition = *check.only<op::AddConstraint>().constraint.condition;
  EXPECT_EQ(joined(condition.not_null_columns), "a");
  EXPECT_LT(condition.conjuncts.size(), 1000U);
}

TEST(LowerLimits, DeepNesting) {
  const std::size_t depth = 1'000;
  const Lowered negations("DELETE FROM t WHERE " + repeated("NOT (a OR ", depth) + "true" +
                          repeated(")", depth));
  EXPECT_EQ(negations.only<op::DeleteRows>().filter.kind, FilterKind::other);
  const Lowered queries("SELECT * FROM " + repeated("(SELECT * FROM ", depth) + "t" +
                        repeated(") q", depth));
  EXPECT_EQ(joined(queries.only<op::SelectRows>().reads), "t");
  const Lowered calls("SELECT " + repeated("f(", depth) + "1" + repeated(")", depth));
  EXPECT_EQ(joined(calls.only<op::SelectRows>().functions), "f");
  const Lowered limited("DELETE FROM t WHERE id IN " + repeated("(SELECT id FROM ", depth) +
                        "(SELECT id FROM t LIMIT 1) q" + repeated(") q", depth - 1) + ")");
  EXPECT_EQ(limited.only<op::DeleteRows>().filter.kind, FilterKind::other);
}

TEST(LowerLimits, AChainOfUnions) {
  const Lowered sql("SELECT a FROM t" + repeated(" UNION ALL SELECT b FROM u", 20'000));
  EXPECT_EQ(joined(sql.only<op::SelectRows>().reads), "t, u");
}

TEST(LowerLimits, ManyRowsAndManyNames) {
  const Lowered rows("INSERT INTO t VALUES (0, 'x')" + repeated(", (1, 'x')", 200'000));
  EXPECT_EQ(rows.only<op::InsertRows>().rows, 200'001U);

  std::string names = "SELECT c";
  for (int i = 0; i < 20'000; ++i)
    names += ", c" + std::to_string(i);
  const Lowered columns("CREATE VIEW v AS " + names + " FROM t");
  EXPECT_GE(columns.only<op::CreateView>().reads_columns.size(), 1'000U);
  EXPECT_EQ(columns.only<op::CreateView>().columns.size(), 20'001U);
}

TEST(LowerLimits, NestedWithThatChangesRows) {
  const std::size_t depth = 500;
  const Lowered sql(repeated("WITH a AS (", depth) + "DELETE FROM t RETURNING 1" +
                    repeated(") DELETE FROM t USING a", depth));
  EXPECT_EQ(sql.size(), depth + 1);
}

TEST(LowerLimits, BodiesInsideBodies) {
  std::string sql = "SELECT 1";
  for (int i = 0; i < 200; ++i)
    sql = fmt::format("DO $q{0}$ BEGIN {1}; END $q{0}$", i, sql);
  const Lowered deep(sql);
  ASSERT_FALSE(deep.operations().empty());
  EXPECT_FALSE(deep.at<op::Opaque>(deep.size() - 1).reason.empty());
}

}  // namespace
}  // namespace miglint::postgres
