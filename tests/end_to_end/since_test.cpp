// Only what is new: against a git revision, and against a baseline.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "program.h"

namespace miglint {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;
using Json = nlohmann::json;

constexpr std::string_view kOrders = "CREATE TABLE orders (id bigint PRIMARY KEY, email text);\n";
constexpr std::string_view kIndex =
    "SET lock_timeout = '5s';\nCREATE INDEX orders_email ON orders (email);\n";

/// "file: rule" of the findings that count.
std::multiset<std::string> found(const Outcome& outcome) {
  std::multiset<std::string> all;
  const Json json = Json::parse(outcome.out, nullptr, false);
  if (json.is_discarded()) return {outcome.error};
  for (const Json& finding : json["findings"]) {
    if (!finding["suppressed"].is_null()) continue;
    all.insert(finding["file"].get<std::string>() + ": " + finding["rule"].get<std::string>());
  }
  return all;
}

class Since : public ProgramTest {
 protected:
  void git(const std::string& arguments) const {
    const Outcome outcome = shell(
        "git -c user.name=t -c user.email=t@example.org -c init.defaultBranch=main " + arguments);
    ASSERT_EQ(outcome.exit_code, 0) << arguments << "\n" << outcome.error;
  }
  void commit(const std::string& message) const {
    git("add -A");
    git("commit -q -m " + message);
  }
  /// A repository whose branch `main` has two migrations, the second one with findings; on a
  /// branch.
  void SetUp() override {
    git("init -q .");
    folder_.write("migrations/0001_orders.sql", kOrders);
    folder_.write("migrations/0002_index.sql", kIndex);
    commit("base");
    git("checkout -q -b work");
  }
  [[nodiscard]] Outcome since(const std::string& more = "main migrations") const {
    return miglint("check --format json --since " + more);
  }
};

TEST_F(Since, ReportsNothingWhereNothingHasChanged) {
  const Outcome outcome = since();
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(found(outcome), IsEmpty());
  EXPECT_EQ(Json::parse(outcome.out)["files"], 0);
}

TEST_F(Since, ReportsNewFilesAndReplaysAllOthers) {
  folder_.write("migrations/0003_note.sql",
                "SET lock_timeout = '5s';\nCREATE INDEX orders_id2 ON orders (email, id);\n"
                "CREATE TABLE fresh (id bigint PRIMARY KEY, note text);\n"
                "CREATE INDEX fresh_note ON fresh (note);\n");
  // Not committed yet, in a folder below, and with the work tree's root above.
  const Outcome outcome = since();
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(found(outcome),
              UnorderedElementsAre("migrations/0003_note.sql: index-without-concurrently",
                                   "migrations/0003_note.sql: index-is-prefix"));
  commit("new");
  EXPECT_EQ(found(since()), found(outcome));
  EXPECT_EQ(found(shell("cd migrations && \"$MIGLINT\" check --format json --since main . "
                        "</dev/null"))
                .size(),
            2U);
}

TEST_F(Since, ComparesWithWhereTheBranchBegan) {
  folder_.write("migrations/0003_mine.sql", "CREATE TABLE mine (id bigint PRIMARY KEY);\n");
  commit("mine");
  git("checkout -q main");
  folder_.write("migrations/0002_index.sql", std::string(kIndex) + "-- edited on main\n");
  folder_.write("migrations/0004_theirs.sql", kIndex);
  commit("theirs");
  git("checkout -q work");
  EXPECT_THAT(found(since()), IsEmpty());
}

TEST_F(Since, TellsOfAnOldMigrationThatWasEditedOrRenamed) {
  folder_.write("migrations/0001_orders.sql",
                "CREATE TABLE orders (id bigint PRIMARY KEY, email text, note text);\n");
  EXPECT_THAT(found(since()),
              UnorderedElementsAre("migrations/0001_orders.sql: edited-applied-migration"));
  git("checkout -q migrations/0001_orders.sql");
  git("mv migrations/0002_index.sql migrations/0002_by_email.sql");
  EXPECT_THAT(found(since()),
              testing::Contains("migrations/0002_by_email.sql: edited-applied-migration"));
}

TEST_F(Since, AMovedFolderIsNoNewHistory) {
  git("mv migrations db_migrations");
  EXPECT_THAT(found(since("main db_migrations")), IsEmpty());
}

TEST_F(Since, TellsOfANewMigrationBelowAnOldOne) {
  folder_.write("migrations/0001a.sql", "SELECT 1;\n");
  folder_.write("migrations/0000_first.sql", "CREATE TABLE first (id bigint PRIMARY KEY);\n");
  EXPECT_THAT(found(since()),
              UnorderedElementsAre("migrations/0000_first.sql: out-of-order-version"));
}

TEST_F(Since, StandardInputIsNew) {
  const Outcome outcome = shell(
      "echo 'DROP TABLE orders;' | \"$MIGLINT\" check --format json --since main "
      "--stdin-filepath migrations/0003_drop.sql -");
  EXPECT_THAT(found(outcome), testing::Contains("migrations/0003_drop.sql: drop-table"));
}

TEST_F(Since, SaysWhatIsWrongWithTheRevision) {
  const Outcome unknown = since("no-such-branch migrations");
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.error, HasSubstr("unknown revision `no-such-branch`"));
  EXPECT_THAT(unknown.error, Not(HasSubstr("shallow")));
  // A revision is never read as an option of git.
  const Outcome option = miglint("check --since=--output=x migrations");
  EXPECT_EQ(option.exit_code, 2);
  EXPECT_THAT(option.error, HasSubstr("`--output=x` is no revision"));
  git("checkout -q --orphan other");
  commit("other");
  EXPECT_THAT(since().error, HasSubstr("have no commit in common"));
}

TEST_F(Since, SaysThatACloneIsShallow) {
  folder_.write("more", "x");
  commit("more");
  git("clone -q --depth 1 \"file://$PWD\" shallow");
  const Outcome outcome =
      shell("cd shallow && \"$MIGLINT\" check --since main migrations </dev/null");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.error, HasSubstr("this clone is shallow"));
  EXPECT_THAT(outcome.error, HasSubstr("fetch-depth: 0"));
}

TEST_F(Since, SaysThatThereIsNoRepository) {
  const TemporaryFolder elsewhere;
  elsewhere.write("1.sql", kOrders);
  const Outcome outcome = miglint("check --since main '" + elsewhere.at("1.sql") + "'");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.error, HasSubstr("is not in a git repository"));
}

TEST_F(Since, SaysThatGitIsMissing) {
  const Outcome outcome =
      shell("PATH=/nowhere \"$MIGLINT\" check --since main migrations </dev/null");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.error, HasSubstr("needs the program git"));
}

TEST_F(Since, WorksInAGitHook) {
  folder_.write("migrations/0003_new.sql", kIndex);
  const Outcome outcome = shell(
      "GIT_DIR=.git GIT_INDEX_FILE=.git/index sh -c 'cd migrations && \"$0\" check --format json "
      "--since main 0003_new.sql </dev/null' \"$MIGLINT\"");
  EXPECT_THAT(found(outcome), testing::Contains("0003_new.sql: index-without-concurrently"));
}

class Baselines : public ProgramTest {
 protected:
  void SetUp() override {
    folder_.write("migrations/0001_orders.sql", kOrders);
    folder_.write("migrations/0002_index.sql", kIndex);
  }
};

TEST_F(Baselines, KeepOldFindingsQuietAndTellNewOnes) {
  const Outcome written = miglint("check --write-baseline baseline.json migrations");
  EXPECT_EQ(written.exit_code, 0) << written.error;
  EXPECT_EQ(written.out, "");
  EXPECT_THAT(written.error, HasSubstr("1 finding written to baseline.json"));
  const Json baseline = Json::parse(read("baseline.json"));
  EXPECT_EQ(baseline["version"], 1);
  EXPECT_EQ(baseline["findings"][0]["rule"], "index-without-concurrently");
  EXPECT_EQ(baseline["findings"][0]["file"], "migrations/0002_index.sql");

  const Outcome same = miglint("check --baseline baseline.json migrations");
  EXPECT_EQ(same.exit_code, 0);
  EXPECT_EQ(same.out, "No findings in 2 files (3 statements), 1 suppressed\n");
  EXPECT_EQ(same.error, "");

  folder_.write(
      "migrations/0002_index.sql",
      "-- more\n\n" + std::string(kIndex) + "CREATE INDEX orders_both ON orders (id, email);\n");
  const Outcome more = miglint("check --format json --baseline baseline.json migrations");
  EXPECT_EQ(more.exit_code, 1);
  EXPECT_THAT(found(more),
              UnorderedElementsAre("migrations/0002_index.sql: index-without-concurrently"));
}

TEST_F(Baselines, MarkTheirFindingsAsSuppressedFromOutside) {
  (void)miglint("check --write-baseline baseline.json migrations");
  const Json sarif = Json::parse(
      miglint("check --format sarif --sarif-include-suppressed --baseline baseline.json migrations")
          .out);
  const Json& result = sarif["runs"][0]["results"][0];
  EXPECT_EQ(result["suppressions"][0]["kind"], "external");
}

TEST_F(Baselines, TellOfEntriesThatAreGone) {
  (void)miglint("check --write-baseline baseline.json migrations");
  folder_.write("migrations/0002_index.sql", "SELECT 1;\n");
  const Outcome outcome = miglint("check --baseline baseline.json migrations");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.error, HasSubstr("baseline.json: 1 of its findings is gone"));
  EXPECT_THAT(outcome.error,
              HasSubstr("\n  migrations/0002_index.sql: index-without-concurrently"));
  // Of a file that was not looked at nothing is known.
  EXPECT_EQ(miglint("check --baseline baseline.json migrations/0001_orders.sql").error, "");
}

TEST_F(Baselines, LeaveOutWhatACommentSuppresses) {
  folder_.write("migrations/0002_index.sql",
                "SET lock_timeout = '5s';\n"
                "-- miglint:ignore index-without-concurrently: the table is small\n"
                "CREATE INDEX orders_email ON orders (email);\n");
  (void)miglint("check --write-baseline baseline.json migrations");
  EXPECT_EQ(read("baseline.json"), "{\"version\":1,\"findings\":[\n]}\n");
}

TEST_F(Baselines, AreRefusedWhenTheyCannotBeRead) {
  EXPECT_THAT(miglint("check --baseline none.json migrations").error,
              HasSubstr("--baseline none.json: "));
  folder_.write("bad.json", "[]");
  const Outcome bad = miglint("check --baseline bad.json migrations");
  EXPECT_EQ(bad.exit_code, 2);
  EXPECT_THAT(bad.error, HasSubstr("it is no baseline"));
  EXPECT_EQ(miglint("check --since main --write-baseline b.json migrations").exit_code, 2);
}

/// All pending revisions of Alembic run in one transaction.
class SinceInAlembic : public Since {
 protected:
  void SetUp() override {
    Since::SetUp();
    folder_.write("alembic.ini", "[alembic]\nscript_location = alembic\n");
    folder_.write("alembic/env.py", "from alembic import context\n");
  }
  /// `before`: the Python of `down_revision`.
  void write(const std::string& id, const std::string& before, const std::string& sql) const {
    folder_.write("alembic/versions/" + id + ".py", "from alembic import op\nrevision = '" + id +
                                                        "'\ndown_revision = " + before +
                                                        "\ndef upgrade():\n    op.execute(\"" +
                                                        sql + "\")\ndef downgrade():\n    pass\n");
  }
};

TEST_F(SinceInAlembic, PendingRevisionsAreOneTransaction) {
  write("a", "None", "CREATE TYPE status AS ENUM ('new')");
  write("b", "'a'", "CREATE TABLE t (id bigint PRIMARY KEY, s status)");
  commit("alembic");
  write("c", "'b'", "ALTER TYPE status ADD VALUE 'done'");
  write("d", "'c'", "UPDATE t SET s = 'done' WHERE id = 1");
  EXPECT_THAT(found(since("HEAD alembic")),
              UnorderedElementsAre("alembic/versions/d.py: enum-value-used-in-its-transaction"));
  // Deployed by itself, the value has committed.
  commit("value");
  write("e", "'d'", "UPDATE t SET s = 'done' WHERE id = 2");
  EXPECT_THAT(found(since("HEAD alembic")), IsEmpty());
}

TEST_F(SinceInAlembic, ATypeOfAnotherSchemaIsNamedInFull) {
  write("a", "None", "CREATE TYPE warehouse_reporting.status AS ENUM ('new')");
  write("b", "'a'", "CREATE TABLE t (id bigint PRIMARY KEY, s warehouse_reporting.status)");
  commit("alembic");
  write("c", "'b'", "ALTER TYPE warehouse_reporting.status ADD VALUE 'done'");
  write("d", "'c'", "UPDATE t SET s = 'done' WHERE id = 1");
  EXPECT_THAT(since("HEAD alembic").out,
              HasSubstr("was added to `warehouse_reporting.status` in this same transaction"));
}

class WholeHistory : public ProgramTest {};

TEST_F(WholeHistory, JudgesATypeChangeByTheTypeOfAnEarlierFile) {
  folder_.write("migrations/1.sql", "CREATE TABLE t (id int PRIMARY KEY, a varchar(50), b int);\n");
  folder_.write("migrations/2.sql",
                "SET lock_timeout = '5s';\nALTER TABLE t ALTER COLUMN a TYPE varchar(100);\n");
  EXPECT_THAT(found(miglint("check --format json migrations")), IsEmpty());
  folder_.write("migrations/3.sql",
                "SET lock_timeout = '5s';\nALTER TABLE t ALTER COLUMN a TYPE varchar(80);\n"
                "ALTER TABLE t ALTER COLUMN b TYPE text;\n");
  EXPECT_THAT(found(miglint("check --format json migrations")),
              UnorderedElementsAre("migrations/3.sql: type-change-rewrites-table",
                                   "migrations/3.sql: type-change-rewrites-table",
                                   "migrations/3.sql: table-rewritten-twice"));
}

TEST_F(WholeHistory, RunsARollbackInAFileOfItsOwnAfterItsMigration) {
  folder_.write("migrations/1.up.sql", "CREATE TABLE t (id int PRIMARY KEY);\n");
  folder_.write("migrations/1.down.sql", "SET lock_timeout = '5s';\nDROP TABLE t;\n");
  folder_.write(
      "migrations/2.up.sql",
      "SET lock_timeout = '5s';\nALTER TABLE t ADD COLUMN a int;\nCREATE TYPE e AS ENUM ('a');\n");
  folder_.write("migrations/2.down.sql",
                "SET lock_timeout = '5s';\nALTER TABLE t DROP COLUMN a;\n");
  EXPECT_THAT(found(miglint("check --format json migrations")),
              UnorderedElementsAre("migrations/2.down.sql: left-by-rollback"));
}

TEST_F(WholeHistory, IsCompleteWhereTheConfigSaysSo) {
  folder_.write("migrations/1.sql", "SET lock_timeout = '5s';\nALTER TABLE t ADD COLUMN a int;\n");
  EXPECT_THAT(found(miglint("check --format json migrations")), IsEmpty());
  folder_.write(".miglint.toml", "history = \"complete\"\n");
  EXPECT_THAT(found(miglint("check --format json migrations")),
              UnorderedElementsAre("migrations/1.sql: used-before-created"));
}

}  // namespace
}  // namespace miglint
