// DROP, RENAME, SET SCHEMA and OWNER of all kinds of objects.
#include "lowered.h"

namespace miglint::postgres {
namespace {

TEST(LowerDrop, TablesNameByName) {
  const Lowered sql("DROP TABLE IF EXISTS a, /* , */ s . b, \"c,d\" CASCADE");
  ASSERT_EQ(sql.size(), 3U);
  EXPECT_EQ(name(sql.at<op::DropTable>(1).table), "s.b");
  EXPECT_EQ(sql.at<op::DropTable>(2).table.name, "c,d");
  EXPECT_TRUE(sql.at<op::DropTable>(2).if_exists && sql.at<op::DropTable>(2).cascade);
  EXPECT_EQ(sql.text(0), "a");
  EXPECT_EQ(sql.text(1), "s . b");
  EXPECT_EQ(sql.text(2), "\"c,d\"");
  EXPECT_FALSE(Lowered("DROP TABLE a RESTRICT").only<op::DropTable>().cascade);
}

TEST(LowerDrop, Objects) {
  using Kind = op::DropObject::Kind;
  struct Case {
    const char* sql;
    Kind kind;
    const char* word;
    const char* object;
  };
  const Case cases[] = {
      {"DROP VIEW s.v", Kind::view, "VIEW", "s.v"},
      {"DROP MATERIALIZED VIEW m", Kind::materialized_view, "MATERIALIZED VIEW", "m"},
      {"DROP SEQUENCE q", Kind::sequence, "SEQUENCE", "q"},
      {"DROP FOREIGN TABLE f", Kind::foreign_table, "FOREIGN TABLE", "f"},
      {"DROP TYPE s.t", Kind::type, "TYPE", "s.t"},
      {"DROP DOMAIN d", Kind::domain, "DOMAIN", "d"},
      {"DROP SCHEMA s", Kind::schema, "SCHEMA", "s"},
      {"DROP EXTENSION e", Kind::extension, "EXTENSION", "e"},
      {"DROP FUNCTION s.f(int, text)", Kind::function, "FUNCTION", "s.f"},
      {"DROP ROUTINE f", Kind::function, "ROUTINE", "f"},
      {"DROP PROCEDURE p(int)", Kind::procedure, "PROCEDURE", "p"},
      {"DROP AGGREGATE a(*)", Kind::aggregate, "AGGREGATE", "a"},
      {"DROP PUBLICATION p", Kind::other, "PUBLICATION", "p"},
      {"DROP STATISTICS s.x", Kind::other, "STATISTICS", "s.x"},
      {"DROP COLLATION c", Kind::other, "COLLATION", "c"},
      {"DROP EVENT TRIGGER e", Kind::other, "EVENT TRIGGER", "e"},
      {"DROP SERVER s", Kind::other, "SERVER", "s"},
      {"DROP FOREIGN DATA WRAPPER w", Kind::other, "FOREIGN DATA WRAPPER", "w"},
      {"DROP LANGUAGE l", Kind::other, "LANGUAGE", "l"},
      {"DROP OPERATOR CLASS o USING btree", Kind::other, "OPERATOR CLASS", "o"},
      {"DROP OPERATOR FAMILY s.o USING btree", Kind::other, "OPERATOR FAMILY", "s.o"},
      {"DROP TEXT SEARCH PARSER p", Kind::other, "TEXT SEARCH PARSER", "p"},
      {"DROP ACCESS METHOD a", Kind::other, "ACCESS METHOD", "a"},
      {"DROP CAST (int AS text)", Kind::other, "CAST", nullptr},
      {"DROP TRANSFORM FOR int LANGUAGE l", Kind::other, "TRANSFORM", nullptr},
  };
  for (const Case& each : cases) {
    const Lowered sql(each.sql);
    const auto& drop = sql.only<op::DropObject>();
    EXPECT_EQ(drop.kind, each.kind) << each.sql;
    EXPECT_EQ(drop.kind_word, each.word) << each.sql;
    if (each.object != nullptr) {
      EXPECT_EQ(name(drop.name), each.object) << each.sql;
    }
    EXPECT_EQ(sql.text(), each.sql);
  }
}

TEST(LowerDrop, ManyObjects) {
  const Lowered sql("DROP FUNCTION IF EXISTS f(int, numeric(3, 2)), s.g, h() CASCADE");
  ASSERT_EQ(sql.size(), 3U);
  EXPECT_EQ(sql.text(0), "f(int, numeric(3, 2))");
  EXPECT_EQ(sql.text(1), "s.g");
  EXPECT_EQ(sql.text(2), "h()");
  EXPECT_TRUE(sql.at<op::DropObject>(2).cascade);
  const Lowered views("DROP MATERIALIZED VIEW IF EXISTS a, b");
  EXPECT_EQ(views.text(0), "a");
  EXPECT_EQ(views.text(1), "b");
}

TEST(LowerDrop, WhatStandsOnATable) {
  const Lowered trigger("DROP TRIGGER IF EXISTS r ON s.t CASCADE");
  EXPECT_EQ(trigger.only<op::DropTrigger>().trigger, "r");
  EXPECT_EQ(name(trigger.only<op::DropTrigger>().table), "s.t");
  EXPECT_TRUE(trigger.only<op::DropTrigger>().if_exists);
  const Lowered policy("DROP POLICY p ON t");
  EXPECT_EQ(policy.only<op::DropPolicy>().policy, "p");
  EXPECT_EQ(name(policy.only<op::DropPolicy>().table), "t");
  const Lowered rule("DROP RULE r ON s.t");
  EXPECT_EQ(rule.only<op::DropObject>().kind, op::DropObject::Kind::rule);
  EXPECT_EQ(name(rule.only<op::DropObject>().name), "r");
  EXPECT_EQ(name(rule.only<op::DropObject>().on_table), "s.t");
}

TEST(LowerDrop, RenamesOfObjects) {
  struct Case {
    const char* sql;
    const char* word;
    const char* object;
    const char* table;
  };
  const Case cases[] = {
      {"ALTER TYPE s.t RENAME TO x", "TYPE", "s.t", ""},
      {"ALTER SCHEMA s RENAME TO x", "SCHEMA", "s", ""},
      {"ALTER FUNCTION s.f(int) RENAME TO x", "FUNCTION", "s.f", ""},
      {"ALTER TRIGGER r ON s.t RENAME TO x", "TRIGGER", "r", "s.t"},
      {"ALTER POLICY p ON t RENAME TO x", "POLICY", "p", "t"},
      {"ALTER RULE r ON t RENAME TO x", "RULE", "r", "t"},
      {"ALTER DOMAIN d RENAME TO x", "DOMAIN", "d", ""},
      {"ALTER DOMAIN d RENAME CONSTRAINT c TO x", "DOMAIN CONSTRAINT", "d", ""},
      {"ALTER ROLE r RENAME TO x", "ROLE", "r", ""},
      {"ALTER DATABASE d RENAME TO x", "DATABASE", "d", ""},
      {"ALTER PUBLICATION p RENAME TO x", "PUBLICATION", "p", ""},
      {"ALTER TABLESPACE a RENAME TO x", "TABLESPACE", "a", ""},
  };
  for (const Case& each : cases) {
    const auto& rename = Lowered(each.sql);
    EXPECT_EQ(rename.only<op::RenameObject>().kind_word, each.word) << each.sql;
    EXPECT_EQ(name(rename.only<op::RenameObject>().name), each.object) << each.sql;
    EXPECT_EQ(name(rename.only<op::RenameObject>().on_table), each.table) << each.sql;
    EXPECT_EQ(rename.only<op::RenameObject>().new_name, "x") << each.sql;
  }
}

TEST(LowerDrop, SchemasAndOwnersOfObjects) {
  const Lowered schema("ALTER FUNCTION f(int) SET SCHEMA s");
  EXPECT_EQ(schema.only<op::RenameObject>().new_schema, "s");
  EXPECT_EQ(schema.only<op::RenameObject>().new_name, "");
  EXPECT_EQ(Lowered("ALTER EXTENSION e SET SCHEMA s").only<op::RenameObject>().kind_word,
            "EXTENSION");
  EXPECT_EQ(Lowered("ALTER TYPE t SET SCHEMA s").only<op::RenameObject>().name.name, "t");
  EXPECT_EQ(Lowered("ALTER FUNCTION f() OWNER TO bob").only<op::OtherCommand>().command,
            "ALTER FUNCTION");
  EXPECT_EQ(Lowered("ALTER SCHEMA s OWNER TO bob").only<op::OtherCommand>().command,
            "ALTER SCHEMA");
}

}  // namespace
}  // namespace miglint::postgres
