#include "timeline/timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dialect/postgres/read.h"
#include "source/arena.h"

namespace miglint {
namespace {

using Cause = TransactionState::Cause;
using testing::ElementsAre;
using testing::IsEmpty;

struct Lock {
  std::string relation;
  LockMode mode;
  bool existed_before;
  friend bool operator==(const Lock&, const Lock&) = default;
};

/// What a moment showed, kept by value.
struct Seen {
  std::string sql;
  Cause cause;
  std::uint32_t number;
  std::vector<Lock> held;
  std::string lock_timeout;
  bool t_exists;
  bool t_is_new;
};

struct ReadMigration {
  Migration migration;
  std::vector<Statement> statements;
};

/// A script from pieces: each is one `SqlStatement` in a scope of its own.
class TimelineTest : public testing::Test {
 protected:
  ReadMigration& read(const TransactionScope& scope, std::initializer_list<std::string_view> pieces,
                      Direction direction = Direction::up) {
    ReadMigration& made = migrations.emplace_back();
    Script& script = direction == Direction::up ? made.migration.up : made.migration.down;
    for (const auto piece : pieces) {
      SqlStatement sql;
      sql.text = piece;
      sql.span = {{}, 0, static_cast<std::uint32_t>(piece.size())};
      sql.scope = static_cast<std::uint32_t>(script.scopes.size());
      script.scopes.push_back(scope);
      script.statements.push_back(std::move(sql));
    }
    for (const auto& sql : script.statements) {
      postgres::read_statements(sql, arena, made.statements);
    }
    return made;
  }

  void run(ReadMigration& read_migration, Direction direction = Direction::up) {
    seen.clear();
    const TimelineVisitor visitor{
        [&](const Moment& at) { see(at); },
        [&](const ScriptEnd& at) { open_at_end = at.transaction.cause; },
    };
    timeline.run(read_migration.migration, direction, read_migration.statements, visitor);
  }

  void run(const TransactionScope& scope, std::initializer_list<std::string_view> pieces) {
    run(read(scope, pieces));
  }
  void run(std::string_view sql) { run({}, {sql}); }

  void see(const Moment& at) {
    Seen moment{std::string(at.statement.text),
                at.transaction.cause,
                at.transaction.number,
                {},
                "",
                at.before.find_table(ObjectName{"", "t"}) != nullptr,
                at.is_new(ObjectName{"", "t"})};
    for (const HeldLock& lock : at.held) {
      moment.held.push_back({std::string(lock.relation), lock.mode, lock.existed_before});
    }
    if (const Setting* setting = at.settings.find("lock_timeout")) {
      moment.lock_timeout = setting->value;
    }
    seen.push_back(std::move(moment));
  }

  [[nodiscard]] std::vector<Cause> causes() const {
    std::vector<Cause> all;
    for (const auto& each : seen)
      all.push_back(each.cause);
    return all;
  }
  /// Numbers of the transactions, counted from 0 in the order in which they come.
  [[nodiscard]] std::vector<std::size_t> transactions() const {
    std::vector<std::uint32_t> met;
    std::vector<std::size_t> all;
    for (const auto& each : seen) {
      if (met.empty() || met.back() != each.number) met.push_back(each.number);
      all.push_back(met.size() - 1);
    }
    return all;
  }
  [[nodiscard]] bool exists(std::string_view table) const {
    return timeline.schema().find_table(ObjectName{"", table}) != nullptr;
  }

  Arena arena;
  std::deque<ReadMigration> migrations;
  Timeline timeline{ServerVersion{17, 0}};
  std::vector<Seen> seen;
  Cause open_at_end = Cause::autocommit;
};

constexpr auto kAuto = Cause::autocommit;
constexpr auto kBegin = Cause::explicit_begin;
constexpr auto kTool = Cause::tool;
constexpr auto kMessage = Cause::message;

TEST_F(TimelineTest, StatementsOfAPlainScriptAreTransactionsOfTheirOwn) {
  run("SELECT 1; SELECT 2;");
  EXPECT_THAT(causes(), ElementsAre(kAuto, kAuto));
  EXPECT_THAT(transactions(), ElementsAre(0, 1));
}

TEST_F(TimelineTest, BeginAndCommitBoundOneTransaction) {
  run("SELECT 0; BEGIN; SELECT 1; SELECT 2; COMMIT; SELECT 3;");
  EXPECT_THAT(causes(), ElementsAre(kAuto, kAuto, kBegin, kBegin, kBegin, kAuto));
  EXPECT_EQ(seen[2].number, seen[4].number);
  EXPECT_NE(seen[4].number, seen[5].number);
  EXPECT_EQ(open_at_end, kAuto);
}

TEST_F(TimelineTest, ABeginWithoutItsEndIsSeenAtTheEnd) {
  run("BEGIN; CREATE TABLE t (id int);");
  EXPECT_EQ(open_at_end, kBegin);
  EXPECT_TRUE(exists("t"));
  run("SELECT 1;");
  EXPECT_THAT(causes(), ElementsAre(kAuto));
}

TEST_F(TimelineTest, AToolWrapsAFile) {
  run({.wrap = Wrap::file}, {"SELECT 1; SELECT 2;", "SELECT 3;"});
  EXPECT_THAT(causes(), ElementsAre(kTool, kTool, kTool));
  EXPECT_THAT(transactions(), ElementsAre(0, 0, 0));
  EXPECT_EQ(open_at_end, kTool);
  run("SELECT 4;");
  EXPECT_THAT(causes(), ElementsAre(kAuto));
}

TEST_F(TimelineTest, AToolWrapsEachSection) {
  for (const Wrap wrap : {Wrap::section, Wrap::changeset}) {
    run({.wrap = wrap}, {"SELECT 1; SELECT 2;", "SELECT 3;"});
    EXPECT_THAT(causes(), ElementsAre(kTool, kTool, kTool));
    EXPECT_THAT(transactions(), ElementsAre(0, 0, 1));
  }
}

TEST_F(TimelineTest, CommitEndsTheToolsTransaction) {
  run({.wrap = Wrap::file}, {"SELECT 1; COMMIT; SELECT 2; BEGIN; SELECT 3;"});
  EXPECT_THAT(causes(), ElementsAre(kTool, kTool, kAuto, kAuto, kBegin));
}

TEST_F(TimelineTest, BeginInsideTheToolsTransactionChangesNothing) {
  run({.wrap = Wrap::file}, {"BEGIN; SELECT 1; COMMIT; SELECT 2;"});
  EXPECT_THAT(causes(), ElementsAre(kTool, kTool, kTool, kAuto));
}

TEST_F(TimelineTest, AnUnknownWrapIsNoTransaction) {
  run({.wrap = Wrap::unknown, .send = Send::unknown}, {"SELECT 1; SELECT 2;"});
  EXPECT_THAT(causes(), ElementsAre(kAuto, kAuto));
}

TEST_F(TimelineTest, StatementsOfOneMessageAreOneTransaction) {
  run({.send = Send::file}, {"SELECT 1; SELECT 2;", "SELECT 3;"});
  EXPECT_THAT(causes(), ElementsAre(kMessage, kMessage, kMessage));
  EXPECT_THAT(transactions(), ElementsAre(0, 0, 0));
  EXPECT_EQ(open_at_end, kAuto);
}

TEST_F(TimelineTest, AMessageIsAChunkOrASection) {
  for (const Send send : {Send::chunk, Send::section}) {
    run({.send = send}, {"SELECT 1; SELECT 2;", "SELECT 3;", "SELECT 4; SELECT 5;"});
    EXPECT_THAT(causes(), ElementsAre(kMessage, kMessage, kAuto, kMessage, kMessage));
    EXPECT_THAT(transactions(), ElementsAre(0, 0, 1, 2, 2));
  }
}

TEST_F(TimelineTest, AStatementAloneInItsMessageIsNone) {
  run({.send = Send::file}, {"SELECT 1;"});
  EXPECT_THAT(causes(), ElementsAre(kAuto));
}

TEST_F(TimelineTest, APipelineHoldsTheToolsRecordToo) {
  run({.send = Send::pipeline}, {"SELECT 1;"});
  EXPECT_THAT(causes(), ElementsAre(kMessage));
}

TEST_F(TimelineTest, AfterCommitTheRestOfAMessageIsATransactionAgain) {
  run({.send = Send::file}, {"BEGIN; SELECT 1; COMMIT; SELECT 2; SELECT 3;"});
  EXPECT_THAT(causes(), ElementsAre(kMessage, kBegin, kBegin, kMessage, kMessage));
  EXPECT_THAT(transactions(), ElementsAre(0, 0, 0, 1, 1));
}

TEST_F(TimelineTest, PendingMigrationsShareATransactionWhenTheToolSaysSo) {
  const TransactionScope all{.wrap = Wrap::all_pending};
  auto& first = read(all, {"LOCK TABLE t;"});
  auto& second = read(all, {"SELECT 1;"});
  run(first);
  EXPECT_EQ(open_at_end, kTool);
  const auto number = seen[0].number;
  run(second);
  EXPECT_THAT(causes(), ElementsAre(kTool));
  EXPECT_EQ(seen[0].number, number);
  EXPECT_THAT(seen[0].held, ElementsAre(Lock{"public.t", LockMode::access_exclusive, true}));
  run("SELECT 2;");
  EXPECT_THAT(causes(), ElementsAre(kAuto));
}

TEST_F(TimelineTest, HistoryWasDeployedBeforeWhatIsPending) {
  const TransactionScope all{.wrap = Wrap::all_pending};
  auto& old = read(all, {"LOCK TABLE t;"});
  old.migration.reported = false;
  auto& pending = read(all, {"SELECT 1;"});
  run(old);
  const auto number = seen[0].number;
  run(pending);
  EXPECT_NE(seen[0].number, number);
  EXPECT_THAT(seen[0].held, IsEmpty());
}

constexpr auto kIndex = "CREATE INDEX CONCURRENTLY i ON t (a);";

TEST_F(TimelineTest, AToolMayRunAloneWhatIsRefusedInATransaction) {
  run({.send = Send::pipeline, .runs_alone = RunsAlone::each}, {"SELECT 1;", kIndex, "SELECT 2;"});
  EXPECT_THAT(causes(), ElementsAre(kMessage, kAuto, kMessage));
  EXPECT_THAT(transactions(), ElementsAre(0, 1, 2));
}

TEST_F(TimelineTest, AToolRunsAloneOnlyWhatItKnows) {
  static constexpr std::string_view kKnown[] = {"VACUUM"};
  run({.send = Send::pipeline, .runs_alone = RunsAlone::each, .alone_commands = kKnown},
      {kIndex, "VACUUM;"});
  EXPECT_THAT(causes(), ElementsAre(kMessage, kAuto));
}

TEST_F(TimelineTest, OneSuchCommandMayReleaseTheWholeScript) {
  const TransactionScope scope{.send = Send::file, .runs_alone = RunsAlone::script_if_any};
  run(scope, {"SELECT 1; CREATE INDEX CONCURRENTLY i ON t (a); SELECT 2;"});
  EXPECT_THAT(causes(), ElementsAre(kAuto, kAuto, kAuto));
  run(scope, {"SELECT 1; SELECT 2;"});
  EXPECT_THAT(causes(), ElementsAre(kMessage, kMessage));
}

TEST_F(TimelineTest, OrOnlyAScriptThatHoldsNothingElse) {
  const TransactionScope scope{.wrap = Wrap::file, .runs_alone = RunsAlone::script_of_only_such};
  run(scope, {kIndex, "VACUUM;"});
  EXPECT_THAT(causes(), ElementsAre(kAuto, kAuto));
  run(scope, {"SELECT 1;", kIndex});
  EXPECT_THAT(causes(), ElementsAre(kTool, kTool));
}

TEST_F(TimelineTest, ToALaterMigrationOfTheTransactionATableOfAnEarlierOneIsOld) {
  const TransactionScope all{.wrap = Wrap::all_pending};
  auto& first = read(all, {"CREATE TABLE t (a int);"});
  auto& second = read(all, {"LOCK TABLE t;", "SELECT 1;"});
  run(first);
  run(second);
  EXPECT_THAT(seen[0].held, ElementsAre(Lock{"public.t", LockMode::access_exclusive, false}));
  EXPECT_THAT(seen[1].held, ElementsAre(Lock{"public.t", LockMode::access_exclusive, false},
                                        Lock{"public.t", LockMode::access_exclusive, true}));
  // Which of them are pending together is not known: two in a row are the most usual.
  run(read(all, {"SELECT 1;"}));
  EXPECT_THAT(seen[0].held, ElementsAre(Lock{"public.t", LockMode::access_exclusive, true}));
  run(read(all, {"SELECT 1;"}));
  EXPECT_THAT(seen[0].held, IsEmpty());
}

TEST_F(TimelineTest, ShowsTheSchemaBeforeEachCommand) {
  run("SELECT 1; CREATE TABLE t (id int); SELECT 2;");
  EXPECT_FALSE(seen[0].t_exists);
  EXPECT_FALSE(seen[1].t_exists);
  EXPECT_TRUE(seen[2].t_exists);
}

TEST_F(TimelineTest, ATableIsNewInTheMigrationThatMakesItOnly) {
  run("SELECT 1; CREATE TABLE t (id int); SELECT 2;");
  EXPECT_FALSE(seen[0].t_is_new);
  EXPECT_TRUE(seen[1].t_is_new) << "the command that makes it";
  EXPECT_TRUE(seen[2].t_is_new);
  run("SELECT 3;");
  EXPECT_FALSE(seen[0].t_is_new);
}

TEST_F(TimelineTest, ATableThatWasOnlyMentionedIsNotNew) {
  run("ALTER TABLE t ADD COLUMN a int; SELECT 1;");
  EXPECT_FALSE(seen[1].t_is_new);
}

TEST_F(TimelineTest, AnIndexIsAsNewAsItsTable) {
  bool is_new = false;
  const TimelineVisitor visitor{[&](const Moment& at) { is_new = at.is_new(ObjectName{"", "i"}); },
                                {}};
  auto& on_new = read({}, {"CREATE TABLE t (id int); CREATE INDEX i ON t (id); SELECT 1;"});
  timeline.run(on_new.migration, Direction::up, on_new.statements, visitor);
  EXPECT_TRUE(is_new);
  auto& on_old = read({}, {"DROP INDEX i; CREATE INDEX i ON t (id); SELECT 1;"});
  timeline.run(on_old.migration, Direction::up, on_old.statements, visitor);
  EXPECT_FALSE(is_new);
}

TEST_F(TimelineTest, RollbackRestoresTheSchema) {
  run("BEGIN; CREATE TABLE t (id int); ROLLBACK; SELECT 1;");
  EXPECT_TRUE(seen[2].t_exists);
  EXPECT_FALSE(seen[3].t_exists);
}

TEST_F(TimelineTest, RollbackToRestoresTheSchemaOfTheSavepoint) {
  run("BEGIN; CREATE TABLE a (id int); SAVEPOINT s; CREATE TABLE t (id int); ROLLBACK TO s;"
      "COMMIT;");
  EXPECT_TRUE(exists("a"));
  EXPECT_FALSE(exists("t"));
}

TEST_F(TimelineTest, LocksAreHeldUntilTheTransactionEnds) {
  run("BEGIN; ALTER TABLE t ADD COLUMN a int; SELECT 1; COMMIT; SELECT 2;");
  EXPECT_THAT(seen[1].held, IsEmpty());
  EXPECT_THAT(seen[2].held, ElementsAre(Lock{"public.t", LockMode::access_exclusive, true}));
  EXPECT_THAT(seen[3].held, ElementsAre(Lock{"public.t", LockMode::access_exclusive, true}));
  EXPECT_THAT(seen[4].held, IsEmpty());
}

TEST_F(TimelineTest, AutocommitHoldsNothing) {
  run("ALTER TABLE t ADD COLUMN a int; SELECT 1;");
  EXPECT_THAT(seen[1].held, IsEmpty());
}

TEST_F(TimelineTest, NobodyWaitsForATableThatIsNew) {
  run("BEGIN; CREATE TABLE t (id int); ALTER TABLE t ADD COLUMN a int; SELECT 1; COMMIT;");
  EXPECT_THAT(seen[3].held, ElementsAre(Lock{"public.t", LockMode::access_exclusive, false}));
}

TEST_F(TimelineTest, HeldLocksFollowRenamesAndMoves) {
  run("BEGIN; LOCK TABLE t; ALTER TABLE t RENAME TO u; ALTER TABLE u SET SCHEMA app; SELECT 1;"
      "COMMIT;");
  ASSERT_EQ(seen.size(), 6U);
  EXPECT_EQ(seen[3].held.at(0).relation, "public.u");
  EXPECT_EQ(seen[4].held.at(0).relation, "app.u");
}

TEST_F(TimelineTest, RollbackToReleasesLocksTakenSinceTheSavepoint) {
  run("BEGIN; LOCK TABLE a IN SHARE MODE; SAVEPOINT s; LOCK TABLE a; LOCK TABLE b; ROLLBACK TO s;"
      "SELECT 1; COMMIT;");
  EXPECT_THAT(seen[6].held, ElementsAre(Lock{"public.a", LockMode::share, true}));
}

TEST_F(TimelineTest, HeldOnFindsTheLockOfARelation) {
  const HeldLock* missing = nullptr;
  LockMode mode = LockMode::none;
  const TimelineVisitor visitor{[&](const Moment& at) {
                                  missing = at.held_on("public.b");
                                  const HeldLock* held = at.held_on("public.a");
                                  mode = held == nullptr ? LockMode::none : held->mode;
                                },
                                {}};
  auto& script = read({}, {"BEGIN; LOCK TABLE a IN SHARE MODE; SELECT 1;"});
  timeline.run(script.migration, Direction::up, script.statements, visitor);
  EXPECT_EQ(missing, nullptr);
  EXPECT_EQ(mode, LockMode::share);
}

TEST_F(TimelineTest, SettingsAreThoseInForce) {
  run("SET lock_timeout = '1s'; BEGIN; SET LOCAL lock_timeout = '2s'; SELECT 1; COMMIT; SELECT 2;"
      "RESET lock_timeout; SELECT 3;");
  EXPECT_EQ(seen[1].lock_timeout, "1s");
  EXPECT_EQ(seen[3].lock_timeout, "2s");
  EXPECT_EQ(seen[5].lock_timeout, "1s");
  EXPECT_EQ(seen[7].lock_timeout, "");
}

TEST_F(TimelineTest, SetLocalOutsideATransactionHasNoEffect) {
  run("SET LOCAL lock_timeout = '2s'; SELECT 1;");
  EXPECT_EQ(seen[1].lock_timeout, "");
}

TEST_F(TimelineTest, SetLocalHoldsInTheToolsAndTheMessagesTransaction) {
  run({.wrap = Wrap::file}, {"SET LOCAL lock_timeout = '2s'; SELECT 1;"});
  EXPECT_EQ(seen[1].lock_timeout, "2s");
  run({.send = Send::file}, {"SET LOCAL lock_timeout = '2s'; SELECT 1;"});
  EXPECT_EQ(seen[1].lock_timeout, "2s");
}

TEST_F(TimelineTest, SetInsideARolledBackTransactionIsUndone) {
  run("BEGIN; SET lock_timeout = '1s'; ROLLBACK; SELECT 1;");
  EXPECT_EQ(seen[3].lock_timeout, "");
}

TEST_F(TimelineTest, DiscardAllForgetsSettings) {
  run("SET lock_timeout = '1s'; DISCARD ALL; SELECT 1;");
  EXPECT_EQ(seen[1].lock_timeout, "1s");
  EXPECT_EQ(seen[2].lock_timeout, "");
}

TEST_F(TimelineTest, SettingsDoNotReachTheNextScript) {
  run("SET lock_timeout = '1s'; SET search_path = app;");
  run("SELECT 1; CREATE TABLE u (id int);");
  EXPECT_EQ(seen[0].lock_timeout, "");
  EXPECT_NE(timeline.schema().find_table(ObjectName{"public", "u"}), nullptr);
}

TEST_F(TimelineTest, TheSearchPathIsTheOneInForce) {
  run("SET search_path = app; CREATE TABLE a (id int);"
      "BEGIN; SET LOCAL search_path = other; CREATE TABLE b (id int); COMMIT;"
      "CREATE TABLE c (id int);"
      "SET LOCAL search_path = other; CREATE TABLE d (id int);"
      "BEGIN; SET search_path = other; ROLLBACK; CREATE TABLE e (id int);"
      "RESET search_path; CREATE TABLE f (id int);");
  const auto schema_of = [&](std::string_view table) -> std::string {
    for (const auto* schema : {"app", "other", "public"}) {
      if (timeline.schema().find_table(ObjectName{schema, table}) != nullptr) return schema;
    }
    return "none";
  };
  EXPECT_EQ(schema_of("a"), "app");
  EXPECT_EQ(schema_of("b"), "other");
  EXPECT_EQ(schema_of("c"), "app");
  EXPECT_EQ(schema_of("d"), "app");
  EXPECT_EQ(schema_of("e"), "app");
  EXPECT_EQ(schema_of("f"), "public");
}

TEST_F(TimelineTest, CommandsOfABlockShareItsTransactionAndLocks) {
  run("DO $$ BEGIN LOCK TABLE t; UPDATE u SET a = 1; END $$; SELECT 1;");
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_THAT(transactions(), ElementsAre(0, 0, 1));
  EXPECT_THAT(seen[1].held, ElementsAre(Lock{"public.t", LockMode::access_exclusive, true}));
  EXPECT_THAT(seen[2].held, IsEmpty());
}

TEST_F(TimelineTest, CommitInABlockEndsItsTransaction) {
  run("DO $$ BEGIN SET LOCAL lock_timeout = '1s'; LOCK TABLE t; COMMIT; LOCK TABLE u; END $$;");
  ASSERT_EQ(seen.size(), 4U);
  EXPECT_EQ(seen[2].lock_timeout, "1s");
  EXPECT_EQ(seen[3].lock_timeout, "");
  EXPECT_THAT(seen[3].held, IsEmpty());
  EXPECT_NE(seen[3].number, seen[2].number);
  EXPECT_EQ(seen[3].cause, kAuto);
}

TEST_F(TimelineTest, CommitInABlockInsideATransactionEndsNothing) {
  run("BEGIN; LOCK TABLE t; DO $$ BEGIN COMMIT; END $$; SELECT 1; COMMIT;");
  EXPECT_EQ(seen[3].cause, kBegin);
  EXPECT_THAT(seen[3].held, ElementsAre(Lock{"public.t", LockMode::access_exclusive, true}));
}

TEST_F(TimelineTest, AStatementThatDoesNotParseIsPassedOver) {
  run("CREATE TABEL x (); CREATE TABLE t (id int);");
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_TRUE(exists("t"));
}

TEST_F(TimelineTest, EffectsAreThoseOfTheOperation) {
  std::size_t effects = 0;
  bool on_u = true;
  const TimelineVisitor visitor{[&](const Moment& at) {
                                  effects = at.effects_of(at.command.back()).size();
                                  on_u = at.effect_on(at.command.front(), "public.u") != nullptr;
                                },
                                {}};
  auto& script = read({}, {"DROP TABLE t, u;"});
  timeline.run(script.migration, Direction::up, script.statements, visitor);
  EXPECT_EQ(effects, 1U);
  EXPECT_FALSE(on_u);
}

TEST_F(TimelineTest, DownScriptsTakeTheDownScopes) {
  auto& script = read({.wrap = Wrap::file}, {"SELECT 1;"}, Direction::down);
  run(script, Direction::down);
  EXPECT_THAT(causes(), ElementsAre(kTool));
}

TEST_F(TimelineTest, HistoryIsReplayedWithoutAVisitor) {
  auto& script = read({}, {"CREATE TABLE t (id int);"});
  timeline.run(script.migration, Direction::up, script.statements, {});
  EXPECT_TRUE(exists("t"));
}

}  // namespace
}  // namespace miglint
