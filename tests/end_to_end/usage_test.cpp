// Exit codes, streams and options.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "program.h"

namespace miglint {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using Json = nlohmann::json;

constexpr std::string_view kHarmless =
    "SET lock_timeout = '5s';\nCREATE TABLE t (a int PRIMARY KEY);\n";
/// An error and a warning: an index that blocks writers, and no limit for the wait.
constexpr std::string_view kIndex = "CREATE INDEX i ON orders (a);\n";

class Usage : public ProgramTest {};

TEST_F(Usage, NothingFoundIsExitCode0) {
  folder_.write("1.sql", kHarmless);
  const Outcome outcome = miglint("check 1.sql");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.out, "No findings in 1 file (2 statements)\n");
  EXPECT_EQ(outcome.error, "");
}

TEST_F(Usage, AnErrorIsExitCode1) {
  folder_.write("1.sql", kIndex);
  const Outcome outcome = miglint("check 1.sql");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("error[index-without-concurrently]"));
  EXPECT_THAT(outcome.out, HasSubstr(" --> 1.sql:1:"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("\x1b")));
}

TEST_F(Usage, FailOnMovesTheLine) {
  folder_.write("1.sql", kIndex);
  EXPECT_EQ(miglint("check --fail-on never 1.sql").exit_code, 0);
  EXPECT_EQ(miglint("check --fail-on note 1.sql").exit_code, 1);
  folder_.write(".miglint.toml", "rules.index-without-concurrently.level = \"warning\"\n");
  EXPECT_EQ(miglint("check 1.sql").exit_code, 0);
  EXPECT_EQ(miglint("check --fail-on warning 1.sql").exit_code, 1);
}

TEST_F(Usage, BadUsageIsExitCode2AndNamesTheNearestName) {
  const Outcome command = miglint("chek");
  EXPECT_EQ(command.exit_code, 2);
  EXPECT_EQ(command.out, "");
  EXPECT_THAT(command.error, HasSubstr("unknown command `chek`; did you mean `check`?"));
  const Outcome option = miglint("check --fail-one error");
  EXPECT_EQ(option.exit_code, 2);
  EXPECT_THAT(option.error, HasSubstr("unknown option `--fail-one`; did you mean `--fail-on`?"));
  const Outcome value = miglint("check --format jsn");
  EXPECT_EQ(value.exit_code, 2);
  EXPECT_THAT(value.error, HasSubstr("did you mean `json`?"));
  EXPECT_EQ(miglint("").exit_code, 2);
  EXPECT_EQ(miglint("check --server-version 9.6").exit_code, 2);
}

TEST_F(Usage, HelpAndVersionGoToStandardOutput) {
  for (const std::string command : {"", "check", "sql", "locks", "merge", "rules", "explain",
                                    "init", "checks", "report", "runbook", "stats-query"}) {
    const Outcome help = miglint(command + " --help");
    EXPECT_EQ(help.exit_code, 0) << command;
    EXPECT_THAT(help.out, HasSubstr("Usage: miglint " + command)) << command;
    EXPECT_EQ(help.error, "") << command;
  }
  EXPECT_THAT(miglint("--help").out, HasSubstr("Exit codes:"));
  EXPECT_THAT(miglint("--version").out,
              testing::MatchesRegex("miglint [0-9.]+ \\(grammar of PostgreSQL [0-9.]+\\)\n"));
}

TEST_F(Usage, OutputGoesToTheFile) {
  folder_.write("1.sql", kIndex);
  folder_.write("result.json", std::string(10'000, 'x'));
  const Outcome outcome = miglint("check --format json --output result.json 1.sql");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(Json::parse(read("result.json"))["findings"][0]["file"], "1.sql");
}

TEST_F(Usage, OutputThatCannotBeWrittenIsExitCode2) {
  folder_.write("1.sql", kHarmless);
  const Outcome outcome = miglint("check --output no/such/folder/x 1.sql");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.error,
            "miglint: no/such/folder/x cannot be written: No such file or directory\n");
}

TEST_F(Usage, StandardInputIsReadWhereItIsNamed) {
  folder_.write("in", kIndex);
  const Outcome outcome = shell("\"$MIGLINT\" check --quiet - <in");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, StartsWith("<stdin>:1:"));
  EXPECT_THAT(shell("\"$MIGLINT\" check --quiet --stdin-filepath db/7.sql - <in").out,
              StartsWith("db/7.sql:1:"));
}

/// Nothing stands around it: only how it is written tells the server.
TEST_F(Usage, StandardInputIsKnownByHowItIsWritten) {
  folder_.write("in", "ALTER TABLE `orders` MODIFY id bigint;\n");
  EXPECT_THAT(shell("\"$MIGLINT\" check --quiet - <in").out, HasSubstr("alter-blocks-writes"));
  EXPECT_THAT(shell("\"$MIGLINT\" locks - <in").out, HasSubstr("ALGORITHM=COPY"));
  folder_.write("in", "ALTER TABLE t ADD COLUMN a int; ALTER TABLE t ENGINE=InnoDB;\n");
  EXPECT_THAT(shell("\"$MIGLINT\" locks - <in").out, HasSubstr("ALGORITHM=INSTANT"));
  EXPECT_THAT(shell("\"$MIGLINT\" locks --dialect mariadb --server-version 10.5 - <in").out,
              HasSubstr("ALGORITHM=INSTANT"));
}

/// As measured with a reader and a writer that had the table open in a transaction.
TEST_F(Usage, LocksOfWhatIsNoAlterTable) {
  const auto locks = [&](std::string_view sql) {
    folder_.write("in", sql);
    return shell("\"$MIGLINT\" locks --dialect mysql - <in").out;
  };
  EXPECT_THAT(locks("DROP DATABASE shop"),
              HasSubstr("blocks reads and writes of all tables in the database for an instant"));
  EXPECT_THAT(locks("DROP VIEW v"), HasSubstr("blocks reads and writes of the view"));
  EXPECT_THAT(locks("DROP TRIGGER w"), HasSubstr("blocks reads and writes of the trigger's table"));
  EXPECT_THAT(locks("TRUNCATE t"),
              HasSubstr("blocks reads and writes for an instant, once nobody"));
  EXPECT_THAT(locks("LOCK TABLES t READ"), HasSubstr("blocks writes until UNLOCK TABLES"));
  EXPECT_THAT(locks("FLUSH TABLES WITH READ LOCK"),
              HasSubstr("blocks writes to all tables until UNLOCK TABLES"));
  EXPECT_THAT(locks("DROP PROCEDURE p"), HasSubstr("takes no lock on a table"));
  EXPECT_THAT(locks("DROP TEMPORARY TABLE t"), HasSubstr("takes no lock on a table"));
  EXPECT_THAT(locks("UPDATE t SET a = 1"), HasSubstr("locks the rows that it changes or reads"));
  EXPECT_THAT(locks("CALL p()"), HasSubstr("what the procedure does is not looked into"));
}

TEST_F(Usage, WhatIsPipedInIsReadWithoutBeingNamed) {
  folder_.write("in", kIndex);
  EXPECT_THAT(shell("\"$MIGLINT\" check --quiet <in").out, StartsWith("<stdin>:1:"));
  EXPECT_THAT(shell("(sleep 0.1; cat in) | \"$MIGLINT\" check --quiet").out,
              StartsWith("<stdin>:1:"));
}

TEST_F(Usage, AnOpenPipeThatStaysSilentIsNoInput) {
  folder_.write("migrations/1.sql", kIndex);
  EXPECT_THAT(shell("sleep 1 | \"$MIGLINT\" check --quiet").out, StartsWith("migrations/1.sql:1:"));
}

TEST_F(Usage, TheConfigOfAFileHoldsForStandardInputToo) {
  folder_.write("in", kIndex);
  folder_.write("db/.miglint.toml",
                "rules.index-without-concurrently.level = \"off\"\n"
                "rules.missing-lock-timeout.level = \"off\"\n");
  EXPECT_EQ(shell("\"$MIGLINT\" check --stdin-filepath db/1.sql - <in").exit_code, 0);
  EXPECT_EQ(shell("\"$MIGLINT\" check - <in").exit_code, 1);
}

TEST_F(Usage, WithoutPathsTheMigrationFoldersAreLinted) {
  folder_.write("a/migrations/1.sql", kIndex);
  folder_.write("b/db/migrate/1.sql", kIndex);
  folder_.write("c/1.sql", kIndex);
  const Outcome outcome = miglint("check --quiet");
  EXPECT_THAT(outcome.out, HasSubstr("a/migrations/1.sql:1:"));
  EXPECT_THAT(outcome.out, HasSubstr("b/db/migrate/1.sql:1:"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("c/1.sql")));
}

TEST_F(Usage, TheConfigsPathsAreLintedBeforeThat) {
  folder_.write("a/migrations/1.sql", kIndex);
  folder_.write("c/1.sql", kIndex);
  folder_.write(".miglint.toml", "paths = [\"c\"]\n");
  const Outcome outcome = miglint("check --quiet");
  EXPECT_THAT(outcome.out, StartsWith("c/1.sql:1:"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("migrations")));
}

TEST_F(Usage, NothingToLintIsSaid) {
  const Outcome none = miglint("check");
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_THAT(none.error, HasSubstr("no migrations found"));
  (void)folder_.make_folder("empty");
  const Outcome empty = miglint("check empty");
  EXPECT_EQ(empty.exit_code, 0);
  EXPECT_EQ(empty.error, "miglint: no SQL file in empty\n");
}

TEST_F(Usage, TwoDatabasesAreTwoHistories) {
  folder_.write("a/migrations/1.sql", "CREATE TABLE orders (a int);\n");
  folder_.write("b/migrations/1.sql", "SET lock_timeout = '5s';\nCREATE INDEX i ON orders (a);\n");
  EXPECT_THAT(miglint("check --quiet a b").out,
              HasSubstr("b/migrations/1.sql:2:1: error[index-without-concurrently]"));
}

TEST_F(Usage, ExcludedFilesAreLeftOut) {
  folder_.write("db/1.sql", kIndex);
  folder_.write("db/old/1.sql", kIndex);
  folder_.write(".miglint.toml", "exclude = [\"db/old/**\"]\n");
  const std::string out = miglint("check --quiet db").out;
  EXPECT_THAT(out, HasSubstr("db/1.sql:1:"));
  EXPECT_THAT(out, Not(HasSubstr("db/old")));
}

TEST_F(Usage, ABadConfigNamesEveryMistake) {
  folder_.write("db/1.sql", kIndex);
  folder_.write(".miglint.toml", "exclud = []\n[rules.drop-colum]\nlevel = \"off\"\n");
  const Outcome outcome = miglint("check db");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(
      outcome.error,
      ".miglint.toml:1:1: error: unknown key `exclud`; did you mean `exclude`?\n"
      ".miglint.toml:2:8: error: there is no rule `drop-colum`; did you mean `drop-column`?\n");
  EXPECT_EQ(miglint("check --config missing.toml db").exit_code, 2);
}

TEST_F(Usage, TheDialectComesFromTheConfigOrTheCommandLine) {
  folder_.write("1.sql", "ALTER TABLE `orders` MODIFY `note` INT UNSIGNED NOT NULL;\n");
  EXPECT_THAT(miglint("check --dialect postgres 1.sql").out, HasSubstr("syntax-error"));
  EXPECT_THAT(miglint("check --dialect mysql 1.sql").out, Not(HasSubstr("syntax-error")));
  folder_.write(".miglint.toml", "dialect = \"mariadb\"\n");
  EXPECT_THAT(miglint("check 1.sql").out, Not(HasSubstr("syntax-error")));
}

TEST_F(Usage, TheServersVersionComesFromTheConfigOrTheCommandLine) {
  // What 13 does by a rewrite... needs no version here: the option wins over the config.
  folder_.write("1.sql", "ALTER TABLE t DETACH PARTITION p CONCURRENTLY;\n");
  folder_.write(".miglint.toml", "postgres.version = 18\n");
  EXPECT_NE(miglint("check 1.sql").exit_code, 2);
  EXPECT_NE(miglint("check --server-version 13 1.sql").exit_code, 2);
}

TEST_F(Usage, ColourIsForTerminalsUnlessItIsAskedFor) {
  folder_.write("1.sql", kIndex);
  EXPECT_THAT(miglint("check --color always 1.sql").out, HasSubstr("\x1b[1;31merror"));
  EXPECT_THAT(miglint("check --color never 1.sql").out, Not(HasSubstr("\x1b")));
}

TEST_F(Usage, ThreadsDoNotChangeTheOutput) {
  for (int i = 0; i < 300; ++i) {
    folder_.write("db/" + std::to_string(i) + ".sql",
                  "-- " + std::string(500, 'x') + "\nCREATE INDEX i" + std::to_string(i) +
                      " ON orders (a);\nDROP TABLE t" + std::to_string(i) + ";\n");
  }
  const std::string one = miglint("check --format sarif -j 1 db").out;
  EXPECT_THAT(one, Not(IsEmpty()));
  EXPECT_EQ(miglint("check --format sarif -j 7 db").out, one);
}

}  // namespace
}  // namespace miglint
