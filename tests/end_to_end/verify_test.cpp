// `miglint verify` from the command line, on the installed PostgreSQL.

#include <gmock/gmock.h>

#include <filesystem>

#include "program.h"

namespace miglint {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class Verify : public ProgramTest {
 protected:
  /// Few rows: what is shown does not depend on how many there are.
  [[nodiscard]] Outcome verify(const std::string& arguments) const {
    return miglint("verify --rows 200 --color never " + arguments);
  }
};

TEST_F(Verify, ConfirmsWhatIsTrueOfTheServer) {
  folder_.write("migrations/1.sql",
                "CREATE TABLE orders (id bigint PRIMARY KEY, note text, org bigint);\n");
  folder_.write("migrations/2.sql",
                "SET lock_timeout = '5s';\n"
                "CREATE INDEX orders_note ON orders (note);\n"
                "ALTER TABLE orders ALTER COLUMN id TYPE numeric;\n"
                "ALTER TABLE orders ALTER COLUMN org SET NOT NULL;\n");
  const Outcome outcome = verify("migrations/2.sql");
  EXPECT_EQ(outcome.exit_code, 1) << outcome.error;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("migrations/1.sql (history: run, not judged)"),
                    HasSubstr("rows before: public.orders 200"),
                    ContainsRegex("confirmed: SHARE held on public.orders for [0-9]+ ms, another "
                                  "session could read but not write, index built"),
                    HasSubstr("could neither read nor write, public.orders rewritten"),
                    HasSubstr("with them line 4 fails: column \"org\" of relation \"orders\" "
                              "contains null values (23502)"),
                    HasSubstr("3 confirmed, 0 refuted, 0 not exercised")));
}

TEST_F(Verify, WritesJson) {
  folder_.write("migrations/1.sql", "CREATE TABLE t (a int);\nCREATE TABLE t (a int);\n");
  const Outcome outcome = verify("--format json migrations");
  EXPECT_EQ(outcome.exit_code, 1) << outcome.error;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("\"rule\": \"statement-fails\""),
                    HasSubstr("\"sqlstate\": \"42P07\""), HasSubstr("\"state\": \"confirmed\"")));
}

TEST_F(Verify, RehearsesTheRollback) {
  folder_.write("migrations/1.sql", "CREATE TABLE t (id int PRIMARY KEY, a int);\n");
  folder_.write("migrations/2.up.sql",
                "SET lock_timeout = '5s';\nALTER TABLE t ADD COLUMN b int;\n");
  folder_.write("migrations/2.down.sql",
                "SET lock_timeout = '5s';\nALTER TABLE t DROP COLUMN b;\n");
  const Outcome good = verify("migrations/2.up.sql migrations/2.down.sql");
  EXPECT_THAT(good.out, HasSubstr("rehearsal: up, down and up again passed"));
  EXPECT_THAT(good.out, Not(HasSubstr("rollback-incomplete")));

  folder_.write("migrations/2.down.sql", "SELECT 1;\n");
  const Outcome bad = verify("migrations/2.up.sql migrations/2.down.sql");
  EXPECT_THAT(bad.out,
              AllOf(HasSubstr("rehearsal: failed"), HasSubstr("+ column public.t.b: integer"),
                    HasSubstr("warning[rollback-incomplete]: After up and down the catalog is "
                              "not what it was")));
}

TEST_F(Verify, TellsRowsThatARollbackLoses) {
  folder_.write("migrations/1.sql", "CREATE TABLE t (id int PRIMARY KEY, a int);\n");
  folder_.write("migrations/2.up.sql", "ALTER TABLE t DROP COLUMN a;\n");
  folder_.write("migrations/2.down.sql", "ALTER TABLE t ADD COLUMN a int;\n");
  EXPECT_THAT(verify("migrations").out, HasSubstr("After up and down rows are not what they were"));
}

TEST_F(Verify, HoldsHostileScriptsBackAndSaysSo) {
  folder_.write("migrations/1.sql",
                "CREATE TABLE t (a text);\n"
                "COPY t TO PROGRAM 'cat > escaped';\n"
                "SELECT pg_read_file('/etc/passwd');\n"
                "SET statement_timeout = 0;\n"
                "DO $$ BEGIN LOOP END LOOP; END $$;\n"
                "INSERT INTO t SELECT repeat(md5(g::text), 300) FROM generate_series(1, 1e9) g;\n"
                "SELECT 1;\n");
  const Outcome outcome = verify("--statement-timeout 20 --disk-limit 64 migrations");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(
      outcome.out,
      AllOf(HasSubstr("statement-fails]: On a scratch server this is refused: must be "
                      "superuser"),
            HasSubstr("permission denied for function pg_read_file (42501)"),
            HasSubstr("stopped: it ran for 20 s, which is all it gets"),
            ContainsRegex("stopped: (the database grew beyond 64 MB|temporary file size exceeds)"),
            ContainsRegex("7 \\| done +[0-9.]+ ms  SELECT 1")));
}

TEST_F(Verify, RunsBesideEachOther) {
  folder_.write("migrations/1.sql", "CREATE TABLE t (a int);\n");
  const Outcome outcome = shell(
      "for n in 1 2 3; do $MIGLINT verify --quiet migrations & pids=\"$pids $!\"; done;"
      "for pid in $pids; do wait $pid || exit 9; done");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
}

TEST_F(Verify, LeavesTheServerWhenAsked) {
  folder_.write("migrations/1.sql", "CREATE TABLE t (a int);\n");
  const Outcome outcome = shell(
      "$MIGLINT verify --keep migrations > out || exit 1;"
      "folder=$(sed -n 's/.*psql -h \\([^ ]*\\) .*/\\1/p' out);"
      "psql -h $folder -U postgres -Atc 'SELECT count(*) FROM t' work;"
      "kill -QUIT $(head -n 1 $folder/data/postmaster.pid);"
      "for n in $(seq 100); do [ -e $folder ] || { echo gone; break; }; sleep 0.1; done");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
  EXPECT_EQ(outcome.out, "0\ngone\n") << outcome.error;
}

TEST_F(Verify, SaysThatThereIsNoServer) {
  folder_.write("migrations/1.sql", "SELECT 1;\n");
  const Outcome outcome = verify("--postgres-bin /nowhere migrations");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.error, HasSubstr("/nowhere/initdb is not there"));
}

TEST_F(Verify, ConfirmsTheHazardsOfTheFixtures) {
  const std::string root = std::filesystem::current_path().string() + "/fixtures/";
  for (const char* unsafe : {"ledger/unsafe", "strict-constraints/unsafe"}) {
    const Outcome outcome = verify(root + unsafe);
    EXPECT_EQ(outcome.exit_code, 1) << outcome.error;
    EXPECT_THAT(outcome.out, ContainsRegex("[2-9][0-9] confirmed, 0 refuted")) << unsafe;
  }
  for (const char* safe : {"ledger/safe", "strict-constraints/safe"}) {
    const Outcome outcome = verify(root + safe);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.out.substr(outcome.out.size() / 2);
    EXPECT_THAT(outcome.out, HasSubstr(" 0 refuted")) << safe;
    EXPECT_THAT(outcome.out, Not(HasSubstr("unpredicted-effect"))) << safe;
  }
}

}  // namespace
}  // namespace miglint
