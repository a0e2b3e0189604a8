#include "lint/migration_order.h"

#include <gtest/gtest.h>

namespace miglint {
namespace {

Migration of(std::string framework, std::string id) {
  Migration migration;
  migration.framework = std::move(framework);
  migration.id = std::move(id);
  return migration;
}

TEST(MigrationOrder, APlainFilesVersionIsTheNumberAtItsHead) {
  EXPECT_EQ(version_of(of("sql", "0001_users")), "0001");
  EXPECT_EQ(version_of(of("sql", "12")), "12");
  EXPECT_EQ(version_of(of("sql", "2024_10_12_000000_users")), "2024_10_12_000000");
  EXPECT_EQ(version_of(of("sql", "1.2.3-users")), "1.2.3");
  EXPECT_EQ(version_of(of("sql", "users")), "");
  EXPECT_EQ(version_of(of("sql", "0001a_users")), "");
  EXPECT_EQ(version_of(of("goose", "0001")), "0001");
  EXPECT_EQ(version_of(of("alembic", "1975ea83b712")), "");
}

TEST(MigrationOrder, ComparesNumbersByTheirValue) {
  EXPECT_TRUE(version_less("9", "10"));
  EXPECT_TRUE(version_less("0009", "10"));
  EXPECT_FALSE(version_less("010", "10"));
  EXPECT_FALSE(version_less("10", "010"));
  EXPECT_TRUE(version_less("1.9", "1.10"));
  EXPECT_TRUE(version_less("1", "1.1"));
  EXPECT_TRUE(version_less("20240101000000_a", "20240101000000_b"));
}

}  // namespace
}  // namespace miglint
