// What differs between two schemas, and what one index does for another one. The schemas come from
// SQL, so that the tests read as what they are about.
#include "schema/difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "read_script.h"
#include "schema/index_cover.h"

namespace miglint::postgres {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Database {
 public:
  explicit Database(const std::string& sql) { run(sql); }

  void run(const std::string& sql) {
    ++migration_;
    const ReadScript& script = scripts_.emplace_back(sql);
    for (const Statement& statement : script.statements()) {
      EXPECT_EQ(statement.syntax_error, "") << statement.text;
      for (const Operation& operation : statement.operations)
        schema_.apply(std::span(&operation, 1), {migration_, ++transaction_, {}});
    }
  }
  [[nodiscard]] const Schema& schema() const { return schema_; }
  [[nodiscard]] const Index& index(std::string_view name) const {
    static const Index none;
    const Index* found = schema_.find_index(ObjectName{"", name});
    EXPECT_NE(found, nullptr) << name;
    return found == nullptr ? none : *found;
  }

 private:
  std::deque<ReadScript> scripts_;
  Schema schema_;
  std::uint32_t migration_ = 0;
  std::uint32_t transaction_ = 0;
};

/// "+column t.a", "-index i", "~type t.a".
std::vector<std::string> brief(const std::vector<SchemaDifference>& all) {
  constexpr std::string_view kKinds = "+-~";
  const std::vector<std::string> objects{"table",  "column",  "constraint", "index",
                                         "policy", "trigger", "type",       "function"};
  const std::vector<std::string> what{"definition", "type",     "not null",
                                      "default",    "validity", "row security"};
  std::vector<std::string> texts;
  for (const SchemaDifference& each : all) {
    std::string text(1, kKinds[static_cast<std::size_t>(each.kind)]);
    text += objects[static_cast<std::size_t>(each.object)] + " " + each.name;
    if (each.kind == SchemaDifference::Kind::changed) {
      text += ": " + what[static_cast<std::size_t>(each.what)];
    }
    texts.push_back(text);
  }
  return texts;
}

std::vector<std::string> after(const std::string& before, const std::string& change) {
  Database db(before);
  const Schema old = db.schema();
  db.run(change);
  return brief(differences(old, db.schema()));
}

TEST(SchemaDifference, NoneWhereNothingHasChanged) {
  EXPECT_THAT(after("CREATE TABLE t (a int);", "SELECT 1; COMMENT ON TABLE t IS 'x';"), IsEmpty());
  EXPECT_THAT(after("CREATE TABLE t (a int);",
                    "ALTER TABLE t ADD COLUMN b int; ALTER TABLE t DROP COLUMN b;"),
              IsEmpty());
}

TEST(SchemaDifference, ListsWhatIsNewAndWhatIsGone) {
  EXPECT_THAT(after("CREATE TABLE t (a int, b int UNIQUE); CREATE INDEX i ON t (a);",
                    "ALTER TABLE t ADD c int; ALTER TABLE t DROP b; DROP INDEX i;"
                    "CREATE INDEX j ON t (c); ALTER TABLE t ADD CHECK (a > 0);"),
              ElementsAre("-column b", "+column c", "-constraint t_b_key", "+constraint t_a_check",
                          "-index i", "+index j"));
}

TEST(SchemaDifference, ARelationStandsForAllThatGoesWithIt) {
  EXPECT_THAT(after("CREATE TABLE t (a int);",
                    "CREATE TABLE u (id serial PRIMARY KEY, a int CHECK (a > 0));"
                    "CREATE INDEX ON u (a); CREATE VIEW v AS SELECT id FROM u;"),
              ElementsAre("+table u", "+table v"));
  EXPECT_THAT(after("CREATE TABLE u (id serial PRIMARY KEY);", "DROP TABLE u;"),
              ElementsAre("-table u"));
  EXPECT_THAT(after("", "CREATE TEMP TABLE u (id int);"), IsEmpty());
}

TEST(SchemaDifference, ComparesColumns) {
  EXPECT_THAT(after("CREATE TABLE t (a varchar(10) NOT NULL DEFAULT 'x', b int);",
                    "ALTER TABLE t DROP a; ALTER TABLE t ADD a text;"),
              ElementsAre("~column a: type", "~column a: not null", "~column a: default"));
  EXPECT_THAT(after("CREATE TABLE t (a int);", "ALTER TABLE t ALTER a SET NOT NULL;"),
              ElementsAre("~column a: not null"));
  EXPECT_THAT(after("CREATE TABLE t (a int, g int GENERATED ALWAYS AS (a + 1) STORED);",
                    "ALTER TABLE t ALTER g DROP EXPRESSION;"),
              ElementsAre("~column g: definition"));
}

TEST(SchemaDifference, TheSameUnderAnotherNameIsTheSame) {
  EXPECT_THAT(after("CREATE TABLE t (a int CONSTRAINT x UNIQUE, b int);"
                    "CREATE INDEX i ON t (b) WHERE a > 0;",
                    "ALTER TABLE t DROP CONSTRAINT x; ALTER TABLE t ADD CONSTRAINT y UNIQUE (a);"
                    "DROP INDEX i; CREATE INDEX j ON t (b) WHERE a > 0;"),
              IsEmpty());
  EXPECT_THAT(after("CREATE TABLE t (b int); CREATE INDEX i ON t (b);",
                    "DROP INDEX i; CREATE INDEX i ON t (b DESC);"),
              ElementsAre("~index i: definition"));
}

TEST(SchemaDifference, AConstraintThatIsNoLongerValidIsChanged) {
  EXPECT_THAT(after("CREATE TABLE t (a int CONSTRAINT x CHECK (a > 0));",
                    "ALTER TABLE t DROP CONSTRAINT x;"
                    "ALTER TABLE t ADD CONSTRAINT x CHECK (a > 0) NOT VALID;"),
              ElementsAre("~constraint x: validity"));
}

TEST(SchemaDifference, OfATableThatWasNeverSeenMadeOnlyChangesCount) {
  EXPECT_THAT(after("", "ALTER TABLE t ALTER COLUMN a SET DEFAULT 1; CREATE INDEX i ON t (a);"),
              ElementsAre("+index i"));
  EXPECT_THAT(after("", "ALTER TABLE t ADD COLUMN a int;"), ElementsAre("+column a"));
  EXPECT_THAT(after("ALTER TABLE t ADD COLUMN a int;", "ALTER TABLE t DROP COLUMN a;"),
              ElementsAre("-column a"));
}

TEST(SchemaDifference, TypesFunctionsPoliciesAndTriggersGoByName) {
  EXPECT_THAT(
      after("CREATE TABLE t (a int); CREATE POLICY p ON t;",
            "CREATE TYPE e AS ENUM ('a'); DROP POLICY p ON t;"
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
            "CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();"
            "ALTER TABLE t ENABLE ROW LEVEL SECURITY;"),
      ElementsAre("-policy p", "+trigger g", "~table t: row security", "+type e", "+function f"));
}

TEST(SchemaDifference, SaysWhatATableLacks) {
  const Database there("CREATE TABLE t (a int, b varchar(5), c int);");
  const Database wanted("CREATE TABLE t (a bigint, b varchar(5) NOT NULL, d int UNIQUE);");
  const Table* found = there.schema().find_table(ObjectName{"", "t"});
  const Table* asked = wanted.schema().find_table(ObjectName{"", "t"});
  ASSERT_TRUE(found != nullptr && asked != nullptr);
  EXPECT_THAT(brief(lacks(*found, *asked)), ElementsAre("~column a: type", "~column b: not null",
                                                        "-column d", "-constraint t_d_key"));
  EXPECT_THAT(lacks(*found, *found), IsEmpty());
}

const std::string kTable = "CREATE TABLE t (a int, b int, c text);";

bool finds(const std::string& index, const std::vector<std::string>& columns) {
  const Database db(kTable + index);
  return finds_by(db.index("i"), columns);
}

TEST(IndexCover, FindsByItsFirstKeysInAnyOrder) {
  EXPECT_TRUE(finds("CREATE INDEX i ON t (a, b, c);", {"a"}));
  EXPECT_TRUE(finds("CREATE INDEX i ON t (a, b, c);", {"b", "a"}));
  EXPECT_FALSE(finds("CREATE INDEX i ON t (a, b);", {"b"}));
  EXPECT_FALSE(finds("CREATE INDEX i ON t (a, c);", {"a", "b"}));
  EXPECT_TRUE(finds("CREATE UNIQUE INDEX i ON t (a);", {"a", "b"}));
  EXPECT_TRUE(finds("CREATE INDEX i ON t USING hash (a);", {"a"}));
  EXPECT_FALSE(finds("CREATE INDEX i ON t USING gin (a);", {"a"}));
  EXPECT_FALSE(finds("CREATE INDEX i ON t (lower(c));", {"c"}));
  EXPECT_TRUE(finds("CREATE UNIQUE INDEX i ON t (a, lower(c));", {"a"}));
  EXPECT_FALSE(finds("CREATE INDEX i ON t (a, lower(c));", {"a", "c"}));
  EXPECT_TRUE(finds("CREATE INDEX i ON t (a) WHERE a IS NOT NULL;", {"a"}));
  EXPECT_FALSE(finds("CREATE INDEX i ON t (a) WHERE b IS NOT NULL;", {"a"}));
  EXPECT_FALSE(finds("CREATE INDEX i ON t (a) WHERE c = 'x';", {"a"}));
}

bool is_duplicate(const std::string& index, const std::string& other) {
  const Database db(kTable + "CREATE " + index + "; CREATE " + other + ";");
  return duplicates(db.index("i"), db.index("j"));
}

TEST(IndexCover, DuplicatesHaveTheSameKeysRowsAndUniqueness) {
  EXPECT_TRUE(is_duplicate("INDEX i ON t (a)", "UNIQUE INDEX j ON t (a)"));
  EXPECT_FALSE(is_duplicate("UNIQUE INDEX i ON t (a)", "INDEX j ON t (a)"));
  EXPECT_TRUE(is_duplicate("INDEX i ON t (a, b DESC)", "INDEX j ON t (a DESC, b)"));
  EXPECT_FALSE(is_duplicate("INDEX i ON t (a, b DESC)", "INDEX j ON t (a, b)"));
  EXPECT_FALSE(is_duplicate("INDEX i ON t (a NULLS FIRST)", "INDEX j ON t (a)"));
  EXPECT_TRUE(is_duplicate("INDEX i ON t (a DESC NULLS FIRST)", "INDEX j ON t (a)"));
  EXPECT_TRUE(is_duplicate("INDEX i ON t (a) WHERE b > 0", "INDEX j ON t (a) WHERE b > 0"));
  EXPECT_FALSE(is_duplicate("INDEX i ON t (a) WHERE b > 0", "INDEX j ON t (a) WHERE b > 1"));
  EXPECT_FALSE(is_duplicate("INDEX i ON t (a) WHERE b > 0", "INDEX j ON t (a)"));
  EXPECT_FALSE(is_duplicate("INDEX i ON t (a) INCLUDE (b)", "INDEX j ON t (a)"));
  EXPECT_TRUE(is_duplicate("INDEX i ON t (a)", "INDEX j ON t (a) INCLUDE (b)"));
  EXPECT_FALSE(is_duplicate("INDEX i ON t (c)", "INDEX j ON t (c text_pattern_ops)"));
  EXPECT_FALSE(is_duplicate("INDEX i ON t (lower(c))", "INDEX j ON t (lower(c))"));
}

TEST(IndexCover, APrefixIsShorterAndNotUnique) {
  const Database db(kTable +
                    "CREATE INDEX i ON t (a); CREATE INDEX j ON t (a, b); "
                    "CREATE UNIQUE INDEX u ON t (a); CREATE INDEX k ON t (a) INCLUDE (b);"
                    "CREATE INDEX l ON t (a) INCLUDE (c);");
  EXPECT_TRUE(is_prefix_of(db.index("i"), db.index("j")));
  EXPECT_FALSE(is_prefix_of(db.index("j"), db.index("i")));
  EXPECT_FALSE(is_prefix_of(db.index("u"), db.index("j")));
  EXPECT_TRUE(is_prefix_of(db.index("k"), db.index("j")));
  EXPECT_FALSE(is_prefix_of(db.index("l"), db.index("j")));
}

TEST(Absence, IsCertainOrNothing) {
  Database db(
      "CREATE TABLE t (a int); DROP TABLE t; CREATE TABLE u (a int);"
      "ALTER TABLE u RENAME TO v; DO $$ BEGIN IF true THEN DROP TABLE v; END IF; END $$;");
  const auto gone = [&](std::string_view name) { return db.schema().absence({"", name}); };
  ASSERT_TRUE(gone("t"));
  EXPECT_EQ(gone("t")->gone.migration, 1U);
  EXPECT_TRUE(gone("u"));
  EXPECT_FALSE(gone("v")) << "it may have been dropped";
  EXPECT_FALSE(gone("w")) << "it was never seen";
  db.run("DO $$ BEGIN EXECUTE 'CREATE ' || 'TABLE t ()'; END $$;");
  EXPECT_FALSE(gone("t")) << "what could not be read may have made it";
}

}  // namespace
}  // namespace miglint::postgres
