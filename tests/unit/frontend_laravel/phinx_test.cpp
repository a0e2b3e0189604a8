#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "frontend/laravel/laravel_file.h"

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Phinx {
  Arena arena;
  SourceFile source;
  Migration migration;

  explicit Phinx(const std::string& change, laravel::phinx::Settings settings = {},
                 bool table_is_known = false, Dialect dialect = Dialect::postgres)
      : source("20240101000000_x.php",
               "<?php\nclass X extends AbstractMigration {\npublic function change() {\n" + change +
                   "\n}\n}\n") {
    laravel::Surroundings around;
    around.tool = laravel::Surroundings::Tool::phinx;
    around.connection.dialect = dialect;
    around.phinx = std::move(settings);
    around.table_before = [table_is_known](const std::string&) { return table_is_known; };
    migration = read_laravel_file(FileId{}, source, around, arena);
  }

  [[nodiscard]] static std::vector<std::string> texts(const Script& script) {
    std::vector<std::string> all;
    for (const SqlStatement& statement : script.statements) {
      all.emplace_back(statement.certainty == Certainty::opaque
                           ? "opaque: " + statement.opaque_reason
                           : std::string(statement.text));
    }
    return all;
  }
  [[nodiscard]] std::vector<std::string> up() const { return texts(migration.up); }
  [[nodiscard]] std::vector<std::string> down() const { return texts(migration.down); }
};

TEST(Phinx, EachActionStandsOnItsCall) {
  const Phinx read(
      "$this->table('a')\n  ->addColumn('b', 'integer')\n  ->addIndex('b')\n->update();");
  const auto& statements = read.migration.up.statements;
  ASSERT_EQ(statements.size(), 2);
  EXPECT_EQ(read.source.text(statements[0].span), "->addColumn('b', 'integer')");
  EXPECT_EQ(read.source.text(statements[1].span), "->addIndex('b')");
}

TEST(Phinx, PartsOfAnAlterStandOnTheirCalls) {
  const Phinx read(
      "$this->table('a')\n  ->addColumn('b', 'integer')\n  ->addColumn('c', 'text')\n->update();");
  ASSERT_EQ(read.migration.up.statements.size(), 1);
  const SqlStatement& sql = read.migration.up.statements[0];
  const auto at = static_cast<std::uint32_t>(sql.text.find("ADD \"c\""));
  const Span place =
      place_in(sql.pieces, static_cast<std::uint32_t>(sql.text.size()), at, at + 5, sql.span);
  EXPECT_EQ(read.source.text(place), "->addColumn('c', 'text')");
}

TEST(Phinx, SaveMakesATableThatNothingSpeaksOf) {
  constexpr auto code = "$this->table('a', ['id' => false])->addColumn('b', 'text')->save();";
  EXPECT_THAT(Phinx(code).up(), ElementsAre("CREATE TABLE \"public\".\"a\" (\"b\" TEXT NULL)"));
  EXPECT_THAT(Phinx(code, {}, true).up(),
              ElementsAre("ALTER TABLE \"public\".\"a\" ADD \"b\" TEXT NULL"));
  // At the rollback the table is there: Phinx takes the column, not the table.
  EXPECT_THAT(Phinx(code).down(), ElementsAre("ALTER TABLE \"public\".\"a\" DROP COLUMN \"b\""));
}

TEST(Phinx, ReadsItsOwnSettings) {
  laravel::phinx::Settings old;
  old.unsigned_primary_keys = false;
  old.column_null_default = false;
  old.prefix = "app_";
  EXPECT_THAT(
      Phinx("$this->table('a')->addColumn('b', 'integer')->create();", old, false, Dialect::mysql)
          .up(),
      ElementsAre("CREATE TABLE `app_a` (`id` INT(11) NOT NULL AUTO_INCREMENT, `b` INT(11) NOT "
                  "NULL, PRIMARY KEY (`id`)) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE "
                  "utf8mb4_unicode_ci"));
}

TEST(Phinx, WhatIsNotSentIsSaid) {
  EXPECT_THAT(Phinx("$this->table('a')->addColumn('b', 'text');").up(),
              ElementsAre(HasSubstr("has pending actions")));
  EXPECT_THAT(Phinx("$this->table('a')->addColumn('b', $type)->update();").up(),
              ElementsAre("opaque: the type of a column is not known"));
  EXPECT_THAT(Phinx("$this->table('a')->addColumn('b', 'money')->update();").up(),
              ElementsAre("opaque: Phinx has no column type `money` on PostgreSQL"));
  EXPECT_THAT(Phinx("$this->table('a')->addColumn('b', 'text', ['nul' => true])->update();").up(),
              ElementsAre("opaque: Phinx refuses the column option `nul`"));
  EXPECT_THAT(Phinx("$this->getQueryBuilder('update')->update('a')->set('b', 1)->execute();").up(),
              ElementsAre("opaque: what Cake's query builder sends is not modelled"));
}

TEST(Phinx, UndoesUnderTheSameConditions) {
  const Phinx read(
      "if ($this->hasTable('a')) { $this->table('a')->addColumn('b', 'text')->update(); }\n"
      "$this->table('c')->addColumn('d', 'text')->update();");
  EXPECT_THAT(read.down(), ElementsAre("ALTER TABLE \"public\".\"c\" DROP COLUMN \"d\"",
                                       "ALTER TABLE \"public\".\"a\" DROP COLUMN \"b\""));
  EXPECT_TRUE(read.migration.down.statements[0].guards.empty());
  ASSERT_EQ(read.migration.down.statements[1].guards.size(), 1);
  EXPECT_EQ(read.migration.down.statements[1].guards[0].text, "$this->hasTable('a')");
}

TEST(Phinx, EndsItsTransactionWhereTheCodeDoes) {
  EXPECT_THAT(Phinx("$this->getAdapter()->commitTransaction();\n$this->execute('A');\n"
                    "$this->getAdapter()->beginTransaction();")
                  .up(),
              ElementsAre("COMMIT", "A", "BEGIN"));
}

}  // namespace
}  // namespace miglint
