#include "rule_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace miglint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// "line: text" of each problem, for a page of the rule locks/slow-thing.
std::vector<std::string> problems_of(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& each : parse_rule_page(text, "locks", "slow-thing").problems) {
    out.push_back(std::to_string(each.line) + ": " + each.text);
  }
  return out;
}

constexpr std::string_view kHead =
    "---\n"
    "id: slow-thing\n"
    "title: Does a slow thing\n"
    "level: error\n"
    "dialects: [postgres]\n"
    "tags: [locks, index]\n";
constexpr std::string_view kExamples =
    "```sql bad\nSELECT 1;\n```\n"
    "```sql good\nSELECT 2;\n```\n";

std::string page(std::string_view more_keys, std::string_view body = kExamples) {
  return std::string(kHead).append(more_keys).append("---\n").append(body);
}

TEST(RulePage, ReadsTheFrontMatterAndKeepsTheBody) {
  const auto [page_read, problems] =
      parse_rule_page(page("versions: 13 and later\nprecision: medium\nproof: refused 23502\n"),
                      "locks", "slow-thing");
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(page_read.id, "slow-thing");
  EXPECT_EQ(page_read.group, "locks");
  EXPECT_EQ(page_read.title, "Does a slow thing");
  EXPECT_EQ(page_read.level, "error");
  EXPECT_EQ(page_read.versions, "13 and later");
  EXPECT_EQ(page_read.precision, "medium");
  EXPECT_EQ(page_read.proof, "refused 23502");
  EXPECT_THAT(page_read.dialects, ElementsAre("postgres"));
  EXPECT_THAT(page_read.tags, ElementsAre("locks", "index"));
  EXPECT_FALSE(page_read.engine);
  EXPECT_EQ(page_read.body, kExamples);
}

TEST(RulePage, PrecisionIsHighUnlessSaid) {
  EXPECT_EQ(parse_rule_page(page(""), "locks", "slow-thing").page.precision, "high");
}

TEST(RulePage, TheNamesOfFileAndFolderCount) {
  EXPECT_THAT(problems_of("---\nid: other\ngroup: lost\ntitle: t\nlevel: note\n"
                          "dialects: [postgres]\ntags: []\n---\n" +
                          std::string(kExamples)),
              ElementsAre("2: id 'other' differs from the name of the file, 'slow-thing'",
                          "3: group 'lost' differs from the name of the folder, 'locks'"));
}

TEST(RulePage, EachMissingKeyIsNamed) {
  EXPECT_THAT(
      problems_of("---\nid: slow-thing\ntitle: t\n---\n" + std::string(kExamples)),
      ElementsAre("4: the front matter lacks 'level'", "4: the front matter lacks 'dialects'",
                  "4: the front matter lacks 'tags'"));
}

TEST(RulePage, WrongValuesAreNamedWithTheirLine) {
  EXPECT_THAT(problems_of("---\nid: slow-thing\ntitle: t\nlevel: fatal\ndialects: [oracle]\n"
                          "tags: [Locks]\nprecision: some\nengine: yes\n---\n" +
                          std::string(kExamples)),
              ElementsAre("4: level 'fatal' is none of: error, warning, note, off",
                          "5: dialects 'oracle' is none of: postgres, mysql, mariadb",
                          "6: tag 'Locks' is not in kebab-case",
                          "7: precision 'some' is none of: very-high, high, medium, low",
                          "8: engine 'yes' is none of: true, false"));
}

TEST(RulePage, OptionsAreNumbersWithNames) {
  const auto parsed = parse_rule_page(
      page("options: [longest_seconds=60, least=0]\ngrows-with: traffic\n"), "locks", "slow-thing");
  EXPECT_THAT(parsed.problems, testing::IsEmpty());
  ASSERT_EQ(parsed.page.options.size(), 2U);
  EXPECT_EQ(parsed.page.options[0].name, "longest_seconds");
  EXPECT_EQ(parsed.page.options[0].value, 60);
  EXPECT_EQ(parsed.page.grows_with, "traffic");
  EXPECT_THAT(problems_of(page("options: [Longest=1, a=, b, c=1x]\ngrows-with: age\n")),
              ElementsAre("7: option 'Longest=1' is no name_in_lower_case=NUMBER",
                          "7: option 'a=' is no name_in_lower_case=NUMBER",
                          "7: option 'b' is no name_in_lower_case=NUMBER",
                          "7: option 'c=1x' is no name_in_lower_case=NUMBER",
                          "8: grows-with 'age' is none of: rows, traffic"));
}

TEST(RulePage, UnknownRepeatedAndEmptyKeysAreNamed) {
  EXPECT_THAT(problems_of(page("colour: red\ntags: [a]\nversions:\nwhat\n")),
              ElementsAre("7: unknown key 'colour' (known: id, group, title, level, dialects, "
                          "versions, tags, precision, proof, grows-with, options, engine)",
                          "8: 'tags' is given twice", "9: 'versions' has no value",
                          "10: 'what' is no 'key: value' line"));
}

TEST(RulePage, ATitleOfEightyCharactersIsTheLongest) {
  const auto titled = [](std::size_t length) {
    std::string title;
    for (std::size_t i = 0; i < length; ++i)
      title += "\xC3\xA9";  // two bytes, one character
    return "---\nid: slow-thing\ntitle: " + title +
           "\nlevel: note\ndialects: [postgres]\ntags: []\n---\n" + std::string(kExamples);
  };
  EXPECT_THAT(problems_of(titled(80)), IsEmpty());
  EXPECT_THAT(problems_of(titled(81)), ElementsAre("3: the title has 81 characters, 80 at most"));
}

TEST(RulePage, FrontMatterMustOpenAndClose) {
  EXPECT_THAT(problems_of("# Title\n"),
              ElementsAre("1: the page must open with front matter between two '---' lines"));
  EXPECT_THAT(problems_of(""),
              ElementsAre("1: the page must open with front matter between two '---' lines"));
  EXPECT_THAT(problems_of("---\nid: slow-thing\n"),
              ElementsAre("2: the front matter has no closing '---' line"));
}

TEST(RulePage, BothKindsOfExampleAreNeeded) {
  EXPECT_THAT(problems_of(page("", "```sql bad\nSELECT 1;\n```\n")),
              ElementsAre("1: the page has no example marked 'good'"));
  EXPECT_THAT(problems_of(page("", "```sql\nSELECT 1;\n```\n")),
              ElementsAre("1: the page has no example marked 'bad'",
                          "1: the page has no example marked 'good'"));
  EXPECT_THAT(problems_of(page("engine: true\n", "no example\n")), IsEmpty());
}

TEST(RulePage, AFenceInsideALongerFenceIsText) {
  EXPECT_THAT(problems_of(page("", "````markdown\n```sql bad\n````\n" + std::string(kExamples))),
              IsEmpty());
  EXPECT_THAT(problems_of(page("", "````markdown\n```sql bad\n```sql good\n````\n")),
              ElementsAre("1: the page has no example marked 'bad'",
                          "1: the page has no example marked 'good'"));
}

TEST(RulePage, AnOpenFenceIsNamedWhereItOpens) {
  EXPECT_THAT(problems_of(page("", std::string(kExamples) + "```sql\nSELECT 3;\n")),
              ElementsAre("14: this fence is never closed"));
}

TEST(RulePage, IdsAreKebabCase) {
  const auto problems = parse_rule_page(page(""), "locks", "Slow_Thing").problems;
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems.front().text, "file name 'Slow_Thing' is not in kebab-case");
}

}  // namespace
}  // namespace miglint
