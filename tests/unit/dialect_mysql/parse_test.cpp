#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read.h"

namespace miglint::mysql {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Statements that both servers take.
TEST(Parse, TakesWhatMigrationsHold) {
  for (
      const char* sql : {
          "CREATE TABLE `a b`.`t` (`id` int(11) unsigned NOT NULL AUTO_INCREMENT, `n` varchar(50) "
          "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT 'x', PRIMARY KEY "
          "(`id`), UNIQUE KEY `u` (`n`(10)), KEY `k` (`n`) USING BTREE, CONSTRAINT `f` FOREIGN KEY "
          "(`id`) REFERENCES `p` (`id`) ON DELETE SET NULL ON UPDATE CASCADE) ENGINE=InnoDB "
          "AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci ROW_FORMAT=DYNAMIC",
          "CREATE TABLE t (a timestamp(6) NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE "
          "CURRENT_TIMESTAMP(6), b json, c bit(1) DEFAULT b'0', d decimal(10,2) unsigned zerofill)",
          "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1) STORED, INDEX ((lower(c))))",
          "CREATE TABLE t LIKE s",
          "CREATE TABLE t (LIKE s)",
          "CREATE TABLE t ENGINE=InnoDB AS SELECT * FROM s",
          "CREATE TABLE t (a int) PARTITION BY RANGE (a) (PARTITION p VALUES LESS THAN (1))",
          "ALTER TABLE t ADD COLUMN (a int, b int), ADD UNIQUE (a), DROP b, ALGORITHM=INPLACE, "
          "LOCK "
          "= NONE",
          "ALTER TABLE t ENGINE=InnoDB ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8",
          "ALTER TABLE t DROP FOREIGN KEY f, DROP PRIMARY KEY, DROP CHECK c, RENAME INDEX a TO b",
          "ALTER TABLE t ALTER INDEX i INVISIBLE, ALTER COLUMN a SET DEFAULT (uuid())",
          "ALTER TABLE t REORGANIZE PARTITION p INTO (PARTITION q VALUES LESS THAN (9))",
          "ALTER TABLE t EXCHANGE PARTITION p WITH TABLE s WITHOUT VALIDATION",
          "CREATE UNIQUE INDEX i USING BTREE ON t (a DESC, b(10)) COMMENT 'x' ALGORITHM=INPLACE "
          "LOCK=NONE",
          "CREATE ALGORITHM=MERGE DEFINER=`root`@`%` SQL SECURITY DEFINER VIEW v AS SELECT 1",
          "CREATE DEFINER=CURRENT_USER() FUNCTION f(a int) RETURNS int DETERMINISTIC RETURN a + 1",
          "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM t",
          "INSERT IGNORE INTO t (a, b) VALUES (1, 'x'), (2, NULL) ON DUPLICATE KEY UPDATE a = "
          "VALUES(a)",
          "INSERT INTO t SET a = 1, b = DEFAULT",
          "INSERT INTO t (SELECT * FROM s)",
          "REPLACE INTO t VALUES ROW(1), ROW(2)",
          "UPDATE t AS x JOIN s ON s.id = x.id SET x.a = s.a, x.b = (SELECT 1) WHERE x.a IS NULL",
          "DELETE x FROM t AS x LEFT JOIN s USING (id) WHERE s.id IS NULL",
          "DELETE FROM t WHERE a = 1 ORDER BY b LIMIT 10",
          "WITH c AS (SELECT 1) DELETE FROM t WHERE a IN (SELECT * FROM c)",
          "SET NAMES utf8mb4, @x = 1",
          "SET @OLD=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0, SESSION sql_mode = 'ANSI,STRICT'",
          "LOCK TABLES t WRITE, s AS x READ LOCAL",
          "LOAD DATA LOCAL INFILE 'x' INTO TABLE t",
          "GRANT SELECT, INSERT (a) ON db.* TO 'u'@'%'",
          "RENAME TABLE a TO b, c.d TO c.e",
      }) {
    EXPECT_EQ(ReadText(sql).error(), "") << sql;
    EXPECT_EQ(ReadText(sql, {true, {10, 11, 0}}).error(), "") << sql;
  }
}

TEST(Parse, Column) {
  const ReadText read(
      "ALTER TABLE Db.T ADD COLUMN C enum('a','b''c') NOT NULL DEFAULT 'a' AFTER `x`");
  const auto* add = read.op<op::AddColumn>();
  ASSERT_NE(add, nullptr);
  EXPECT_EQ(add->table.name, (ObjectName{"Db", "T"}));
  EXPECT_EQ(add->column.name, "C");
  EXPECT_THAT(add->column.type.labels, ElementsAre("a", "b'c"));
  EXPECT_TRUE(add->column.not_null);
  ASSERT_NE(add->column.default_value, nullptr);
  EXPECT_TRUE(add->column.default_value->is_constant);
  EXPECT_EQ(add->position.kind, ColumnPosition::Kind::after);
  EXPECT_EQ(add->position.after, "x");
}

TEST(Parse, ChangeHasOldAndNewName) {
  const ReadText read("ALTER TABLE t CHANGE `old` `new` bigint unsigned FIRST, LOCK=SHARED");
  const auto* change = read.op<op::ChangeColumn>();
  ASSERT_NE(change, nullptr);
  EXPECT_EQ(change->column, "old");
  EXPECT_EQ(change->definition.name, "new");
  EXPECT_TRUE(change->definition.type.is_unsigned);
  const auto* online = read.op<op::OnlineClause>(1);
  ASSERT_NE(online, nullptr);
  EXPECT_EQ(online->lock, "SHARED");
}

FilterKind filter_of(const std::string& condition) {
  const ReadText read("UPDATE t SET a = 1 WHERE " + condition);
  const auto* update = read.op<op::UpdateRows>();
  return update == nullptr ? FilterKind::none : update->filter.kind;
}

TEST(Parse, Filters) {
  EXPECT_EQ(filter_of("1"), FilterKind::tautology);
  EXPECT_EQ(filter_of("(1 = 1)"), FilterKind::tautology);
  EXPECT_EQ(filter_of("a = a"), FilterKind::tautology);
  EXPECT_EQ(filter_of("0"), FilterKind::contradiction);
  EXPECT_EQ(filter_of("id = 5"), FilterKind::key_range);
  EXPECT_EQ(filter_of("t.`id` IN (1, 2)"), FilterKind::key_range);
  EXPECT_EQ(filter_of("id >= 5 AND id < 10"), FilterKind::key_range);
  EXPECT_EQ(filter_of("id BETWEEN 5 AND 10"), FilterKind::key_range);
  EXPECT_EQ(filter_of("a IS NULL"), FilterKind::is_null);
  EXPECT_EQ(filter_of("a IS NOT NULL"), FilterKind::other);
  EXPECT_EQ(filter_of("id = 5 OR 1"), FilterKind::other);
}

TEST(Parse, ABrokenStatementCostsItselfOnlyAndSaysWhere) {
  const ReadText read("SELECT 1;\nALTER TABLE t ADDD COLUMN a int;\nDROP TABLE t;");
  ASSERT_EQ(read.statements.size(), 3U);
  EXPECT_EQ(read.error(0), "");
  EXPECT_THAT(read.error(1), HasSubstr("expected where `ADDD` stands"));
  EXPECT_EQ(read.statements[1].error_span.begin, read.text.find("ADDD"));
  EXPECT_EQ(read.error(2), "");
}

TEST(Parse, WhatIsNotClosed) {
  EXPECT_THAT(ReadText("SELECT 'abc").error(), HasSubstr("string"));
  EXPECT_THAT(ReadText("SELECT 1 /* abc").error(), HasSubstr("comment"));
  EXPECT_THAT(ReadText("SELECT `abc").error(), HasSubstr("quoted name"));
  EXPECT_THAT(ReadText("CREATE TABLE t (a int").error(), HasSubstr("`)`"));
}

TEST(Parse, NothingIsTooDeepOrTooLong) {
  const std::string open(50000, '(');
  const std::string close(50000, ')');
  EXPECT_EQ(ReadText("SELECT " + open + "1" + close).error(), "");
  EXPECT_EQ(filter_of(open + "id = 5" + close), FilterKind::key_range);
  EXPECT_EQ(ReadText("CREATE TABLE t (a int CHECK " + open + "1" + close + ")").error(), "");
  EXPECT_NE(ReadText("SELECT " + open).error(), "");
  std::string list = "UPDATE t SET a = 1 WHERE id IN (0";
  for (int i = 0; i < 200000; ++i)
    list += ",1";
  EXPECT_EQ(ReadText(list + ")").error(), "");
}

TEST(Parse, ExecuteIsOpaque) {
  const ReadText read("EXECUTE stmt");
  EXPECT_NE(read.op<op::Opaque>(), nullptr);
}

/// Put to MySQL 9.7 and MariaDB 10.11, which take them all.
TEST(Parse, TakesTheOddForms) {
  for (const char* sql : {
           "ALTER TABLE t ALGORITHM=INPLACE, LOCK=NONE, ADD COLUMN a int",
           "CREATE TABLE t (a char byte, b date default date'2020-01-01', c time DEFAULT "
           "time'1:00')",
           "CREATE TABLE t (id int serial default value)",
           "ALTER TABLE t REORGANIZE PARTITION",
           "FLUSH TABLES t, s FOR EXPORT",
       }) {
    EXPECT_EQ(ReadText(sql).error(), "") << sql;
    EXPECT_EQ(ReadText(sql, {true, {10, 11, 0}}).error(), "") << sql;
  }
}

TEST(Parse, TakesWhatOnlyMariaDbTakes) {
  for (const char* sql : {
           "ALTER ONLINE TABLE t ADD a int",
           "ALTER IGNORE TABLE t ADD a int",
           "ALTER ONLINE IGNORE TABLE t ADD a int",
           "ALTER TABLE t ADD PRIMARY KEY IF NOT EXISTS (a)",
           "CREATE INDEX i ON t (a) WAIT 3",
           "DROP INDEX i ON t WAIT 1",
           "DROP TABLE t WAIT 2",
           "LOCK TABLES t WRITE CONCURRENT, s READ WAIT 5",
           "BACKUP STAGE START",
       }) {
    EXPECT_EQ(ReadText(sql, {true, {10, 11, 0}}).error(), "") << sql;
  }
  // MySQL has given the words up.
  EXPECT_NE(ReadText("ALTER IGNORE TABLE t ADD a int").error(), "");
  // MariaDB takes no ALGORITHM here: error 1064.
  EXPECT_NE(ReadText("DROP INDEX i ON t ALGORITHM=INPLACE", {true, {10, 11, 0}}).error(), "");
  EXPECT_EQ(ReadText("DROP INDEX i ON t ALGORITHM=INPLACE LOCK=NONE").error(), "");
}

TEST(Parse, OnlineIsLockNone) {
  const ReadText read("ALTER ONLINE TABLE t MODIFY a bigint", {true, {10, 11, 0}});
  const auto* clause = read.op<op::OnlineClause>(1);
  ASSERT_NE(clause, nullptr);
  EXPECT_EQ(clause->lock, "NONE");
}

TEST(Parse, AKnownStringThatIsExecutedIsRead) {
  const ReadText read("EXECUTE IMMEDIATE 'ALTER TABLE t DROP COLUMN a'", {true, {10, 11, 0}});
  const auto* drop = read.op<op::DropColumn>();
  ASSERT_NE(drop, nullptr);
  EXPECT_EQ(drop->column, "a");
  EXPECT_EQ(read.statements.front().operations.front().span.begin, 0U);
  EXPECT_NE(ReadText("EXECUTE IMMEDIATE @s", {true, {10, 11, 0}}).op<op::Opaque>(), nullptr);
  EXPECT_NE(ReadText("EXECUTE s").op<op::Opaque>(), nullptr);
}

TEST(Parse, BlocksOutsideOfARoutineRunNow) {
  const ReadText read(
      "DELIMITER //\nIF @a THEN DROP TABLE t; UPDATE s SET a = 1; END IF//\n"
      "BEGIN NOT ATOMIC EXECUTE x; END//\n",
      {true, {10, 11, 0}});
  ASSERT_EQ(read.statements.size(), 2U);
  const auto operations = read.statements.front().operations;
  ASSERT_EQ(operations.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<op::DropTable>(operations[0].action));
  EXPECT_TRUE(operations[0].nesting.conditional);
  EXPECT_NE(operations[0].command, operations[1].command);
  ASSERT_FALSE(read.statements.back().operations.empty());
  EXPECT_TRUE(std::holds_alternative<op::Opaque>(read.statements.back().operations.back().action));
}

TEST(Parse, ASemicolonBeforeAnotherDelimiterIsTheEnd) {
  const ReadText read("DELIMITER //\nALTER TABLE t ADD a int;\n//\n");
  EXPECT_EQ(read.error(), "");
}

}  // namespace
}  // namespace miglint::mysql
