// Parameters, transactions, locks, maintenance, comments, and what has only a tag.
#include "lowered.h"

namespace miglint::postgres {
namespace {

using Scope = op::SetParameter::Scope;

TEST(LowerSession, Parameters) {
  struct Case {
    const char* sql;
    const char* parameter;
    const char* value;
    Scope scope;
    bool reset;
  };
  const Case cases[] = {
      {"SET lock_timeout = '5s'", "lock_timeout", "5s", Scope::session, false},
      {"SET LOCAL lock_timeout TO 500", "lock_timeout", "500", Scope::local, false},
      {"SET SESSION statement_timeout = 0", "statement_timeout", "0", Scope::session, false},
      {"SET Search_Path TO a, \"B\", public", "search_path", "a, B, public", Scope::session, false},
      {"SET x.y = on", "x.y", "on", Scope::session, false},
      {"SET a = -1.5", "a", "-1.5", Scope::session, false},
      {"SET lock_timeout TO DEFAULT", "lock_timeout", "", Scope::session, true},
      {"RESET lock_timeout", "lock_timeout", "", Scope::session, true},
      {"RESET ALL", "all", "", Scope::session, true},
      {"SET TIME ZONE 'UTC'", "timezone", "UTC", Scope::session, false},
      {"SET ROLE bob", "role", "bob", Scope::session, false},
      {"SET SESSION AUTHORIZATION DEFAULT", "session_authorization", "", Scope::session, true},
      {"SET NAMES 'UTF8'", "client_encoding", "UTF8", Scope::session, false},
      {"SET TRANSACTION ISOLATION LEVEL SERIALIZABLE", "transaction_isolation", "serializable",
       Scope::local, false},
      {"SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY", "default_transaction_read_only", "1",
       Scope::session, false},
  };
  for (const Case& each : cases) {
    const Lowered sql(each.sql);
    const auto& set = sql.only<op::SetParameter>();
    EXPECT_EQ(set.parameter, each.parameter) << each.sql;
    EXPECT_EQ(set.value, each.value) << each.sql;
    EXPECT_EQ(set.scope, each.scope) << each.sql;
    EXPECT_EQ(set.reset, each.reset) << each.sql;
    EXPECT_TRUE(set.value_known) << each.sql;
    EXPECT_EQ(sql.text(), each.sql);
  }
  EXPECT_EQ(Lowered("SET TRANSACTION SNAPSHOT 'x'").only<op::OtherCommand>().command,
            "SET TRANSACTION SNAPSHOT");
}

TEST(LowerSession, Transactions) {
  using Kind = op::TransactionControl::Kind;
  struct Case {
    const char* sql;
    Kind kind;
    const char* name;
  };
  const Case cases[] = {
      {"BEGIN", Kind::begin, ""},
      {"START TRANSACTION", Kind::begin, ""},
      {"COMMIT", Kind::commit, ""},
      {"END", Kind::commit, ""},
      {"ROLLBACK", Kind::rollback, ""},
      {"ABORT", Kind::rollback, ""},
      {"SAVEPOINT s", Kind::savepoint, "s"},
      {"RELEASE SAVEPOINT s", Kind::release, "s"},
      {"ROLLBACK TO s", Kind::rollback_to, "s"},
      {"PREPARE TRANSACTION 'x'", Kind::prepare, "x"},
      {"COMMIT PREPARED 'x'", Kind::commit_prepared, "x"},
      {"ROLLBACK PREPARED 'x'", Kind::rollback_prepared, "x"},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(Lowered(each.sql).only<op::TransactionControl>().kind, each.kind) << each.sql;
    EXPECT_EQ(Lowered(each.sql).only<op::TransactionControl>().name, each.name) << each.sql;
  }
  EXPECT_TRUE(Lowered("COMMIT AND CHAIN").only<op::TransactionControl>().chain);
  const Lowered options("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  ASSERT_EQ(options.size(), 3U);
  EXPECT_EQ(options.at<op::SetParameter>(1).value, "repeatable read");
  EXPECT_EQ(options.at<op::SetParameter>(2).parameter, "transaction_read_only");
  EXPECT_EQ(options.at<op::SetParameter>(2).scope, Scope::local);
}

TEST(LowerSession, LockTable) {
  const Lowered sql("LOCK TABLE a, s.b IN SHARE ROW EXCLUSIVE MODE NOWAIT");
  ASSERT_EQ(sql.size(), 2U);
  EXPECT_EQ(name(sql.at<op::LockTable>(1).table), "s.b");
  EXPECT_EQ(sql.at<op::LockTable>(1).mode, "ShareRowExclusiveLock");
  EXPECT_TRUE(sql.at<op::LockTable>(1).nowait);
  EXPECT_EQ(Lowered("LOCK t").only<op::LockTable>().mode, "AccessExclusiveLock");
  const char* modes[][2] = {{"ACCESS SHARE", "AccessShareLock"},
                            {"ROW SHARE", "RowShareLock"},
                            {"ROW EXCLUSIVE", "RowExclusiveLock"},
                            {"SHARE UPDATE EXCLUSIVE", "ShareUpdateExclusiveLock"},
                            {"SHARE", "ShareLock"},
                            {"EXCLUSIVE", "ExclusiveLock"},
                            {"ACCESS EXCLUSIVE", "AccessExclusiveLock"}};
  for (const auto& [written, mode] : modes) {
    EXPECT_EQ(Lowered(std::string("LOCK t IN ") + written + " MODE").only<op::LockTable>().mode,
              mode);
  }
}

TEST(LowerSession, Maintenance) {
  const Lowered vacuum("VACUUM (FULL, ANALYZE) a, s.b (c)");
  ASSERT_EQ(vacuum.size(), 2U);
  EXPECT_EQ(name(vacuum.at<op::Vacuum>(1).table), "s.b");
  EXPECT_TRUE(vacuum.at<op::Vacuum>(1).vacuum && vacuum.at<op::Vacuum>(1).full &&
              vacuum.at<op::Vacuum>(1).analyze);
  const Lowered all("VACUUM");
  EXPECT_TRUE(all.only<op::Vacuum>().table.name.empty());
  EXPECT_FALSE(all.only<op::Vacuum>().full || all.only<op::Vacuum>().analyze);
  EXPECT_FALSE(Lowered("VACUUM (FULL false) t").only<op::Vacuum>().full);
  const Lowered analyze("ANALYZE t");
  EXPECT_FALSE(analyze.only<op::Vacuum>().vacuum);
  EXPECT_TRUE(analyze.only<op::Vacuum>().analyze);

  EXPECT_EQ(name(Lowered("CLUSTER s.t USING i").only<op::Cluster>().table), "s.t");
  EXPECT_TRUE(Lowered("CLUSTER").only<op::Cluster>().table.name.empty());
}

TEST(LowerSession, Comments) {
  struct Case {
    const char* sql;
    const char* word;
    const char* object;
  };
  const Case cases[] = {
      {"COMMENT ON TABLE s.t IS 'x'", "TABLE", "s.t"},
      {"COMMENT ON COLUMN s.t.c IS NULL", "COLUMN", "s.t"},
      {"COMMENT ON CONSTRAINT c ON s.t IS 'x'", "CONSTRAINT", "s.t"},
      {"COMMENT ON CONSTRAINT c ON DOMAIN s.d IS 'x'", "DOMAIN CONSTRAINT", "s.d"},
      {"COMMENT ON TRIGGER r ON t IS 'x'", "TRIGGER", "t"},
      {"COMMENT ON POLICY p ON s.t IS 'x'", "POLICY", "s.t"},
      {"COMMENT ON RULE r ON t IS 'x'", "RULE", "t"},
      {"COMMENT ON FUNCTION s.f(int) IS 'x'", "FUNCTION", "s.f"},
      {"COMMENT ON TYPE s.x IS 'x'", "TYPE", "s.x"},
      {"COMMENT ON SCHEMA s IS 'x'", "SCHEMA", "s"},
      {"COMMENT ON EXTENSION e IS 'x'", "EXTENSION", "e"},
      {"COMMENT ON INDEX s.i IS 'x'", "INDEX", "s.i"},
      {"COMMENT ON LARGE OBJECT 5 IS 'x'", "LARGE OBJECT", ""},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(Lowered(each.sql).only<op::Comment>().object_word, each.word) << each.sql;
    EXPECT_EQ(name(Lowered(each.sql).only<op::Comment>().object), each.object) << each.sql;
  }
}

TEST(LowerSession, ExecuteIsOpaque) {
  const Lowered prepare("PREPARE p AS DELETE FROM t USING u");
  EXPECT_EQ(prepare.only<op::PlanStatement>().command, "PREPARE");
  EXPECT_EQ(joined(prepare.only<op::PlanStatement>().writes), "t");
  EXPECT_EQ(joined(prepare.only<op::PlanStatement>().reads), "u");
  EXPECT_FALSE(Lowered("EXECUTE p (1)").only<op::Opaque>().reason.empty());
}

TEST(LowerSession, CommandsOfWhichOnlyTheTagIsKept) {
  struct Case {
    const char* sql;
    const char* command;
    bool refused;
  };
  const Case cases[] = {
      {"CREATE DATABASE d", "CREATE DATABASE", true},
      {"DROP DATABASE d", "DROP DATABASE", true},
      {"ALTER DATABASE d SET TABLESPACE x", "ALTER DATABASE", true},
      {"ALTER DATABASE d CONNECTION LIMIT 5", "ALTER DATABASE", false},
      {"ALTER DATABASE d SET work_mem = '1MB'", "ALTER DATABASE", false},
      {"ALTER DATABASE d REFRESH COLLATION VERSION", "ALTER DATABASE", false},
      {"CREATE TABLESPACE x LOCATION '/x'", "CREATE TABLESPACE", true},
      {"DROP TABLESPACE x", "DROP TABLESPACE", true},
      {"ALTER TABLESPACE x SET (random_page_cost = 1)", "ALTER TABLESPACE", false},
      {"ALTER SYSTEM SET work_mem = '1MB'", "ALTER SYSTEM", true},
      {"CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p", "CREATE SUBSCRIPTION", true},
      {"CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (create_slot = false)",
       "CREATE SUBSCRIPTION", false},
      {"CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect = false)",
       "CREATE SUBSCRIPTION", false},
      {"ALTER SUBSCRIPTION s REFRESH PUBLICATION", "ALTER SUBSCRIPTION", true},
      {"ALTER SUBSCRIPTION s SET PUBLICATION p", "ALTER SUBSCRIPTION", true},
      {"ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (refresh = false)", "ALTER SUBSCRIPTION",
       false},
      {"ALTER SUBSCRIPTION s DISABLE", "ALTER SUBSCRIPTION", false},
      {"ALTER SUBSCRIPTION s SET (failover = true)", "ALTER SUBSCRIPTION", true},
      {"DROP SUBSCRIPTION s", "DROP SUBSCRIPTION", true},
      {"CREATE FOREIGN DATA WRAPPER w", "CREATE FOREIGN DATA WRAPPER", false},
      {"ALTER FOREIGN DATA WRAPPER w OPTIONS (a 'b')", "ALTER FOREIGN DATA WRAPPER", false},
      {"CREATE SERVER s FOREIGN DATA WRAPPER w", "CREATE SERVER", false},
      {"ALTER SERVER s VERSION '2'", "ALTER SERVER", false},
      {"CREATE USER MAPPING FOR u SERVER s", "CREATE USER MAPPING", false},
      {"ALTER USER MAPPING FOR u SERVER s OPTIONS (a 'b')", "ALTER USER MAPPING", false},
      {"DROP USER MAPPING FOR u SERVER s", "DROP USER MAPPING", false},
      {"ALTER EXTENSION e UPDATE", "ALTER EXTENSION", false},
      {"ALTER EXTENSION e ADD TABLE t", "ALTER EXTENSION", false},
      {"CREATE ACCESS METHOD a TYPE INDEX HANDLER h", "CREATE ACCESS METHOD", false},
      {"CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()", "CREATE EVENT TRIGGER",
       false},
      {"ALTER EVENT TRIGGER e DISABLE", "ALTER EVENT TRIGGER", false},
      {"CREATE LANGUAGE l", "CREATE EXTENSION", false},
      {"CREATE LANGUAGE l HANDLER h", "CREATE LANGUAGE", false},
      {"CREATE OPERATOR CLASS o FOR TYPE int USING btree AS OPERATOR 1 <", "CREATE OPERATOR CLASS",
       false},
      {"CREATE OPERATOR FAMILY o USING btree", "CREATE OPERATOR FAMILY", false},
      {"ALTER OPERATOR FAMILY o USING btree ADD OPERATOR 1 < (int, int)", "ALTER OPERATOR FAMILY",
       false},
      {"ALTER OPERATOR + (int, int) SET (RESTRICT = f)", "ALTER OPERATOR", false},
      {"CREATE CONVERSION c FOR 'a' TO 'b' FROM f", "CREATE CONVERSION", false},
      {"CREATE CAST (int AS text) WITHOUT FUNCTION", "CREATE CAST", false},
      {"CREATE TRANSFORM FOR int LANGUAGE l (FROM SQL WITH FUNCTION f(internal))",
       "CREATE TRANSFORM", false},
      {"CREATE STATISTICS s ON a, b FROM t", "CREATE STATISTICS", false},
      {"ALTER STATISTICS s SET STATISTICS 5", "ALTER STATISTICS", false},
      {"CREATE AGGREGATE a (int) (sfunc = f, stype = int)", "CREATE AGGREGATE", false},
      {"CREATE OPERATOR + (leftarg = int, procedure = f)", "CREATE OPERATOR", false},
      {"CREATE COLLATION c FROM \"C\"", "CREATE COLLATION", false},
      {"ALTER COLLATION c REFRESH VERSION", "ALTER COLLATION", false},
      {"CREATE TEXT SEARCH DICTIONARY d (template = x)", "CREATE TEXT SEARCH DICTIONARY", false},
      {"CREATE TEXT SEARCH CONFIGURATION c (copy = x)", "CREATE TEXT SEARCH CONFIGURATION", false},
      {"CREATE TEXT SEARCH PARSER p (start = x)", "CREATE TEXT SEARCH PARSER", false},
      {"CREATE TEXT SEARCH TEMPLATE t (lexize = x)", "CREATE TEXT SEARCH TEMPLATE", false},
      {"ALTER TEXT SEARCH DICTIONARY d (a = b)", "ALTER TEXT SEARCH DICTIONARY", false},
      {"ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR a WITH b",
       "ALTER TEXT SEARCH CONFIGURATION", false},
      {"SECURITY LABEL ON TABLE t IS 'x'", "SECURITY LABEL", false},
      {"SECURITY LABEL ON ROLE r IS 'x'", "SECURITY LABEL", false},
      {"ALTER FUNCTION f() DEPENDS ON EXTENSION e", "ALTER FUNCTION", false},
      {"SET CONSTRAINTS ALL DEFERRED", "SET CONSTRAINTS DEFERRED", false},
      {"SHOW ALL", "SHOW", false},
      {"DISCARD PLANS", "DISCARD PLANS", false},
      {"DISCARD SEQUENCES", "DISCARD SEQUENCES", false},
      {"NOTIFY x, 'y'", "NOTIFY", false},
      {"LISTEN x", "LISTEN", false},
      {"UNLISTEN *", "UNLISTEN", false},
      {"DEALLOCATE ALL", "DEALLOCATE", false},
      {"CLOSE c", "CLOSE CURSOR", false},
      {"FETCH NEXT FROM c", "FETCH", false},
      {"MOVE c", "MOVE", false},
      {"CHECKPOINT", "CHECKPOINT", false},
      {"LOAD 'x'", "LOAD", false},
  };
  for (const Case& each : cases) {
    if (std::string_view(each.command) == "CREATE EXTENSION") {
      EXPECT_EQ(Lowered(each.sql).only<op::CreateExtension>().extension, "l");
      continue;
    }
    const Lowered sql(each.sql);
    const auto& other = sql.only<op::OtherCommand>();
    EXPECT_EQ(other.command, each.command) << each.sql;
    EXPECT_EQ(other.not_in_transaction, each.refused) << each.sql;
  }
}

TEST(LowerSession, OtherCommandsNameTheirRelations) {
  const auto relations = [](const char* sql) {
    return joined(Lowered(sql).only<op::OtherCommand>().relations);
  };
  EXPECT_EQ(relations("CREATE STATISTICS s ON a, b FROM x.t"), "x.t");
  EXPECT_EQ(relations("SECURITY LABEL ON COLUMN s.t.c IS 'x'"), "s.t");
  EXPECT_EQ(relations("ALTER TRIGGER r ON s.t DEPENDS ON EXTENSION e"), "s.t");
}

TEST(LowerSession, Publications) {
  using Action = op::ChangePublication::Action;
  const Lowered create("CREATE PUBLICATION p FOR TABLE a WHERE (x > 0), TABLES IN SCHEMA s");
  EXPECT_EQ(create.only<op::ChangePublication>().action, Action::create);
  EXPECT_EQ(joined(create.only<op::ChangePublication>().tables), "a");
  const Lowered add("ALTER PUBLICATION p ADD TABLE a, s.b");
  EXPECT_EQ(add.only<op::ChangePublication>().action, Action::add_tables);
  EXPECT_EQ(joined(add.only<op::ChangePublication>().tables), "a, s.b");
  EXPECT_EQ(
      Lowered("ALTER PUBLICATION p SET (publish = 'insert')").only<op::ChangePublication>().action,
      Action::other);
}

TEST(LowerSession, WhatCannotBeKnownSaysSo) {
  EXPECT_FALSE(
      Lowered("IMPORT FOREIGN SCHEMA a FROM SERVER s INTO b").only<op::Opaque>().reason.empty());
  EXPECT_FALSE(Lowered("DISCARD TEMP").only<op::Opaque>().reason.empty());
  const Lowered all("DISCARD ALL");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_TRUE(all.at<op::OtherCommand>(0).not_in_transaction);
  EXPECT_TRUE(all.at<op::SetParameter>(1).reset);
}

}  // namespace
}  // namespace miglint::postgres
