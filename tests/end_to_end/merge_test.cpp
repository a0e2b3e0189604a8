// Several outputs of one run, shards of a run, and results that are merged.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "program.h"

namespace miglint {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Json = nlohmann::json;

constexpr std::array kFromJson{"json", "github", "gitlab", "junit", "markdown"};

class Merge : public ProgramTest {
 protected:
  /// Two databases, one of them with a rollback, something that cannot be read, and something that
  /// is only known from an earlier file.
  void write_databases() const {
    folder_.write(".git/HEAD", "");
    folder_.write("a/migrations/1.up.sql",
                  "CREATE TABLE orders (id int PRIMARY KEY, code text);\n");
    folder_.write("a/migrations/1.down.sql", "DROP TABLE orders;\n");
    folder_.write("a/migrations/2.up.sql",
                  "CREATE INDEX i ON orders (id);\n-- miglint:ignore drop-table: gone\n"
                  "DROP TABLE customers;\n");
    folder_.write("a/migrations/3.up.sql",
                  "DO $$ BEGIN EXECUTE f(); END $$;\nALTER TABLE orders DROP COLUMN code;\n");
    for (int i = 1; i <= 5; ++i) {
      folder_.write("b/migrations/" + std::to_string(i) + ".sql",
                    "CREATE INDEX i" + std::to_string(i) + " ON users (id);\nDROP TABL t;\n");
    }
  }

  /// One run, and the same run in `count` shards; the names of the shards' files, last first.
  [[nodiscard]] std::string run_shards(int count, const std::string& format,
                                       const std::string& options = "") const {
    std::string files;
    for (int i = 1; i <= count; ++i) {
      const std::string file = "part" + std::to_string(i);
      const Outcome part = miglint(
          fmt::format("check --shard {}/{} --format {}={}{} a b", i, count, format, file, options));
      EXPECT_LE(part.exit_code, 1) << part.error;
      EXPECT_EQ(part.out, "");
      files.insert(0, file + " ");
    }
    return files;
  }
};

TEST_F(Merge, OneRunWritesSeveralFormats) {
  folder_.write("1.sql", "CREATE INDEX i ON orders (a);\n");
  const Outcome outcome = miglint(
      "check --format sarif=x.sarif --format text --format gitlab=x.json --format rdjson=x.rd "
      "1.sql");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, StartsWith("error[index-without-concurrently]"));
  EXPECT_EQ(read("x.sarif"), miglint("check --format sarif 1.sql").out);
  EXPECT_EQ(read("x.json"), miglint("check --format gitlab 1.sql").out);
  EXPECT_EQ(read("x.rd"), miglint("check --format rdjson 1.sql").out);
}

TEST_F(Merge, AnOutputThatCannotBeWrittenDoesNotKeepTheOthersBack) {
  folder_.write("1.sql", "SELECT 1;\n");
  const Outcome outcome = miglint("check --format json=no/folder/x --format sarif=x.sarif 1.sql");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.error, HasSubstr("no/folder/x cannot be written"));
  EXPECT_EQ(Json::parse(read("x.sarif"))["version"], "2.1.0");
}

TEST_F(Merge, ShardsGiveWhatOneRunGives) {
  write_databases();
  const Json whole = Json::parse(miglint("check --format json a b").out);
  ASSERT_EQ(whole["files"], 9);
  ASSERT_GT(whole["findings"].size(), 10U);
  ASSERT_GT(whole["statements_not_read"], 1);
  for (const int count : {1, 2, 3, 4, 20}) {
    const std::string parts = run_shards(count, "json");
    for (const std::string format : kFromJson) {
      const Outcome one = miglint("check --format " + format + " a b");
      const Outcome merged = miglint(fmt::format("merge --format {} {}", format, parts));
      EXPECT_EQ(merged.out, one.out) << count << " " << format;
      EXPECT_EQ(merged.exit_code, one.exit_code);
    }
    for (const std::string option : {"", " --sarif-include-suppressed"}) {
      const Outcome one = miglint("check --format sarif" + option + " a b");
      EXPECT_EQ(miglint("merge " + run_shards(count, "sarif", option)).out, one.out) << count;
    }
  }
}

TEST_F(Merge, AShardReplaysTheHistoryOfItsFiles) {
  folder_.write("db/a.sql", "CREATE TABLE orders (code varchar(10));\n");
  folder_.write("db/b.sql", "ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);\n");
  const Json part = Json::parse(miglint("check --shard 2/2 --format json db").out);
  EXPECT_EQ(part["files"], 1);
  EXPECT_THAT(part["findings"].dump(), Not(HasSubstr("type-change-rewrites-table")));
  EXPECT_THAT(miglint("check --format json db/b.sql").out, HasSubstr("type-change-rewrites-table"));
}

TEST_F(Merge, AMissingShardIsAnError) {
  write_databases();
  (void)run_shards(3, "json");
  const auto error = [&](const std::string& files) {
    const Outcome outcome = miglint("merge " + files);
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_EQ(outcome.out, "");
    return outcome.error;
  };
  EXPECT_EQ(error("part1 part3"), "miglint: shard 2/3 is missing\n");
  EXPECT_EQ(error("part1 part2"), "miglint: shard 3/3 is missing\n");
  EXPECT_EQ(error("part2 part1 part3 part2"), "miglint: shard 2/3 is there twice\n");
  (void)miglint("check --format json=whole --format sarif=whole.sarif a b");
  EXPECT_THAT(error("part1 whole"), HasSubstr("no shards of one run"));
  EXPECT_THAT(error("part1 whole.sarif"), HasSubstr("different formats"));
  EXPECT_THAT(error("missing.json"), HasSubstr("missing.json: cannot be read"));
  EXPECT_THAT(error("a/migrations/2.up.sql"), HasSubstr("no result of `miglint check"));
  EXPECT_THAT(error("--format json whole.sarif"), HasSubstr("can only be merged into SARIF"));
  EXPECT_THAT(error("--format sarif whole"), HasSubstr("can only be merged from SARIF"));
}

TEST_F(Merge, ResultsOfOtherRunsAreJoined) {
  folder_.write("a.sql", "DROP TABLE a;\n");
  folder_.write("b.sql", "SELECT 1;\n");
  (void)miglint("check --format json=1 b.sql");
  (void)miglint("check --format json=2 a.sql");
  const Outcome both = miglint("merge 1 2");
  EXPECT_EQ(both.exit_code, 1);
  EXPECT_EQ(miglint("merge --fail-on never 1 2").exit_code, 0);
  EXPECT_EQ(Json::parse(both.out)["files"], 2);
  EXPECT_EQ(miglint("merge 1").exit_code, 0);
}

TEST_F(Merge, WhatOneShardCouldNotReadIsNotForgotten) {
  folder_.write("db/1.sql", "SELECT 1;\n");
  (void)miglint("check --format json=1 --shard 1/2 db missing.sql");
  (void)miglint("check --format json=2 --shard 2/2 db missing.sql");
  const Outcome outcome = miglint("merge 1 2");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.out, miglint("check --format json db missing.sql").out);
}

}  // namespace
}  // namespace miglint
