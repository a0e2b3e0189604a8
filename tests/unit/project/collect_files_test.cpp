// Which files are looked at, and in which order.
#include "project/collect_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "temporary_folder.h"

namespace miglint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// The files from the folder on.
std::vector<std::string> names(const TemporaryFolder& folder, const CollectedFiles& collected) {
  std::vector<std::string> names;
  const std::string prefix = folder.path().string() + "/";
  for (const std::string& file : collected.files) {
    names.push_back(file.starts_with(prefix) ? file.substr(prefix.size()) : file);
  }
  return names;
}

CollectedFiles collect(std::vector<std::string> paths, const IsExcluded& is_excluded = {}) {
  return collect_files(paths, is_excluded);
}

TEST(CollectFiles, SqlFilesOfAFolderInNaturalOrder) {
  const TemporaryFolder folder;
  for (const char* name :
       {"10_c.sql", "2_b.SQL", "0001_a.sql", "README.md", "3.sql.bak", "4_d/up.sql", "4_d/down.sql",
        "4.sql", ".hidden.sql", ".git/x.sql", "node_modules/y.sql"}) {
    folder.write(name);
  }
  const auto collected = collect({folder.path().string()});
  EXPECT_THAT(names(folder, collected), ElementsAre("0001_a.sql", "2_b.SQL", "4.sql",
                                                    "4_d/down.sql", "4_d/up.sql", "10_c.sql"));
  EXPECT_THAT(collected.problems, IsEmpty());
}

TEST(CollectFiles, NamedFilesWhateverTheirName) {
  const TemporaryFolder folder;
  const std::string text = folder.write("b.txt");
  const std::string hidden = folder.write(".a.sql");
  EXPECT_THAT(collect({text, hidden}).files, ElementsAre(text, hidden))
      << "in the order of the names";
}

TEST(CollectFiles, EachFileOnce) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a/1.sql");
  std::filesystem::create_symlink(file, folder.path() / "a" / "2.sql");
  const std::string all = folder.path().string();
  EXPECT_THAT(names(folder, collect({file, all, all + "/a/", file})), ElementsAre("a/1.sql"));
  EXPECT_THAT(collect({all + "/a/"}).files, ElementsAre(all + "/a/1.sql")) << "one slash";
}

TEST(CollectFiles, FoldersThatLoop) {
  const TemporaryFolder folder;
  folder.write("a/1.sql");
  std::filesystem::create_directory_symlink(folder.path(), folder.path() / "a" / "loop");
  std::filesystem::create_directory_symlink("self", folder.path() / "self");
  const auto collected = collect({folder.path().string()});
  EXPECT_THAT(names(folder, collected), ElementsAre("a/1.sql"));
  EXPECT_THAT(collected.problems, IsEmpty());
}

TEST(CollectFiles, LinkedFoldersAreEntered) {
  const TemporaryFolder folder;
  folder.write("elsewhere/1.sql");
  const std::string project = folder.make_folder("project");
  std::filesystem::create_directory_symlink(folder.path() / "elsewhere",
                                            folder.path() / "project" / "m");
  EXPECT_THAT(names(folder, collect({project})), ElementsAre("project/m/1.sql"));
}

TEST(CollectFiles, WhatIsNotThereIsAProblem) {
  const TemporaryFolder folder;
  const std::string file = folder.write("1.sql");
  std::filesystem::create_symlink("nowhere", folder.path() / "2.sql");
  const auto collected = collect({folder.at("missing.sql"), folder.path().string()});
  EXPECT_THAT(collected.files, ElementsAre(file));
  ASSERT_THAT(collected.problems, SizeIs(2));
  EXPECT_EQ(collected.problems[0].path, folder.at("missing.sql"));
  EXPECT_EQ(collected.problems[0].reason, "No such file or directory");
  EXPECT_EQ(collected.problems[1].path, folder.at("2.sql"));
}

TEST(CollectFiles, WhatMayNotBeReadIsAProblem) {
  if (::geteuid() == 0) GTEST_SKIP() << "the superuser may read everything";
  const TemporaryFolder folder;
  folder.write("1.sql");
  folder.write("closed/2.sql");
  const std::string closed = folder.at("closed");
  ASSERT_EQ(::chmod(closed.c_str(), 0), 0);
  const auto collected = collect({folder.path().string()});
  ASSERT_EQ(::chmod(closed.c_str(), 0700), 0);
  EXPECT_THAT(names(folder, collected), ElementsAre("1.sql"));
  ASSERT_THAT(collected.problems, SizeIs(1));
  EXPECT_EQ(collected.problems[0].path, closed);
  EXPECT_EQ(collected.problems[0].reason, "Permission denied");
}

TEST(CollectFiles, PipesInFoldersAreNotWaitedFor) {
  const TemporaryFolder folder;
  folder.write("1.sql");
  ASSERT_EQ(::mkfifo(folder.at("2.sql").c_str(), 0600), 0);
  EXPECT_THAT(names(folder, collect({folder.path().string()})), ElementsAre("1.sql"));
}

TEST(CollectFiles, ExcludedFilesAndFolders) {
  const TemporaryFolder folder;
  folder.write("1.sql");
  folder.write("old/2.sql");
  const std::string named = folder.write("old/3.sql");
  const auto is_old = [](const std::string& path) {
    return path.find("/old") != std::string::npos;
  };
  EXPECT_THAT(names(folder, collect({folder.path().string(), named}, is_old)),
              ElementsAre("1.sql", "old/3.sql"))
      << "what is named is wanted";
}

TEST(CollectFiles, DeepFolders) {
  const TemporaryFolder folder;
  std::string name;
  for (int i = 0; i < 500; ++i)
    name += "a/";
  folder.write(name + "1.sql");
  EXPECT_THAT(names(folder, collect({folder.path().string()})), ElementsAre(name + "1.sql"));
}

}  // namespace
}  // namespace miglint
