// Makes tests of all pages in rules/: `index_without_concurrently.bad_line_23`, and one for the
// shape of each page. Runs in the root of the repository.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check_example.h"
#include "page_tests.h"
#include "rules/rules.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

void check_shape(const Page& page) {
  constexpr std::array kHeadings{"What happens"sv, "Why it hurts"sv, "Do this instead"sv,
                                 "When it is fine"sv, "References"sv};
  constexpr std::array kRulePrefixes{"no-"sv, "require-"sv, "disallow-"sv, "prefer-"sv, "use-"sv};
  for (const auto& problem : page.content.problems)
    ADD_FAILURE() << page.file << ", " << problem;
  EXPECT_TRUE(std::ranges::equal(page.content.headings, kHeadings))
      << page.file << ": the headings are to be: What happens, Why it hurts, Do this instead, "
      << "When it is fine, References";
  for (const auto prefix : kRulePrefixes) {
    EXPECT_FALSE(page.id.starts_with(prefix)) << page.file << ": an id names the bad pattern";
  }
  const auto count = [&](bool good) {
    return std::ranges::count(page.content.examples, good, &Example::good);
  };
  EXPECT_GE(count(true), 2) << page.file << ": two good examples are wanted";
  EXPECT_GE(count(false), 2) << page.file << ": two bad examples are wanted";
}

void check_table(const std::vector<Page>& pages) {
  std::set<std::string> on_disk;
  for (const auto& page : pages)
    on_disk.insert(page.id);
  std::set<std::string> compiled;
  for (const auto& rule : rules::all())
    compiled.emplace(rule.id);
  EXPECT_EQ(on_disk, compiled);
  for (const auto id : {"syntax-error"sv, "opaque-statement"sv, "invalid-suppression"sv,
                        "suppression-without-reason"sv, "unused-suppression"sv}) {
    EXPECT_TRUE(compiled.contains(std::string(id))) << "the engine reports " << id;
  }
  std::ifstream file("docs/configuration.md", std::ios::binary);
  const std::string configuration{std::istreambuf_iterator<char>(file), {}};
  for (const auto& rule : rules::all()) {
    EXPECT_LE(rule.title.size(), 80U) << rule.id;
    for (const auto& option : rule.options) {
      const std::string row = "| `" + std::string(rule.id) + "` | `" + std::string(option.name) +
                              "` | " + std::to_string(option.value) + " |";
      EXPECT_NE(configuration.find(row), std::string::npos)
          << "docs/configuration.md lacks " << row;
    }
  }
}

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What docs/rule-coverage.md and docs/rule-quality.md name in backticks and looks like a rule's id
/// is one.
void check_document(const std::string& path) {
  const std::string text = read_text(path);
  ASSERT_FALSE(text.empty()) << path;
  const std::regex id("`([a-z]+(?:-[a-z]+)+)`");
  for (std::sregex_iterator at(text.begin(), text.end(), id), end; at != end; ++at) {
    const std::string name = (*at)[1];
    const auto found = std::ranges::find(rules::all(), std::string_view(name), &RuleInfo::id);
    EXPECT_NE(found, rules::all().end()) << path << " names `" << name << "`, which is no rule";
  }
}

void register_page(const Page& page) {
  const std::string suite = suite_name(page.id);
  register_test(suite, "shape", page.file, 1, [page] { check_shape(page); });
  for (const Example& example : page.content.examples) {
    const auto name = (example.good ? "good_line_" : "bad_line_") + std::to_string(example.line);
    register_test(suite, name, page.file, example.line, [page, example] {
      for (const auto& problem : check_example(page.text, example, page.id, rules::all())) {
        ADD_FAILURE_AT(page.file.c_str(), example.line) << problem;
      }
    });
  }
}

}  // namespace
}  // namespace miglint

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const auto pages = miglint::read_pages();
  if (pages.empty()) {
    std::fputs("no page found below rules/: run this in the root of the repository\n", stderr);
    return 1;
  }
  miglint::register_test("AllPages", "are_in_the_table_of_rules", "rules", 1,
                         [pages] { miglint::check_table(pages); });
  for (const std::string name : {"docs/rule-coverage.md", "docs/rule-quality.md"}) {
    miglint::register_test("Documents", name.find("quality") == name.npos ? "coverage" : "quality",
                           name, 1, [name] { miglint::check_document(name); });
  }
  for (const auto& page : pages)
    miglint::register_page(page);
  return RUN_ALL_TESTS();
}
