#include "verify/server/maria_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "verify/maria_copy.h"

namespace miglint {
namespace {

using testing::Contains;

class MariaServerTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto programs = find_mariadb();
    ASSERT_TRUE(programs) << programs.error();
    auto started = MariaServer::start(*programs, {.statement = std::chrono::seconds(20)});
    ASSERT_TRUE(started) << started.error();
    server_ = std::make_unique<MariaServer>(*std::move(started));
  }
  static void TearDownTestSuite() { server_.reset(); }

  void SetUp() override {
    ASSERT_NE(server_, nullptr);
    ASSERT_TRUE(server_->create("work"));
  }

  /// The server's number of the error; 0: it took it.
  static unsigned int refusal(const std::string& sql) {
    auto session = server_->migrate("work");
    if (!session) return 1;
    return session->run(sql) ? 0 : session->error_code();
  }

  static void run(const std::vector<std::string>& statements) {
    auto session = server_->migrate("work");
    ASSERT_TRUE(session) << session.error().message;
    for (const std::string& sql : statements) {
      const auto done = session->run(sql);
      ASSERT_TRUE(done) << sql << ": " << done.error().message;
    }
  }

  static std::string value(const std::string& sql, std::string_view database = "work") {
    auto session = server_->migrate(database);
    if (!session) return session.error().message;
    const auto rows = session->run(sql);
    if (!rows) return rows.error().message;
    return rows->empty() ? "no row" : rows->front()[0].value_or("NULL");
  }

  // A server takes longer to start than these tests to run.
  inline static std::unique_ptr<MariaServer> server_;
};

TEST_F(MariaServerTest, ScriptsReachNeitherFilesNorTheServer) {
  run({"CREATE TABLE a (t text)"});
  for (const char* sql : {
           "LOAD DATA INFILE '/etc/passwd' INTO TABLE a",
           "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE a",
           "SELECT 1 INTO OUTFILE '/tmp/out'",
           "SELECT 1 INTO DUMPFILE '/tmp/out'",
           "CREATE FUNCTION sys_exec RETURNS int SONAME 'udf.so'",
           "SELECT sys_exec('id')",
           "INSTALL PLUGIN p SONAME 'p.so'",
           "INSTALL SONAME 'ha_connect'",
           "CREATE TABLE b (a int) ENGINE = FEDERATED CONNECTION = 'mysql://root@localhost/x/y'",
           "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'localhost')",
           "CHANGE MASTER TO MASTER_HOST = 'localhost'",
           "SET GLOBAL secure_file_priv = ''",
           "SET GLOBAL general_log_file = '/tmp/out'",
           "SET GLOBAL event_scheduler = ON",
           "SET GLOBAL max_connections = 1",
           "CREATE USER boss",
           "GRANT ALL ON *.* TO migrator@localhost",
           "SET PASSWORD FOR root@localhost = ''",
           "CREATE DATABASE another",
           "DROP DATABASE mysql",
           "USE mysql",
           "SELECT * FROM mysql.global_priv",
           "CREATE DEFINER = root@localhost VIEW v AS SELECT 1",
           "KILL 1",
           "SHUTDOWN",
       }) {
    EXPECT_NE(refusal(sql), 0U) << sql;
  }
  EXPECT_EQ(value("SELECT LOAD_FILE('/etc/passwd')"), "NULL");
  EXPECT_EQ(value("SELECT COUNT(*) FROM a"), "0");
}

TEST_F(MariaServerTest, ATableKeepsItsFilesWhereTheOthersAre) {
  namespace fs = std::filesystem;
  std::string folder = fs::temp_directory_path() / "miglint-elsewhere-XXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  fs::permissions(folder, fs::perms::all);
  // The server takes it, and warns.
  run({"CREATE TABLE b (a int) DATA DIRECTORY = '" + folder + "'"});
  EXPECT_TRUE(fs::is_empty(folder));
  fs::remove_all(folder);
}

TEST_F(MariaServerTest, AFewConnectionsAreAllThatAScriptGets) {
  std::vector<MysqlConnection> open;
  for (int i = 0; i < 4; ++i) {
    auto session = server_->migrate("work");
    ASSERT_TRUE(session) << session.error().message;
    open.push_back(*std::move(session));
  }
  EXPECT_FALSE(server_->migrate("work"));
  EXPECT_TRUE(server_->watch());
}

TEST_F(MariaServerTest, CopiesADatabase) {
  run({"CREATE TABLE parents (id int PRIMARY KEY, twice int AS (id * 2))",
       "CREATE TABLE kids (id int PRIMARY KEY AUTO_INCREMENT, parent int,"
       " FOREIGN KEY (parent) REFERENCES parents (id))",
       "INSERT INTO parents (id) VALUES (0), (7)", "INSERT INTO kids (parent) VALUES (7), (7)",
       "CREATE FUNCTION one() RETURNS int RETURN 1",
       "CREATE VIEW b_first AS SELECT id FROM kids WHERE one() = 1",
       "CREATE VIEW a_second AS SELECT id FROM b_first",
       "CREATE TRIGGER t BEFORE INSERT ON kids FOR EACH ROW SET NEW.parent = 7"});
  const auto copied = copy_database(*server_, "work", "other");
  ASSERT_TRUE(copied) << copied.error();
  const auto before = picture(*server_, "work");
  const auto after = picture(*server_, "other");
  ASSERT_TRUE(before) << before.error();
  ASSERT_TRUE(after) << after.error();
  EXPECT_EQ(before->catalog, after->catalog);
  EXPECT_EQ(before->data, after->data);
  EXPECT_THAT(after->catalog, Contains("kids: `parent` int(11) DEFAULT NULL"));
  EXPECT_EQ(value("SELECT COUNT(*) FROM a_second", "other"), "2");
  EXPECT_EQ(value("SELECT SUM(twice) FROM parents", "other"), "14");
  ASSERT_TRUE(server_->drop("other"));
}

TEST_F(MariaServerTest, SaysWhatItsFilesTake) {
  const std::int64_t before = server_->disk_used();
  run({"CREATE TABLE a (t text)", "INSERT INTO a SELECT REPEAT('x', 10000) FROM seq_1_to_3000"});
  EXPECT_GT(server_->disk_used(), before + 10'000'000);
}

TEST_F(MariaServerTest, AnswersWhileItWorks) {
  auto session = server_->migrate("work");
  ASSERT_TRUE(session);
  ASSERT_TRUE(session->run("CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END"));
  ASSERT_TRUE(session->send("SELECT SLEEP(0.2), 'x'"));
  EXPECT_TRUE(session->is_busy());
  const auto rows = session->finish();
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_EQ(rows->at(0).at(1), "x");
  const auto called = session->run("CALL p()");
  ASSERT_TRUE(called) << called.error().message;
  EXPECT_EQ(called->at(0).at(0), "1");
  EXPECT_TRUE(session->run("SELECT 3"));
}

}  // namespace
}  // namespace miglint
