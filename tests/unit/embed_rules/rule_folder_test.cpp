#include "rule_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace miglint {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RuleFolderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "miglint-rules-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    root_ = name;
  }
  void TearDown() override { fs::remove_all(root_); }

  void put(const fs::path& file, std::string_view text = "") const {
    fs::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file) << text;
  }
  void put_page(std::string_view group, std::string_view id, std::string_view more = "") const {
    put(fs::path(group) / (std::string(id) + ".md"),
        "---\nid: " + std::string(id) + "\ntitle: t\nlevel: note\ndialects: [postgres]\n" +
            "tags: []\n" + std::string(more) + "---\n```sql bad\n```\n```sql good\n```\n");
  }

  /// The problems, with paths from the folder on.
  [[nodiscard]] std::vector<std::string> problems() const {
    auto out = read_rule_folder(root_).problems;
    for (auto& text : out) {
      for (auto at = text.find(root_.string()); at != std::string::npos;
           at = text.find(root_.string())) {
        text.erase(at, root_.string().size() + 1);
      }
    }
    return out;
  }

  fs::path root_;
};

TEST_F(RuleFolderTest, PagesComeByGroupAndId) {
  put("rules.h");
  put_page("locks", "beta");
  put("locks/beta.cpp");
  put_page("locks", "alpha");
  put("locks/alpha.cpp");
  put_page("engine", "zeta", "engine: true\n");
  const auto folder = read_rule_folder(root_);
  EXPECT_THAT(folder.problems, IsEmpty());
  std::vector<std::string> names;
  for (const auto& page : folder.pages)
    names.push_back(page.group + "/" + page.id);
  EXPECT_THAT(names, ElementsAre("engine/zeta", "locks/alpha", "locks/beta"));
}

TEST_F(RuleFolderTest, PageAndLogicGoTogether) {
  put_page("locks", "alone");
  put("locks/orphan.cpp");
  put_page("locks", "own", "engine: true\n");
  put("locks/own.cpp");
  EXPECT_THAT(problems(),
              ElementsAre("locks/alone.md:1: the page has no alone.cpp beside it",
                          "locks/orphan.cpp:1: the rule has no page orphan.md beside it",
                          "locks/own.md:1: 'engine: true' says that there is no own.cpp, but there "
                          "is"));
}

TEST_F(RuleFolderTest, AnIdIsTakenOnce) {
  for (const std::string group : {"data", "locks"}) {
    put_page(group, "same");
    put(group + "/same.cpp");
  }
  EXPECT_EQ(problems().size(), 1U);
  EXPECT_THAT(problems().front(), ::testing::HasSubstr("same.md:1: the id is taken by "));
}

TEST_F(RuleFolderTest, NothingElseLiesAmongTheRules) {
  put("locks/helper.h");
  EXPECT_THAT(problems(), ElementsAre("locks/helper.h:1: a rule is one .md and one .cpp, nothing "
                                      "else"));
}

TEST_F(RuleFolderTest, ProblemsOfAPageNameItsFile) {
  put_page("locks", "odd", "shape: round\n");
  put("locks/odd.cpp");
  EXPECT_THAT(problems(),
              ElementsAre(::testing::StartsWith("locks/odd.md:7: unknown key 'shape'")));
}

TEST_F(RuleFolderTest, AFolderThatIsNotThereIsAProblem) {
  EXPECT_EQ(read_rule_folder(root_ / "none").problems.size(), 1U);
}

}  // namespace
}  // namespace miglint
