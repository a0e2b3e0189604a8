// SQL files to migrations. What each tool makes of one is tested with the project.
#include "frontend/sql/sql_file.h"

#include <gtest/gtest.h>

#include <string>

namespace miglint {
namespace {

Migration read(std::uint32_t id, const SourceFile& source) {
  static Arena arena;
  MigrationSet set;
  set.tool = &plain_sql();
  MigrationFile file;
  file.path = source.path();
  file.id = "0008";
  return read_sql_file(FileId{id}, source, set, file, Dialect::postgres, arena);
}

TEST(SqlFile, IsOneStatementThatTheDialectSplits) {
  const SourceFile file("db/0008_tenants.sql", "SELECT 1;\nSELECT 2;\n");
  const Migration migration = read(3, file);
  EXPECT_EQ(migration.id, "0008");
  EXPECT_EQ(migration.framework, "sql");
  EXPECT_EQ(migration.file, FileId{3});
  EXPECT_TRUE(migration.problems.empty());
  EXPECT_TRUE(migration.down.statements.empty());
  ASSERT_EQ(migration.up.statements.size(), 1U);
  const SqlStatement& statement = migration.up.statements[0];
  EXPECT_EQ(statement.text.data(), file.text().data());
  EXPECT_EQ(statement.text.size(), file.text().size());
  EXPECT_EQ(statement.span, (Span{FileId{3}, 0, 20}));
  EXPECT_TRUE(statement.verbatim);
  EXPECT_EQ(statement.certainty, Certainty::exact);
  ASSERT_EQ(migration.up.scopes.size(), 1U);
  EXPECT_EQ(migration.up.scopes[statement.scope].wrap, Wrap::none);
  EXPECT_EQ(migration.up.scopes[statement.scope].send, Send::statement);
  EXPECT_EQ(migration.up.scopes[statement.scope].known_by, KnownBy::guess);
}

TEST(SqlFile, AnEmptyFileIsAMigrationToo) {
  const SourceFile file("empty.sql", "");
  const Migration migration = read(0, file);
  EXPECT_TRUE(migration.problems.empty());
  ASSERT_EQ(migration.up.statements.size(), 1U);
  EXPECT_EQ(migration.up.statements[0].text, "");
}

TEST(SqlFile, DownScriptsFillDown) {
  const SourceFile file("0001_users.down.sql", "DROP TABLE users;");
  const Migration migration = read(0, file);
  EXPECT_TRUE(migration.up.statements.empty());
  EXPECT_TRUE(migration.up.scopes.empty());
  ASSERT_EQ(migration.down.statements.size(), 1U);
  EXPECT_EQ(migration.down.statements[0].text, "DROP TABLE users;");
  EXPECT_EQ(migration.down.scopes.size(), 1U);
}

TEST(SqlFile, TellsWhatIsNoUtf8AndReadsTheRest) {
  const SourceFile file("a.sql", "SELECT 1;\nSELECT 'caf\xE9';\n");
  const Migration migration = read(1, file);
  ASSERT_EQ(migration.problems.size(), 1U);
  EXPECT_EQ(migration.problems[0].span, (Span{FileId{1}, 21, 22}));
  EXPECT_TRUE(migration.problems[0].message.starts_with("byte 0xE9 on line 2 is no UTF-8:"))
      << migration.problems[0].message;
  EXPECT_EQ(migration.up.statements.size(), 1U);
}

TEST(SqlFile, DoesNotReadUtf16) {
  const SourceFile file("a.sql", std::string("\xFF\xFES\0E\0", 6));
  const Migration migration = read(1, file);
  ASSERT_EQ(migration.problems.size(), 1U);
  EXPECT_TRUE(migration.problems[0].message.starts_with("the file is UTF-16 (little endian)"));
  EXPECT_TRUE(migration.up.statements.empty());
}

}  // namespace
}  // namespace miglint
