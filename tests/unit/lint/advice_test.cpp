#include "lint/advice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace miglint {
namespace {

std::string in_alembic(std::string_view sql, Dialect dialect = Dialect::postgres) {
  Migration migration;
  migration.framework = "alembic";
  migration.dialect = dialect;
  return advice_for(migration, {15, 0}, sql);
}

TEST(Advice, StaysSqlWhereMigrationsAreSql) {
  Migration migration;
  migration.framework = "goose";
  constexpr auto text = "-- first\nSET lock_timeout = '5s';\n";
  EXPECT_EQ(advice_for(migration, {15, 0}, text), text);
  migration.framework = "sql";
  EXPECT_EQ(advice_for(migration, {15, 0}, text), text);
}

TEST(Advice, InAlembicHasCallsAndComments) {
  EXPECT_EQ(in_alembic("-- before all else\nSET lock_timeout = '5s';\n"),
            "# before all else\nop.execute(\"SET lock_timeout = '5s'\")\n");
}

TEST(Advice, OutsideOfTransactionsStandsInABlock) {
  EXPECT_EQ(in_alembic("-- first\n"
                       "DROP INDEX CONCURRENTLY a_idx;\n"
                       "-- then\n"
                       "CREATE UNIQUE INDEX CONCURRENTLY a_idx ON app.a (b, c) WHERE b > 1;\n"
                       "ALTER TABLE a ALTER COLUMN b SET NOT NULL;\n"),
            "# first\n"
            "with op.get_context().autocommit_block():\n"
            "    op.drop_index(\"a_idx\", postgresql_concurrently=True)\n"
            "    # then\n"
            "    op.create_index(\n"
            "        \"a_idx\",\n"
            "        \"a\",\n"
            "        [\"b\", \"c\"],\n"
            "        unique=True,\n"
            "        schema=\"app\",\n"
            "        postgresql_where=sa.text(\"b > 1\"),\n"
            "        postgresql_concurrently=True,\n"
            "    )\n"
            "op.alter_column(\"a\", \"b\", nullable=False)\n");
}

TEST(Advice, LaterTransactionsAreOpenedByABlock) {
  EXPECT_EQ(in_alembic("ALTER TABLE a ADD CONSTRAINT c CHECK (b <> '') NOT VALID;\n"
                       "-- later\n"
                       "ALTER TABLE a VALIDATE CONSTRAINT c;\n"
                       "ALTER TABLE a DROP CONSTRAINT c;\n"),
            "op.create_check_constraint(\"c\", \"a\", \"b <> ''\", postgresql_not_valid=True)\n"
            "# later\n"
            "with op.get_context().autocommit_block():\n"
            "    op.execute(\"ALTER TABLE a VALIDATE CONSTRAINT c\")\n"
            "op.drop_constraint(\"c\", \"a\")\n");
}

TEST(Advice, BlocksThatCommitAreNotIndentedAway) {
  EXPECT_EQ(in_alembic("DO $$\nBEGIN\n  UPDATE a SET … WHERE …;\n  COMMIT;\nEND $$;\n"),
            "with op.get_context().autocommit_block():\n"
            "    op.execute(\n"
            "        \"\"\"\n"
            "        DO $$\n"
            "        BEGIN\n"
            "          UPDATE a SET … WHERE …;\n"
            "          COMMIT;\n"
            "        END $$\n"
            "        \"\"\"\n"
            "    )\n");
}

TEST(Advice, KeepsPartsThatAreLeftToTheReader) {
  EXPECT_EQ(in_alembic("ALTER TABLE a ADD COLUMN b … NULL;\nSET statement_timeout = 0;\n"),
            "op.execute(\"ALTER TABLE a ADD COLUMN b … NULL\")\n"
            "op.execute(\"SET statement_timeout = 0\")\n");
}

TEST(Advice, TextThatIsNoStatementStaysAsItIs) {
  EXPECT_EQ(in_alembic("-- follow all of them:\nalembic merge -m 'merge' a1 b2\n"),
            "# follow all of them:\nalembic merge -m 'merge' a1 b2\n");
  EXPECT_EQ(in_alembic("# name what the call needs\n"), "# name what the call needs\n");
  EXPECT_EQ(in_alembic(""), "");
}

TEST(Advice, ASecondTransactionIsARevisionOfItsOwn) {
  EXPECT_EQ(in_alembic("COMMIT;\nBEGIN;\n-- … the rest …\n"),
            "# in a revision of its own, deployed by itself:\n# … the rest …\n");
  EXPECT_EQ(in_alembic("BEGIN;\nALTER TABLE a RENAME TO b;\nCOMMIT;\n-- done\n"),
            "op.rename_table(\"a\", \"b\")\n# done\n");
}

TEST(Advice, QuotesWhatPythonAndSqlAlchemyRead) {
  EXPECT_EQ(in_alembic("SET app.x = 'a\\d :b';\n"),
            "op.execute(\"SET app.x = 'a\\\\d \\\\:b'\")\n");
  EXPECT_EQ(in_alembic("ALTER TABLE \"A\" VALIDATE CONSTRAINT c;\n"),
            "with op.get_context().autocommit_block():\n"
            "    op.execute('ALTER TABLE \"A\" VALIDATE CONSTRAINT c')\n");
}

TEST(Advice, ForMysqlInAlembicIsExecuted) {
  EXPECT_EQ(in_alembic("ALTER TABLE a ADD COLUMN b int, ALGORITHM=INSTANT;\n", Dialect::mysql),
            "op.execute(\"ALTER TABLE a ADD COLUMN b int, ALGORITHM=INSTANT\")\n");
}

}  // namespace
}  // namespace miglint
