#include "frontend/cxx/read_output.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace miglint::cxx {
namespace {

std::string section(std::string_view name, bool is_step = false) {
  return fmt::format(
      R"({{"kind":"section","name":"{}","in_callers_transaction":false,"is_step":{}}})"
      "\n",
      name, is_step);
}

/// Sent by the function of that number; `unknown` stands behind the text when it is not empty.
std::string statement(std::string_view text, std::string_view unknown = "", int of = 0,
                      std::string_view server = "postgres") {
  return fmt::format(
      R"({{"kind":"statement","pieces":[["known","{}",1,2]{}],"begin":1,"end":9,"api":"libpqxx",)"
      R"("server":"{}","values":"n","one_message":true,"guards":[],"section":{}}})"
      "\n",
      text, unknown.empty() ? "" : fmt::format(R"(,["unknown","{}",3,4])", unknown), server, of);
}

Migration read(const std::string& lines) {
  static Arena arena;
  Migration migration;
  std::vector<std::string> missing;
  EXPECT_TRUE(
      read_output(lines + R"({"kind":"end"})" + '\n', "postgres", migration, missing, arena));
  return migration;
}

bool is_judged(const Migration& migration, std::size_t statement = 0) {
  return migration.up.statements.at(statement).not_judged.empty();
}

TEST(ReadOutput, RowsChangedByValuesOfTheMomentAreDailyWork) {
  EXPECT_FALSE(is_judged(read(section("Db::forget") + statement("DELETE FROM t WHERE ", "where"))));
  EXPECT_FALSE(is_judged(read(section("Db::touch") + statement("UPDATE t SET a = $1"))));
  EXPECT_FALSE(is_judged(read(section("f") + statement("insert into t values (", "value"))));
}

TEST(ReadOutput, RowsChangedByConstantsMayBeAMigration) {
  EXPECT_TRUE(is_judged(read(section("f") + statement("UPDATE t SET a = 1"))));
  EXPECT_TRUE(is_judged(read(section("f") + statement("DELETE FROM t WHERE a = '$1'"))));
}

TEST(ReadOutput, AFunctionThatChangesTheSchemaToo) {
  const Migration both = read(section("f") + statement("UPDATE t SET a = ", "x") +
                              statement("alter table t add b int"));
  EXPECT_TRUE(is_judged(both, 0));
  EXPECT_TRUE(is_judged(both, 1));
  const Migration apart =
      read(section("create") + section("touch") + statement("CREATE TABLE t (a int)", "", 0) +
           statement("UPDATE t SET a = ", "x", 1));
  EXPECT_TRUE(is_judged(apart, 0));
  EXPECT_FALSE(is_judged(apart, 1));
}

TEST(ReadOutput, ASchemaChangeBehindAnotherStatementOrAComment) {
  EXPECT_TRUE(is_judged(
      read(section("f") + statement("UPDATE t SET a = $1; ALTER TABLE t DROP COLUMN b"))));
  const Migration both = read(section("f") + statement("UPDATE t SET a = ", "x") +
                              statement("/* 7 */ -- x\\n ALTER TABLE t DROP COLUMN b"));
  EXPECT_TRUE(is_judged(both, 0));
  EXPECT_TRUE(is_judged(both, 1));
}

TEST(ReadOutput, NamesOfMigrations) {
  const std::string update = statement("UPDATE t SET a = ", "x");
  EXPECT_TRUE(is_judged(read(section("Db::migrateOrders") + update)));
  EXPECT_TRUE(is_judged(read(section("backfill_org_id") + update)));
  EXPECT_TRUE(is_judged(read(section("step_7", true) + update)));
}

TEST(ReadOutput, AnotherServersSqlIsNotJudged) {
  const Migration migration =
      read(section("f") + statement("DROP TABLE t", "", 0, "sqlite") + statement("DROP TABLE t"));
  EXPECT_EQ(migration.up.statements.at(0).not_judged, "it is sent to SQLite");
  EXPECT_TRUE(is_judged(migration, 1));
}

}  // namespace
}  // namespace miglint::cxx
