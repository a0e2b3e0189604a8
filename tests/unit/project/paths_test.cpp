#include "project/paths.h"

#include <gtest/gtest.h>

#include "temporary_folder.h"

namespace miglint {
namespace {

TEST(RepositoryRoot, IsTheFolderWithDotGit) {
  const TemporaryFolder folder;
  (void)folder.make_folder("a/.git");
  (void)folder.make_folder("a/b/c");
  EXPECT_EQ(repository_root(folder.at("a/b/c")), folder.at("a"));
  EXPECT_EQ(repository_root(folder.at("a/b/../b/c/.")), folder.at("a"));
  EXPECT_EQ(repository_root(folder.at("a")), folder.at("a"));
}

TEST(RepositoryRoot, DotGitMayBeAFile) {
  const TemporaryFolder folder;
  folder.write("a/.git", "gitdir: elsewhere\n");
  (void)folder.make_folder("a/b");
  EXPECT_EQ(repository_root(folder.at("a/b")), folder.at("a"));
}

TEST(RelativePath, IsTakenAsWritten) {
  EXPECT_EQ(relative_path("/a/b/c.sql", "/a"), "b/c.sql");
  EXPECT_EQ(relative_path("/a/b/../c.sql", "/a/./"), "c.sql");
  EXPECT_EQ(relative_path("db/1.sql", "."), "db/1.sql");
  EXPECT_EQ(relative_path("/a/c.sql", "/a/b"), "../c.sql");
}

TEST(RepositoryPaths, CountFromTheRootOfTheRepository) {
  const TemporaryFolder folder;
  (void)folder.make_folder("repo/.git");
  const std::string file = folder.write("repo/db/1.sql");
  const std::string outside = folder.write("other/2.sql");
  RepositoryPaths paths;
  EXPECT_EQ(paths.of(file), "db/1.sql");
  EXPECT_EQ(paths.of(folder.at("repo/db/../db/1.sql")), "db/1.sql");
  EXPECT_EQ(paths.of(folder.at("repo/db/missing.sql")), "db/missing.sql");
  EXPECT_EQ(paths.of(outside), outside);
}

TEST(RepositoryPaths, ResolveLinks) {
  const TemporaryFolder folder;
  (void)folder.make_folder("repo/.git");
  folder.write("repo/db/1.sql");
  std::filesystem::create_directory_symlink(folder.at("repo/db"), folder.at("repo/link"));
  std::filesystem::create_symlink(folder.at("repo/db/1.sql"), folder.at("repo/2.sql"));
  RepositoryPaths paths;
  EXPECT_EQ(paths.of(folder.at("repo/link/1.sql")), "db/1.sql");
  EXPECT_EQ(paths.of(folder.at("repo/2.sql")), "db/1.sql");
}

TEST(RepositoryPaths, WithoutARepositoryCountFromTheCurrentFolder) {
  const TemporaryFolder folder;
  folder.write("db/1.sql");
  if (!repository_root(folder.path()).empty()) GTEST_SKIP() << "the folder is in a repository";
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  RepositoryPaths paths;
  const std::string found = paths.of("db/1.sql");
  std::filesystem::current_path(before);
  EXPECT_EQ(found, "db/1.sql");
}

}  // namespace
}  // namespace miglint
