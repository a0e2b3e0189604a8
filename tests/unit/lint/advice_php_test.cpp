#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "lint/advice.h"

namespace miglint {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string advice(std::string_view framework, std::string_view sql, int version = 0,
                   Dialect dialect = Dialect::postgres) {
  Migration migration;
  migration.framework = framework;
  migration.framework_version = version;
  migration.dialect = dialect;
  return advice_for(migration,
                    dialect == Dialect::postgres ? ServerVersion{15, 0} : ServerVersion{8, 4}, sql);
}

constexpr std::string_view index_online = "CREATE INDEX CONCURRENTLY a_b ON a (b, c);\n";

TEST(AdvicePhp, AnIndexOnlineIsACallOfLaravel12) {
  EXPECT_EQ(advice("laravel", index_online, 12),
            "// in a migration with `public $withinTransaction = false;`:\n"
            "Schema::table('a', function (Blueprint $table) {\n"
            "    $table->index(['b', 'c'], 'a_b')->online();\n"
            "});\n");
  EXPECT_THAT(advice("laravel", index_online),
              HasSubstr("// Laravel 12 and later:\nSchema::table"));
}

TEST(AdvicePhp, BeforeLaravel12ItIsAStatement) {
  EXPECT_EQ(advice("laravel", index_online, 11),
            "// in a migration with `public $withinTransaction = false;`:\n"
            "DB::statement('CREATE INDEX CONCURRENTLY a_b ON a (b, c)');\n");
}

TEST(AdvicePhp, WhatAnIndexOfLaravelCannotHaveIsAStatement) {
  for (const std::string_view sql : {"CREATE INDEX CONCURRENTLY a_b ON a (b) WHERE c;\n",
                                     "CREATE INDEX CONCURRENTLY a_b ON a (lower(b));\n",
                                     "CREATE UNIQUE INDEX CONCURRENTLY a_b ON a (b);\n",
                                     "CREATE INDEX CONCURRENTLY a_b ON a (b DESC);\n"}) {
    EXPECT_THAT(advice("laravel", sql, 13), HasSubstr("DB::statement(")) << sql;
  }
  EXPECT_THAT(advice("laravel", "CREATE INDEX CONCURRENTLY a_b ON a USING gin (b);\n", 13),
              HasSubstr("$table->index(['b'], 'a_b', 'gin')->online();"));
}

TEST(AdvicePhp, AForeignKeyNotValidIsACall) {
  EXPECT_THAT(advice("laravel",
                     "ALTER TABLE a ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES c (id) NOT VALID;\n"
                     "ALTER TABLE a VALIDATE CONSTRAINT k;\n",
                     8),
              HasSubstr("$table->foreign(['b'], 'k')->references(['id'])->on('c')->notValid();"));
}

TEST(AdvicePhp, AColumnInAnInstantIsACall) {
  constexpr std::string_view sql =
      "ALTER TABLE users ADD COLUMN b … NOT NULL DEFAULT …, ALGORITHM=INSTANT;\n"
      "ALTER TABLE users ADD COLUMN b … NULL, ALGORITHM=INSTANT;\n";
  const std::string newer = advice("laravel", sql, 12, Dialect::mysql);
  EXPECT_THAT(newer, HasSubstr("$table->…('b')->default(…)->instant();"));
  EXPECT_THAT(newer, HasSubstr("$table->…('b')->nullable()->instant();"));
  EXPECT_THAT(advice("laravel", sql, 10, Dialect::mysql), Not(HasSubstr("instant();")));
}

TEST(AdvicePhp, DoctrineSendsSql) {
  EXPECT_EQ(advice("doctrine", index_online),
            "// in a migration whose `isTransactional()` returns false:\n"
            "$this->addSql('CREATE INDEX CONCURRENTLY a_b ON a (b, c)');\n");
}

TEST(AdvicePhp, PhinxLeavesItsTransaction) {
  EXPECT_EQ(advice("phinx", "-- outside of a transaction\nDROP INDEX CONCURRENTLY a_b;\n"),
            "// outside of the transaction that Phinx has opened:\n"
            "$this->getAdapter()->commitTransaction();\n"
            "$this->execute('DROP INDEX CONCURRENTLY a_b');\n"
            "$this->getAdapter()->beginTransaction();\n");
  EXPECT_EQ(advice("phinx", "UPDATE a SET b = 'x';\n"),
            "$this->execute(\"UPDATE a SET b = 'x'\");\n");
}

}  // namespace
}  // namespace miglint
