#include "timeline/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string_view>

namespace miglint {
namespace {

using Cause = TransactionState::Cause;
using Kind = op::TransactionControl::Kind;
using testing::IsEmpty;
using testing::SizeIs;

class SessionTest : public testing::Test {
 protected:
  SessionTest() { session.start_script(true); }

  void statement(Kind kind, std::string_view name = {}, bool chain = false) {
    session.start_statement(scope);
    session.control({kind, name, chain}, {{}, ++at, at + 1}, false);
    session.finish_statement();
  }
  void lock(RelationKey relation, LockMode mode) {
    session.start_statement(scope);
    session.take_lock(relation, mode, {{}, ++at, at + 1}, true);
    session.finish_statement();
  }
  void set(std::string_view value) {
    session.start_statement(scope);
    session.set({.parameter = "lock_timeout", .value = value}, {}, false);
    session.finish_statement();
  }
  void create(std::string_view table) {
    session.start_statement(scope);
    const Operation operation{.action = op::CreateTable{.table = {"public", table}}};
    session.schema().apply({&operation, 1}, {1, session.transaction().number, {}});
    session.finish_statement();
  }
  [[nodiscard]] bool exists(std::string_view table) const {
    return session.schema().find_table(ObjectName{"public", table}) != nullptr;
  }
  [[nodiscard]] std::uint32_t number() const { return session.transaction().number; }

  TransactionScope scope;
  Session session;
  std::uint32_t at = 0;
};

TEST_F(SessionTest, NumbersEachAutocommittedStatement) {
  session.start_statement(scope);
  const auto first = number();
  session.finish_statement();
  session.start_statement(scope);
  EXPECT_NE(number(), first);
  EXPECT_FALSE(session.transaction().open());
  EXPECT_EQ(session.transaction().scope, &scope);
}

TEST_F(SessionTest, BeginOpensOneTransactionUntilCommit) {
  statement(Kind::begin);
  EXPECT_EQ(session.transaction().cause, Cause::explicit_begin);
  EXPECT_EQ(session.transaction().began.begin, 1U);
  const auto first = number();
  set("1s");
  EXPECT_EQ(number(), first);
  statement(Kind::begin);
  EXPECT_EQ(number(), first) << "a second BEGIN only warns";
  statement(Kind::commit);
  EXPECT_EQ(session.transaction().cause, Cause::autocommit);
  EXPECT_TRUE(session.transaction().began.empty());
}

TEST_F(SessionTest, CommitWithoutATransactionDoesNothing) {
  statement(Kind::commit, {}, true);
  EXPECT_FALSE(session.transaction().open());
}

TEST_F(SessionTest, LocksLastUntilTheTransactionEnds) {
  lock("public.a", LockMode::share);
  EXPECT_THAT(session.held(), IsEmpty());
  statement(Kind::begin);
  lock("public.a", LockMode::share);
  lock("public.b", LockMode::row_exclusive);
  EXPECT_THAT(session.held(), SizeIs(2));
  statement(Kind::commit);
  EXPECT_THAT(session.held(), IsEmpty());
}

TEST_F(SessionTest, KeepsTheStrongestLockOfARelation) {
  statement(Kind::begin);
  lock("public.a", LockMode::share);
  const auto since = at;
  lock("public.a", LockMode::row_exclusive);
  ASSERT_THAT(session.held(), SizeIs(1));
  EXPECT_EQ(session.held()[0].mode, LockMode::share);
  EXPECT_EQ(session.held()[0].since.begin, since);
  lock("public.a", LockMode::access_exclusive);
  EXPECT_EQ(session.held()[0].mode, LockMode::access_exclusive);
  EXPECT_EQ(session.held()[0].since.begin, at);
}

TEST_F(SessionTest, RollbackToReleasesLocksTakenSinceTheSavepoint) {
  statement(Kind::begin);
  lock("public.a", LockMode::share);
  statement(Kind::savepoint, "s");
  lock("public.a", LockMode::access_exclusive);
  lock("public.b", LockMode::share);
  statement(Kind::rollback_to, "s");
  ASSERT_THAT(session.held(), SizeIs(1));
  EXPECT_EQ(session.held()[0].mode, LockMode::share);
}

TEST_F(SessionTest, RollbackToRestoresSchemaAndSettingsMoreThanOnce) {
  set("1s");
  statement(Kind::begin);
  statement(Kind::savepoint, "s");
  for (int time = 0; time < 2; ++time) {
    create("t");
    set("2s");
    EXPECT_TRUE(exists("t"));
    statement(Kind::rollback_to, "s");
    EXPECT_FALSE(exists("t"));
    EXPECT_EQ(session.settings().find("lock_timeout")->value, "1s");
  }
}

TEST_F(SessionTest, RollbackToFindsTheInnermostOfOneName) {
  statement(Kind::begin);
  statement(Kind::savepoint, "s");
  create("a");
  statement(Kind::savepoint, "s");
  create("b");
  statement(Kind::rollback_to, "s");
  EXPECT_TRUE(exists("a"));
  EXPECT_FALSE(exists("b"));
  statement(Kind::release, "s");
  statement(Kind::rollback_to, "s");
  EXPECT_FALSE(exists("a"));
}

TEST_F(SessionTest, RollbackToAnOlderSavepointForgetsYoungerOnes) {
  statement(Kind::begin);
  statement(Kind::savepoint, "old");
  statement(Kind::savepoint, "young");
  create("a");
  statement(Kind::rollback_to, "old");
  create("b");
  statement(Kind::rollback_to, "young");
  EXPECT_TRUE(exists("b"));
}

TEST_F(SessionTest, RollbackRestoresSchemaSettingsAndLocks) {
  create("before");
  statement(Kind::begin);
  create("a");
  set("2s");
  lock("public.a", LockMode::share);
  statement(Kind::rollback);
  EXPECT_TRUE(exists("before"));
  EXPECT_FALSE(exists("a"));
  EXPECT_EQ(session.settings().find("lock_timeout"), nullptr);
  EXPECT_THAT(session.held(), IsEmpty());
}

TEST_F(SessionTest, ChainOpensTheNextTransactionAtOnce) {
  statement(Kind::begin);
  const auto first = number();
  lock("public.a", LockMode::share);
  statement(Kind::commit, {}, true);
  EXPECT_EQ(session.transaction().cause, Cause::explicit_begin);
  EXPECT_NE(number(), first);
  EXPECT_THAT(session.held(), IsEmpty());
  create("a");
  statement(Kind::rollback, {}, true);
  EXPECT_FALSE(exists("a"));
  EXPECT_TRUE(session.transaction().open());
}

TEST_F(SessionTest, PrepareEndsTheSessionsTransaction) {
  statement(Kind::begin);
  create("a");
  statement(Kind::prepare, "p");
  EXPECT_FALSE(session.transaction().open());
  statement(Kind::commit_prepared, "p");
  EXPECT_TRUE(exists("a"));
}

TEST_F(SessionTest, BeginTurnsAnImplicitTransactionIntoARealOne) {
  session.begin(Cause::message, {});
  session.start_statement(scope);
  const auto first = number();
  session.control({Kind::begin, {}, false}, {{}, 5, 6}, false);
  EXPECT_EQ(session.transaction().cause, Cause::explicit_begin);
  EXPECT_EQ(session.transaction().began.begin, 5U);
  EXPECT_EQ(number(), first);
}

TEST_F(SessionTest, CommitInABlockEndsAnAutocommittedTransaction) {
  session.start_statement(scope);
  const auto first = number();
  session.take_lock("public.a", LockMode::share, {}, true);
  session.set({.parameter = "lock_timeout", .value = "1s", .scope = op::SetParameter::Scope::local},
              {}, true);
  EXPECT_NE(session.settings().find("lock_timeout"), nullptr);
  session.control({Kind::commit, {}, false}, {}, true);
  EXPECT_NE(number(), first);
  EXPECT_THAT(session.held(), IsEmpty());
  EXPECT_EQ(session.settings().find("lock_timeout"), nullptr);
  EXPECT_FALSE(session.transaction().open());
}

TEST_F(SessionTest, CommitInABlockChangesNothingInsideATransaction) {
  statement(Kind::begin);
  lock("public.a", LockMode::share);
  session.control({Kind::commit, {}, false}, {}, true);
  EXPECT_TRUE(session.transaction().open());
  EXPECT_THAT(session.held(), SizeIs(1));
}

TEST_F(SessionTest, RollbackInABlockUndoesWhatTheBlockDid) {
  session.start_statement(scope);
  const Operation operation{.action = op::CreateTable{.table = {"public", "a"}}};
  session.schema().apply({&operation, 1}, {});
  session.control({Kind::rollback, {}, false}, {}, true);
  EXPECT_FALSE(exists("a"));
}

TEST_F(SessionTest, HeldLocksFollowARename) {
  statement(Kind::begin);
  lock("public.a", LockMode::access_exclusive);
  session.rename_relation("public.a", "public.b");
  EXPECT_EQ(session.held()[0].relation, "public.b");
}

TEST_F(SessionTest, AScriptStartsWithNothingSet) {
  set("1s");
  session.schema().set_search_path({"app"});
  session.start_script(false);
  EXPECT_EQ(session.settings().find("lock_timeout"), nullptr);
  EXPECT_THAT(session.schema().search_path(), testing::ElementsAre("public"));
}

}  // namespace
}  // namespace miglint
