#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "frontend/laravel/laravel_file.h"

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// A migration of an application that has these classes.
struct Application {
  std::map<std::string, std::unique_ptr<laravel::ClassFile>> classes;
  Arena arena;
  SourceFile source;
  Migration migration;

  Application(const std::map<std::string, std::string>& code, const std::string& up)
      : source("2024_01_01_000000_x.php",
               "<?php\nuse App\\Enums\\Status;\nuse App\\Models\\User;\n"
               "return new class extends Migration {\npublic function up() {\n" +
                   up + "\n}\n};\n") {
    for (const auto& [name, text] : code) {
      auto file = std::make_unique<laravel::ClassFile>("<?php\n" + text, syntax::Tree{});
      file->tree = syntax::parse(syntax::Language::php, file->text);
      classes[name] = std::move(file);
    }
    laravel::Surroundings around;
    around.connection.dialect = Dialect::postgres;
    around.model = [](const std::string&) { return laravel::Model{.is_model = false}; };
    around.class_file = [this](const std::string& name) -> const laravel::ClassFile* {
      const auto found = classes.find(name);
      return found == classes.end() ? nullptr : found->second.get();
    };
    migration = read_laravel_file(FileId{}, source, around, arena);
  }

  [[nodiscard]] std::vector<std::string> sql() const {
    std::vector<std::string> all;
    for (const SqlStatement& statement : migration.up.statements) {
      all.emplace_back(statement.certainty == Certainty::opaque
                           ? "opaque: " + statement.opaque_reason
                           : std::string(statement.text));
    }
    return all;
  }
};

TEST(LaravelApplication, ItsConstantsAreRead) {
  const Application read(
      {{"App\\Models\\Person", "namespace App\\Models;\nclass Person { const LONGEST = 40; }"},
       {"App\\Models\\User",
        "namespace App\\Models;\nclass User extends Person {\n"
        "const ROLE = 'clerk';\npublic static $table = 'people';\n}"}},
      "Schema::table(User::$table, function ($t) {\n"
      "$t->string('name', User::LONGEST)->default(User::ROLE);\n});");
  EXPECT_THAT(read.sql(), ElementsAre("alter table \"people\" add column \"name\" varchar(40) not "
                                      "null default 'clerk'"));
}

TEST(LaravelApplication, ItsEnumsAreRead) {
  const Application read(
      {{"App\\Enums\\Status",
        "namespace App\\Enums;\nenum Status: string {\n"
        "case Open = 'open';\ncase Done = 'done';\n}"}},
      "DB::table('t')->where('s', Status::Open)->update(['s' => Status::Done->value]);\n"
      "foreach (array_column(Status::cases(), 'value') as $one) { DB::statement('X ' . $one); }");
  EXPECT_THAT(read.sql(), ElementsAre("update \"t\" set \"s\" = 'done' where \"s\" = 'open'",
                                      "X open", "X done"));
}

TEST(LaravelApplication, ConstantsThatNameEachOtherEnd) {
  const Application read({{"App\\Models\\User",
                           "namespace App\\Models;\n"
                           "class User { const A = Other::A; }"},
                          {"App\\Models\\Other",
                           "namespace App\\Models;\n"
                           "class Other { const A = User::A; }"}},
                         "DB::statement('X ' . User::A);");
  ASSERT_EQ(read.sql().size(), 1);
  EXPECT_THAT(read.sql()[0], HasSubstr("X "));
}

TEST(LaravelApplication, TheFrameworksOwnClassesAreNotFollowed) {
  const Application read({{"Illuminate\\Support\\Odd",
                           "namespace Illuminate\\Support;\n"
                           "class Odd { public static function f() {"
                           " \\DB::statement('X'); } }"}},
                         "\\Illuminate\\Support\\Odd::f();");
  ASSERT_EQ(read.sql().size(), 1);
  EXPECT_THAT(read.sql()[0], HasSubstr("opaque: "));
}

TEST(LaravelApplication, PackagesThatManyHaveAreKnown) {
  const Application read({},
                         "Schema::table(\\Silber\\Bouncer\\Database\\Models::table('roles'), "
                         "function ($t) {\n$t->nestedSet();\n});");
  EXPECT_THAT(
      read.sql(),
      ElementsAre("alter table \"roles\" add column \"_lft\" integer not null default '0'",
                  "alter table \"roles\" add column \"_rgt\" integer not null default '0'",
                  "alter table \"roles\" add column \"parent_id\" integer null",
                  "create index \"roles__lft__rgt_parent_id_index\" on \"roles\" (\"_lft\", "
                  "\"_rgt\", \"parent_id\")"));
}

TEST(LaravelApplication, AColumnOfANewTableStandsOnItsOwnCall) {
  const Application read({},
                         "Schema::create('t', function ($t) {\n  $t->id();\n  $t->text('b');\n});");
  ASSERT_EQ(read.migration.up.statements.size(), 1);
  const SqlStatement& sql = read.migration.up.statements[0];
  const auto at = static_cast<std::uint32_t>(sql.text.find("\"b\" text"));
  const Span place =
      place_in(sql.pieces, static_cast<std::uint32_t>(sql.text.size()), at, at + 8, sql.span);
  EXPECT_EQ(read.source.text(place), "$t->text('b')");
}

TEST(LaravelApplication, AScopeThatIsNotReadIsACondition) {
  const Application read({}, "DB::table('t')->ofMine(1)->delete();");
  ASSERT_EQ(read.sql().size(), 2);
  EXPECT_THAT(read.sql()[0], HasSubstr("opaque: "));
  EXPECT_THAT(read.sql()[1], HasSubstr("delete from \"t\" where \"{"));
}

}  // namespace
}  // namespace miglint
