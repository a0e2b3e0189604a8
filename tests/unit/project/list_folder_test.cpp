// The names in a folder.
#include "project/list_folder.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>

#include "temporary_folder.h"

namespace miglint {
namespace {

TEST(ListFolder, GivesNamesAndKindsInNaturalOrder) {
  const TemporaryFolder folder;
  folder.write("10.sql", "");
  folder.write("9.sql", "");
  folder.write(".hidden/a.sql", "");
  std::filesystem::create_symlink("9.sql", folder.path() / "link");
  std::vector<ListedName> names;
  ASSERT_EQ(list_folder(folder.path().string(), names), 0);
  ASSERT_EQ(names.size(), 4U);
  EXPECT_EQ(names[0].name, ".hidden");
  EXPECT_EQ(names[1].name, "9.sql");
  EXPECT_EQ(names[2].name, "10.sql");
  EXPECT_EQ(names[3].name, "link");
  // A file system may leave it to `stat`.
  const auto is = [](const ListedName& name, ListedName::Kind kind) {
    return name.kind == kind || name.kind == ListedName::Kind::unknown;
  };
  EXPECT_TRUE(is(names[0], ListedName::Kind::folder));
  EXPECT_TRUE(is(names[1], ListedName::Kind::file));
  EXPECT_EQ(names[3].kind, ListedName::Kind::unknown);
}

TEST(ListFolder, SaysWhyNot) {
  const TemporaryFolder folder;
  std::vector<ListedName> names;
  EXPECT_EQ(list_folder(folder.at("nowhere"), names), ENOENT);
  EXPECT_EQ(list_folder(folder.write("a.sql", ""), names), ENOTDIR);
  EXPECT_TRUE(names.empty());
}

}  // namespace
}  // namespace miglint
