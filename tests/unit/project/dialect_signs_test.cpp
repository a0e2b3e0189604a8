#include "project/dialect_signs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "project/discover.h"
#include "temporary_folder.h"

namespace miglint {
namespace {

using testing::HasSubstr;

/// What is recognised for the migrations in `folder`.
class Recognised {
 public:
  explicit Recognised(const TemporaryFolder& folder, const std::string& name = "migrations") {
    ConfigFinder configs({}, {});
    const std::vector<std::string> paths{folder.at(name)};
    const Discovery found = discover(paths, {}, configs);
    if (found.sets.empty()) return;
    tool = found.sets.front().tool->name;
    dialect = found.sets.front().dialect;
    why = found.sets.front().dialect_why;
  }
  std::string tool;
  std::optional<Dialect> dialect;
  std::string why;
};

constexpr const char* kGoose = "-- +goose Up\nALTER TABLE t ADD COLUMN a int;\n-- +goose Down\n";

TEST(DialectSigns, NothingTellsIt) {
  const TemporaryFolder folder;
  (void)folder.make_folder(".git");
  folder.write("migrations/00001_a.sql", kGoose);
  const Recognised recognised(folder);
  EXPECT_EQ(recognised.tool, "goose");
  EXPECT_EQ(recognised.dialect, std::nullopt);
}

TEST(DialectSigns, GooseByItsDriver) {
  const TemporaryFolder folder;
  (void)folder.make_folder(".git");
  folder.write("migrations/00001_a.sql", kGoose);
  folder.write(".env", "# GOOSE_DRIVER=postgres\nGOOSE_DRIVER=mysql\n");
  const Recognised recognised(folder);
  EXPECT_EQ(recognised.dialect, Dialect::mysql);
  EXPECT_EQ(recognised.why, "`goose_driver=mysql` in .env");
}

TEST(DialectSigns, DbmateByItsUrl) {
  const TemporaryFolder folder;
  (void)folder.make_folder(".git");
  folder.write("db/migrations/20240101000000_a.sql",
               "-- migrate:up\nALTER TABLE t ADD COLUMN a int;\n-- migrate:down\n");
  folder.write(".env.example", "DATABASE_URL=\"mysql://root@127.0.0.1:3306/shop\"\n");
  const Recognised recognised(folder, "db/migrations");
  EXPECT_EQ(recognised.tool, "dbmate");
  EXPECT_EQ(recognised.dialect, Dialect::mysql);
}

TEST(DialectSigns, GolangMigrateByItsDriver) {
  const TemporaryFolder folder;
  (void)folder.make_folder(".git");
  folder.write("migrations/000001_a.up.sql", "ALTER TABLE t ADD COLUMN a int;\n");
  folder.write("migrations/000001_a.down.sql", "ALTER TABLE t DROP COLUMN a;\n");
  folder.write("go.mod", "require github.com/go-sql-driver/mysql v1.8.1\n");
  const Recognised recognised(folder);
  EXPECT_EQ(recognised.tool, "golang-migrate");
  EXPECT_EQ(recognised.dialect, Dialect::mysql);
}

TEST(DialectSigns, FlywayByItsUrl) {
  const TemporaryFolder folder;
  (void)folder.make_folder(".git");
  folder.write("sql/V1__a.sql", "ALTER TABLE t ADD COLUMN a int;\n");
  folder.write("flyway.conf", "flyway.url=jdbc:mariadb://localhost/shop\n");
  const Recognised recognised(folder, "sql");
  EXPECT_EQ(recognised.tool, "flyway");
  EXPECT_EQ(recognised.dialect, Dialect::mariadb);
  EXPECT_THAT(recognised.why, HasSubstr("flyway.conf"));
}

TEST(DialectSigns, SqlxByItsFeatures) {
  const TemporaryFolder folder;
  (void)folder.make_folder(".git");
  folder.write("migrations/20240101000000_a.sql", "ALTER TABLE t ADD COLUMN a int;\n");
  folder.write("Cargo.toml", "sqlx = { version = \"0.8\", features = [\"mysql\"] }\n");
  EXPECT_EQ(Recognised(folder).dialect, Dialect::mysql);
}

TEST(DialectSigns, SettingsThatNameBothTellNothing) {
  const TemporaryFolder folder;
  (void)folder.make_folder(".git");
  folder.write("migrations/00001_a.sql", kGoose);
  folder.write("go.mod", "github.com/go-sql-driver/mysql v1\ngithub.com/jackc/pgx/v5 v5\n");
  EXPECT_EQ(Recognised(folder).dialect, std::nullopt);
}

TEST(DialectSigns, PlainFoldersByHowTheScriptsAreWritten) {
  const TemporaryFolder folder;
  (void)folder.make_folder(".git");
  folder.write("migrations/001_a.sql",
               "-- `orders` of the shop\nCREATE TABLE orders (id int AUTO_INCREMENT);\n");
  const Recognised mysql(folder);
  EXPECT_EQ(mysql.dialect, Dialect::mysql);
  EXPECT_EQ(mysql.why, "AUTO_INCREMENT in 001_a.sql");
  folder.write("compose.yml", "services:\n  db:\n    image: mariadb:11\n");
  EXPECT_EQ(Recognised(folder).dialect, Dialect::mariadb);
}

TEST(DialectSigns, WhatStandsInCommentsAndStringsIsNoSign) {
  const TemporaryFolder folder;
  (void)folder.make_folder(".git");
  folder.write("migrations/001_a.sql",
               "-- `a`, AUTO_INCREMENT\n/* `b` */\nINSERT INTO t VALUES ('`c` UNSIGNED');\n");
  EXPECT_EQ(Recognised(folder).dialect, std::nullopt);
}

TEST(DialectSigns, PostgresAndSqliteAreNotTakenForMysql) {
  const TemporaryFolder folder;
  (void)folder.make_folder(".git");
  folder.write("migrations/001_a.sql",
               "CREATE TABLE t (id bigserial, a jsonb DEFAULT '{}'::jsonb);");
  folder.write("go.mod", "github.com/go-sql-driver/mysql v1\n");
  EXPECT_EQ(Recognised(folder).dialect, Dialect::postgres);
  const TemporaryFolder other;
  (void)other.make_folder(".git");
  other.write("migrations/001_a.sql", "CREATE TABLE `t` (id INTEGER PRIMARY KEY AUTOINCREMENT);");
  EXPECT_EQ(Recognised(other).dialect, std::nullopt);
}

TEST(DialectSigns, TheFoldersName) {
  const TemporaryFolder folder;
  (void)folder.make_folder(".git");
  folder.write("schema/mysql/upgrades/001_a.sql", "ALTER TABLE t ADD COLUMN a int;");
  folder.write("schema/pgsql/upgrades/001_a.sql", "ALTER TABLE t ADD COLUMN a int;");
  EXPECT_EQ(Recognised(folder, "schema/mysql/upgrades").dialect, Dialect::mysql);
  EXPECT_EQ(Recognised(folder, "schema/pgsql/upgrades").dialect, Dialect::postgres);
  const TemporaryFolder other;
  (void)other.make_folder(".git");
  other.write("migrations/mariadb/001_a.sql", "ALTER TABLE t ADD COLUMN a int;");
  EXPECT_EQ(Recognised(other, "migrations/mariadb").dialect, Dialect::mariadb);
}

struct Layout {
  const char* tool;
  const char* file;
  const char* text;  ///< Around the statement.
};

/// No setting says it: only how the script is written.
TEST(DialectSigns, EveryToolByHowItsScriptsAreWritten) {
  const Layout layouts[] = {
      {"goose", "m/00001_a.sql", "-- +goose Up\n{};\n-- +goose Down\nDROP TABLE t;\n"},
      {"dbmate", "m/20240101000000_a.sql", "-- migrate:up\n{};\n-- migrate:down\n"},
      {"golang-migrate", "m/000001_a.up.sql", "{};\n"},
      {"flyway", "m/V1__a.sql", "{};\n"},
      {"sqlx", "m/20240101000000_a.sql", "-- no-transaction\n{};\n"},
      {"sql", "m/001_a.sql", "{};\n"},
  };
  const std::pair<const char*, std::optional<Dialect>> statements[] = {
      {"CREATE TABLE `t` (a int)", Dialect::mysql},
      {"CREATE TABLE t (a int) ENGINE=InnoDB", Dialect::mysql},
      {"CREATE TABLE t (a int AUTO_INCREMENT PRIMARY KEY)", Dialect::mysql},
      {"/*!40101 SET NAMES utf8 */", Dialect::mysql},
      {"ALTER TABLE `t` ADD COLUMN IF NOT EXISTS a int", Dialect::mariadb},
      {"CREATE OR REPLACE TABLE `t` (a int)", Dialect::mariadb},
      {"ALTER TABLE t ADD COLUMN a int", std::nullopt},
      {"ALTER TABLE t ADD COLUMN a timestamptz", Dialect::postgres},
      {"ALTER TABLE t ADD COLUMN IF NOT EXISTS a jsonb", Dialect::postgres},
  };
  for (const Layout& layout : layouts) {
    for (const auto& [statement, dialect] : statements) {
      const TemporaryFolder folder;
      (void)folder.make_folder(".git");
      std::string text = layout.text;
      text.replace(text.find("{}"), 2, statement);
      folder.write(layout.file, text);
      if (std::string_view(layout.tool) == "golang-migrate") {
        folder.write("m/000001_a.down.sql", "DROP TABLE t;\n");
      }
      const Recognised recognised(folder, "m");
      EXPECT_EQ(recognised.tool, layout.tool);
      EXPECT_EQ(recognised.dialect, dialect) << layout.tool << ": " << statement;
    }
  }
}

TEST(DialectSigns, DriversAndFoldersCalledMysqlServeMariaDbToo) {
  const TemporaryFolder folder;
  (void)folder.make_folder(".git");
  folder.write("db/mysql/001_a.sql", "ALTER TABLE t DROP COLUMN IF EXISTS a;");
  const Recognised recognised(folder, "db/mysql");
  EXPECT_EQ(recognised.dialect, Dialect::mariadb);
  EXPECT_THAT(recognised.why, HasSubstr("IF [NOT] EXISTS in 001_a.sql"));
  // DROP TABLE IF EXISTS is everybody's.
  const TemporaryFolder other;
  (void)other.make_folder(".git");
  other.write("db/mysql/001_a.sql", "DROP TABLE IF EXISTS t;\n# ADD COLUMN IF NOT EXISTS\n");
  EXPECT_EQ(Recognised(other, "db/mysql").dialect, Dialect::mysql);
  // The server itself is named: the script is wrong, and is told so.
  const TemporaryFolder third;
  (void)third.make_folder(".git");
  third.write("m/V1__a.sql", "ALTER TABLE t DROP COLUMN IF EXISTS a;");
  third.write("compose.yml", "services:\n  db:\n    image: mysql:8.4\n");
  EXPECT_EQ(Recognised(third, "m").dialect, Dialect::mysql);
}

TEST(DialectSigns, OfOneScript) {
  const auto dialect = [](std::string_view text) -> std::optional<Dialect> {
    const auto sign = dialect_of_script(text);
    return sign ? std::optional(sign->dialect) : std::nullopt;
  };
  EXPECT_EQ(dialect("ALTER TABLE `t` ADD a int"), Dialect::mysql);
  EXPECT_EQ(dialect("ALTER TABLE t ENGINE=InnoDB"), Dialect::mysql);
  EXPECT_EQ(dialect("SELECT * FROM t WHERE engine='x'"), std::nullopt);
  EXPECT_EQ(dialect("/*M!100000 SET x = 1 */"), Dialect::mariadb);
  EXPECT_EQ(dialect("ALTER IGNORE TABLE `t` ADD a int"), Dialect::mariadb);
  EXPECT_EQ(dialect("CREATE TABLE t (a bigserial)"), Dialect::postgres);
  EXPECT_EQ(dialect("CREATE TABLE `t` (a bigserial)"), std::nullopt);
  EXPECT_EQ(dialect(""), std::nullopt);
}

}  // namespace
}  // namespace miglint
