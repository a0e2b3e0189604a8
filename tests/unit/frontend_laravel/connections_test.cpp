#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "frontend/laravel/laravel_file.h"

namespace miglint {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

struct OtherConnection {
  Arena arena;
  SourceFile source;
  Migration migration;

  explicit OtherConnection(const std::string& up)
      : source("2024_01_01_000000_x.php",
               "<?php\nreturn new class extends Migration {\npublic function up() {\n" + up +
                   "\n}\n};\n") {
    laravel::Surroundings around;
    around.connection.dialect = Dialect::postgres;
    around.connection_named = [](const std::string& name) -> std::optional<laravel::Connection> {
      laravel::Connection connection;
      if (name == "reports") return connection;  // MySQL
      connection.dialect = Dialect::postgres;
      if (name == "archive") return connection;
      return std::nullopt;
    };
    migration = read_laravel_file(FileId{}, source, around, arena);
  }

  [[nodiscard]] const SqlStatement& at(std::size_t index) const {
    return migration.up.statements.at(index);
  }
  [[nodiscard]] Wrap wrap(std::size_t index) const {
    return migration.up.scopes.at(at(index).scope).wrap;
  }
};

TEST(LaravelConnections, AnotherServerGetsItsOwnSql) {
  const OtherConnection read(
      "Schema::connection('reports')->table('a', function ($t) { $t->string('b'); });\n"
      "DB::connection('reports')->table('a')->where('b', 1)->delete();\n"
      "DB::connection('reports')->statement('X');\nDB::table('a')->delete();");
  ASSERT_EQ(read.migration.up.statements.size(), 4);
  EXPECT_EQ(read.at(0).text, "alter table `a` add `b` varchar(255) not null");
  EXPECT_EQ(read.at(1).text, "delete from `a` where `b` = 1");
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_THAT(read.at(i).not_judged, HasSubstr("`reports`, which is MySQL"));
    EXPECT_EQ(read.wrap(i), Wrap::none);
  }
  EXPECT_EQ(read.at(3).text, "delete from \"a\"");
  EXPECT_THAT(read.at(3).not_judged, IsEmpty());
  EXPECT_EQ(read.wrap(3), Wrap::file);
}

TEST(LaravelConnections, OneOfTheSameKindIsJudgedOutsideOfTheTransaction) {
  const OtherConnection read("Schema::connection('archive')->drop('a');");
  ASSERT_EQ(read.migration.up.statements.size(), 1);
  EXPECT_EQ(read.at(0).text, "drop table \"a\"");
  EXPECT_THAT(read.at(0).not_judged, IsEmpty());
  EXPECT_EQ(read.wrap(0), Wrap::none);
}

TEST(LaravelConnections, OneThatNothingDescribesIsSaid) {
  const OtherConnection read("Schema::connection('far')->drop('a');");
  ASSERT_EQ(read.migration.up.statements.size(), 2);
  EXPECT_THAT(read.at(0).opaque_reason, HasSubstr("`far`, which the config does not describe"));
  EXPECT_EQ(read.at(1).text, "drop table \"a\"");
}

TEST(LaravelConnections, OneThatAllCallsNameIsTheMigrations) {
  const auto named = [](const std::string& text) {
    return laravel_connection(SourceFile("a.php", "<?php " + text));
  };
  EXPECT_EQ(named("Schema::connection('a')->x(DB::raw('1')); DB::connection(\"a\")->y();"), "a");
  EXPECT_EQ(named("Schema::connection('a')->x(); Schema::drop('t');"), std::nullopt);
  EXPECT_EQ(named("Schema::connection('a')->x(); Schema::connection('b')->x();"), std::nullopt);
  EXPECT_EQ(named("Schema::connection($name)->x();"), std::nullopt);
}

}  // namespace
}  // namespace miglint
