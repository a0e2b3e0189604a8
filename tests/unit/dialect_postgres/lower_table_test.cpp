// CREATE TABLE and CREATE TABLE AS.
#include "lowered.h"

namespace miglint::postgres {
namespace {

TEST(LowerTable, ColumnsWithTypesAndDefaults) {
  const Lowered sql(R"(CREATE TABLE IF NOT EXISTS app.orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL DEFAULT 'x',
  price numeric(10, 2) DEFAULT 0,
  tags text[] DEFAULT '{}',
  made timestamptz DEFAULT now(),
  total numeric GENERATED ALWAYS AS (price * 2) STORED,
  code varchar(5),
  owner app.owner
))");
  const auto& table = sql.only<op::CreateTable>();
  EXPECT_EQ(name(table.table), "app.orders");
  EXPECT_TRUE(table.if_not_exists);
  EXPECT_EQ(sql.text(), "CREATE TABLE IF NOT EXISTS app.orders");
  ASSERT_EQ(table.columns.size(), 8U);

  const ColumnDefinition& id = table.columns[0];
  EXPECT_EQ(id.name, "id");
  EXPECT_EQ(name(id.type), "pg_catalog.int8");
  EXPECT_EQ(id.identity, Identity::always);
  EXPECT_FALSE(id.not_null);
  ASSERT_EQ(id.constraints.size(), 1U);
  EXPECT_EQ(id.constraints[0].kind, ConstraintKind::primary_key);
  EXPECT_EQ(joined(id.constraints[0].columns), "id");
  EXPECT_EQ(sql.text(id.constraints[0].span), "PRIMARY KEY");
  EXPECT_EQ(sql.text(id.span), "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY");

  const ColumnDefinition& text = table.columns[1];
  EXPECT_EQ(name(text.type), "pg_catalog.text");
  EXPECT_EQ(text.collation.name, "C");
  EXPECT_TRUE(text.not_null);
  ASSERT_NE(text.default_value, nullptr);
  EXPECT_TRUE(text.default_value->is_constant);
  EXPECT_EQ(sql.text(text.default_value->span), "'x'");
  EXPECT_EQ(text.constraints[0].kind, ConstraintKind::not_null);
  EXPECT_EQ(sql.text(text.constraints[0].span), "NOT NULL");

  EXPECT_EQ(name(table.columns[2].type), "pg_catalog.numeric(10,2)");
  EXPECT_EQ(sql.text(table.columns[2].type.span), "numeric(10, 2)");
  EXPECT_EQ(name(table.columns[3].type), "pg_catalog.text[]");
  EXPECT_EQ(sql.text(table.columns[3].type.span), "text[]");

  ASSERT_NE(table.columns[4].default_value, nullptr);
  EXPECT_FALSE(table.columns[4].default_value->is_constant);
  EXPECT_EQ(joined(table.columns[4].default_value->functions), "now");
  EXPECT_EQ(sql.text(table.columns[4].default_value->span), "now()");

  const ColumnDefinition& total = table.columns[5];
  EXPECT_EQ(total.generated, Generated::stored);
  EXPECT_EQ(total.default_value, nullptr);
  ASSERT_NE(total.generation, nullptr);
  EXPECT_EQ(joined(total.generation->columns), "price");
  EXPECT_EQ(sql.text(total.generation->span), "price * 2");

  EXPECT_EQ(name(table.columns[6].type), "pg_catalog.varchar(5)");
  EXPECT_EQ(name(table.columns[7].type), "app.owner");
}

TEST(LowerTable, SerialMeansATypeAndASequence) {
  const Lowered sql(
      "CREATE TABLE t (a serial, b serial2, c serial4, d serial8, e smallserial, f bigserial,"
      " g myschema.serial)");
  const auto& columns = sql.only<op::CreateTable>().columns;
  const char* types[] = {"int4", "int2", "int4", "int8", "int2", "int8"};
  ASSERT_EQ(columns.size(), 7U);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_TRUE(columns[i].type.serial) << i;
    EXPECT_EQ(columns[i].type.name.name, types[i]);
    EXPECT_EQ(columns[i].type.name.schema, "pg_catalog");
  }
  EXPECT_FALSE(columns[6].type.serial);
}

TEST(LowerTable, BuiltInTypesAreOfTheCatalogHoweverWritten) {
  const Lowered sql(
      "CREATE TABLE t (a text, b pg_catalog.text, c uuid, d jsonb, e int4, f timestamptz(3),"
      " g double precision, h character varying, i time with time zone, j char, k mytype)");
  const auto& columns = sql.only<op::CreateTable>().columns;
  const char* types[] = {"pg_catalog.text",
                         "pg_catalog.text",
                         "pg_catalog.uuid",
                         "pg_catalog.jsonb",
                         "pg_catalog.int4",
                         "pg_catalog.timestamptz(3)",
                         "pg_catalog.float8",
                         "pg_catalog.varchar",
                         "pg_catalog.timetz",
                         "pg_catalog.bpchar(1)",
                         "mytype"};
  const char* written[] = {"text",
                           "pg_catalog.text",
                           "uuid",
                           "jsonb",
                           "int4",
                           "timestamptz(3)",
                           "double precision",
                           "character varying",
                           "time with time zone",
                           "char",
                           "mytype"};
  ASSERT_EQ(columns.size(), 11U);
  for (std::size_t i = 0; i < 11; ++i) {
    EXPECT_EQ(name(columns[i].type), types[i]);
    EXPECT_EQ(sql.text(columns[i].type.span), written[i]);
  }
}

TEST(LowerTable, ArraysByTheNameOfTheCatalog) {
  const Lowered sql("CREATE TABLE t (a _text, b _int4, c _mine)");
  const auto& columns = sql.only<op::CreateTable>().columns;
  EXPECT_EQ(name(columns[0].type), "pg_catalog.text[]");
  EXPECT_EQ(name(columns[1].type), "pg_catalog.int4[]");
  EXPECT_EQ(name(columns[2].type), "_mine");
}

TEST(LowerTable, ModifiersThatAreNoNumbersStillDiffer) {
  const Lowered sql(
      "CREATE TABLE t (a geometry(Point, 4326), b geometry(Polygon, 4326), c geometry(Point, "
      "4326))");
  const auto& columns = sql.only<op::CreateTable>().columns;
  ASSERT_EQ(columns[0].type.modifiers.size(), 2U);
  EXPECT_NE(columns[0].type.modifiers[0], columns[1].type.modifiers[0]);
  EXPECT_EQ(columns[0].type.modifiers[0], columns[2].type.modifiers[0]);
  EXPECT_EQ(columns[0].type.modifiers[1], 4326);
}

TEST(LowerTable, QuotedNamesKeepTheirCase) {
  const Lowered sql(R"(CREATE TABLE "App"."Orders" ("Id" int, ID2 int))");
  const auto& table = sql.only<op::CreateTable>();
  EXPECT_EQ(name(table.table), "App.Orders");
  EXPECT_EQ(table.columns[0].name, "Id");
  EXPECT_EQ(table.columns[1].name, "id2");
}

TEST(LowerTable, PersistenceAndKinds) {
  EXPECT_EQ(Lowered("CREATE TEMP TABLE t (a int)").only<op::CreateTable>().persistence,
            Persistence::temporary);
  EXPECT_EQ(Lowered("CREATE UNLOGGED TABLE t (a int)").only<op::CreateTable>().persistence,
            Persistence::unlogged);
  const Lowered foreign("CREATE FOREIGN TABLE f (a int) SERVER s");
  EXPECT_TRUE(foreign.only<op::CreateTable>().foreign);
  EXPECT_EQ(foreign.only<op::CreateTable>().table.name, "f");
}

TEST(LowerTable, LikeInheritsAndOfType) {
  const Lowered like(
      "CREATE TABLE t (LIKE s.a INCLUDING DEFAULTS INCLUDING INDEXES, LIKE b "
      "INCLUDING ALL EXCLUDING IDENTITY)");
  const auto& likes = like.only<op::CreateTable>().likes;
  ASSERT_EQ(likes.size(), 2U);
  EXPECT_EQ(name(likes[0].source), "s.a");
  EXPECT_TRUE(likes[0].defaults && likes[0].indexes);
  EXPECT_FALSE(likes[0].constraints || likes[0].identity || likes[0].generated);
  EXPECT_TRUE(likes[1].constraints && likes[1].generated && likes[1].indexes);
  EXPECT_FALSE(likes[1].identity);

  const Lowered inherits("CREATE TABLE t () INHERITS (a, s.b)");
  EXPECT_EQ(joined(inherits.only<op::CreateTable>().inherits), "a, s.b");

  const Lowered typed("CREATE TABLE t OF s.kind (a WITH OPTIONS NOT NULL)");
  EXPECT_EQ(name(typed.only<op::CreateTable>().of_type), "s.kind");
  EXPECT_TRUE(typed.only<op::CreateTable>().columns[0].not_null);
}

TEST(LowerTable, PartitionKeysAndBounds) {
  const Lowered parent("CREATE TABLE p (a int, b date) PARTITION BY RANGE (b, lower(c))");
  EXPECT_EQ(parent.only<op::CreateTable>().partition_strategy, "range");
  EXPECT_EQ(joined(parent.only<op::CreateTable>().partition_columns), "b");

  const Lowered range(
      "CREATE TABLE c PARTITION OF s.p FOR VALUES FROM ('2024-01-01', MINVALUE) TO (10, MAXVALUE)");
  const auto& child = range.only<op::CreateTable>();
  EXPECT_EQ(name(child.partition_of), "s.p");
  EXPECT_TRUE(child.inherits.empty());
  EXPECT_EQ(child.bound.strategy, PartitionBound::Strategy::range);
  EXPECT_EQ(joined(child.bound.from), "'2024-01-01', MINVALUE");
  EXPECT_EQ(joined(child.bound.to), "10, MAXVALUE");
  EXPECT_EQ(range.text(child.bound.span), "FROM ('2024-01-01', MINVALUE) TO (10, MAXVALUE)");

  const Lowered list(
      "CREATE TABLE c PARTITION OF p FOR VALUES IN ('a', NULL, -1) PARTITION BY LIST (x)");
  EXPECT_EQ(list.text(list.only<op::CreateTable>().bound.span), "IN ('a', NULL, -1)");
  EXPECT_EQ(list.only<op::CreateTable>().bound.strategy, PartitionBound::Strategy::list);
  EXPECT_EQ(joined(list.only<op::CreateTable>().bound.values), "'a', NULL, -1");

  const Lowered hash("CREATE TABLE c PARTITION OF p FOR VALUES WITH (MODULUS 4, REMAINDER 3)");
  EXPECT_EQ(hash.only<op::CreateTable>().bound.strategy, PartitionBound::Strategy::hash);
  EXPECT_EQ(hash.only<op::CreateTable>().bound.modulus, 4U);
  EXPECT_EQ(hash.only<op::CreateTable>().bound.remainder, 3U);

  const Lowered rest("CREATE TABLE c PARTITION OF p DEFAULT PARTITION BY LIST (a)");
  EXPECT_TRUE(rest.only<op::CreateTable>().bound.is_default);
  EXPECT_EQ(rest.text(rest.only<op::CreateTable>().bound.span), "DEFAULT");
  EXPECT_EQ(rest.only<op::CreateTable>().partition_strategy, "list");
}

TEST(LowerTable, TableConstraints) {
  const Lowered sql(R"(CREATE TABLE t (
  a int, b int,
  CONSTRAINT t_check CHECK (a > 0 AND b IS NOT NULL) NO INHERIT,
  PRIMARY KEY (a, b) INCLUDE (c) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE NULLS NOT DISTINCT (b),
  FOREIGN KEY (a, b) REFERENCES s.other (x, y) ON DELETE CASCADE ON UPDATE SET NULL,
  EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (NOT cancelled)
))");
  const auto& constraints = sql.only<op::CreateTable>().constraints;
  ASSERT_EQ(constraints.size(), 5U);
  EXPECT_EQ(constraints[0].name, "t_check");
  EXPECT_EQ(constraints[0].kind, ConstraintKind::check);
  EXPECT_TRUE(constraints[0].no_inherit);
  EXPECT_EQ(joined(constraints[0].condition->columns), "a, b");
  EXPECT_EQ(sql.text(constraints[0].condition->span), "a > 0 AND b IS NOT NULL");
  EXPECT_EQ(sql.text(constraints[0].span),
            "CONSTRAINT t_check CHECK (a > 0 AND b IS NOT NULL) NO INHERIT");

  EXPECT_EQ(constraints[1].kind, ConstraintKind::primary_key);
  EXPECT_EQ(joined(constraints[1].columns), "a, b");
  EXPECT_EQ(joined(constraints[1].include), "c");
  EXPECT_TRUE(constraints[1].deferrable && constraints[1].initially_deferred);

  EXPECT_EQ(constraints[2].kind, ConstraintKind::unique);
  EXPECT_TRUE(constraints[2].nulls_not_distinct);

  EXPECT_EQ(constraints[3].kind, ConstraintKind::foreign_key);
  EXPECT_EQ(joined(constraints[3].columns), "a, b");
  EXPECT_EQ(name(constraints[3].referenced_table), "s.other");
  EXPECT_EQ(joined(constraints[3].referenced_columns), "x, y");
  EXPECT_EQ(constraints[3].on_delete, ReferentialAction::cascade);
  EXPECT_EQ(constraints[3].on_update, ReferentialAction::set_null);
  EXPECT_FALSE(constraints[3].not_valid || constraints[3].not_enforced);

  EXPECT_EQ(constraints[4].kind, ConstraintKind::exclude);
  EXPECT_EQ(constraints[4].index_method, "gist");
  EXPECT_EQ(joined(constraints[4].columns), "room, during");
  EXPECT_EQ(joined(constraints[4].condition->columns), "cancelled");
}

TEST(LowerTable, ColumnConstraintsTakeTheAttributesBehindThem) {
  const Lowered sql(
      "CREATE TABLE t (a int CONSTRAINT fk REFERENCES o ON DELETE RESTRICT DEFERRABLE INITIALLY "
      "DEFERRED UNIQUE CHECK (a > 0))");
  const auto& constraints = sql.only<op::CreateTable>().columns[0].constraints;
  ASSERT_EQ(constraints.size(), 3U);
  EXPECT_EQ(constraints[0].name, "fk");
  EXPECT_EQ(constraints[0].on_delete, ReferentialAction::restrict);
  EXPECT_TRUE(constraints[0].deferrable && constraints[0].initially_deferred);
  EXPECT_EQ(sql.text(constraints[0].span),
            "CONSTRAINT fk REFERENCES o ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED");
  EXPECT_FALSE(constraints[1].deferrable);
  EXPECT_EQ(sql.text(constraints[1].span), "UNIQUE");
  EXPECT_EQ(sql.text(constraints[2].span), "CHECK (a > 0)");
}

TEST(LowerTable, CreateTableAs) {
  const Lowered sql(
      "CREATE TEMP TABLE IF NOT EXISTS t AS SELECT a, b AS c, lower(d), count(*) FROM x JOIN s.y "
      "USING (id) GROUP BY 1 WITH NO DATA");
  const auto& table = sql.only<op::CreateTableAs>();
  EXPECT_EQ(table.table.name, "t");
  EXPECT_EQ(table.persistence, Persistence::temporary);
  EXPECT_TRUE(table.if_not_exists);
  EXPECT_FALSE(table.with_data);
  EXPECT_EQ(joined(table.columns), "a, c, lower, count");
  EXPECT_EQ(joined(table.reads), "x, s.y");
  EXPECT_EQ(joined(table.functions), "lower, count");

  EXPECT_EQ(
      joined(Lowered("CREATE TABLE t (x, y) AS SELECT 1, 2").only<op::CreateTableAs>().columns),
      "x, y");
  EXPECT_TRUE(Lowered("CREATE TABLE t AS TABLE u").only<op::CreateTableAs>().columns.empty());
  EXPECT_TRUE(Lowered("CREATE TABLE t AS SELECT u.*, 1 AS x FROM u")
                  .only<op::CreateTableAs>()
                  .columns.empty());
}

TEST(LowerTable, SelectIntoMakesATable) {
  const Lowered sql("SELECT a INTO UNLOGGED s.t FROM u UNION SELECT b FROM v");
  const auto& table = sql.only<op::CreateTableAs>();
  EXPECT_EQ(name(table.table), "s.t");
  EXPECT_EQ(table.persistence, Persistence::unlogged);
  EXPECT_EQ(joined(table.reads), "u, v");
  EXPECT_EQ(joined(table.columns), "a");
}

TEST(LowerTable, CreateTableAsExecuteIsOpaqueBesides) {
  const Lowered sql("CREATE TABLE t AS EXECUTE p");
  ASSERT_EQ(sql.size(), 2U);
  EXPECT_FALSE(sql.at<op::Opaque>(0).reason.empty());
  EXPECT_EQ(sql.at<op::CreateTableAs>(1).table.name, "t");
}

}  // namespace
}  // namespace miglint::postgres
