#include "verify/fill.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scratch_database.h"
#include "verify/spoil.h"

namespace miglint {
namespace {

class FillTest : public ScratchDatabase {
 protected:
  static std::vector<FilledTable> fill(const std::string& table,
                                       std::vector<Assumption> assumptions = {},
                                       FillOptions options = {.rows = 500, .seed = 7}) {
    auto watcher = sandbox_->watch("t");
    auto session = sandbox_->fill("t");
    Fill fill(*watcher, *session, options, assumptions);
    fill.table(table);
    return fill.filled();
  }

  static std::string rows_in(const std::string& table) {
    return value("SELECT count(*) FROM " + table);
  }
};

TEST_F(FillTest, KnowsTheUsualTypes) {
  run(R"(CREATE TYPE mood AS ENUM ('good', 'bad');
         CREATE TABLE a (
           id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, s serial, n int NOT NULL,
           sm smallint NOT NULL, f float8 NOT NULL, num numeric(6,2) NOT NULL, b boolean NOT NULL,
           t text NOT NULL, v varchar(12) NOT NULL, c char(3) NOT NULL, d date NOT NULL,
           ts timestamp NOT NULL, tz timestamptz NOT NULL, ti time NOT NULL, iv interval NOT NULL,
           u uuid NOT NULL, j jsonb NOT NULL, by bytea NOT NULL, ip inet NOT NULL, m mood NOT NULL,
           arr text[] NOT NULL, r tstzrange NOT NULL, x tsvector NOT NULL,
           doubled int GENERATED ALWAYS AS (n * 2) STORED))");
  fill("public.a");
  EXPECT_EQ(rows_in("a"), "500");
  EXPECT_EQ(value("SELECT count(DISTINCT (t, u, n)) FROM a"), "500");
  EXPECT_EQ(value("SELECT count(DISTINCT m) FROM a"), "2");
}

TEST_F(FillTest, SatisfiesChecksDomainsAndUniqueKeys) {
  run(R"(CREATE DOMAIN code AS text CHECK (VALUE ~ '^[1-9][0-9]{3}$');
         CREATE TABLE a (id int PRIMARY KEY, code code NOT NULL,
           state text NOT NULL CHECK (state IN ('new', 'paid', 'void')),
           amount int NOT NULL CHECK (amount > 0 AND amount <= 50),
           starts timestamptz NOT NULL, ends timestamptz NOT NULL, CHECK (ends > starts),
           slug text NOT NULL UNIQUE))");
  fill("public.a");
  EXPECT_GE(std::stoi(rows_in("a")), 400);
  EXPECT_EQ(value("SELECT count(DISTINCT state) FROM a"), "3");
}

TEST_F(FillTest, TakesKeysOfOtherTables) {
  run(R"(CREATE TABLE company (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
         CREATE TABLE account (company_id bigint REFERENCES company, code int,
                               PRIMARY KEY (company_id, code));
         CREATE TABLE posting (id uuid PRIMARY KEY, company_id bigint NOT NULL REFERENCES company,
           code int NOT NULL, parent uuid REFERENCES posting,
           FOREIGN KEY (company_id, code) REFERENCES account (company_id, code)))");
  fill("public.posting");
  EXPECT_EQ(rows_in("posting"), "500");
  EXPECT_EQ(rows_in("account"), "500");
}

TEST_F(FillTest, BreaksACircleOfReferences) {
  run("CREATE TABLE runs (id int PRIMARY KEY, state int);"
      "CREATE TABLE states (id int PRIMARY KEY, run int NOT NULL REFERENCES runs (id));"
      "ALTER TABLE runs ADD FOREIGN KEY (state) REFERENCES states (id)");
  fill("public.runs");
  EXPECT_NE(value("SELECT count(*) FROM runs"), "0");
  EXPECT_NE(value("SELECT count(*) FROM states"), "0");
}

TEST_F(FillTest, PutsRowsIntoPartitions) {
  run(R"(CREATE TABLE e (at timestamptz NOT NULL, n int) PARTITION BY RANGE (at);
         CREATE TABLE e1 PARTITION OF e FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
         CREATE TABLE e2 PARTITION OF e FOR VALUES FROM ('2024-02-01') TO ('2024-03-01'))");
  fill("public.e");
  EXPECT_NE(rows_in("e1"), "0");
  EXPECT_NE(rows_in("e2"), "0");
}

TEST_F(FillTest, FitsWhatTheChangeIsGoingToAsk) {
  run("CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY, p_id int, n int)");
  fill("public.c", {{.kind = Assumption::Kind::referenced,
                     .table = "public.c",
                     .columns = {"p_id"},
                     .referenced_table = "public.p"},
                    {.kind = Assumption::Kind::condition,
                     .table = "public.c",
                     .columns = {"n"},
                     .condition = "n < 10"}});
  EXPECT_NE(rows_in("c"), "0");
  run("ALTER TABLE c ADD FOREIGN KEY (p_id) REFERENCES p, ADD CHECK (n < 10)");
}

TEST_F(FillTest, GivesTheSameForTheSameSeed) {
  run("CREATE TABLE a (id int PRIMARY KEY, b boolean, m text CHECK (m IN ('x', 'y', 'z')))");
  const std::string sum = "SELECT md5(string_agg(a::text, ',' ORDER BY id)) FROM a";
  fill("public.a");
  const std::string first = value(sum);
  run("TRUNCATE a");
  fill("public.a");
  EXPECT_EQ(value(sum), first);
  run("TRUNCATE a");
  fill("public.a", {}, {.rows = 500, .seed = 8});
  EXPECT_NE(value(sum), first);
}

TEST_F(FillTest, SaysWhyATableStaysEmpty) {
  run("CREATE TABLE a (id int PRIMARY KEY, p polygon NOT NULL)");
  const auto filled = fill("public.a");
  ASSERT_EQ(filled.size(), 1U);
  EXPECT_EQ(filled[0].rows, 0);
  EXPECT_THAT(filled[0].remark, testing::HasSubstr("no value is known for its column p"));
}

TEST_F(FillTest, SpoilsWhatTheChangeAssumes) {
  run(R"(CREATE TABLE p (id int PRIMARY KEY);
         CREATE TABLE c (id int PRIMARY KEY, p_id int, n int, email text))");
  const std::vector<Assumption> assumptions = {
      {.kind = Assumption::Kind::no_nulls, .table = "public.c", .columns = {"n"}},
      {.kind = Assumption::Kind::unique, .table = "public.c", .columns = {"email"}},
      {.kind = Assumption::Kind::condition,
       .table = "public.c",
       .columns = {"n"},
       .condition = "n >= 0"},
      {.kind = Assumption::Kind::referenced,
       .table = "public.c",
       .columns = {"p_id"},
       .referenced_table = "public.p"}};
  fill("public.c", assumptions);
  auto watcher = sandbox_->watch("t");
  auto session = sandbox_->fill("t");
  for (const Spoiled& spoiled : spoil(*watcher, *session, assumptions))
    EXPECT_GT(spoiled.rows, 0) << spoiled.what << ": " << spoiled.remark;
  EXPECT_NE(value("SELECT count(*) FROM c WHERE n IS NULL"), "0");
  EXPECT_EQ(value("SELECT count(*) - count(DISTINCT email) FROM c"), "1");
  EXPECT_EQ(value("SELECT count(*) FROM c WHERE NOT EXISTS (SELECT FROM p WHERE p.id = c.p_id)"),
            "1");
}

}  // namespace
}  // namespace miglint
