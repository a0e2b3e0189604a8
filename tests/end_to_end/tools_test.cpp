// Migration tools from the tree to the findings: history, both directions, why there is a
// transaction.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "program.h"

namespace miglint {
namespace {

using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

class Tools : public ProgramTest {
 protected:
  void write_goose() {
    folder_.write("db/1_orders.sql",
                  "-- +goose Up\nCREATE TABLE orders (id bigint PRIMARY KEY, email text);\n"
                  "-- +goose Down\nDROP TABLE orders;\n");
    folder_.write("db/2_index.sql",
                  "-- +goose Up\nCREATE INDEX CONCURRENTLY i ON orders (email);\n"
                  "-- +goose Down\nDROP INDEX CONCURRENTLY i;\n");
  }
};

TEST_F(Tools, AFindingSaysWhyThereIsATransactionAndWhatToWrite) {
  write_goose();
  const std::string out = miglint("check").out;
  EXPECT_THAT(out, HasSubstr("so this fails: goose wraps each file in a transaction by default and "
                             "this file has no `-- +goose NO TRANSACTION`."));
  EXPECT_THAT(out, HasSubstr("-- in a file of its own that has the line `-- +goose NO TRANSACTION` "
                             "at its top"));
  EXPECT_THAT(out, HasSubstr("warning[concurrently-in-transaction]: On rollback: "));
}

TEST_F(Tools, AFileAloneIsJudgedByItsHistoryAndReportedAlone) {
  write_goose();
  folder_.write("db/3_more.sql", "-- +goose Up\nALTER TABLE orders ADD COLUMN id int;\n");
  const Json json = Json::parse(miglint("check --format json db/2_index.sql").out);
  EXPECT_EQ(json["files"], 1);
  for (const Json& finding : json["findings"])
    EXPECT_EQ(finding["file"], "db/2_index.sql");
  // A table that no migration is known to have made would have to be assumed.
  EXPECT_EQ(json["findings"].size(), 2U) << json["findings"];
}

TEST_F(Tools, PlanSaysWhatWasRecognisedAndWhy) {
  write_goose();
  const Json json = Json::parse(miglint("plan --format json db/2_index.sql").out);
  ASSERT_EQ(json["sets"].size(), 1U);
  const Json& set = json["sets"][0];
  EXPECT_EQ(set["tool"], "goose");
  EXPECT_EQ(set["folder"], "db");
  EXPECT_EQ(set["guessed"], false);
  ASSERT_EQ(set["migrations"].size(), 2U);
  EXPECT_EQ(set["migrations"][0]["files"][0]["history"], true);
  const Json& file = set["migrations"][1]["files"][0];
  EXPECT_EQ(file["file"], "db/2_index.sql");
  EXPECT_EQ(file["history"], false);
  ASSERT_EQ(file["scopes"].size(), 2U);
  EXPECT_EQ(file["scopes"][0]["direction"], "up");
  EXPECT_EQ(file["scopes"][0]["line"], 2);
  EXPECT_EQ(file["scopes"][0]["wrap"], "file");
  EXPECT_EQ(file["scopes"][0]["send"], "statement");
  EXPECT_EQ(file["scopes"][0]["known_by"], "tool_default");
  EXPECT_EQ(file["scopes"][1]["direction"], "down");
}

TEST_F(Tools, TheConfigOverridesATransactionThatNoMarkerNames) {
  write_goose();
  folder_.write(".miglint.toml", "[frameworks.goose]\ntransaction = \"none\"\n");
  EXPECT_THAT(miglint("check --quiet").out, Not(HasSubstr("concurrently-in-transaction")));
}

TEST_F(Tools, WhatAToolPassesOverIsSaid) {
  write_goose();
  folder_.write("db/seed.sql", "DROP TABLE users;\n");
  const Outcome outcome = miglint("check --quiet");
  EXPECT_THAT(outcome.error, HasSubstr("db: 1 file is left out, such as seed.sql: "));
  EXPECT_THAT(outcome.out, Not(HasSubstr("seed.sql")));
  EXPECT_THAT(miglint("check --quiet db/seed.sql").out,
              HasSubstr("db/seed.sql:1:1: error[drop-table]"));
}

TEST_F(Tools, FlywaysPlaceholdersAreShownAsTheyAreWritten) {
  folder_.write("db/migration/V1__a.sql", "ALTER TABLE ${schema}.orders ADD COLUMN note text;\n");
  folder_.write("db/migration/V2__b.sql", "ALTER TABLE orders ${rest};\n");
  const std::string out = miglint("check --quiet").out;
  EXPECT_THAT(out, HasSubstr("V1__a.sql:1:30: warning[missing-lock-timeout]"));
  EXPECT_THAT(out, HasSubstr("`${schema}.orders`"));
  EXPECT_THAT(out, HasSubstr("V2__b.sql:1:1: note[opaque-statement] A placeholder"));
  EXPECT_THAT(out, Not(HasSubstr("syntax-error")));
}

TEST_F(Tools, ARollbackOfTwoFilesIsLintedToo) {
  folder_.write("migrations/1_a.up.sql", "CREATE TABLE a (id int);\n");
  folder_.write("migrations/1_a.down.sql", "DROP TABLE a;\nDROP INDEX CONCURRENTLY i;\n");
  EXPECT_THAT(miglint("check --quiet").out,
              HasSubstr("migrations/1_a.down.sql:2:1: warning[concurrently-in-transaction] "
                        "On rollback: "));
}

}  // namespace
}  // namespace miglint
