// Types, domains, sequences, schemas, extensions.
#include "lowered.h"

namespace miglint::postgres {
namespace {

TEST(LowerType, Enums) {
  const Lowered create("CREATE TYPE s.mood AS ENUM ('sad', 'it''s')");
  EXPECT_EQ(name(create.only<op::CreateEnum>().type), "s.mood");
  EXPECT_EQ(joined(create.only<op::CreateEnum>().values), "sad, it's");
  EXPECT_EQ(create.text(), "CREATE TYPE s.mood");

  const Lowered add("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'glad' AFTER 'sad'");
  EXPECT_EQ(add.only<op::AddEnumValue>().value, "glad");
  EXPECT_TRUE(add.only<op::AddEnumValue>().if_not_exists);

  const Lowered rename("ALTER TYPE mood RENAME VALUE 'a' TO 'b'");
  EXPECT_EQ(rename.only<op::RenameEnumValue>().value, "a");
  EXPECT_EQ(rename.only<op::RenameEnumValue>().new_value, "b");
}

TEST(LowerType, Domains) {
  const Lowered sql(
      "CREATE DOMAIN s.positive AS int DEFAULT 1 NOT NULL CONSTRAINT p CHECK (VALUE > 0) CHECK "
      "(VALUE < 9)");
  const auto& domain = sql.only<op::CreateDomain>();
  EXPECT_EQ(name(domain.domain), "s.positive");
  EXPECT_EQ(name(domain.type), "pg_catalog.int4");
  EXPECT_TRUE(domain.not_null);
  EXPECT_TRUE(domain.default_value->is_constant);
  ASSERT_EQ(domain.constraints.size(), 3U);
  EXPECT_EQ(domain.constraints[1].name, "p");
  EXPECT_EQ(sql.text(domain.constraints[1].span), "CONSTRAINT p CHECK (VALUE > 0)");
  EXPECT_EQ(sql.text(domain.constraints[2].span), "CHECK (VALUE < 9)");
}

TEST(LowerType, AlterDomain) {
  using Action = op::AlterDomain::Action;
  const auto action = [](const char* sql) {
    return Lowered(std::string("ALTER DOMAIN s.d ") + sql).only<op::AlterDomain>().action;
  };
  EXPECT_EQ(action("SET DEFAULT 5"), Action::set_default);
  EXPECT_EQ(action("DROP DEFAULT"), Action::drop_default);
  EXPECT_EQ(action("SET NOT NULL"), Action::set_not_null);
  EXPECT_EQ(action("DROP NOT NULL"), Action::drop_not_null);
  EXPECT_EQ(action("DROP CONSTRAINT IF EXISTS c"), Action::drop_constraint);
  EXPECT_EQ(action("VALIDATE CONSTRAINT c"), Action::validate_constraint);
  EXPECT_EQ(action("ADD CONSTRAINT c NOT NULL"), Action::add_constraint);
  const Lowered add("ALTER DOMAIN s.d ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID");
  const auto& change = add.only<op::AlterDomain>();
  EXPECT_EQ(name(change.domain), "s.d");
  EXPECT_EQ(change.constraint.name, "c");
  EXPECT_TRUE(change.constraint.not_valid);
  EXPECT_EQ(add.text(change.constraint.span), "CONSTRAINT c CHECK (VALUE > 0) NOT VALID");
  EXPECT_EQ(
      Lowered("ALTER DOMAIN d DROP CONSTRAINT IF EXISTS c").only<op::AlterDomain>().constraint.name,
      "c");
  EXPECT_TRUE(
      Lowered("ALTER DOMAIN d SET DEFAULT 5").only<op::AlterDomain>().default_value->is_constant);
}

TEST(LowerType, OtherTypes) {
  using Kind = op::CreateType::Kind;
  const Lowered composite("CREATE TYPE s.c AS (a int, b text COLLATE \"C\")");
  EXPECT_EQ(composite.only<op::CreateType>().kind, Kind::composite);
  ASSERT_EQ(composite.only<op::CreateType>().attributes.size(), 2U);
  EXPECT_EQ(composite.only<op::CreateType>().attributes[1].name, "b");
  EXPECT_EQ(composite.text(), "CREATE TYPE s.c");
  EXPECT_EQ(Lowered("CREATE TYPE r AS RANGE (subtype = int4)").only<op::CreateType>().kind,
            Kind::range);
  EXPECT_EQ(Lowered("CREATE TYPE b (input = f, output = g)").only<op::CreateType>().kind,
            Kind::base);
  EXPECT_EQ(Lowered("CREATE TYPE b").only<op::CreateType>().kind, Kind::shell);
  EXPECT_EQ(Lowered("ALTER TYPE b SET (storage = plain)").only<op::OtherCommand>().command,
            "ALTER TYPE");
}

TEST(LowerType, Sequences) {
  const Lowered create("CREATE TEMP SEQUENCE IF NOT EXISTS q AS bigint OWNED BY s.t.c");
  const auto& sequence = create.only<op::CreateSequence>();
  EXPECT_EQ(name(sequence.sequence), "q");
  EXPECT_EQ(name(sequence.owned_by_table), "s.t");
  EXPECT_EQ(sequence.owned_by_column, "c");
  EXPECT_EQ(sequence.persistence, Persistence::temporary);
  EXPECT_TRUE(sequence.if_not_exists);

  const Lowered alter("ALTER SEQUENCE IF EXISTS s.q RESTART WITH 5 OWNED BY NONE");
  EXPECT_TRUE(alter.only<op::AlterSequence>().restart);
  EXPECT_TRUE(alter.only<op::AlterSequence>().owned_by);
  EXPECT_TRUE(alter.only<op::AlterSequence>().owned_by_table.name.empty());
  EXPECT_TRUE(alter.only<op::AlterSequence>().if_exists);
  EXPECT_FALSE(alter.only<op::AlterSequence>().changes_type);
  EXPECT_TRUE(Lowered("ALTER SEQUENCE q AS int").only<op::AlterSequence>().changes_type);
  EXPECT_EQ(name(Lowered("ALTER SEQUENCE q OWNED BY t.c").only<op::AlterSequence>().owned_by_table),
            "t");
}

TEST(LowerType, SchemasAndTheirElements) {
  const Lowered plain("CREATE SCHEMA IF NOT EXISTS s");
  EXPECT_EQ(plain.only<op::CreateSchema>().schema, "s");
  EXPECT_TRUE(plain.only<op::CreateSchema>().if_not_exists);
  EXPECT_EQ(Lowered("CREATE SCHEMA AUTHORIZATION joe").only<op::CreateSchema>().schema, "joe");

  const Lowered sql(
      "CREATE SCHEMA s CREATE TABLE t (a int) CREATE INDEX i ON t (a) CREATE VIEW v AS SELECT a "
      "FROM t CREATE SEQUENCE q CREATE TRIGGER r BEFORE INSERT ON t EXECUTE FUNCTION f() GRANT "
      "SELECT ON t TO PUBLIC");
  ASSERT_EQ(sql.size(), 7U);
  EXPECT_EQ(sql.text(0), "CREATE SCHEMA s");
  EXPECT_EQ(name(sql.at<op::CreateTable>(1).table), "s.t");
  EXPECT_EQ(name(sql.at<op::CreateIndex>(2).table), "s.t");
  EXPECT_EQ(name(sql.at<op::CreateView>(3).view), "s.v");
  EXPECT_EQ(name(sql.at<op::CreateSequence>(4).sequence), "s.q");
  EXPECT_EQ(name(sql.at<op::CreateTrigger>(5).table), "s.t");
  EXPECT_EQ(sql.at<op::Grant>(6).privileges.size(), 1U);
  EXPECT_NE(sql.operations()[0].command, sql.operations()[1].command);
}

TEST(LowerType, Extensions) {
  const Lowered sql("CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" WITH SCHEMA x CASCADE");
  EXPECT_EQ(sql.only<op::CreateExtension>().extension, "uuid-ossp");
  EXPECT_EQ(sql.only<op::CreateExtension>().schema, "x");
  EXPECT_TRUE(sql.only<op::CreateExtension>().if_not_exists);
}

}  // namespace
}  // namespace miglint::postgres
