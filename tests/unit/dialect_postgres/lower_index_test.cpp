// CREATE INDEX, DROP INDEX, REINDEX.
#include "lowered.h"

namespace miglint::postgres {
namespace {

TEST(LowerIndex, Create) {
  const Lowered sql(
      "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY s.t USING gin (a DESC, lower(b) "
      "text_pattern_ops, c COLLATE \"C\", (d || e), coalesce(f, 0)) INCLUDE (g, h) NULLS NOT "
      "DISTINCT WITH (fillfactor = 70) TABLESPACE fast WHERE x > 0");
  const auto& index = sql.only<op::CreateIndex>();
  EXPECT_EQ(name(index.table), "s.t");
  EXPECT_EQ(index.name, "i");
  EXPECT_EQ(index.method, "gin");
  EXPECT_TRUE(index.unique && index.concurrently && index.if_not_exists && index.only &&
              index.nulls_not_distinct);
  ASSERT_EQ(index.keys.size(), 5U);
  EXPECT_EQ(index.keys[0].column, "a");
  EXPECT_EQ(index.keys[0].expression, nullptr);
  EXPECT_TRUE(index.keys[0].descending);
  EXPECT_TRUE(index.keys[1].column.empty());
  EXPECT_EQ(joined(index.keys[1].expression->columns), "b");
  EXPECT_EQ(joined(index.keys[1].expression->functions), "lower");
  EXPECT_EQ(index.keys[1].expression_name, "lower");
  EXPECT_EQ(index.keys[1].operator_class.name, "text_pattern_ops");
  EXPECT_EQ(index.keys[2].collation.name, "C");
  EXPECT_EQ(index.keys[3].expression_name, "");
  EXPECT_EQ(index.keys[4].expression_name, "coalesce");
  EXPECT_EQ(joined(index.include), "g, h");
  EXPECT_EQ(index.tablespace, "fast");
  EXPECT_EQ(joined(index.predicate->columns), "x");
  EXPECT_EQ(sql.text(), "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY s.t");

  const Lowered plain("CREATE INDEX ON t (a)");
  EXPECT_EQ(plain.only<op::CreateIndex>().method, "btree");
  EXPECT_EQ(plain.only<op::CreateIndex>().name, "");
  EXPECT_EQ(plain.only<op::CreateIndex>().predicate, nullptr);
  EXPECT_FALSE(plain.only<op::CreateIndex>().only);
}

TEST(LowerIndex, Drop) {
  const Lowered sql("DROP INDEX CONCURRENTLY IF EXISTS a, s.\"B\" CASCADE");
  ASSERT_EQ(sql.size(), 2U);
  EXPECT_EQ(name(sql.at<op::DropIndex>(0).index), "a");
  EXPECT_EQ(name(sql.at<op::DropIndex>(1).index), "s.B");
  EXPECT_TRUE(sql.at<op::DropIndex>(0).concurrently && sql.at<op::DropIndex>(0).if_exists &&
              sql.at<op::DropIndex>(0).cascade);
  EXPECT_EQ(sql.text(0), "a");
  EXPECT_EQ(sql.text(1), "s.\"B\"");
  const Lowered one("DROP INDEX s.a");
  EXPECT_EQ(one.text(), "DROP INDEX s.a");
  EXPECT_FALSE(one.only<op::DropIndex>().concurrently);
}

TEST(LowerIndex, Reindex) {
  using Target = op::Reindex::Target;
  EXPECT_EQ(Lowered("REINDEX INDEX s.i").only<op::Reindex>().target, Target::index);
  EXPECT_EQ(name(Lowered("REINDEX INDEX s.i").only<op::Reindex>().name), "s.i");
  EXPECT_EQ(Lowered("REINDEX TABLE t").only<op::Reindex>().target, Target::table);
  EXPECT_TRUE(Lowered("REINDEX TABLE CONCURRENTLY t").only<op::Reindex>().concurrently);
  EXPECT_TRUE(Lowered("REINDEX (VERBOSE, CONCURRENTLY) TABLE t").only<op::Reindex>().concurrently);
  EXPECT_FALSE(Lowered("REINDEX (CONCURRENTLY false) TABLE t").only<op::Reindex>().concurrently);
  EXPECT_EQ(Lowered("REINDEX SCHEMA s").only<op::Reindex>().target, Target::schema);
  EXPECT_EQ(Lowered("REINDEX SCHEMA s").only<op::Reindex>().name.name, "s");
  EXPECT_EQ(Lowered("REINDEX DATABASE d").only<op::Reindex>().target, Target::database);
  EXPECT_EQ(Lowered("REINDEX SYSTEM").only<op::Reindex>().target, Target::system);
}

}  // namespace
}  // namespace miglint::postgres
