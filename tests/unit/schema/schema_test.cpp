// The schema's own promises. What statements do to it is tested from SQL in
// tests/unit/dialect_postgres/schema_replay_test.cpp and against servers in
// tests/conformance/schema.
#include "schema/schema.h"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <string>

namespace miglint {
namespace {

Operation add_column(std::string_view table, std::string_view column) {
  return {.action = op::AddColumn{.table = {.name = {"", table}},
                                  .column = {.name = column, .type = {.name = {"", "text"}}}}};
}

void apply(Schema& schema, const Operation& operation, std::uint32_t transaction = 1) {
  schema.apply({&operation, 1}, {.migration = 1, .transaction = transaction});
}

Operation set_search_path(std::string_view value, op::SetParameter::Scope scope) {
  return {.action = op::SetParameter{.parameter = "search_path", .value = value, .scope = scope}};
}

TEST(Schema, KeysOutliveTheSchemaThatGaveThemWhileACopyLives) {
  std::optional<Schema> original(std::in_place);
  apply(*original, add_column("users", "x"));
  const RelationKey known = original->key({"", "users"});
  const RelationKey unknown = original->key({"app", "never_seen"});
  const Schema copy = *original;
  original.reset();
  EXPECT_EQ(known, "public.users");
  EXPECT_EQ(unknown, "app.never_seen");
  EXPECT_EQ(copy.find_table(known)->key.data(), known.data());
}

TEST(Schema, CopiesDoNotSeeEachOthersChanges) {
  Schema before;
  apply(before, add_column("users", "x"));
  Schema after = before;
  apply(after, add_column("users", "y"));
  apply(after, add_column("orders", "z"));
  EXPECT_EQ(before.find_table(ObjectName{"", "users"})->find_column("y"), nullptr);
  EXPECT_EQ(before.find_table(ObjectName{"", "orders"}), nullptr);
  EXPECT_NE(after.find_table(ObjectName{"", "users"})->find_column("y"), nullptr);
  before = after;
  EXPECT_NE(before.find_table(ObjectName{"", "orders"}), nullptr);
}

TEST(Schema, NamesOfTheServersOwnCatalogAreNotTheUsers) {
  const Schema schema;
  EXPECT_EQ(schema.key({"", "pg_class"}), "pg_catalog.pg_class");
  EXPECT_EQ(schema.key({"", "users"}), "public.users");
}

TEST(Schema, NamesLongerThanAServerTakesAreStillKept) {
  Schema schema;
  const std::string name(200, 'n');
  apply(schema, add_column(name, "x"));
  ASSERT_NE(schema.find_table(ObjectName{"", name}), nullptr);
  EXPECT_EQ(schema.find_table(ObjectName{"", name})->key, "public." + name);
}

TEST(Schema, ATableTakesNoMoreColumnsThanAServerAllows) {
  Schema schema;
  std::vector<std::string> names;
  for (int i = 0; i < 2000; ++i)
    names.push_back("c" + std::to_string(i));
  for (const std::string& name : names)
    apply(schema, add_column("users", name));
  EXPECT_EQ(schema.find_table(ObjectName{"", "users"})->columns.size(), 1600U);
}

/// A key of `orders` without a name.
void add_key(Schema& schema, ConstraintKind kind, std::string_view column) {
  const std::array columns{column};
  op::AddConstraint add{.table = {.name = {"", "orders"}}};
  add.constraint.kind = kind;
  add.constraint.columns = columns;
  if (kind == ConstraintKind::foreign_key) add.constraint.referenced_table = {"", "users"};
  apply(schema, {.action = add});
}

TEST(Schema, ATableOfMysqlTakesMoreColumnsAndFewerIndexes) {
  Schema schema;
  schema.speak(Dialect::mysql);
  std::vector<std::string> names;
  for (int i = 0; i < 5000; ++i)
    names.push_back("c" + std::to_string(i));
  for (const std::string& name : names)
    apply(schema, add_column("orders", name));
  for (int i = 0; i < 200; ++i)
    add_key(schema, ConstraintKind::unique, "c1");
  const Table* table = schema.find_table(ObjectName{"", "orders"});
  EXPECT_EQ(table->columns.size(), 4096U);
  EXPECT_TRUE(table->columns_incomplete);
  EXPECT_EQ(table->indexes.size(), 128U);
}

/// As MariaDB 10.11 does it: the number of a foreign key that is gone is not given again, unless it
/// was the highest.
TEST(Schema, InnoDbNumbersForeignKeysFromTheHighestOn) {
  Schema schema;
  schema.speak(Dialect::mysql);
  const auto drop = [&](std::string_view name) {
    apply(schema,
          {.action = op::DropConstraint{.table = {.name = {"", "orders"}}, .constraint = name}});
  };
  const auto names = [&] {
    std::string all;
    for (const TableConstraint& each : schema.find_table(ObjectName{"", "orders"})->constraints)
      all += each.name + ' ';
    return all;
  };
  add_key(schema, ConstraintKind::foreign_key, "a");
  add_key(schema, ConstraintKind::foreign_key, "b");
  drop("orders_ibfk_1");
  add_key(schema, ConstraintKind::foreign_key, "d");
  EXPECT_EQ(names(), "orders_ibfk_2 orders_ibfk_3 ");
  drop("orders_ibfk_3");
  add_key(schema, ConstraintKind::foreign_key, "a");
  EXPECT_EQ(names(), "orders_ibfk_2 orders_ibfk_3 ");
}

TEST(SearchPath, OfSetLocalEndsWithTheTransaction) {
  using Scope = op::SetParameter::Scope;
  Schema schema;
  apply(schema, set_search_path("app, public", Scope::local), 1);
  EXPECT_EQ(schema.key({"", "t"}), "app.t");
  schema.end_transaction();
  EXPECT_EQ(schema.key({"", "t"}), "public.t");

  apply(schema, set_search_path("app", Scope::local), 2);
  apply(schema, add_column("t", "x"), 3);
  EXPECT_EQ(schema.key({"", "t"}), "public.t");

  apply(schema, set_search_path("app", Scope::local), 4);
  apply(schema, {.action = op::TransactionControl{.kind = op::TransactionControl::Kind::commit}},
        4);
  EXPECT_EQ(schema.key({"", "t"}), "public.t");

  apply(schema, set_search_path("app", Scope::local), 5);
  apply(schema, set_search_path("other", Scope::session), 5);
  schema.end_transaction();
  EXPECT_EQ(schema.key({"", "t"}), "other.t");
}

TEST(SearchPath, OfAnUnknownValueStaysAsItWas) {
  Schema schema;
  apply(schema, {.action = op::SetParameter{.parameter = "search_path", .value_known = false}});
  EXPECT_EQ(schema.key({"", "t"}), "public.t");
}

}  // namespace
}  // namespace miglint
