#include "project/migration_folders.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "temporary_folder.h"

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(FindMigrationFolders, GoesByTheNameAndByWhatIsInThem) {
  const TemporaryFolder folder;
  folder.write("services/b/migrations/1.sql");
  folder.write("services/a/db/migrate/deep/down/1.sql");
  folder.write("services/c/migrations/1.py");
  folder.write("sql/1.sql");
  EXPECT_THAT(find_migration_folders(folder.path().string()),
              ElementsAre(folder.at("services/a/db/migrate"), folder.at("services/b/migrations")));
}

TEST(FindMigrationFolders, OneInAnotherIsPartOfIt) {
  const TemporaryFolder folder;
  folder.write("migrations/1.sql");
  folder.write("migrations/old/migrations/1.sql");
  EXPECT_THAT(find_migration_folders(folder.path().string()), ElementsAre(folder.at("migrations")));
}

TEST(FindMigrationFolders, TheFolderItselfMayBeOne) {
  const TemporaryFolder folder;
  folder.write("migrations/1.sql");
  EXPECT_THAT(find_migration_folders(folder.at("migrations")),
              ElementsAre(folder.at("migrations")));
}

TEST(FindMigrationFolders, PassesOverPackagesBuildsAndHiddenFolders) {
  const TemporaryFolder folder;
  folder.write("node_modules/x/migrations/1.sql");
  folder.write(".cache/migrations/1.sql");
  folder.write("build/migrations/1.sql");
  EXPECT_THAT(find_migration_folders(folder.path().string()), IsEmpty());
}

TEST(FindMigrationFolders, DoesNotFollowLinks) {
  const TemporaryFolder folder;
  (void)folder.make_folder("a");
  std::filesystem::create_directory_symlink(folder.path(), folder.at("a/migrations"));
  EXPECT_THAT(find_migration_folders(folder.path().string()), IsEmpty());
}

TEST(IsNumbered, GoesByTheNumberThatANameBeginsWith) {
  for (const char* name : {"001_blockers.sql", "20240131-add.sql", "V2__orders.sql", "7.sql"})
    EXPECT_TRUE(is_numbered(name)) << name;
  for (const char* name : {"orders.sql", "2fa_codes", "42", "v.sql", "rollback_001.sql", ""})
    EXPECT_FALSE(is_numbered(name)) << name;
}

TEST(HistoryFolder, IsTheClosestMigrationFolder) {
  EXPECT_EQ(history_folder("x/a/migrations/2024/1.sql", "x"), "x/a/migrations");
  EXPECT_EQ(history_folder("prisma/migrations/1_init/migration.sql", ""), "prisma/migrations");
  EXPECT_EQ(history_folder("migrations/2024/1.sql", "migrations/2024"), "migrations");
}

TEST(HistoryFolder, ElseTheOneThatWasNamed) {
  EXPECT_EQ(history_folder("x/a/1.sql", "x"), "x");
  EXPECT_EQ(history_folder("x/a/1.sql", ""), "x/a");
  EXPECT_EQ(history_folder("1.sql", ""), ".");
}

}  // namespace
}  // namespace miglint
