// The fixtures say for themselves what is due: in unsafe/, `-- expect: <rule-id>[, <rule-id>]`
// (in Python `# expect: …`, in C++ `// expect: …`) ends the line of each error and warning; in
// safe/ there is none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "fixtures.h"
#include "marks.h"

namespace miglint {
namespace {

namespace fs = std::filesystem;

Marks errors_and_warnings_in(const std::string& folder) {
  Marks places;
  const auto json = nlohmann::json::parse(check_folder(folder, Format::json));
  for (const auto& finding : json["findings"]) {
    if (!finding["suppressed"].is_null() || finding["level"] == "note") continue;
    places.insert(finding["file"].get<std::string>() + ":" +
                  std::to_string(finding["line"].get<int>()) + " " +
                  finding["rule"].get<std::string>());
  }
  return places;
}

std::vector<std::string> folders_called(std::string_view name) {
  std::vector<std::string> folders = fixture_folders();
  std::erase_if(folders, [&](const std::string& folder) {
    return fs::path(folder).filename().string() != name;
  });
  return folders;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = fs::path(info.param).parent_path().filename().string();
  for (char& letter : name) {
    if (std::isalnum(static_cast<unsigned char>(letter)) == 0) letter = '_';
  }
  return name;
}

class SafeFixture : public testing::TestWithParam<std::string> {};

TEST_P(SafeFixture, GivesNoErrorAndNoWarning) {
  EXPECT_THAT(errors_and_warnings_in(GetParam()), testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Fixtures, SafeFixture, testing::ValuesIn(folders_called("safe")),
                         test_name);

class UnsafeFixture : public testing::TestWithParam<std::string> {};

TEST_P(UnsafeFixture, GivesWhatIsMarkedAndNothingElse) {
  const Marks marks = marks_in(GetParam());
  EXPECT_FALSE(marks.empty());
  const Marks found = errors_and_warnings_in(GetParam());
  for (const std::string& mark : marks)
    EXPECT_TRUE(found.contains(mark)) << mark << " is marked, and not found";
  for (const std::string& place : found)
    EXPECT_TRUE(marks.contains(place)) << place << " is found, and not marked";
}

INSTANTIATE_TEST_SUITE_P(Fixtures, UnsafeFixture, testing::ValuesIn(folders_called("unsafe")),
                         test_name);

}  // namespace
}  // namespace miglint
