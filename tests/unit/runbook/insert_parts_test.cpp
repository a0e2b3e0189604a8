#include "runbook/insert_parts.h"

#include <gtest/gtest.h>

namespace miglint {
namespace {

TEST(InsertParts, AreTheQueryAlone) {
  EXPECT_EQ(
      query_of_insert("INSERT INTO t (a, b) SELECT a, b -- all\nFROM s JOIN r ON r.id = s.id\n"
                      "WHERE a > 1 ON CONFLICT (a) DO NOTHING RETURNING a;",
                      Dialect::postgres),
      "SELECT a, b FROM s JOIN r ON r.id = s.id\nWHERE a > 1");
  EXPECT_EQ(
      query_of_insert("INSERT INTO t WITH x AS (SELECT 1 AS a) SELECT a FROM x", Dialect::postgres),
      "WITH x AS (SELECT 1 AS a) SELECT a FROM x");
  EXPECT_EQ(query_of_insert("INSERT IGNORE INTO `t` SELECT `s`.`a`, s.b FROM s "
                            "ON DUPLICATE KEY UPDATE a = 1",
                            Dialect::mysql),
            "SELECT `s`.`a`, s.b FROM s");
}

TEST(InsertParts, AreNoneWhereTheQueryCannotBeAskedByItself) {
  EXPECT_EQ(query_of_insert("INSERT INTO t VALUES (1)", Dialect::postgres), "");
  EXPECT_EQ(query_of_insert("INSERT INTO t SELECT $1 FROM s", Dialect::postgres), "");
  EXPECT_EQ(query_of_insert("INSERT INTO t WITH gone AS (DELETE FROM s RETURNING a) "
                            "SELECT a FROM gone",
                            Dialect::postgres),
            "");
  EXPECT_EQ(query_of_insert("INSERT INTO t SELECT a.id, b.id FROM a, b", Dialect::mysql), "");
  EXPECT_EQ(query_of_insert("INSERT INTO t SELECT * FROM s", Dialect::mysql), "");
  EXPECT_EQ(query_of_insert("INSERT INTO t SELECT 1, 1 FROM s", Dialect::mariadb), "");
}

}  // namespace
}  // namespace miglint
