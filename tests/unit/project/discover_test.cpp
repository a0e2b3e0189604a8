// What the tree around a file says of it, where no migration tool's own signs are there.
#include "project/discover.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "temporary_folder.h"

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kRevision =
    "from alembic import op\nrevision = 'a1'\ndown_revision = 'missing'\n\n"
    "def upgrade():\n    op.drop_table('t')\n";
constexpr std::string_view kPhp =
    "<?php\nuse Illuminate\\Database\\Migrations\\Migration;\n"
    "return new class extends Migration { public function up() {} };\n";

class DiscoverTest : public testing::Test {
 protected:
  Discovery find(const std::string& path) {
    ConfigFinder configs({}, "");
    const std::vector<std::string> paths{folder_.at(path)};
    return discover(paths, {}, configs);
  }

  /// "alembic: a.py" for each file that is looked at.
  static std::vector<std::string> files(const Discovery& found) {
    std::vector<std::string> result;
    for (const DiscoveredFile& each : found.files) {
      result.push_back(std::string(each.set->tool->name) + ": " +
                       std::string(name_of(each.file.path)));
    }
    std::ranges::sort(result);
    return result;
  }

  static std::string dialect_of(const MigrationSet& set) {
    if (!set.dialect) return "none";
    return *set.dialect == Dialect::postgres ? "postgres"
           : *set.dialect == Dialect::mysql  ? "mysql"
                                             : "mariadb";
  }

  /// "postgres: 1.sql" for each file of plain SQL.
  static std::vector<std::string> dialects(const Discovery& found) {
    std::vector<std::string> result;
    for (const DiscoveredFile& each : found.files) {
      result.push_back(dialect_of(*each.set) + ": " + std::string(name_of(each.file.path)));
    }
    std::ranges::sort(result);
    return result;
  }

  TemporaryFolder folder_;
};

// Who reads the project needs not open these files again.
TEST_F(DiscoverTest, WhatRecognitionHasReadIsHandedOn) {
  const std::string path = folder_.write("db/1_a.sql", "\xEF\xBB\xBF-- +goose Up\nSELECT 1;\n");
  const Discovery found = find("db");
  EXPECT_THAT(files(found), ElementsAre("goose: 1_a.sql"));
  ASSERT_TRUE(found.texts.contains(path));
  EXPECT_EQ(found.texts.at(path), "-- +goose Up\nSELECT 1;\n");
}

TEST_F(DiscoverTest, ARevisionStandsAlone) {
  folder_.write("some/a.py", kRevision);
  folder_.write("some/b.py", "print('alembic')\n");
  EXPECT_THAT(files(find("some/a.py")), ElementsAre("alembic: a.py"));
  EXPECT_THAT(files(find("some")), ElementsAre("alembic: a.py"));
  const Discovery found = find(".");
  EXPECT_THAT(files(found), ElementsAre("alembic: a.py"));
  // What it follows may be elsewhere.
  EXPECT_FALSE(found.files.front().file.graph.is_known);
}

TEST_F(DiscoverTest, PackagesAreNotSearchedForRevisions) {
  folder_.write("app/__init__.py");
  folder_.write("app/a.py", kRevision);
  EXPECT_THAT(files(find(".")), IsEmpty());
  EXPECT_THAT(files(find("app/a.py")), ElementsAre("alembic: a.py"));
}

TEST_F(DiscoverTest, AMigrationOfLaravelsStandsAloneWhereItIsNamed) {
  folder_.write("case.php", kPhp);
  folder_.write("2025_01_01_000000_known_by_its_name.php", kPhp);
  EXPECT_THAT(files(find("case.php")), ElementsAre("laravel: case.php"));
  EXPECT_THAT(files(find(".")),
              ElementsAre("laravel: 2025_01_01_000000_known_by_its_name.php", "laravel: case.php"));
}

TEST_F(DiscoverTest, OtherProgramsAreNotReadAsSql) {
  folder_.write("a.py", "print(1)\n");
  const Discovery found = find("a.py");
  EXPECT_THAT(found.files, IsEmpty());
  ASSERT_EQ(found.problems.size(), 1U);
  EXPECT_EQ(found.problems.front().reason, "it holds no migration of a tool that miglint knows");
}

TEST_F(DiscoverTest, AFolderIsNamedAfterItsServer) {
  folder_.write("schema/mysql/1.sql");
  folder_.write("schema/pgsql/1.sql");
  folder_.write("schema/sqlite/1.sql");
  folder_.write("schema/mariadb.initial.sql");
  folder_.write("schema/other.sql");
  const Discovery found = find("schema");
  EXPECT_THAT(dialects(found), ElementsAre("mariadb: mariadb.initial.sql", "mysql: 1.sql",
                                           "none: other.sql", "postgres: 1.sql"));
  EXPECT_TRUE(std::ranges::any_of(found.sets, [](const MigrationSet& set) {
    return set.left_out.size() == 1 &&
           set.left_out.front().reason == "sqlite is no server that miglint knows";
  }));
  // Who names it wants it.
  EXPECT_EQ(find("schema/sqlite/1.sql").files.size(), 1U);
  EXPECT_EQ(find("schema/sqlite").files.size(), 1U);
}

TEST_F(DiscoverTest, OfAHistoryEachServerHasItsOwn) {
  folder_.write("migrations/mysql/1.sql");
  folder_.write("migrations/mysql/2.sql");
  folder_.write("migrations/postgres/1.sql");
  const Discovery found = find("migrations/mysql/2.sql");
  EXPECT_THAT(dialects(found), ElementsAre("mysql: 1.sql", "mysql: 2.sql"));
}

}  // namespace
}  // namespace miglint
