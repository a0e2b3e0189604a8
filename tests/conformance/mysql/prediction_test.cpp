// Does miglint say of each form what the recorded servers answered?
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <sstream>
#include <string>
#include <vector>

#include "dialect/mysql/read.h"
#include "source/arena.h"
#include "suite.h"
#include "timeline/timeline.h"

namespace miglint {
namespace {

using conformance::Form;

std::vector<Form> read_cases() {
  return conformance::read_forms(MIGLINT_SUITE);
}

std::string words(const OnlineDdl& online) {
  if (online.refused != 0) return fmt::format("refused {}", online.refused);
  return fmt::format("{} {}{}", sql_name(online.algorithm), sql_name(online.lock),
                     online.rebuild ? " rebuild" : "");
}

/// The recorder's databases are utf8mb4: what a table without a character set gets.
std::string with_charset(const std::string& setup) {
  std::istringstream lines(setup);
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    const bool ends_table = line.ends_with(");") && line.find("CHARSET") == std::string::npos;
    out += ends_table ? line.substr(0, line.size() - 1) + " DEFAULT CHARSET=utf8mb4;" : line;
    out += '\n';
  }
  return out;
}

std::string predict(const Form& form, const mysql::Server& server) {
  Timeline timeline(server.version);
  Arena arena;
  const std::string texts[] = {with_charset(form.before), form.statement};
  std::deque<SqlStatement> sources;
  std::string prediction = "nothing";
  Migration migration;
  migration.dialect = server.mariadb ? Dialect::mariadb : Dialect::mysql;
  migration.up.scopes.emplace_back();
  std::vector<Statement> script;
  for (const std::string& text : texts) {
    SqlStatement& source = sources.emplace_back();
    source.text = text;
    source.span.end = static_cast<std::uint32_t>(text.size());
    mysql::read_statements(source, server, arena, script);
  }
  const TimelineVisitor visitor{
      .moment = [&](const Moment& at) { prediction = words(combined(at.effects)); }, .end = {}};
  timeline.run(migration, Direction::up, script, visitor);
  return prediction;
}

struct RecordedServer {
  const char* file;
  mysql::Server server;
};

class Prediction : public testing::TestWithParam<RecordedServer> {};

TEST_P(Prediction, IsTheRecord) {
  const auto record = conformance::read_record(MIGLINT_SUITE, GetParam().file);
  const std::vector<Form> cases = read_cases();
  EXPECT_GE(cases.size(), 210U);
  for (const Form& form : cases) {
    const auto found = record.find(form.name);
    if (found == record.end()) {
      ADD_FAILURE() << form.name << " is not recorded: run record-all";
      continue;
    }
    // MariaDB takes no ALGORITHM with ADD and DROP PARTITION, so it cannot be asked.
    if (found->second == "UNKNOWN") continue;
    EXPECT_EQ(predict(form, GetParam().server), found->second) << form.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Servers, Prediction,
                         testing::Values(RecordedServer{"mariadb-10.11.txt", {true, {10, 11, 0}}},
                                         RecordedServer{"mariadb-11.8.txt", {true, {11, 8, 0}}},
                                         RecordedServer{"mysql-9.7.txt", {false, {9, 7, 0}}}),
                         [](const auto& test) {
                           std::string name = test.param.file;
                           name.resize(name.size() - 4);
                           std::ranges::replace(name, '-', '_');
                           std::ranges::replace(name, '.', '_');
                           return name;
                         });

/// What the record cannot show, since no such server is at hand: the manual's tables.
struct Manual {
  const char* statement;
  ServerVersion version;
  const char* expected;
};

TEST(Manual, Mysql57And80) {
  const Manual facts[] = {
      // MySQL 5.7, "Online DDL Operations": no INSTANT.
      {"ALTER TABLE t ADD COLUMN z int;", {5, 7, 0}, "INPLACE NONE rebuild"},
      {"ALTER TABLE t DROP COLUMN f;", {5, 7, 0}, "INPLACE NONE rebuild"},
      {"ALTER TABLE t ALTER COLUMN a SET DEFAULT 1;", {5, 7, 0}, "INPLACE NONE"},
      {"ALTER TABLE t MODIFY e enum('x','y','z');", {5, 7, 0}, "INPLACE NONE"},
      {"ALTER TABLE t MODIFY c varchar(60);", {5, 7, 0}, "INPLACE NONE"},
      {"ALTER TABLE t RENAME COLUMN a TO z;", {5, 7, 0}, "INPLACE NONE"},
      // MySQL 8.0, the same page: 8.0.12 the last column, 8.0.28 names, 8.0.29 any place and DROP.
      {"ALTER TABLE t ADD COLUMN z int;", {8, 0, 11}, "INPLACE NONE rebuild"},
      {"ALTER TABLE t ADD COLUMN z int;", {8, 0, 12}, "INSTANT NONE"},
      {"ALTER TABLE t ADD COLUMN z int FIRST;", {8, 0, 28}, "INPLACE NONE rebuild"},
      {"ALTER TABLE t ADD COLUMN z int FIRST;", {8, 0, 29}, "INSTANT NONE"},
      {"ALTER TABLE t DROP COLUMN f;", {8, 0, 28}, "INPLACE NONE rebuild"},
      {"ALTER TABLE t DROP COLUMN f;", {8, 0, 29}, "INSTANT NONE"},
      {"ALTER TABLE t RENAME COLUMN a TO z;", {8, 0, 27}, "INPLACE NONE"},
      {"ALTER TABLE t RENAME COLUMN a TO z;", {8, 0, 28}, "INSTANT NONE"},
      {"ALTER TABLE t ADD COLUMN z int FIRST;", {8, 4, 0}, "INSTANT NONE"},
  };
  const std::string setup = read_cases().front().before;
  for (const Manual& fact : facts) {
    EXPECT_EQ(
        predict({.name = {}, .before = setup, .statement = fact.statement}, {false, fact.version}),
        fact.expected)
        << fact.statement << " on " << fact.version.major << "." << fact.version.minor << "."
        << fact.version.patch;
  }
}

TEST(Requested, WhatTheServerCannotDoIsRefused) {
  const std::string setup = read_cases().front().before;
  const mysql::Server mysql9{false, {9, 7, 0}};
  const auto on_mysql = [&](const char* statement) {
    return predict({.name = {}, .before = setup, .statement = statement}, mysql9);
  };
  EXPECT_EQ(on_mysql("ALTER TABLE t ADD COLUMN z int, ALGORITHM=INSTANT, LOCK=NONE;"),
            "refused 1221");
  EXPECT_EQ(on_mysql("ALTER TABLE t MODIFY a bigint, ALGORITHM=INPLACE;"), "refused 1846");
  EXPECT_EQ(on_mysql("ALTER TABLE t ADD INDEX z (f), ALGORITHM=INSTANT;"), "refused 1845");
  EXPECT_EQ(on_mysql("ALTER TABLE t MODIFY a bigint, LOCK=NONE;"), "refused 1846");
  EXPECT_EQ(on_mysql("ALTER TABLE t ADD INDEX z (f), ALGORITHM=INPLACE, LOCK=NONE;"),
            "INPLACE NONE");
  EXPECT_EQ(on_mysql("ALTER TABLE t ADD COLUMN z int, ALGORITHM=COPY;"), "COPY SHARED rebuild");
  EXPECT_EQ(on_mysql("ALTER TABLE t ADD COLUMN z int, ALGORITHM=INPLACE, LOCK=EXCLUSIVE;"),
            "INPLACE EXCLUSIVE rebuild");
}

/// A server keeps so many shapes of a table's rows, and then writes them all again: put to 9.7,
/// which answered 4092 to the 256th.
TEST(RowVersions, AreCountedUpToTheServersLimit) {
  const auto after = [](int changes, const char* then, const char* statement,
                        ServerVersion version) {
    std::string setup = "CREATE TABLE t (id int PRIMARY KEY) DEFAULT CHARSET=utf8mb4;\n";
    for (int i = 0; i < changes; ++i)
      setup += fmt::format("ALTER TABLE t ADD COLUMN c{} int;\n", i);
    setup += then;
    return predict({.name = {}, .before = setup, .statement = statement}, {false, version});
  };
  constexpr const char* kAdd = "ALTER TABLE t ADD COLUMN z int;";
  constexpr const char* kDrop = "ALTER TABLE t DROP COLUMN c0;";
  constexpr const char* kAsked = "ALTER TABLE t ADD COLUMN z int, ALGORITHM=INSTANT;";
  EXPECT_EQ(after(254, "", kAdd, {9, 7, 0}), "INSTANT NONE");
  EXPECT_EQ(after(255, "", kAdd, {9, 7, 0}), "INPLACE NONE rebuild");
  EXPECT_EQ(after(255, "", kDrop, {9, 7, 0}), "INPLACE NONE rebuild");
  EXPECT_EQ(after(255, "", kAsked, {9, 7, 0}), "refused 4092");
  EXPECT_EQ(after(63, "", kAdd, {8, 4, 0}), "INSTANT NONE");
  EXPECT_EQ(after(64, "", kAdd, {8, 4, 0}), "INPLACE NONE rebuild");
  EXPECT_EQ(after(64, "", kAdd, {8, 0, 28}), "INSTANT NONE");
  EXPECT_EQ(after(255, "ALTER TABLE t FORCE;\n", kAdd, {9, 7, 0}), "INSTANT NONE");
  EXPECT_EQ(after(255, "OPTIMIZE TABLE t;\n", kAdd, {9, 7, 0}), "INSTANT NONE");
  EXPECT_EQ(after(255, "TRUNCATE TABLE t;\n", kAdd, {9, 7, 0}), "INSTANT NONE");
  EXPECT_EQ(after(255, "ALTER TABLE t COMMENT='x';\n", kAdd, {9, 7, 0}), "INPLACE NONE rebuild");
  EXPECT_EQ(after(255, "", "ALTER TABLE t ADD COLUMN v int AS (id + 1) VIRTUAL;", {9, 7, 0}),
            "INSTANT NONE");
}

}  // namespace
}  // namespace miglint
