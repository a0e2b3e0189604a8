// The output for each fixture, compared with the files in expected/. After a change that is meant:
//
//   MIGLINT_UPDATE=1 ctest --preset dev -R '^snapshot\.'
//
// and look at the difference before it is committed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "build_info.h"
#include "fixtures.h"

namespace miglint {
namespace {

constexpr auto kExpected = "tests/snapshot/expected/";

bool is_update() {
  return std::getenv("MIGLINT_UPDATE") != nullptr;
}

std::string_view ending(Format format) {
  switch (format) {
    case Format::text:
      return ".txt";
    case Format::json:
      return ".json";
    default:
      return ".sarif";
  }
}

std::string expected_path(const std::string& folder, Format format) {
  std::string name = folder.substr(folder.find('/') + 1);
  for (char& letter : name) {
    if (letter == '/') letter = '-';
  }
  return kExpected + name + std::string(ending(format));
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

/// Without what changes with each release or each new rule, and is tested elsewhere.
std::string comparable(std::string text, Format format) {
  if (format == Format::sarif) {
    auto json = nlohmann::ordered_json::parse(text);
    auto& run = json["runs"][0];
    run["tool"]["driver"]["rules"] = "left out here";
    for (auto& result : run["results"])
      result.erase("ruleIndex");
    text = json.dump(1) + "\n";
  }
  if (format != Format::text) {
    replace_all(text, "\"" + std::string(kVersion) + "\"", "\"VERSION\"");
  }
  return text;
}

class Snapshot : public testing::TestWithParam<std::tuple<std::string, Format>> {};

TEST_P(Snapshot, IsAsExpected) {
  const auto& [folder, format] = GetParam();
  const std::string path = expected_path(folder, format);
  const std::string text = comparable(check_folder(folder, format), format);
  if (is_update()) {
    std::filesystem::create_directories(kExpected);
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  EXPECT_EQ(text, read_text(path)) << path;
}

INSTANTIATE_TEST_SUITE_P(Fixtures, Snapshot,
                         testing::Combine(testing::ValuesIn(fixture_folders()),
                                          testing::Values(Format::text, Format::json,
                                                          Format::sarif)),
                         [](const auto& test) {
                           std::string name = std::get<0>(test.param) +
                                              std::string(ending(std::get<1>(test.param)));
                           for (char& letter : name) {
                             if (std::isalnum(static_cast<unsigned char>(letter)) == 0)
                               letter = '_';
                           }
                           return name;
                         });

/// What is recognised in the project of a migration tool.
class PlanSnapshot : public testing::TestWithParam<std::tuple<std::string, Format>> {};

std::string expected_plan_path(const std::string& folder, Format format) {
  std::string path = expected_path(folder, format);
  return path.insert(path.rfind('.'), ".plan");
}

std::vector<std::string> tool_folders() {
  std::vector<std::string> folders = fixture_folders();
  std::erase_if(folders,
                [](const std::string& folder) { return !folder.starts_with("fixtures/tools/"); });
  return folders;
}

TEST_P(PlanSnapshot, IsAsExpected) {
  const auto& [folder, format] = GetParam();
  const std::string path = expected_plan_path(folder, format);
  const std::string text = comparable(run_folder(Command::plan, folder, format), format);
  if (is_update()) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  EXPECT_EQ(text, read_text(path)) << path;
}

INSTANTIATE_TEST_SUITE_P(Tools, PlanSnapshot,
                         testing::Combine(testing::ValuesIn(tool_folders()),
                                          testing::Values(Format::text, Format::json)),
                         [](const auto& test) {
                           std::string name = std::get<0>(test.param) +
                                              std::string(ending(std::get<1>(test.param)));
                           for (char& letter : name) {
                             if (std::isalnum(static_cast<unsigned char>(letter)) == 0)
                               letter = '_';
                           }
                           return name;
                         });

TEST(Snapshots, BelongToAFixtureEach) {
  std::set<std::string> known;
  for (const std::string& folder : fixture_folders()) {
    for (const Format format : {Format::text, Format::json, Format::sarif})
      known.insert(expected_path(folder, format));
  }
  for (const std::string& folder : tool_folders()) {
    for (const Format format : {Format::text, Format::json})
      known.insert(expected_plan_path(folder, format));
  }
  EXPECT_FALSE(known.empty());
  for (const auto& entry : std::filesystem::directory_iterator(kExpected)) {
    EXPECT_TRUE(known.contains(entry.path().string())) << entry.path() << " is of no fixture";
  }
}

}  // namespace
}  // namespace miglint
