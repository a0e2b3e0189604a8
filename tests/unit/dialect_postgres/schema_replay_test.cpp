// What is known of the past after scripts have run. That the replay ends in the catalog that a real
// server has is shown in tests/conformance/schema; here is what a server cannot say: since when
// things are, what was never seen, what is only assumed.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "read_script.h"
#include "schema/schema.h"

namespace miglint::postgres {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// Scripts, each a migration, run one after the other.
class Database {
 public:
  Database(std::initializer_list<std::string> migrations) {
    for (const std::string& sql : migrations)
      run(sql);
  }

  void run(const std::string& sql) {
    ++migration_;
    const ReadScript& script = scripts_.emplace_back(sql);
    for (const Statement& statement : script.statements()) {
      EXPECT_EQ(statement.syntax_error, "") << statement.text;
      const std::span<const Operation> all = statement.operations;
      for (std::size_t begin = 0; begin < all.size();) {
        std::size_t end = begin;
        while (end < all.size() && all[end].command == all[begin].command)
          ++end;
        schema_.apply(all.subspan(begin, end - begin),
                      {.migration = migration_, .transaction = ++transaction_});
        begin = end;
      }
    }
  }

  [[nodiscard]] const Schema& schema() const { return schema_; }
  /// The relation, which must be known.
  [[nodiscard]] const Table& table(std::string_view name) const {
    static const Table none;
    const Table* found = schema_.find_table(ObjectName{"", name});
    EXPECT_NE(found, nullptr) << name;
    return found == nullptr ? none : *found;
  }
  [[nodiscard]] const Column& column(std::string_view table_name, std::string_view name) const {
    static const Column none;
    const Column* found = table(table_name).find_column(name);
    EXPECT_NE(found, nullptr) << table_name << "." << name;
    return found == nullptr ? none : *found;
  }
  [[nodiscard]] const TableConstraint& constraint(std::string_view table_name,
                                                  std::string_view name) const {
    static const TableConstraint none;
    const TableConstraint* found = table(table_name).find_constraint(name);
    EXPECT_NE(found, nullptr) << table_name << "." << name;
    return found == nullptr ? none : *found;
  }
  /// The text of the last script under the span.
  [[nodiscard]] std::string text(Span span) const { return scripts_.back().text(span); }

 private:
  std::deque<ReadScript> scripts_;
  Schema schema_;
  std::uint32_t migration_ = 0;
  std::uint32_t transaction_ = 0;
};

TEST(NeverSeen, TableIsAssumedFromItsFirstMention) {
  const Database db{"ALTER TABLE users ADD COLUMN age int NOT NULL DEFAULT 0"};
  EXPECT_TRUE(db.table("users").assumed);
  EXPECT_TRUE(db.table("users").columns_incomplete);
  EXPECT_EQ(db.table("users").origin.migration, 0U);
  EXPECT_EQ(db.column("users", "age").origin.migration, 1U);
  EXPECT_TRUE(db.column("users", "age").not_null);
  EXPECT_EQ(db.table("users").find_column("id"), nullptr);
}

TEST(NeverSeen, ColumnIsFromBeforeAndOnlyPartlyKnown) {
  const Database db{
      "ALTER TABLE users ALTER COLUMN a SET NOT NULL;"
      "ALTER TABLE users ALTER COLUMN b TYPE bigint;"
      "ALTER TABLE users ALTER COLUMN c SET DEFAULT 1"};
  EXPECT_TRUE(db.column("users", "a").not_null && db.column("users", "a").not_null_known);
  EXPECT_EQ(db.column("users", "a").type, std::nullopt);
  EXPECT_EQ(db.column("users", "a").origin.migration, 0U);
  EXPECT_EQ(db.column("users", "b").type->name, "int8");
  EXPECT_FALSE(db.column("users", "b").not_null_known);
  EXPECT_TRUE(db.column("users", "c").has_default);
}

TEST(NeverSeen, ReferencedTableIsAssumed) {
  const Database db{"CREATE TABLE orders (id int, user_id int REFERENCES app.users (id))"};
  const Table* users = db.schema().find_table(ObjectName{"app", "users"});
  ASSERT_NE(users, nullptr);
  EXPECT_TRUE(users->assumed);
  EXPECT_THAT(db.schema().referencing_tables(users->key), ElementsAre("public.orders"));
  EXPECT_TRUE(db.schema().schema_exists("app"));
  EXPECT_FALSE(db.schema().schema_exists("other"));
}

TEST(NeverSeen, IndexTakenByAConstraintIsKnownFromThenOn) {
  const Database db{"ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_id"};
  EXPECT_EQ(db.constraint("users", "users_pkey").index, "users_pkey");
  EXPECT_NE(db.schema().find_index(ObjectName{"", "users_pkey"}), nullptr);
}

TEST(NeverSeen, EnumValueAndDomainAreAssumed) {
  const Database db{"ALTER TYPE mood ADD VALUE 'new'; ALTER DOMAIN email ADD CHECK (VALUE <> '')"};
  const UserType* mood = db.schema().find_type({"", "mood"});
  ASSERT_NE(mood, nullptr);
  EXPECT_TRUE(mood->assumed);
  ASSERT_EQ(mood->values.size(), 1U);
  EXPECT_EQ(mood->values[0].origin.migration, 1U);
  EXPECT_TRUE(db.schema().find_type({"", "email"})->constrained);
}

TEST(NeverSeen, ColumnsOfASourceThatIsNotKnownAreIncomplete) {
  const Database db{
      "CREATE TABLE a (LIKE unseen); CREATE TABLE b () INHERITS (unseen);"
      "CREATE TABLE c AS SELECT * FROM unseen; CREATE TABLE d (x int);"
      "CREATE VIEW v AS SELECT * FROM d"};
  for (const char* name : {"a", "b", "c", "v"}) {
    EXPECT_TRUE(db.table(name).columns_incomplete) << name;
    EXPECT_FALSE(db.table(name).assumed) << name;
  }
  EXPECT_FALSE(db.table("d").columns_incomplete);
}

TEST(KnownAbsent, IsWhatWasDroppedAndNotMadeAgain) {
  Database db{"CREATE TABLE t (id int); DROP TABLE t; DROP TABLE IF EXISTS never"};
  EXPECT_TRUE(db.schema().known_absent({"", "t"}));
  EXPECT_TRUE(db.schema().known_absent({"", "never"}));
  EXPECT_FALSE(db.schema().known_absent({"", "not_mentioned"}));
  db.run("ALTER TABLE IF EXISTS t ADD COLUMN x int");
  EXPECT_EQ(db.schema().find_table(ObjectName{"", "t"}), nullptr);
  db.run("CREATE TABLE t (id int)");
  EXPECT_FALSE(db.schema().known_absent({"", "t"}));
  db.run("ALTER TABLE t RENAME TO u");
  EXPECT_TRUE(db.schema().known_absent({"", "t"}));
}

TEST(Origin, TellsWhichMigrationMadeWhatAndWhere) {
  const Database db{"CREATE TABLE t (id int)",
                    "ALTER TABLE t ADD COLUMN a int, ADD CONSTRAINT c CHECK (a > 0);\n"
                    "CREATE INDEX i ON t (a)"};
  EXPECT_EQ(db.table("t").origin.migration, 1U);
  EXPECT_EQ(db.column("t", "id").origin.migration, 1U);
  EXPECT_EQ(db.column("t", "a").origin.migration, 2U);
  EXPECT_EQ(db.text(db.column("t", "a").origin.span), "a int");
  EXPECT_EQ(db.constraint("t", "c").origin.migration, 2U);
  EXPECT_EQ(db.text(db.constraint("t", "c").origin.span), "CONSTRAINT c CHECK (a > 0)");
  EXPECT_LT(db.constraint("t", "c").origin.transaction,
            db.schema().find_index(ObjectName{"", "i"})->origin.transaction);
}

TEST(Origin, OfWhatIsReplacedStays) {
  const Database db{
      "CREATE VIEW v AS SELECT 1 AS a; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "CREATE OR REPLACE VIEW v AS SELECT 1 AS a, 2 AS b;"
      "CREATE OR REPLACE FUNCTION f() RETURNS int STABLE LANGUAGE sql AS 'SELECT 2'"};
  EXPECT_EQ(db.table("v").origin.migration, 1U);
  EXPECT_EQ(db.table("v").columns.size(), 2U);
  EXPECT_EQ(db.schema().find_function({"", "f"})->origin.migration, 1U);
  EXPECT_EQ(db.schema().find_function({"", "f"})->volatility, Volatility::stable);
}

TEST(Origin, OfEnumValuesIsTheirOwn) {
  const Database db{"CREATE TYPE mood AS ENUM ('a')", "ALTER TYPE mood ADD VALUE 'b'"};
  const UserType* mood = db.schema().find_type({"", "mood"});
  ASSERT_EQ(mood->values.size(), 2U);
  EXPECT_EQ(mood->values[0].origin.migration, 1U);
  EXPECT_EQ(mood->values[1].origin.migration, 2U);
}

TEST(Origin, OfATableThatIsMadeTwiceIsTheLast) {
  const Database db{"CREATE TABLE t (id int PRIMARY KEY, old int)", "CREATE TABLE t (id int)"};
  EXPECT_EQ(db.table("t").origin.migration, 2U);
  EXPECT_EQ(db.table("t").find_column("old"), nullptr);
  EXPECT_EQ(db.schema().find_index(ObjectName{"", "t_pkey"}), nullptr);
}

TEST(DoBlock, MakesNothingTwice) {
  const std::string guarded =
      "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_class WHERE relname = 't') THEN "
      "CREATE TABLE t (id int); END IF; "
      "ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0) NOT VALID; "
      "EXCEPTION WHEN duplicate_object THEN NULL; END $$;";
  const Database db{guarded + "ALTER TABLE t VALIDATE CONSTRAINT c", guarded};
  EXPECT_EQ(db.table("t").origin.migration, 1U);
  EXPECT_TRUE(db.constraint("t", "c").validated);
  EXPECT_EQ(db.table("t").constraints.size(), 1U);
}

TEST(Backfilled, IsAColumnThatAnUpdateHasSetSinceItWasAdded) {
  Database db{"CREATE TABLE t (a int, b int); CREATE TABLE heir () INHERITS (t)"};
  db.run("UPDATE t SET a = 1 WHERE a IS NULL");
  EXPECT_TRUE(db.column("t", "a").backfilled);
  EXPECT_TRUE(db.column("heir", "a").backfilled);
  EXPECT_FALSE(db.column("t", "b").backfilled);
  db.run("ALTER TABLE t DROP COLUMN a, ADD COLUMN a int");
  EXPECT_FALSE(db.column("t", "a").backfilled);
}

TEST(Check, ProvesNotNullAsSoonAsItIsValidated) {
  Database db{"ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL AND b > 0) NOT VALID"};
  EXPECT_FALSE(db.constraint("t", "c").validated);
  EXPECT_THAT(db.constraint("t", "c").proves_not_null, ElementsAre("a"));
  EXPECT_THAT(db.constraint("t", "c").reads, ElementsAre("a", "b"));
  db.run("ALTER TABLE t VALIDATE CONSTRAINT c");
  EXPECT_TRUE(db.constraint("t", "c").validated);
}

TEST(Check, FollowsTheNewNameOfAColumn) {
  const Database db{
      "CREATE TABLE t (a int, s text, CONSTRAINT c CHECK (a IS NOT NULL AND s <> 'a'));"
      "ALTER TABLE t RENAME COLUMN a TO b"};
  EXPECT_THAT(db.constraint("t", "c").conjuncts, UnorderedElementsAre("b IS NOT NULL", "s <> 'a'"));
  EXPECT_THAT(db.constraint("t", "c").proves_not_null, ElementsAre("b"));
}

TEST(NotNull, OfAConstraintThatIsNotValidIsNotYetTrue) {
  Database db{"CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT there NOT NULL a NOT VALID"};
  EXPECT_FALSE(db.column("t", "a").not_null);
  EXPECT_FALSE(db.constraint("t", "there").validated);
  db.run("ALTER TABLE t VALIDATE CONSTRAINT there");
  EXPECT_TRUE(db.column("t", "a").not_null);
  db.run("ALTER TABLE t DROP CONSTRAINT there");
  EXPECT_FALSE(db.column("t", "a").not_null);
}

TEST(NotNull, WithoutANameIsDroppedByTheNameThatNewerServersGive) {
  const Database db{"CREATE TABLE t (a int NOT NULL); ALTER TABLE t DROP CONSTRAINT t_a_not_null"};
  EXPECT_FALSE(db.column("t", "a").not_null);
}

TEST(ForeignKey, WithoutColumnsReferencesThePrimaryKey) {
  const Database db{
      "CREATE TABLE p (a int, b int, PRIMARY KEY (b, a));"
      "CREATE TABLE c (x int, y int, FOREIGN KEY (x, y) REFERENCES p)"};
  EXPECT_THAT(db.constraint("c", "c_x_y_fkey").referenced_columns, ElementsAre("b", "a"));
  EXPECT_EQ(db.constraint("c", "c_x_y_fkey").referenced_table, "public.p");
}

TEST(Partition, KnowsWhatItsBoundDemands) {
  Database db{
      "CREATE TABLE r (at date, k text) PARTITION BY RANGE (at);"
      "CREATE TABLE r1 PARTITION OF r FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');"
      "CREATE TABLE r0 PARTITION OF r FOR VALUES FROM (MINVALUE) TO ('2024-01-01');"
      "CREATE TABLE rd PARTITION OF r DEFAULT;"
      "CREATE TABLE l (k text) PARTITION BY LIST (k);"
      "CREATE TABLE l1 PARTITION OF l FOR VALUES IN ('b', 'a');"
      "CREATE TABLE l2 PARTITION OF l FOR VALUES IN ('c', NULL)"};
  EXPECT_THAT(db.table("r1").partition_conditions,
              ElementsAre("at IS NOT NULL", "at >= '2024-01-01'", "at < '2025-01-01'"));
  EXPECT_THAT(db.table("r0").partition_conditions,
              ElementsAre("at IS NOT NULL", "at < '2024-01-01'"));
  EXPECT_THAT(db.table("rd").partition_conditions, IsEmpty());
  EXPECT_THAT(db.table("l1").partition_conditions, ElementsAre("k IS NOT NULL", "k IN ('a', 'b')"));
  EXPECT_THAT(db.table("l2").partition_conditions, IsEmpty());
  db.run("ALTER TABLE r RENAME COLUMN at TO day; ALTER TABLE r DETACH PARTITION r1 CONCURRENTLY");
  EXPECT_THAT(db.constraint("r1", "r1_day_check").conjuncts,
              ElementsAre("day IS NOT NULL", "day >= '2024-01-01'", "day < '2025-01-01'"));
}

TEST(Views, AreFoundThroughOtherViews) {
  const Database db{
      "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t;"
      "CREATE MATERIALIZED VIEW m AS SELECT a FROM v; CREATE VIEW other AS SELECT 1 AS x"};
  EXPECT_THAT(db.schema().views_reading("public.t"), UnorderedElementsAre("public.v", "public.m"));
}

TEST(Types, AreFoundThroughDomains) {
  const Database db{
      "CREATE DOMAIN positive AS int CHECK (VALUE > 0); CREATE DOMAIN small AS positive;"
      "CREATE TABLE t (a small, b small[]); CREATE TABLE u (a positive); CREATE TABLE w (a int)"};
  EXPECT_THAT(db.schema().tables_using_type({"", "positive"}),
              UnorderedElementsAre("public.t", "public.u"));
  EXPECT_TRUE(db.schema().find_type({"", "small"})->constrained);
}

TEST(Types, OfASchemaNeverSeenAreFoundByTheTablesThatUseThem) {
  const Database db{"CREATE TABLE t (a app.mood, b citext)"};
  EXPECT_EQ(db.column("t", "a").type->schema, "app");
  EXPECT_EQ(db.column("t", "b").type->name, "citext");
  EXPECT_THAT(db.schema().tables_using_type({"app", "mood"}), ElementsAre("public.t"));
  EXPECT_THAT(db.schema().tables_using_type({"", "citext"}), ElementsAre("public.t"));
}

TEST(Functions, OfOneNameAreJudgedByTheWorst) {
  const Database db{
      "CREATE FUNCTION f(a int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';"
      "CREATE FUNCTION f(a int, b int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'"};
  EXPECT_EQ(db.schema().find_function({"", "f"})->volatility, Volatility::volatile_);
}

TEST(Temporary, TablesAreSeenBeforeOthersOfTheirName) {
  Database db{"CREATE TABLE t (a int); CREATE TEMP TABLE t (b int)"};
  EXPECT_EQ(db.schema().key({"", "t"}), "pg_temp.t");
  db.run("DROP TABLE t");
  EXPECT_EQ(db.schema().key({"", "t"}), "public.t");
}

// What no server would do, and what must not hurt all the same.

TEST(Hostile, InheritanceInACircle) {
  const Database db{
      "CREATE TABLE a (x int); CREATE TABLE b (x int); ALTER TABLE a INHERIT b;"
      "ALTER TABLE b INHERIT a; ALTER TABLE a INHERIT a; ALTER TABLE b ADD COLUMN y int"};
  EXPECT_EQ(db.column("a", "y").name, "y");
}

TEST(Hostile, PartitionOfItself) {
  const Database db{
      "CREATE TABLE p (x int) PARTITION BY LIST (x);"
      "ALTER TABLE p ATTACH PARTITION p DEFAULT; ALTER TABLE p ADD PRIMARY KEY (x);"
      "DROP TABLE p"};
  EXPECT_EQ(db.schema().find_table(ObjectName{"", "p"}), nullptr);
}

TEST(Hostile, LongChainsOfDependents) {
  std::string sql =
      "CREATE TABLE v0 (a int); CREATE DOMAIN d0 AS int; CREATE TABLE p0 (a int) "
      "PARTITION BY LIST (a);";
  for (int i = 1; i < 3000; ++i) {
    sql += fmt::format(
        "CREATE VIEW v{0} AS SELECT a FROM v{1};"
        "CREATE DOMAIN d{0} AS d{1};"
        "CREATE TABLE p{0} PARTITION OF p{1} DEFAULT PARTITION BY LIST (a);",
        i, i - 1);
  }
  Database db{sql + "CREATE INDEX ON p0 (a); CREATE TABLE t (x d2999)"};
  EXPECT_EQ(db.schema().views_reading("public.v0").size(), 2999U);
  EXPECT_THAT(db.schema().tables_using_type({"", "d0"}), ElementsAre("public.t"));
  EXPECT_NE(db.schema().find_index(ObjectName{"", "p2999_a_idx"}), nullptr);
  db.run("DROP TABLE v0 CASCADE; DROP DOMAIN d0 CASCADE; DROP TABLE p0");
  EXPECT_EQ(db.schema().tables().size(), 1U);
  EXPECT_THAT(db.table("t").columns, IsEmpty());
}

}  // namespace
}  // namespace miglint::postgres
