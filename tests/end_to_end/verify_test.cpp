// `miglint verify` from the command line, on the installed PostgreSQL.

#include <gmock/gmock.h>

#include <filesystem>

#include "kept_server.h"
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
  EXPECT_THAT(
      outcome.out,
      AllOf(HasSubstr("migrations/1.sql (history: run, not judged)"),
            HasSubstr("rows before: public.orders 200"),
            ContainsRegex("confirmed: SHARE held on public.orders for [0-9]+ ms, another "
                          "session could read but not write, behind it, as it waited for a "
                          "writer, a new writer waited too, index built"),
            HasSubstr("could neither read nor write, behind it, as it waited for a query, a "
                      "new reader waited too, public.orders rewritten"),
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

/// Whoever looks on is a superuser, and must not be made to run what the script has made.
TEST_F(Verify, RunsNoCodeOfTheScriptAsASuperuser) {
  folder_.write("migrations/1.sql",
                "CREATE TABLE who (name text);\n"
                "CREATE FUNCTION note() RETURNS int LANGUAGE plpgsql SECURITY INVOKER AS $$\n"
                "BEGIN INSERT INTO who VALUES (session_user); RETURN 1; END $$;\n"
                "CREATE FUNCTION note_row() RETURNS trigger LANGUAGE plpgsql AS $$\n"
                "BEGIN PERFORM note(); RETURN NEW; END $$;\n"
                "CREATE FUNCTION public.count(anyelement) RETURNS int LANGUAGE sql AS\n"
                "  $$ SELECT note() $$;\n"
                "CREATE FUNCTION public.format(text, text, text) RETURNS text LANGUAGE sql AS\n"
                "  $$ SELECT note()::text $$;\n"
                "CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT note() CHECK (note() = 1));\n"
                "CREATE TRIGGER t_note BEFORE INSERT OR UPDATE ON t FOR EACH ROW\n"
                "  EXECUTE FUNCTION note_row();\n"
                "CREATE POLICY p ON t USING (note() = 1);\n"
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY;\n"
                "ALTER TABLE t FORCE ROW LEVEL SECURITY;\n"
                "CREATE VIEW v AS SELECT note() AS n, id FROM t;\n"
                "ALTER DATABASE work SET search_path = public, pg_catalog;\n");
  folder_.write("migrations/2.sql",
                "ALTER TABLE t ALTER COLUMN a SET NOT NULL;\n"
                "CREATE UNIQUE INDEX t_a ON t (a);\n");
  KeptServer server(*this, "--rows 20 --history migrations/1.sql migrations/2.sql");
  ASSERT_EQ(server.problem(), "");
  const Outcome who = shell("psql -h " + server.host() +
                            " -U postgres -Atc 'SELECT DISTINCT name FROM who ORDER BY 1' work");
  EXPECT_EQ(who.out, "filler\n") << who.error;
}

TEST_F(Verify, LeavesADatabaseThatHoldsTablesAlone) {
  folder_.write("migrations/1.sql", "CREATE TABLE customers AS SELECT 1 AS id;\n");
  KeptServer server(*this, "--rows 0 migrations");
  ASSERT_EQ(server.problem(), "");
  const std::string url = "'host=" + server.host() + " user=migrator dbname=work'";
  const Outcome outcome = verify("--database-url " + url + " migrations");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.error, AllOf(HasSubstr("the database work is not empty (public.customers)"),
                                   HasSubstr("nothing was changed in it")));
  EXPECT_EQ(shell("psql -Atc 'TABLE customers; SELECT count(*) FROM pg_class WHERE relkind = "
                  "$$r$$ AND oid >= 16384' " +
                  url)
                .out,
            "1\n1\n");
}

TEST_F(Verify, RunsBesideEachOther) {
  folder_.write("migrations/1.sql", "CREATE TABLE t (a int);\n");
  const Outcome outcome = shell(
      "for n in 1 2 3; do $MIGLINT verify --quiet migrations & pids=\"$pids $!\"; done;"
      "for pid in $pids; do wait $pid || exit 9; done");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
}

TEST_F(Verify, LeavesTheServerWhenAsked) {
  folder_.write("migrations/1.sql", "CREATE TABLE t (a int);\nDROP TABLE nothing;\n");
  KeptServer server(*this, "migrations");
  ASSERT_EQ(server.problem(), "");
  EXPECT_EQ(
      shell("psql -h " + server.host() + " -U postgres -Atc 'SELECT count(*) FROM t' work").out,
      "0\n");
  EXPECT_TRUE(server.stop());
}

TEST_F(Verify, SaysThatThereIsNoServer) {
  folder_.write("migrations/1.sql", "SELECT 1;\n");
  const Outcome outcome = verify("--postgres-bin /nowhere migrations");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.error, HasSubstr("/nowhere/initdb is not there"));
}

TEST_F(Verify, RunsTheChecksOfTheRunbook) {
  folder_.write("migrations/1.sql",
                "CREATE TABLE teams (id bigint PRIMARY KEY);\n"
                "CREATE TABLE orders (id bigint PRIMARY KEY, org bigint, email text);\n");
  folder_.write("migrations/2.up.sql",
                "SET lock_timeout = '5s';\n"
                "ALTER TABLE orders ALTER COLUMN org SET NOT NULL;\n"
                "CREATE UNIQUE INDEX orders_email ON orders (email);\n");
  folder_.write("migrations/2.down.sql",
                "SET lock_timeout = '5s';\n"
                "DROP INDEX orders_email;\n"
                "ALTER TABLE orders ALTER COLUMN org DROP NOT NULL;\n");
  const Outcome outcome = verify("migrations/2.up.sql migrations/2.down.sql");
  EXPECT_THAT(
      outcome.out,
      AllOf(ContainsRegex("checks before: [0-9]+ passed\n"),
            ContainsRegex("checks before, on the spoiled rows: [0-9]+ passed, 2 failed\n"),
            HasSubstr("    NULL in `orders.org`: 3, wanted: none\n"),
            HasSubstr("    Duplicates of (email) in `orders`: 1, wanted: none\n"),
            ContainsRegex("checks after: [0-9]+ passed\n"),
            HasSubstr("two writers at once on public.orders_email: one of them waited, and was "
                      "refused: duplicate key value violates unique constraint \"orders_email\" "
                      "(23505)"),
            HasSubstr("rehearsal: up, down and up again passed"),
            ContainsRegex("checks after up, down and up again: [0-9]+ passed\n")));
  EXPECT_THAT(verify("--format json migrations/2.up.sql migrations/2.down.sql").out,
              AllOf(HasSubstr("null value in column \\\"org\\\" of relation \\\"orders\\\" "
                              "violates not-null constraint (23502)"),
                    HasSubstr("\"outcome\": \"refused\""), HasSubstr("\"reader_queued\": true")));
}

TEST_F(Verify, LetsTwoWritersAtAnExclusionConstraint) {
  folder_.write("migrations/1.sql",
                "CREATE TABLE bookings (id bigint PRIMARY KEY, during tstzrange);\n");
  folder_.write("migrations/2.sql",
                "SET lock_timeout = '5s';\n"
                "ALTER TABLE bookings ADD CONSTRAINT bookings_during EXCLUDE USING gist (during "
                "WITH &&);\n");
  EXPECT_THAT(verify("migrations/2.sql").out,
              ContainsRegex("two writers at once on public.bookings_during: one of them waited, "
                            "and was refused: conflicting key value violates exclusion constraint "
                            "[^\n]*\\(23P01\\)"));
}

/// Two rows without a team do not exclude each other.
TEST_F(Verify, LetsTwoWritersAtRowsThatPointSomewhere) {
  folder_.write("migrations/1.sql",
                "CREATE TABLE runs (id int PRIMARY KEY, state int, name text);\n"
                "CREATE TABLE states (id int PRIMARY KEY, run int NOT NULL REFERENCES runs (id));\n"
                "ALTER TABLE runs ADD FOREIGN KEY (state) REFERENCES states (id);\n");
  folder_.write("migrations/2.sql",
                "SET lock_timeout = '5s';\n"
                "CREATE UNIQUE INDEX runs_state_name ON runs (state, name);\n");
  const Outcome outcome = verify("migrations/2.sql");
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("two writers at once on public.runs_state_name: "),
                                 Not(HasSubstr("both writers were let in"))));
}

TEST_F(Verify, TellsWhoQueuesBehindAWaitingStatement) {
  folder_.write("migrations/1.sql", "CREATE TABLE t (id int PRIMARY KEY, a int);\n");
  folder_.write("migrations/2.sql",
                "ALTER TABLE t ADD COLUMN b int;\nCREATE INDEX t_a ON t (a);\n");
  EXPECT_THAT(verify("migrations/2.sql").out,
              AllOf(ContainsRegex("t ACCESS EXCLUSIVE, [^\n]*; a reader waited behind it"),
                    ContainsRegex("t SHARE, [^\n]*; a writer waited behind it")));
}

TEST_F(Verify, GuessesForTheRealSize) {
  folder_.write("migrations/1.sql", "CREATE TABLE t (id int PRIMARY KEY, a text);\n");
  folder_.write("migrations/2.sql", "CREATE INDEX t_a ON t (a);\n");
  folder_.write("stats.json",
                R"({"version": 1, "default_schema": "public", "tables": [{"schema": "public",)"
                R"( "name": "t", "rows": 40000000, "table_bytes": 4000000000}]})");
  EXPECT_THAT(miglint("verify --rows 20000 --stats stats.json migrations/2.sql").out,
              ContainsRegex("confirmed: SHARE held on public.t [^\n]*; at this speed about [^\n]* "
                            "for the 40 million rows of --stats, a guess"));
}

/// Made by a function, with a name that nobody knows beforehand.
TEST_F(Verify, CountsPartitionsThatAreMadeAtRunTimeToTheirTable) {
  folder_.write("migrations/1.sql",
                "CREATE TABLE events (id bigint, at date) PARTITION BY RANGE (at);\n"
                "DO $$ BEGIN EXECUTE format('CREATE TABLE %I PARTITION OF events DEFAULT', 'p' || "
                "txid_current()); END $$;\n");
  folder_.write("migrations/2.sql",
                "SET lock_timeout = '5s';\nALTER TABLE events ADD COLUMN note text;\n");
  const Outcome outcome = verify("migrations/2.sql");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out;
  EXPECT_THAT(outcome.out, AllOf(ContainsRegex("public.p[0-9]+ ACCESS EXCLUSIVE"),
                                 Not(HasSubstr("unpredicted-effect"))));
}

/// Two migrations later the table is as the history says, not as the failure has left it.
TEST_F(Verify, GoesOnWithoutRowsThatHaveStoppedAMigration) {
  folder_.write("migrations/1.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);\n");
  folder_.write("migrations/2.sql",
                "SET lock_timeout = '5s';\nALTER TABLE orders ADD COLUMN org bigint NOT NULL;\n");
  folder_.write("migrations/3.sql",
                "SET lock_timeout = '5s';\nCREATE INDEX orders_org ON orders (org);\n");
  const Outcome outcome = verify("--history migrations/1.sql migrations");
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("its rows stop it here: what comes after it runs as if there were "
                              "none"),
                    ContainsRegex("on clean rows the server refused it: column \"org\" of relation "
                                  "\"orders\" contains null values \\(23502\\)"),
                    ContainsRegex("confirmed: SHARE held on public.orders[^\n]*index built, every "
                                  "row read, 200 rows"),
                    HasSubstr(" 0 refuted, 0 not exercised")));
}

TEST_F(Verify, MakesWhatNoScriptMakes) {
  folder_.write("migrations/1.sql", "CREATE TABLE shop.orders (id bigint PRIMARY KEY);\n");
  folder_.write("migrations/2.sql", "CREATE TABLE late.orders (id bigint PRIMARY KEY);\n");
  folder_.write("migrations/3.sql", "CREATE SCHEMA late;\n");
  const Outcome outcome = verify("migrations");
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("note: the schema shop was made by miglint: no script makes it"),
                    HasSubstr("schema \"late\" does not exist (3F000)"),
                    Not(HasSubstr("schema \"shop\" does not exist"))));
}

TEST_F(Verify, LetsATextStandInForTheProgramsOwnType) {
  folder_.write("alembic.ini", "[alembic]\nscript_location = migrations\n");
  folder_.write("migrations/env.py", "");
  folder_.write("migrations/versions/a.py",
                "from alembic import op\nimport sqlalchemy as sa\nimport shop.types\n"
                "revision = 'a'\ndown_revision = None\n"
                "def upgrade():\n"
                "    op.create_table('orders', sa.Column('id', sa.Integer(), primary_key=True),\n"
                "                    sa.Column('price', shop.types.Money(), nullable=False))\n"
                "def downgrade():\n    op.drop_table('orders')\n");
  const Outcome outcome = verify("migrations/versions");
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("note: the type shop_types_Money is the program's own: a text "
                              "stands in for it"),
                    HasSubstr("rehearsal: up, down and up again passed"),
                    Not(HasSubstr("statement-fails")), Not(HasSubstr("rollback-incomplete"))));
}

TEST_F(Verify, SaysWhatTheServerLacks) {
  folder_.write("migrations/1.sql",
                "CREATE TABLE t (id int PRIMARY KEY);\n"
                "CREATE EXTENSION no_such_extension;\n"
                "ALTER TABLE t ADD COLUMN v no_such_type;\n"
                "ALTER TABLE t ADD COLUMN w int;\n");
  const Outcome outcome = verify("migrations");
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("note: the extension no_such_extension is not installed with this "
                              "server: what needs it was not run"),
                    HasSubstr("it may need the extension no_such_extension"),
                    ContainsRegex("4 \\| done +[0-9.]+ ms  ALTER TABLE t ADD COLUMN w int"),
                    Not(HasSubstr("statement-fails"))));
}

/// Whatever ends it: a keyboard, a pipeline that is cancelled, a crash.
class EndedBy : public Verify, public testing::WithParamInterface<const char*> {};

TEST_P(EndedBy, LeavesNothingBehind) {
  folder_.write("migrations/1.sql", "DO $$ BEGIN LOOP END LOOP; END $$;\n");
  const Outcome outcome = shell(
      "mkdir scratch; chmod 755 . scratch; export TMPDIR=$PWD/scratch;"
      // What a shell starts in the background ignores SIGINT.
      "env --default-signal=INT $MIGLINT verify migrations & pid=$!;"
      "for n in $(seq 200); do ls scratch/*/.s.PGSQL.5432 >/dev/null 2>&1 && break; sleep 0.05; "
      "done; sleep 0.5;"
      "server=$(head -n 1 scratch/*/data/postmaster.pid); kill -0 $server || exit 3;"
      "kill -" +
      std::string(GetParam()) +
      " $pid;"
      "for n in $(seq 200); do kill -0 $server 2>/dev/null || [ -n \"$(ls scratch)\" ] || break;"
      "sleep 0.05; done;"
      "kill -0 $server 2>/dev/null && exit 4; ls scratch");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
  EXPECT_EQ(outcome.out, "");
}

INSTANTIATE_TEST_SUITE_P(Signals, EndedBy, testing::Values("INT", "TERM", "HUP", "SEGV", "KILL"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace miglint
