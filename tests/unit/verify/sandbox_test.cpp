#include "verify/server/sandbox.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scratch_database.h"

namespace miglint {
namespace {

using testing::HasSubstr;

class SandboxTest : public ScratchDatabase {
 protected:
  /// How the server refuses the script's user something; empty when it does not.
  static std::string refusal(const std::string& sql) {
    auto session = sandbox_->migrate("t");
    if (!session) return session.error().message;
    const auto done = session->run(sql);
    return done ? "" : done.error().sqlstate;
  }
};

TEST_F(SandboxTest, ScriptsReachNeitherFilesNorPrograms) {
  run("CREATE TABLE a (t text)");
  for (const char* sql : {
           "COPY a TO PROGRAM 'cat > /tmp/out'",
           "COPY a FROM PROGRAM 'id'",
           "COPY a FROM '/etc/passwd'",
           "COPY a TO '/tmp/out'",
           "SELECT pg_read_file('/etc/passwd')",
           "SELECT pg_ls_dir('/')",
           "SELECT pg_stat_file('/etc/passwd')",
           "SELECT lo_import('/etc/passwd')",
           "SELECT lo_export(1, '/tmp/out')",
           "ALTER SYSTEM SET fsync = on",
           "ALTER DATABASE t SET session_preload_libraries = '/tmp/x.so'",
           "SELECT pg_reload_conf()",
           "ALTER ROLE migrator SUPERUSER",
           "SET ROLE postgres",
           "SET SESSION AUTHORIZATION postgres",
           "CREATE ROLE boss SUPERUSER",
           "GRANT pg_execute_server_program TO migrator",
           "CREATE DATABASE another",
           "DROP DATABASE postgres",
           "CREATE TABLESPACE s LOCATION '/tmp'",
           "CREATE FUNCTION f() RETURNS int LANGUAGE c AS '/tmp/x.so', 'f'",
           "CREATE LANGUAGE l HANDLER plpgsql_call_handler",
           "LOAD '/tmp/x.so'",
           "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()",
           "SET session_replication_role = replica",
           "SELECT pg_create_physical_replication_slot('s')",
       }) {
    EXPECT_THAT(refusal(sql), testing::AnyOf("42501", "42883")) << sql;
  }
}

TEST_F(SandboxTest, ScriptsReachNoOtherServer) {
  for (const char* sql : {
           "CREATE EXTENSION dblink",
           "CREATE EXTENSION postgres_fdw",
           "CREATE EXTENSION file_fdw",
           "CREATE EXTENSION plperlu",
           "CREATE FOREIGN DATA WRAPPER w",
           "CREATE SUBSCRIPTION s CONNECTION 'host=localhost' PUBLICATION p",
       }) {
    // The last two: it is not installed at all.
    EXPECT_THAT(refusal(sql), testing::AnyOf("42501", "0A000", "58P01")) << sql;
  }
}

TEST_F(SandboxTest, AStatementGetsSoMuchMemoryAndNoMore) {
  // Sorted in memory it would take 30 GB.
  run("ALTER DATABASE t SET work_mem = '200GB'");
  EXPECT_EQ(refusal("SELECT count(*) FROM (SELECT repeat(md5(g::text), 100) AS x FROM"
                    " generate_series(1, 10000000) AS g ORDER BY 1) AS s"),
            "53200");
  EXPECT_EQ(value("SELECT 1"), "1");
}

TEST_F(SandboxTest, AFewConnectionsAreAllThatAScriptGets) {
  std::vector<Connection> open;
  for (int i = 0; i < 4; ++i) {
    auto session = sandbox_->migrate("t");
    ASSERT_TRUE(session);
    open.push_back(*std::move(session));
  }
  EXPECT_FALSE(sandbox_->migrate("t"));
}

TEST_F(SandboxTest, CopiesAndDropsDatabases) {
  run("CREATE TABLE a AS SELECT 1 AS n");
  ASSERT_TRUE(sandbox_->copy("t", "other"));
  auto session = sandbox_->migrate("other");
  ASSERT_TRUE(session);
  EXPECT_TRUE(session->run("ALTER TABLE a ADD COLUMN b int"));
  EXPECT_TRUE(sandbox_->drop("other"));
  EXPECT_FALSE(sandbox_->migrate("other"));
}

class GivenDatabase : public ScratchDatabase {
 protected:
  static std::string url(const std::string& user) {
    return "host=" + sandbox_->folder() + " dbname=t user=" + user;
  }
};

TEST_F(GivenDatabase, IsRefusedWhenItHoldsAnything) {
  run("CREATE TABLE customers (id int); INSERT INTO customers VALUES (1)");
  const auto adopted = Sandbox::adopt(url("migrator"), {});
  ASSERT_FALSE(adopted);
  EXPECT_THAT(adopted.error(), HasSubstr("is not empty (public.customers"));
  EXPECT_THAT(adopted.error(), HasSubstr("nothing was changed"));
  EXPECT_EQ(value("SELECT count(*) FROM customers"), "1");
}

TEST_F(GivenDatabase, IsRefusedToASuperuser) {
  const auto adopted = Sandbox::adopt(url("postgres"), {});
  ASSERT_FALSE(adopted);
  EXPECT_THAT(adopted.error(), HasSubstr("superuser"));
}

TEST_F(GivenDatabase, IsEmptiedWhenMiglintHasMarkedIt) {
  ASSERT_TRUE(Sandbox::adopt(url("migrator"), {}));
  run("CREATE TABLE left_over (id int)");
  const auto again = Sandbox::adopt(url("migrator"), {});
  ASSERT_TRUE(again) << again.error();
  EXPECT_EQ(value("SELECT to_regclass('left_over')"), "NULL");
}

TEST(FindServer, FindsTheInstalledOne) {
  const auto found = find_server({}, 15);
  ASSERT_TRUE(found) << found.error();
  EXPECT_GE(found->major, 13);
}

TEST(FindServer, SaysWhatIsMissing) {
  const auto found = find_server("/nowhere", {});
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error(), HasSubstr("/nowhere/initdb is not there"));
}

}  // namespace
}  // namespace miglint
