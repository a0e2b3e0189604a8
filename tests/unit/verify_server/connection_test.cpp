#include "verify/server/connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <thread>

#include "verify/server/scratch_server.h"

namespace miglint {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

class ConnectionTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto started = ScratchServer::start({.bin = "/usr/lib/postgresql/15/bin"});
    ASSERT_TRUE(started) << started.error();
    server_.emplace(*std::move(started));
  }
  static void TearDownTestSuite() { server_.reset(); }

  static Connection connect() { return server_->connect().value(); }

  static std::optional<ScratchServer> server_;
};

std::optional<ScratchServer> ConnectionTest::server_;

TEST_F(ConnectionTest, GivesTheRowsOfTheLastStatement) {
  auto session = connect();
  const auto rows = session.run("SELECT 1; SELECT 'a', NULL UNION ALL SELECT 'b', 'c'");
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_THAT(*rows, ElementsAre(Row{"a", std::nullopt}, Row{"b", "c"}));
}

TEST_F(ConnectionTest, GivesNoRowsOfACommand) {
  auto session = connect();
  const auto rows = session.run("CREATE TEMP TABLE t (a int)");
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_TRUE(rows->empty());
}

TEST_F(ConnectionTest, GivesTheServersErrorAndGoesOn) {
  auto session = connect();
  const auto refused = session.run("SELECT 1 / 0");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), (ServerError{"22012", "division by zero"}));
  EXPECT_TRUE(session.run("SELECT 1"));
}

TEST_F(ConnectionTest, StopsAtTheFirstErrorOfAMessage) {
  auto session = connect();
  const auto refused = session.run("SELECT 1; SELECT 1 / 0; SELECT 2");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().sqlstate, "22012");
}

TEST_F(ConnectionTest, KeepsWhatTheServerSaysOnTheSide) {
  auto session = connect();
  ASSERT_TRUE(session.run("DO $$ BEGIN RAISE NOTICE 'one'; RAISE WARNING 'two'; END $$"));
  const auto notices = session.take_notices();
  ASSERT_EQ(notices.size(), 2U);
  EXPECT_EQ(notices[0].severity, "NOTICE");
  EXPECT_EQ(notices[0].message, "one");
  EXPECT_EQ(notices[1].severity, "WARNING");
  EXPECT_TRUE(session.take_notices().empty());
}

TEST_F(ConnectionTest, KeepsNoticesWhenItMoves) {
  auto session = connect();
  Connection moved = std::move(session);
  ASSERT_TRUE(moved.run("DO $$ BEGIN RAISE NOTICE 'one'; END $$"));
  EXPECT_EQ(moved.take_notices().size(), 1U);
}

TEST_F(ConnectionTest, EndsACopyInEitherDirection) {
  auto session = connect();
  ASSERT_TRUE(session.run("CREATE TEMP TABLE t (a int)"));
  ASSERT_TRUE(session.run("COPY t FROM STDIN"));
  ASSERT_TRUE(session.run("INSERT INTO t SELECT generate_series(1, 100000)"));
  ASSERT_TRUE(session.run("COPY t TO STDOUT"));
  const auto count = session.run("SELECT count(*) FROM t");
  ASSERT_TRUE(count);
  EXPECT_EQ(count->at(0).at(0), "100000");
}

TEST_F(ConnectionTest, CancelsARunningStatement) {
  auto session = connect();
  ASSERT_TRUE(session.send("SELECT pg_sleep(60)"));
  EXPECT_TRUE(session.is_busy());
  std::this_thread::sleep_for(50ms);
  session.cancel();
  const auto refused = session.finish();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().sqlstate, "57014");
}

TEST_F(ConnectionTest, TellsThatTheSessionWasLost) {
  auto session = connect();
  auto other = connect();
  ASSERT_TRUE(session.send("SELECT pg_sleep(60)"));
  ASSERT_TRUE(
      other.run("SELECT pg_terminate_backend(" + std::to_string(session.backend_pid()) + ")"));
  const auto lost = session.finish();
  ASSERT_FALSE(lost);
  EXPECT_FALSE(session.run("SELECT 1"));
}

TEST_F(ConnectionTest, TellsThatThereIsNoServer) {
  const auto none = Connection::open("host=/nowhere");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().sqlstate, "");
  EXPECT_THAT(none.error().message, HasSubstr("/nowhere"));
}

TEST(QuoteLiteral, DoublesQuotes) {
  EXPECT_EQ(quote_literal("it's"), "'it''s'");
}

}  // namespace
}  // namespace miglint
