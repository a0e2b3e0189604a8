// SELECT, INSERT, UPDATE, DELETE, MERGE, COPY, TRUNCATE.
#include "lowered.h"

namespace miglint::postgres {
namespace {

TEST(LowerRows, Update) {
  const Lowered sql(
      "UPDATE ONLY s.t AS x SET a = lower(b), (c, d) = (SELECT e, f FROM u) FROM v WHERE x.id = "
      "v.id RETURNING g(x.a)");
  const auto& update = sql.only<op::UpdateRows>();
  EXPECT_EQ(name(update.table), "s.t");
  ASSERT_EQ(update.assignments.size(), 3U);
  EXPECT_EQ(update.assignments[0].column, "a");
  EXPECT_EQ(joined(update.assignments[0].value->columns), "b");
  EXPECT_EQ(sql.text(update.assignments[0].value->span), "lower(b)");
  EXPECT_EQ(update.assignments[2].column, "d");
  EXPECT_TRUE(update.assignments[2].value->has_subquery);
  EXPECT_EQ(joined(update.reads), "u, v");
  EXPECT_EQ(joined(update.functions), "lower, g");
  EXPECT_EQ(sql.text(), "UPDATE ONLY s.t");
}

TEST(LowerRows, Delete) {
  const Lowered sql("DELETE FROM s.t USING u, (SELECT * FROM v) w WHERE t.id = u.id");
  const auto& remove = sql.only<op::DeleteRows>();
  EXPECT_EQ(name(remove.table), "s.t");
  EXPECT_EQ(joined(remove.reads), "u, v");
  EXPECT_EQ(sql.text(), "DELETE FROM s.t");
}

TEST(LowerRows, Insert) {
  const Lowered values(
      "INSERT INTO t (a, b) VALUES (1, now()), (2, DEFAULT) ON CONFLICT (a) DO "
      "UPDATE SET b = excluded.b");
  const auto& rows = values.only<op::InsertRows>();
  EXPECT_EQ(joined(rows.columns), "a, b");
  EXPECT_EQ(rows.rows, 2U);
  EXPECT_FALSE(rows.from_query);
  EXPECT_TRUE(rows.on_conflict);
  EXPECT_EQ(joined(rows.functions), "now");
  EXPECT_EQ(values.text(), "INSERT INTO t");

  const Lowered query("INSERT INTO t SELECT * FROM u WHERE a IN (SELECT b FROM s.v)");
  EXPECT_TRUE(query.only<op::InsertRows>().from_query);
  EXPECT_EQ(joined(query.only<op::InsertRows>().reads), "u, s.v");
  EXPECT_EQ(Lowered("INSERT INTO t DEFAULT VALUES").only<op::InsertRows>().rows, 1U);
}

TEST(LowerRows, Merge) {
  const Lowered sql(
      "MERGE INTO s.t USING u ON t.id = u.id WHEN MATCHED THEN UPDATE SET a = f(u.a) WHEN NOT "
      "MATCHED THEN INSERT VALUES (u.id)");
  EXPECT_EQ(name(sql.only<op::MergeRows>().table), "s.t");
  EXPECT_EQ(joined(sql.only<op::MergeRows>().reads), "u");
  EXPECT_EQ(joined(sql.only<op::MergeRows>().functions), "f");
}

TEST(LowerRows, QueriesOfWithThatChangeRowsAreOperationsOfTheirOwn) {
  const Lowered sql(
      "WITH gone AS (DELETE FROM a WHERE old RETURNING *), kept AS MATERIALIZED (SELECT * FROM b), "
      "more (x) AS (UPDATE c SET y = 1 FROM kept WHERE kept.id = c.id RETURNING c.id) "
      "INSERT INTO d SELECT * FROM gone JOIN kept USING (id) JOIN more ON true JOIN e ON true");
  ASSERT_EQ(sql.size(), 3U);
  EXPECT_EQ(sql.at<op::DeleteRows>(0).table.name, "a");
  EXPECT_EQ(sql.text(0), "DELETE FROM a");
  EXPECT_EQ(sql.at<op::UpdateRows>(1).table.name, "c");
  EXPECT_EQ(sql.text(1), "UPDATE c");
  EXPECT_TRUE(sql.at<op::UpdateRows>(1).reads.empty());
  EXPECT_EQ(sql.at<op::InsertRows>(2).table.name, "d");
  EXPECT_EQ(joined(sql.at<op::InsertRows>(2).reads), "b, e");
  EXPECT_EQ(sql.text(2), "INSERT INTO d");
  for (const Operation& operation : sql.operations())
    EXPECT_EQ(operation.command, 0U);
}

TEST(LowerRows, NamesOfWithHideRelationsWhereTheyAreInSight) {
  // The query itself still reads the table of that name.
  EXPECT_EQ(
      joined(Lowered("WITH t AS (SELECT * FROM t) SELECT * FROM t").only<op::SelectRows>().reads),
      "t");
  EXPECT_EQ(joined(Lowered("WITH a AS (SELECT * FROM x), b AS (SELECT * FROM a) SELECT * FROM b, "
                           "s.a")
                       .only<op::SelectRows>()
                       .reads),
            "x, s.a");
  EXPECT_EQ(joined(Lowered("WITH RECURSIVE a AS (SELECT 1 UNION ALL SELECT * FROM a) SELECT * "
                           "FROM a")
                       .only<op::SelectRows>()
                       .reads),
            "");
  EXPECT_EQ(joined(Lowered("SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a) q, a")
                       .only<op::SelectRows>()
                       .reads),
            "a");
}

TEST(LowerRows, Select) {
  const Lowered sql(
      "SELECT setval('s.q', max(id)) FROM t, LATERAL generate_series(1, 2) FOR UPDATE "
      "OF t SKIP LOCKED");
  const auto& rows = sql.only<op::SelectRows>();
  EXPECT_EQ(joined(rows.reads), "t");
  EXPECT_EQ(joined(rows.functions), "setval, max, generate_series");
  EXPECT_EQ(rows.functions[0].first_literal, "s.q");
  EXPECT_EQ(joined(rows.locked), "t");
  EXPECT_FALSE(rows.computes_only);
  EXPECT_TRUE(Lowered("SELECT 1 FROM t").only<op::SelectRows>().locked.empty());
  EXPECT_EQ(joined(Lowered("SELECT * FROM a, s.b x FOR SHARE OF x").only<op::SelectRows>().locked),
            "s.b");
  EXPECT_EQ(joined(Lowered("SELECT * FROM a, b FOR UPDATE").only<op::SelectRows>().locked), "a, b");
  EXPECT_EQ(joined(Lowered("TABLE s.t").only<op::SelectRows>().reads), "s.t");
  EXPECT_EQ(Lowered("VALUES (1), (2)").only<op::SelectRows>().reads.size(), 0U);
}

TEST(LowerRows, ComputesOnly) {
  const auto computes_only = [](const char* sql) {
    return Lowered(sql).only<op::SelectRows>().computes_only;
  };
  EXPECT_TRUE(computes_only("SELECT 42"));
  EXPECT_TRUE(computes_only("SELECT $1 + 1 AS x"));
  EXPECT_FALSE(computes_only("SELECT now()"));
  EXPECT_FALSE(computes_only("SELECT 1, 2"));
  EXPECT_FALSE(computes_only("SELECT a FROM t"));
  EXPECT_FALSE(computes_only("SELECT (SELECT 1)"));
  EXPECT_FALSE(computes_only("SELECT 1 UNION SELECT 2"));
  EXPECT_FALSE(computes_only("SELECT 1 LIMIT 0"));
  EXPECT_FALSE(computes_only("VALUES (1)"));
}

TEST(LowerRows, SetConfigIsASet) {
  using Scope = op::SetParameter::Scope;
  const Lowered sql(
      "SELECT set_config('Lock_Timeout', '5s', true), "
      "pg_catalog.set_config('search_path', '', false)");
  ASSERT_EQ(sql.size(), 2U);
  EXPECT_EQ(sql.at<op::SetParameter>(0).parameter, "lock_timeout");
  EXPECT_EQ(sql.at<op::SetParameter>(0).value, "5s");
  EXPECT_EQ(sql.at<op::SetParameter>(0).scope, Scope::local);
  EXPECT_EQ(sql.text(0), "set_config('Lock_Timeout', '5s', true)");
  EXPECT_EQ(sql.at<op::SetParameter>(1).parameter, "search_path");
  EXPECT_EQ(sql.at<op::SetParameter>(1).scope, Scope::session);

  const Lowered computed("SELECT set_config('app.tenant', current_user, true), f()");
  ASSERT_EQ(computed.size(), 2U);
  EXPECT_FALSE(computed.at<op::SetParameter>(0).value_known);
  EXPECT_EQ(joined(computed.at<op::SelectRows>(1).functions),
            "set_config, pg_catalog.current_user, f");

  EXPECT_TRUE(Lowered("SELECT set_config('a.b', NULL, false)").only<op::SetParameter>().reset);
  EXPECT_FALSE(Lowered("SELECT set_config(x, 'y', false) FROM t").at<op::Opaque>(0).reason.empty());
  const Lowered inside("SELECT length(set_config('a.b', 'c', false))");
  ASSERT_EQ(inside.size(), 2U);
  EXPECT_FALSE(inside.at<op::Opaque>(0).reason.empty());
}

TEST(LowerRows, Copy) {
  const Lowered from("COPY s.t (a) FROM '/tmp/x' CSV");
  EXPECT_EQ(name(from.only<op::CopyRows>().table), "s.t");
  EXPECT_TRUE(from.only<op::CopyRows>().from && from.only<op::CopyRows>().program_or_file);
  EXPECT_FALSE(Lowered("COPY t TO STDOUT").only<op::CopyRows>().from);
  EXPECT_FALSE(Lowered("COPY t TO STDOUT").only<op::CopyRows>().program_or_file);
  EXPECT_TRUE(Lowered("COPY t TO PROGRAM 'cat'").only<op::CopyRows>().program_or_file);
  const Lowered query("COPY (DELETE FROM t RETURNING *) TO STDOUT");
  ASSERT_EQ(query.size(), 2U);
  EXPECT_TRUE(query.at<op::CopyRows>(0).table.name.empty());
  EXPECT_EQ(query.at<op::DeleteRows>(1).table.name, "t");
}

TEST(LowerRows, Truncate) {
  const Lowered sql("TRUNCATE TABLE ONLY a, s.b CASCADE");
  ASSERT_EQ(sql.size(), 2U);
  EXPECT_TRUE(sql.at<op::TruncateTable>(0).only);
  EXPECT_FALSE(sql.at<op::TruncateTable>(1).only);
  EXPECT_TRUE(sql.at<op::TruncateTable>(1).cascade);
  EXPECT_EQ(sql.text(0), "a");
  EXPECT_EQ(sql.text(1), "s.b");
}

TEST(LowerRows, CursorsAndExplainAnalyzeRunTheirQuery) {
  EXPECT_EQ(joined(Lowered("DECLARE c CURSOR FOR SELECT * FROM t").only<op::SelectRows>().reads),
            "t");
  EXPECT_EQ(Lowered("EXPLAIN (ANALYZE, BUFFERS) DELETE FROM t").only<op::DeleteRows>().table.name,
            "t");
  EXPECT_EQ(
      Lowered("EXPLAIN ANALYZE CREATE TABLE t AS SELECT 1").only<op::CreateTableAs>().table.name,
      "t");
  EXPECT_EQ(joined(Lowered("EXPLAIN DELETE FROM t").only<op::PlanStatement>().writes), "t");
  EXPECT_EQ(Lowered("EXPLAIN (ANALYZE off) DELETE FROM t").only<op::PlanStatement>().command,
            "EXPLAIN");
}

}  // namespace
}  // namespace miglint::postgres
