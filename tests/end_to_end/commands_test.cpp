// The commands beside check.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "program.h"

namespace miglint {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using Json = nlohmann::json;

class Commands : public ProgramTest {};

TEST_F(Commands, LocksSayWhatIsLocked) {
  folder_.write(
      "1.sql",
      "ALTER TABLE orders ADD COLUMN note text;\n\nCREATE INDEX CONCURRENTLY i ON orders (a);\n");
  const Outcome outcome = miglint("locks --format json 1.sql");
  EXPECT_EQ(outcome.exit_code, 0);
  const Json json = Json::parse(outcome.out);
  ASSERT_EQ(json.size(), 2U);
  EXPECT_EQ(json[0], Json::parse(R"({
    "sql": "ALTER TABLE orders ADD COLUMN note text", "line": 1, "transactional": true,
    "effects": [{"relation": "public.orders", "lock": "AccessExclusiveLock",
                 "rewrite": false, "scan": false, "index_build": false}]})"));
  EXPECT_EQ(json[1]["line"], 3);
  EXPECT_EQ(json[1]["transactional"], false);
  EXPECT_EQ(json[1]["effects"][0]["relation"], "public.orders");
  EXPECT_EQ(json[1]["effects"][0]["lock"], "ShareUpdateExclusiveLock");
  EXPECT_EQ(json[1]["effects"][0]["index_build"], true);
}

TEST_F(Commands, LocksForPeopleSayWhoIsBlockedAndHowLong) {
  folder_.write("1.sql",
                "ALTER TABLE orders ALTER COLUMN id TYPE bigint;\n"
                "ALTER TABLE orders ALTER COLUMN a SET NOT NULL;\n"
                "DROP TABLE old;\nSELECT 1;\nCREATE TABLE new (a int);\nVACUUM orders;\n");
  const std::string out = miglint("locks 1.sql").out;
  EXPECT_THAT(out, StartsWith("1.sql\n"
                              "1 | ALTER TABLE orders ALTER COLUMN id TYPE bigint\n"
                              "      ACCESS EXCLUSIVE on public.orders: blocks reads and writes "
                              "while the whole table is rewritten"));
  EXPECT_THAT(out, HasSubstr("\n      note: public.orders: unknown old type: assumes a rewrite\n"));
  EXPECT_THAT(out, HasSubstr("public.orders: blocks reads and writes while every row is checked"));
  EXPECT_THAT(out, HasSubstr("\n3 | DROP TABLE old\n"
                             "      ACCESS EXCLUSIVE on public.old: blocks reads and writes for an "
                             "instant, once it gets the lock\n"));
  EXPECT_THAT(out, HasSubstr("\n4 | SELECT 1\n      takes no lock on a relation\n"));
  EXPECT_THAT(out, HasSubstr("\n      makes public.new: nobody waits for it\n"));
  EXPECT_THAT(out, HasSubstr("\n      VACUUM cannot run inside a transaction block\n"));
}

TEST_F(Commands, OtherTablesStayLockedUntilTheWorkIsDone) {
  folder_.write("1.sql",
                "ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id);\n");
  EXPECT_THAT(miglint("locks 1.sql").out,
              HasSubstr("SHARE ROW EXCLUSIVE on public.customers: blocks writes until the work on "
                        "public.orders is done\n"));
}

TEST_F(Commands, LocksReadStandardInputByDefault) {
  folder_.write("in", "TRUNCATE orders;");
  const Json json = Json::parse(shell("\"$MIGLINT\" locks --format json <in").out);
  EXPECT_EQ(json[0]["effects"][0]["lock"], "AccessExclusiveLock");
}

TEST_F(Commands, LocksKnowTheTablesOfTheHistory) {
  folder_.write("db/1.sql", "CREATE TABLE orders (id int, code varchar(10));\n");
  folder_.write("db/2.sql", "ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);\n");
  folder_.write("db/3.sql", "DROP TABLE orders;\n");
  const Json without = Json::parse(miglint("locks --format json db/2.sql").out);
  EXPECT_EQ(without[0]["effects"][0]["rewrite"], true);
  EXPECT_THAT(without[0]["remarks"].dump(), HasSubstr("unknown"));
  // The script is part of the history: what stands after it has not run yet.
  const Json with = Json::parse(miglint("locks --format json --history db db/2.sql").out);
  EXPECT_EQ(with[0]["effects"][0]["rewrite"], false);
  EXPECT_FALSE(with[0].contains("remarks"));
}

TEST_F(Commands, LocksOfAStatementThatCannotBeParsedAreExitCode1) {
  folder_.write("1.sql", "ALTER TABEL t;\nTRUNCATE t;\n");
  const Outcome outcome = miglint("locks --format json 1.sql");
  EXPECT_EQ(outcome.exit_code, 1);
  const Json json = Json::parse(outcome.out);
  EXPECT_THAT(json[0]["remarks"][0].get<std::string>(), HasSubstr("syntax error"));
  EXPECT_EQ(json[1]["effects"].size(), 1U);
}

TEST_F(Commands, SqlPrintsTheStatementsWithTheirTransactions) {
  folder_.write("db/1.up.sql", "BEGIN;\nSELECT 1;\nCOMMIT;\nSELECT 2;\n");
  folder_.write("db/1.down.sql", "DROP TABLE t;\n");
  const Outcome up = miglint("sql --format json db");
  EXPECT_EQ(up.exit_code, 0);
  std::istringstream lines(up.out);
  std::vector<Json> statements;
  for (std::string line; std::getline(lines, line);)
    statements.push_back(Json::parse(line));
  ASSERT_EQ(statements.size(), 4U);
  EXPECT_EQ(statements[1], Json::parse(R"({
    "file": "db/1.up.sql", "direction": "up", "line": 2, "sql": "SELECT 1",
    "transaction": "explicit", "certainty": "exact", "guards": []})"));
  EXPECT_EQ(statements[3]["transaction"], "none");
  const Json down = Json::parse(miglint("sql --direction down --format json db").out);
  EXPECT_EQ(down["file"], "db/1.down.sql");
  EXPECT_EQ(down["direction"], "down");
}

TEST_F(Commands, SqlIsAScriptAgain) {
  folder_.write("1.sql", "SELECT 1 ; -- one\nSELECT\n  2;");
  EXPECT_EQ(miglint("sql 1.sql").out, "-- 1.sql (up)\nSELECT 1;\nSELECT\n  2;\n\n");
}

TEST_F(Commands, RulesAreListed) {
  const Outcome text = miglint("rules");
  EXPECT_EQ(text.exit_code, 0);
  EXPECT_THAT(text.out, HasSubstr("index-without-concurrently"));
  const Json json = Json::parse(miglint("rules --format json").out);
  EXPECT_GT(json.size(), 20U);
  for (const Json& rule : json) {
    EXPECT_FALSE(rule["title"].get<std::string>().empty()) << rule;
    EXPECT_FALSE(rule["level"].get<std::string>().empty()) << rule;
  }
}

TEST_F(Commands, ExplainPrintsTheRulesPage) {
  const Outcome page = miglint("explain syntax-error");
  EXPECT_EQ(page.exit_code, 0);
  EXPECT_THAT(page.out, StartsWith("syntax-error (error): "));
  EXPECT_THAT(page.out, HasSubstr("## "));
  const Outcome typo = miglint("explain syntx-error");
  EXPECT_EQ(typo.exit_code, 2);
  EXPECT_EQ(typo.error, "miglint: there is no rule `syntx-error`; did you mean `syntax-error`?\n");
}

TEST_F(Commands, InitWritesAConfigThatIsValid) {
  folder_.write("db/migrations/1.sql", "SELECT 1;\n");
  const Outcome first = miglint("init");
  EXPECT_EQ(first.exit_code, 0);
  EXPECT_EQ(first.out, ".miglint.toml written\n");
  const Outcome check = miglint("check");
  EXPECT_EQ(check.exit_code, 0);
  EXPECT_EQ(check.out, "No findings in 1 file (1 statement)\n");
  const Outcome second = miglint("init");
  EXPECT_EQ(second.exit_code, 2);
  EXPECT_THAT(second.error, HasSubstr("exists already"));
}

}  // namespace
}  // namespace miglint
