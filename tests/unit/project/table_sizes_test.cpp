#include "project/table_sizes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace miglint {
namespace {

using testing::HasSubstr;

/// What is wrong with the text.
std::string mistake(std::string_view text) {
  const auto sizes = TableSizes::parse(text);
  return sizes ? "nothing" : sizes.error();
}

std::string mistake_in(std::string_view table) {
  return mistake(R"({"version": 1, "tables": [{"name": "a"}, )" + std::string(table) + "]}");
}

TEST(TableSizes, AreReadByTable) {
  const auto sizes = TableSizes::parse(R"({
    "version": 1, "server": "PostgreSQL 16.4", "database": "shop", "default_schema": "public",
    "taken_at": "2026-11-20T10:00:00Z", "counted_since": null,
    "tables": [
      {"schema": "public", "name": "orders", "rows": 4.12e8, "table_bytes": 96000000000,
       "index_bytes": 30, "writes_per_second": 2.5},
      {"schema": "audit", "name": "log", "rows": null}]})");
  ASSERT_TRUE(sizes) << sizes.error();
  EXPECT_EQ(sizes->taken_on(), "2026-11-20");
  const TableSize* orders = sizes->find("public.orders");
  ASSERT_NE(orders, nullptr);
  EXPECT_EQ(orders->rows, 4.12e8);
  EXPECT_EQ(orders->table_bytes, 9.6e10);
  EXPECT_EQ(orders->index_bytes, 30);
  EXPECT_EQ(orders->writes_per_second, 2.5);
  const TableSize* log = sizes->find("audit.log");
  ASSERT_NE(log, nullptr);
  EXPECT_EQ(log->rows, std::nullopt);
  EXPECT_EQ(log->table_bytes, std::nullopt);
}

TEST(TableSizes, ATableThatIsNotThereIsUnknown) {
  const auto sizes = TableSizes::parse(R"({"version": 1, "tables": [{"name": "orders"}]})");
  ASSERT_TRUE(sizes) << sizes.error();
  EXPECT_NE(sizes->find("public.orders"), nullptr);
  EXPECT_EQ(sizes->find("public.order"), nullptr);
  EXPECT_EQ(sizes->find("audit.orders"), nullptr);
}

/// A migration for MySQL names no schema; the server's is called after the database.
TEST(TableSizes, ANameWithoutASchemaIsLookedForInTheSchemaOfTheQuery) {
  const auto sizes = TableSizes::parse(R"({"version": 1, "default_schema": "shop", "tables": [
      {"schema": "shop", "name": "orders", "rows": 1}, {"schema": "public", "name": "a", "rows": 2},
      {"schema": "shop", "name": "a", "rows": 3}]})");
  ASSERT_TRUE(sizes) << sizes.error();
  EXPECT_EQ(sizes->find("public.orders")->rows, 1);
  EXPECT_EQ(sizes->find("public.a")->rows, 2);
  EXPECT_EQ(sizes->find("other.orders"), nullptr);
}

TEST(TableSizes, AFileThatIsNoAnswerIsRefused) {
  EXPECT_THAT(mistake(""), HasSubstr("the file is empty"));
  EXPECT_THAT(mistake(" \n"), HasSubstr("the file is empty"));
  EXPECT_THAT(mistake(" jsonb_build_object\n---\n {}"), HasSubstr("no JSON (byte 2)"));
  EXPECT_EQ(mistake("[]"), "the file must hold one JSON object, not a list");
  EXPECT_EQ(mistake("{}"), "`version` is missing");
  EXPECT_EQ(mistake(R"({"version": 2, "tables": []})"), "version 2 is not known here, only 1");
  EXPECT_EQ(mistake(R"({"version": 1})"), "`tables` is missing");
  EXPECT_EQ(mistake(R"({"version": 1, "tables": 3})"), "`tables` must be a list, not a number");
  EXPECT_THAT(mistake(R"({"version": 1, "tables": null})"), HasSubstr("no table"));
  EXPECT_EQ(mistake(R"({"version": 1, "table": []})"),
            "unknown key `table`; did you mean `tables`?");
  EXPECT_EQ(mistake(R"({"version": 1, "tables": [], "taken_at": 5})"),
            "`taken_at` must be a string, not a number");
}

TEST(TableSizes, AMistakeInATableNamesItsPlace) {
  EXPECT_EQ(mistake_in("7"), "`tables[1]` must be an object, not a number");
  EXPECT_EQ(mistake_in("{}"), "`tables[1].name` is missing");
  EXPECT_EQ(mistake_in(R"({"name": "b", "row": 1})"),
            "unknown key `row` in tables[1]; did you mean `rows`?");
  EXPECT_EQ(mistake_in(R"({"name": "b", "rows": "many"})"),
            "`tables[1].rows` must be a number or null, not a string");
  EXPECT_EQ(mistake_in(R"({"name": "b", "rows": -1})"),
            "`tables[1].rows` is -1: what is not known is null");
  EXPECT_EQ(mistake_in(R"({"name": "a"})"), "`tables[1]`: public.a is there twice");
}

TEST(StatsQuery, IsOneStatement) {
  for (const Dialect dialect : {Dialect::postgres, Dialect::mysql, Dialect::mariadb}) {
    const std::string query = stats_query(dialect);
    EXPECT_TRUE(query.ends_with(";\n"));
    EXPECT_EQ(query.find(';', query.find('\n')), query.size() - 2) << query;
  }
}

}  // namespace
}  // namespace miglint
