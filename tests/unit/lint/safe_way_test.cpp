#include "lint/safe_way.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lint/unfilled_column.h"
#include "lint/wording.h"
#include "project.h"

namespace miglint {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// Runs `see` at each operation of the last file, of the kind that it takes.
template <class Op, class See>
void at_each(const std::vector<std::string_view>& files, const See& see) {
  const NamesWrittenFor names(Dialect::postgres);
  test::Project project;
  for (const auto file : files)
    project.add({file});
  Timeline timeline({15, 0});
  for (const ReadScript& script : project.scripts) {
    const bool last = &script == &project.scripts.back();
    const auto moment = [&](const Moment& at) {
      for (const Operation& operation : at.command) {
        const auto* op = std::get_if<Op>(&operation.action);
        if (last && op != nullptr) see(*op, operation, at);
      }
    };
    timeline.run(*script.migration, script.direction, script.statements,
                 {.moment = moment, .end = {}});
  }
}

/// The names of the columns of SET NOT NULL that no row can have a value in.
std::vector<std::string> unfilled(const std::vector<std::string_view>& files) {
  std::vector<std::string> columns;
  at_each<op::SetNotNull>(files, [&](const auto& set, const Operation& operation, const auto& at) {
    if (added_and_unfilled(set.table.name, set.column, operation, at) != nullptr) {
      columns.emplace_back(set.column);
    }
  });
  return columns;
}

constexpr std::string_view kTable = "CREATE TABLE t (id int, a int);";

TEST(UnfilledColumn, IsAddedInTheSameScriptWithoutAValue) {
  using testing::ElementsAre;
  EXPECT_THAT(unfilled({kTable,
                        "ALTER TABLE t ADD b int, ADD c int DEFAULT 1, ADD d serial;"
                        "ALTER TABLE t ALTER a SET NOT NULL, ALTER b SET NOT NULL,"
                        " ALTER c SET NOT NULL, ALTER d SET NOT NULL;"}),
              ElementsAre("b"));
  EXPECT_THAT(unfilled({kTable, "ALTER TABLE t ADD b int;", "ALTER TABLE t ALTER b SET NOT NULL;"}),
              ElementsAre());
}

TEST(UnfilledColumn, MayBeAddedByTheSameCommand) {
  EXPECT_THAT(unfilled({kTable, "ALTER TABLE t ALTER b SET NOT NULL, ADD b int;"}),
              testing::ElementsAre("b"));
  EXPECT_THAT(unfilled({kTable, "ALTER TABLE t ALTER b SET NOT NULL, ADD b int DEFAULT 0;"}),
              testing::IsEmpty());
}

TEST(UnfilledColumn, IsGivenUpWhereSomethingMayFillIt) {
  const auto after = [](std::string_view between) {
    const std::string script =
        "ALTER TABLE t ADD b int;" + std::string(between) + "ALTER TABLE t ALTER b SET NOT NULL;";
    return unfilled({kTable, script}).size();
  };
  EXPECT_EQ(after(""), 1U);
  EXPECT_EQ(after("UPDATE other SET b = 1;"), 1U);
  EXPECT_EQ(after("ALTER TABLE t ALTER b SET DEFAULT 1;"), 1U);
  EXPECT_EQ(after("UPDATE t SET b = 1;"), 0U);
  EXPECT_EQ(after("UPDATE t SET a = 1;"), 0U);  // A trigger may follow it.
  EXPECT_EQ(after("DELETE FROM t;"), 0U);
  EXPECT_EQ(after("TRUNCATE t;"), 0U);
  EXPECT_EQ(after("CALL fill();"), 0U);
  EXPECT_EQ(after("ALTER TABLE t ALTER b TYPE text USING id::text;"), 0U);
  EXPECT_EQ(after("DO $$ BEGIN EXECUTE (SELECT s FROM x); END $$;"), 0U);
}

TEST(UnfilledColumn, MayBeOldWhereTheTablesPastIsUnknown) {
  EXPECT_EQ(unfilled({"ALTER TABLE t ADD b int; ALTER TABLE t ALTER b SET NOT NULL;"}).size(), 1U);
  EXPECT_EQ(unfilled({"ALTER TABLE t ADD IF NOT EXISTS b int; ALTER TABLE t ALTER b SET NOT NULL;"})
                .size(),
            0U);
}

TEST(SafeWay, MakesNotNullByTheProofThatTheServerKnows) {
  const NamesWrittenFor names(Dialect::postgres);
  const ObjectName table{"app", "t"};
  EXPECT_EQ(make_not_null(table, "a", {17, 0}),
            "ALTER TABLE app.t ADD CONSTRAINT t_a_not_null CHECK (a IS NOT NULL) NOT VALID;\n"
            "-- in a later transaction; reads and writes go on meanwhile\n"
            "ALTER TABLE app.t VALIDATE CONSTRAINT t_a_not_null;\n"
            "-- the CHECK is the proof: no scan\n"
            "ALTER TABLE app.t ALTER COLUMN a SET NOT NULL;\n"
            "ALTER TABLE app.t DROP CONSTRAINT t_a_not_null;\n");
  EXPECT_EQ(make_not_null(table, "a", {18, 0}),
            "ALTER TABLE app.t ADD CONSTRAINT t_a_not_null NOT NULL a NOT VALID;\n"
            "-- in a later transaction; reads and writes go on meanwhile\n"
            "ALTER TABLE app.t VALIDATE CONSTRAINT t_a_not_null;\n");
}

TEST(SafeWay, MakesNamesAsLongAsTheServerKeepsThem) {
  const NamesWrittenFor names(Dialect::postgres);
  const std::string longest(63, 'x');
  const std::vector<std::string_view> columns{longest};
  EXPECT_EQ(made_up_name(longest, columns, "fkey").size(), 63U);
  EXPECT_THAT(made_up_name(longest, columns, "fkey"), testing::EndsWith("_fkey"));
}

std::string key_steps(const std::vector<std::string_view>& files) {
  std::string steps;
  at_each<op::AddConstraint>(files, [&](const auto& add, const Operation&, const auto& at) {
    steps = add_key(add.table.name, add.constraint, at);
  });
  return steps;
}

TEST(SafeWay, BuildsTheIndexOfAKeyFirst) {
  EXPECT_EQ(key_steps({kTable,
                       "ALTER TABLE t ADD UNIQUE NULLS NOT DISTINCT (id, a) INCLUDE (a)"
                       " DEFERRABLE;"}),
            "-- outside of a transaction; reads and writes go on meanwhile\n"
            "CREATE UNIQUE INDEX CONCURRENTLY t_id_a_key ON t (id, a) INCLUDE (a) NULLS NOT "
            "DISTINCT;\n"
            "ALTER TABLE t ADD CONSTRAINT t_id_a_key UNIQUE USING INDEX t_id_a_key DEFERRABLE;\n");
}

TEST(SafeWay, MakesOnlyTheNullableColumnsOfAPrimaryKeyNotNull) {
  const auto steps = key_steps(
      {"CREATE TABLE t (id int NOT NULL, a int);", "ALTER TABLE t ADD PRIMARY KEY (id, a);"});
  EXPECT_THAT(steps, StartsWith("ALTER TABLE t ADD CONSTRAINT t_a_not_null CHECK"));
  EXPECT_THAT(steps, Not(HasSubstr("id IS NOT NULL")));
  EXPECT_THAT(steps, HasSubstr("ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;\n"));
}

constexpr std::string_view kPartitioned =
    "CREATE SCHEMA app; CREATE TABLE app.p (id int NOT NULL) PARTITION BY RANGE (id);"
    "CREATE TABLE app.p1 PARTITION OF app.p FOR VALUES FROM (1) TO (2);"
    "CREATE TABLE app.p2 PARTITION OF app.p FOR VALUES FROM (2) TO (3) PARTITION BY RANGE (id);";

TEST(SafeWay, GoesByPartitions) {
  EXPECT_EQ(key_steps({kPartitioned, "ALTER TABLE app.p ADD CONSTRAINT p_key UNIQUE (id);"}),
            "ALTER TABLE ONLY app.p ADD CONSTRAINT p_key UNIQUE (id);\n"
            "-- for each partition, outside of a transaction\n"
            "-- (one that is partitioned itself: as the parent, level by level)\n"
            "CREATE UNIQUE INDEX CONCURRENTLY p1_p_key ON app.p1 (id);\n"
            "ALTER TABLE app.p1 ADD CONSTRAINT p1_p_key UNIQUE USING INDEX p1_p_key;\n"
            "ALTER INDEX app.p_key ATTACH PARTITION app.p1_p_key;\n");
}

TEST(SafeWay, AddsTheColumnFirstWithWhatCostsNothing) {
  std::vector<std::string> columns;
  at_each<op::AddColumn>({kTable,
                          "ALTER TABLE t ADD b int NOT NULL DEFAULT 0 CHECK (b > 0);"
                          "ALTER TABLE t ADD c text UNIQUE; ALTER TABLE t ADD d uuid DEFAULT "
                          "gen_random_uuid() UNIQUE;"},
                         [&](const auto& add, const Operation& operation, const auto& at) {
                           columns.push_back(add_column_first(add, operation, at));
                         });
  EXPECT_THAT(columns,
              testing::ElementsAre("ALTER TABLE t ADD COLUMN b integer NOT NULL DEFAULT 0;\n",
                                   "ALTER TABLE t ADD COLUMN c text;\n",
                                   "-- first the column without it, filled\n"));
}

}  // namespace
}  // namespace miglint
