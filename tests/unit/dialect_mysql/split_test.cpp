#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read.h"

namespace miglint::mysql {
namespace {

using testing::ElementsAre;

std::vector<std::string> texts(const std::string& sql, Server server = {}) {
  const ReadText read(sql, server);
  std::vector<std::string> out;
  for (const Statement& statement : read.statements)
    out.emplace_back(statement.text);
  return out;
}

TEST(Split, Comments) {
  EXPECT_THAT(texts("-- a; b\nSELECT 1; # c; d\n/* e; */ SELECT 2"),
              ElementsAre("SELECT 1", "SELECT 2"));
  // Two dashes without a space are no comment.
  EXPECT_THAT(texts("SELECT 1--1; SELECT 2"), ElementsAre("SELECT 1--1", "SELECT 2"));
}

TEST(Split, Strings) {
  EXPECT_THAT(texts("SELECT 'a;b', \"c;d\", 'e\\';f', 'g'';h', `i;j`; SELECT 2"),
              ElementsAre("SELECT 'a;b', \"c;d\", 'e\\';f', 'g'';h', `i;j`", "SELECT 2"));
}

TEST(Split, VersionCommentsRunFromTheirVersionOn) {
  const std::string sql = "CREATE TABLE t (a int) /*!50100 COMMENT='x' */; SELECT 1";
  EXPECT_EQ(texts(sql).size(), 2U);
  const std::string later = "/*!99999 nonsense here */ SELECT 1";
  EXPECT_THAT(texts(later), ElementsAre("SELECT 1"));
  const std::string mariadb = "SELECT 1 /*M!100300 + nonsense ( */";
  EXPECT_EQ(ReadText(mariadb).error(), "");
  EXPECT_NE(ReadText(mariadb, {true, {10, 11, 0}}).error(), "");
}

TEST(Split, Delimiter) {
  EXPECT_THAT(texts("DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END//\n"
                    "DELIMITER ;\nSELECT 3;"),
              ElementsAre("CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END", "SELECT 3"));
  EXPECT_THAT(texts("DELIMITER $$\nSELECT 1$$\nCREATE PROCEDURE p() BEGIN END$$\nDELIMITER ;\n"),
              ElementsAre("SELECT 1", "CREATE PROCEDURE p() BEGIN END"));
}

TEST(Split, BodiesWithoutDelimiter) {
  const std::string body =
      "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW BEGIN IF NEW.a = 1 THEN SET NEW.b = "
      "IF(1, 2, 3); END IF; CASE WHEN 1 THEN SET @a = CASE 1 WHEN 1 THEN 2 END; END CASE; END";
  EXPECT_THAT(texts(body + "; SELECT 1"), ElementsAre(body, "SELECT 1"));
}

TEST(Split, ABodyThatIsNeverClosedCostsItselfOnly) {
  const ReadText read("CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; DROP TABLE t;");
  EXPECT_EQ(read.statements.size(), 3U);
}

}  // namespace
}  // namespace miglint::mysql
