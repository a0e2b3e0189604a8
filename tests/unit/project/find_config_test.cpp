#include "project/find_config.h"

#include <gtest/gtest.h>

#include <array>

#include "temporary_folder.h"

namespace miglint {
namespace {

constexpr std::array kRules{KnownRule{.id = "drop-column", .options = {}}};

TEST(ConfigFinder, TheClosestConfigHoldsAlone) {
  const TemporaryFolder folder;
  (void)folder.make_folder(".git");
  folder.write(".miglint.toml", "postgres.version = 13\nexclude = [\"x\"]\n");
  folder.write("a/.miglint.toml", "postgres.version = 17\n");
  folder.write("a/b/1.sql");
  ConfigFinder configs(kRules, "");
  EXPECT_EQ(configs.for_path(folder.at("a/b/1.sql")).postgres_version, (ServerVersion{17, 0}));
  EXPECT_TRUE(configs.for_path(folder.at("a/b/1.sql")).exclude.empty());
  EXPECT_EQ(configs.for_path(folder.at("1.sql")).postgres_version, (ServerVersion{13, 0}));
  EXPECT_EQ(configs.for_folder(folder.at("a/")).postgres_version, (ServerVersion{17, 0}));
  EXPECT_EQ(&configs.for_path(folder.at("a/b/1.sql")), &configs.for_path(folder.at("a/c/2.sql")));
  EXPECT_TRUE(configs.problems().empty());
}

TEST(ConfigFinder, StopsAtTheRootOfTheRepository) {
  const TemporaryFolder folder;
  folder.write(".miglint.toml", "postgres.version = 13\n");
  (void)folder.make_folder("repo/.git");
  ConfigFinder configs(kRules, "");
  EXPECT_EQ(configs.for_path(folder.at("repo/1.sql")).postgres_version, std::nullopt);
}

TEST(ConfigFinder, AGivenFileHoldsForEverything) {
  const TemporaryFolder folder;
  folder.write(".miglint.toml", "postgres.version = 13\n");
  const std::string given = folder.write("other.toml", "postgres.version = 18\n");
  ConfigFinder configs(kRules, given);
  EXPECT_EQ(configs.for_path(folder.at("1.sql")).postgres_version, (ServerVersion{18, 0}));
}

TEST(ConfigFinder, ReadsEachConfigOnceAndGathersTheMistakes) {
  const TemporaryFolder folder;
  (void)folder.make_folder(".git");
  folder.write("a/.miglint.toml", "x = 1\ny = 2\n");
  folder.write("b/.miglint.toml", "z = 3\n");
  ConfigFinder configs(kRules, "");
  (void)configs.for_path(folder.at("a/1.sql"));
  (void)configs.for_path(folder.at("a/2.sql"));
  (void)configs.for_path(folder.at("b/1.sql"));
  EXPECT_EQ(configs.problems().size(), 3U);
}

TEST(ConfigFinder, AGivenFileThatIsNotThereIsAMistake) {
  ConfigFinder configs(kRules, "/no/such/file.toml");
  ASSERT_EQ(configs.problems().size(), 1U);
  EXPECT_EQ(configs.problems().front().path, "/no/such/file.toml");
}

}  // namespace
}  // namespace miglint
