// Report, runbook and checks of the rollouts in fixtures/, compared with the files in
// expected_rollouts/. Brought up to date as those of snapshot_test.cpp are.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "fixtures.h"

namespace miglint {
namespace {

namespace fs = std::filesystem;

constexpr auto kExpected = "tests/snapshot/expected_rollouts/";

/// The change, and what its tables are made by.
struct Fixture {
  std::string name;
  std::string folder;
  std::string first;      ///< The change begins with this file.
  std::string not_of_it;  ///< A file of the folder that is run by hand only; may be empty.
};

const std::vector<Fixture>& rollouts() {
  static const std::vector<Fixture> all{
      {"ledger-safe", "fixtures/ledger/safe", "0008", {}},
      {"ledger-unsafe", "fixtures/ledger/unsafe", "0008", {}},
      {"strict-constraints-safe", "fixtures/strict-constraints/safe", "001", "rollback"},
      {"strict-constraints-unsafe", "fixtures/strict-constraints/unsafe", "001", "rollback"},
      {"org-id-safe", "fixtures/alembic/org-id/safe/versions", "0035", {}},
      {"org-id-unsafe", "fixtures/alembic/org-id/unsafe/versions", "0035", {}},
      {"multi-tenant-safe", "fixtures/alembic/multi-tenant/safe/versions", "2024_02", {}},
      {"multi-tenant-unsafe", "fixtures/alembic/multi-tenant/unsafe/versions", "2024_02", {}},
      {"company-id-mysql-safe",
       "fixtures/laravel-mysql/safe/database/migrations",
       "2025_02_01",
       {}},
      {"company-id-mysql-unsafe",
       "fixtures/laravel-mysql/unsafe/database/migrations",
       "2025_02_01",
       {}},
      {"company-id-safe", "fixtures/laravel/safe/database/migrations", "2025_02_01", {}},
      {"company-id-unsafe", "fixtures/laravel/unsafe/database/migrations", "2025_02_01", {}},
  };
  return all;
}

struct Page {
  std::string ending;
  Command command;
  PageFormat format = PageFormat::markdown;
};

const std::vector<Page>& pages() {
  static const std::vector<Page> all{{".report.md", Command::report},
                                     {".report.html", Command::report, PageFormat::html},
                                     {".runbook.md", Command::runbook},
                                     {".checks.sql", Command::checks}};
  return all;
}

std::vector<std::string> files_of(const Fixture& rollout) {
  std::set<std::string> files;
  for (const auto& entry : fs::directory_iterator(rollout.folder)) {
    const std::string name = entry.path().filename().string();
    const bool other = !rollout.not_of_it.empty() && name.starts_with(rollout.not_of_it);
    if (entry.is_regular_file() && name >= rollout.first && !other) {
      files.insert(entry.path().string());
    }
  }
  return {files.begin(), files.end()};
}

std::string written(const Fixture& rollout, const Page& page) {
  Arguments arguments;
  arguments.command = page.command;
  arguments.page = page.format;
  arguments.paths = files_of(rollout);
  const fs::path output =
      fs::temp_directory_path() / ("miglint-rollout." + std::to_string(::getpid()));
  arguments.output = output.string();
  if (run(arguments) != kNothingFound) return "the run failed\n";
  std::string text = read_text(arguments.output);
  fs::remove(output);
  return text;
}

TEST(RolloutSnapshot, IsAsExpected) {
  for (const Fixture& rollout : rollouts()) {
    for (const Page& page : pages()) {
      const std::string path = kExpected + rollout.name + page.ending;
      const std::string text = written(rollout, page);
      if (std::getenv("MIGLINT_UPDATE") != nullptr) {
        fs::create_directories(kExpected);
        std::ofstream(path, std::ios::binary) << text;
        continue;
      }
      EXPECT_EQ(text, read_text(path)) << path;
    }
  }
}

TEST(RolloutSnapshot, BelongsToARolloutEach) {
  std::set<std::string> known;
  for (const Fixture& rollout : rollouts()) {
    for (const Page& page : pages())
      known.insert(kExpected + rollout.name + page.ending);
  }
  for (const auto& entry : fs::directory_iterator(kExpected))
    EXPECT_TRUE(known.contains(entry.path().string())) << entry.path() << " is of no rollout";
}

}  // namespace
}  // namespace miglint
