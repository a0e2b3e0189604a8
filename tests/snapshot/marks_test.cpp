// The fixtures say for themselves what is due: in unsafe/, `-- expect: <rule-id>[, <rule-id>]`
// (in Python `# expect: …`, in C++ `// expect: …`) ends the line of each error and warning; in
// safe/ there is none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "fixtures.h"

namespace miglint {
namespace {

namespace fs = std::filesystem;

/// "file:line rule-id"
using Places = std::set<std::string>;

Places marks_in(const std::string& folder) {
  constexpr std::string_view kMark = " expect: ";
  Places marks;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::istringstream text(read_text(entry.path().string()));
    std::string line;
    for (int number = 1; std::getline(text, line); ++number) {
      const std::size_t mark = line.find(kMark);
      if (mark == std::string::npos) continue;
      const auto before = std::string_view(line).substr(0, mark);
      if (!before.ends_with("--") && !before.ends_with('#') && !before.ends_with("//")) continue;
      std::istringstream ids(line.substr(mark + kMark.size()));
      for (std::string id; std::getline(ids, id, ',');) {
        id.erase(0, id.find_first_not_of(' '));
        id.erase(id.find_last_not_of(" \r") + 1);
        marks.insert(entry.path().string() + ":" + std::to_string(number) + " " + id);
      }
    }
  }
  return marks;
}

Places errors_and_warnings_in(const std::string& folder) {
  Places places;
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
  const Places marks = marks_in(GetParam());
  EXPECT_FALSE(marks.empty());
  const Places found = errors_and_warnings_in(GetParam());
  for (const std::string& mark : marks)
    EXPECT_TRUE(found.contains(mark)) << mark << " is marked, and not found";
  for (const std::string& place : found)
    EXPECT_TRUE(marks.contains(place)) << place << " is found, and not marked";
}

INSTANTIATE_TEST_SUITE_P(Fixtures, UnsafeFixture, testing::ValuesIn(folders_called("unsafe")),
                         test_name);

}  // namespace
}  // namespace miglint
