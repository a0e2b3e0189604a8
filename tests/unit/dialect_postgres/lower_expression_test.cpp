// Values and conditions: what they read, call, prove, and how their parts are written.
#include "lowered.h"

namespace miglint::postgres {
namespace {

/// Lowers `condition` as a CHECK.
class Check {
 public:
  explicit Check(const std::string& condition)
      : sql_("ALTER TABLE t ADD CHECK (" + condition + ")") {}
  [[nodiscard]] const Expression& expression() const {
    return *sql_.only<op::AddConstraint>().constraint.condition;
  }
  [[nodiscard]] std::string text() const { return sql_.text(expression().span); }

 private:
  Lowered sql_;
};

std::string conjuncts(const std::string& condition) {
  const Check check(condition);
  std::string result;
  for (const std::string_view part : check.expression().conjuncts) {
    result += (result.empty() ? "" : " & ") + std::string(part);
  }
  return result;
}

std::string proves(const std::string& condition) {
  const Check check(condition);
  return joined(check.expression().not_null_columns);
}

TEST(LowerExpression, ColumnsAreNamedOnceInTheOrderOfTheText) {
  const Check check("b + t.a > 0 AND s.t.c = a OR NOT b::bool");
  EXPECT_EQ(joined(check.expression().columns), "b, a, c");
  EXPECT_FALSE(check.expression().incomplete);
}

TEST(LowerExpression, CallsKeepTheirFirstLiteral) {
  const Check check(
      "nextval('s.q'::regclass) > 0 AND pg_catalog.now() > CURRENT_TIMESTAMP AND f(a, 'x') AND "
      "EXTRACT(year FROM b) > 1 AND c AT TIME ZONE 'UTC' > d AND coalesce(upper(e), '') <> ''");
  const auto& calls = check.expression().functions;
  EXPECT_EQ(joined(calls),
            "nextval, pg_catalog.now, pg_catalog.current_timestamp, f, pg_catalog.extract, "
            "pg_catalog.timezone, upper");
  EXPECT_EQ(calls[0].first_literal, "s.q");
  EXPECT_EQ(calls[0].arguments, 1);
  EXPECT_EQ(calls[3].first_literal, "");
  EXPECT_EQ(calls[3].arguments, 2);
}

TEST(LowerExpression, Constants) {
  const auto value = [](const std::string& text) {
    const Lowered sql("ALTER TABLE t ALTER a SET DEFAULT " + text);
    const Expression& expression = *sql.only<op::SetDefault>().value;
    EXPECT_EQ(sql.text(expression.span), text);
    return std::string(expression.is_constant ? "constant" : "value") +
           (expression.is_null ? " null" : "");
  };
  EXPECT_EQ(value("0"), "constant");
  EXPECT_EQ(value("-1.5"), "constant");
  EXPECT_EQ(value("true"), "constant");
  EXPECT_EQ(value("NULL"), "constant null");
  EXPECT_EQ(value("NULL::text"), "constant null");
  EXPECT_EQ(value("'x'::varchar(10)"), "constant");
  EXPECT_EQ(value("'{}'::jsonb"), "constant");
  EXPECT_EQ(value("ARRAY['a', 'b']::text[]"), "constant");
  EXPECT_EQ(value("- '1'::int"), "constant");
  EXPECT_EQ(value("timestamp with time zone '2024-01-01'"), "constant");
  EXPECT_EQ(value("E'a\\'b'"), "constant");
  EXPECT_EQ(value("1 + 1"), "value");
  EXPECT_EQ(value("now()"), "value");
  EXPECT_EQ(value("CURRENT_DATE"), "value");
  EXPECT_EQ(value("CURRENT_TIMESTAMP(3)"), "value");
  EXPECT_EQ(value("gen_random_uuid()::text"), "value");
  EXPECT_EQ(value("timezone('utc'::text, now())"), "value");
  EXPECT_EQ(value("ARRAY[random()]"), "value");
  EXPECT_EQ(value("CASE WHEN random() > 0.5 THEN 1 ELSE 2 END"), "value");
  EXPECT_EQ(value("\"My\".\"Func\"(1)"), "value");
  EXPECT_EQ(value("(now() AT TIME ZONE 'utc')::date"), "value");
}

TEST(LowerExpression, SubQueries) {
  const Lowered sql("CREATE POLICY p ON t USING (a IN (SELECT b FROM u WHERE c = f()))");
  const Expression& expression = *sql.only<op::CreatePolicy>().using_condition;
  EXPECT_TRUE(expression.has_subquery);
  EXPECT_EQ(joined(expression.columns), "a, b, c");
  EXPECT_EQ(joined(expression.functions), "f");
  EXPECT_EQ(sql.text(expression.span), "a IN (SELECT b FROM u WHERE c = f())");
}

TEST(LowerExpression, PlacesEndWhereTheConditionEnds) {
  for (const char* condition : {"a IS NOT NULL",
                                "a IS NULL",
                                "a ISNULL",
                                "a",
                                "NOT a",
                                "a = ANY (ARRAY[1, 2])",
                                "lower(a) COLLATE \"C\" = 'x'",
                                "a IN (1, 2)",
                                "a BETWEEN 1 AND (2)",
                                "a IS NOT TRUE",
                                "a IS DISTINCT FROM NULL",
                                "a::timestamp(3) without time zone > b",
                                "f(a, g(b))",
                                "CASE WHEN a THEN b ELSE c END",
                                "(a).b > 1",
                                "a[1] = b[2]",
                                "a ~ '^[(]'",
                                "EXISTS (SELECT 1 FROM u)",
                                "num_nonnulls(a, b) = 1",
                                "a /* ) */ > 0",
                                "a LIKE 'x%'",
                                "a = 'it''s' -- )\n OR b",
                                "a::numeric(10, 2)",
                                "x.y.z",
                                "(a + (b))::text",
                                "((a))::numeric(3, 1)",
                                "a->>'k' = 'v'"}) {
    const Lowered sql("ALTER TABLE t ADD CHECK ( " + std::string(condition) + " ) NOT VALID");
    EXPECT_EQ(sql.text(sql.only<op::AddConstraint>().constraint.condition->span), condition);
  }
}

TEST(LowerExpression, WhatAConditionProves) {
  EXPECT_EQ(proves("a IS NOT NULL"), "a");
  EXPECT_EQ(proves("a IS NOT NULL AND b > 0 AND (c IS NOT NULL)"), "a, c");
  EXPECT_EQ(proves("NOT (a IS NULL)"), "a");
  EXPECT_EQ(proves("NOT (a IS NULL OR b IS NULL)"), "a, b");
  EXPECT_EQ(proves("NOT (a IS NULL AND b IS NULL)"), "");
  EXPECT_EQ(proves("a IS DISTINCT FROM NULL"), "a");
  EXPECT_EQ(proves("NOT (a IS NOT DISTINCT FROM NULL)"), "a");
  EXPECT_EQ(proves("a > 0"), "");
  EXPECT_EQ(proves("a IS NOT NULL OR b"), "");
  EXPECT_EQ(proves("(a + 1) IS NOT NULL"), "");
  EXPECT_EQ(proves("NOT NOT (a IS NOT NULL)"), "a");
}

TEST(LowerExpression, ConjunctsAreWrittenInOneWay) {
  EXPECT_EQ(conjuncts("a > 0 AND (b < 1 AND c = 2)"), "a > 0 & b < 1 & c = 2");
  EXPECT_EQ(conjuncts("0 < t.a"), "a > 0");
  EXPECT_EQ(conjuncts("'2024-01-01' <= d"), "d >= '2024-01-01'");
  EXPECT_EQ(conjuncts("a BETWEEN 1 AND 5"), "a >= 1 & a <= 5");
  EXPECT_EQ(conjuncts("d >= DATE '2024-01-01'"), "d >= '2024-01-01'::pg_catalog.date");
  EXPECT_EQ(conjuncts("d >= '2024-01-01'::date"), "d >= '2024-01-01'::pg_catalog.date");
  EXPECT_EQ(conjuncts("a IN ('y', 'x')"), "a IN ('x', 'y')");
  EXPECT_EQ(conjuncts("a = ANY (ARRAY['x', 'y'])"), "a IN ('x', 'y')");
  EXPECT_EQ(conjuncts("a IN ('x')"), "a = 'x'");
  EXPECT_EQ(conjuncts("a NOT IN (1, 2)"), "a NOT IN (1, 2)");
  EXPECT_EQ(conjuncts("NOT (a IS NULL)"), "a IS NOT NULL");
  EXPECT_EQ(conjuncts("a IS DISTINCT FROM NULL"), "a IS NOT NULL");
  EXPECT_EQ(conjuncts("b = 1 OR a = 2"), "(a = 2) OR (b = 1)");
  EXPECT_EQ(conjuncts("a != 1"), "a <> 1");
  EXPECT_EQ(conjuncts("pg_catalog.length(\"Name\") <= 5"), "length(\"Name\") <= 5");
  EXPECT_EQ(conjuncts("coalesce(a, 'it''s') = B'01'"), "coalesce(a, 'it''s') = B'01'");
  EXPECT_EQ(conjuncts("a::numeric(10,2) > -1.5"), "a::pg_catalog.numeric(10,2) > -1.5");
  EXPECT_EQ(conjuncts("a IS NOT TRUE"), "a IS NOT TRUE");
  EXPECT_EQ(conjuncts("a + b * 2 > 1"), "(a + (b * 2)) > 1");
  EXPECT_EQ(conjuncts("a LIKE 'x%'"), "a ~~ 'x%'");
}

TEST(LowerExpression, WhatIsNotUnderstoodEqualsNothing) {
  const std::string a = conjuncts("a > (b).c");
  EXPECT_TRUE(a.starts_with("opaque:")) << a;
  const Lowered sql("ALTER TABLE t ADD CHECK (a > (b).c), ADD CHECK (a > (b).c)");
  const auto& first = sql.at<op::AddConstraint>(0).constraint.condition->conjuncts;
  const auto& second = sql.at<op::AddConstraint>(1).constraint.condition->conjuncts;
  ASSERT_EQ(first.size(), 1U);
  EXPECT_NE(first[0], second[0]);
  EXPECT_EQ(conjuncts("a > 0 AND b OPERATOR(my.=) 1").find("a > 0 & opaque:"), 0U);
}

TEST(LowerExpression, IndexPredicatesHaveConjunctsAndKeysHaveNot) {
  const Lowered sql("CREATE INDEX ON t (lower(a)) WHERE deleted_at IS NULL AND b = 'x'");
  const auto& index = sql.only<op::CreateIndex>();
  EXPECT_EQ(joined(index.predicate->conjuncts), "deleted_at IS NULL, b = 'x'");
  EXPECT_TRUE(index.keys[0].expression->conjuncts.empty());
}

TEST(LowerExpression, VariablesAreNoColumns) {
  const Lowered sql("UPDATE t SET a = v + b WHERE id = v AND t.v > 0", true, {"v"});
  const auto& update = sql.only<op::UpdateRows>();
  EXPECT_EQ(joined(update.assignments[0].value->columns), "b");
  EXPECT_EQ(joined(update.filter.columns), "id, v");
}

}  // namespace
}  // namespace miglint::postgres
