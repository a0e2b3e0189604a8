#include "write.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace miglint {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

RulePage page(std::string id, std::string body = "text\n") {
  return {.id = std::move(id),
          .group = "locks",
          .title = "Says \"a|b\" \\ c",
          .level = "warning",
          .precision = "medium",
          .versions = "13 and later",
          .dialects = {"postgres"},
          .tags = {"locks", "index"},
          .engine = false,
          .body = std::move(body)};
}

std::string table_of(const RulePage& one) {
  return rule_table_source(std::array{one});
}

/// What the raw string literals after `name =` in C++ source say, one each.
std::vector<std::string> literals_of(std::string_view source, std::string_view name) {
  std::vector<std::string> out;
  const auto begin = source.find(name);
  auto rest = source.substr(begin == std::string_view::npos ? source.size() : begin);
  rest.remove_prefix(std::min(rest.find("R\""), rest.size()));
  while (rest.starts_with("R\"")) {
    const auto open = rest.find('(');
    const auto end = ")" + std::string(rest.substr(2, open - 2)) + "\"";
    const auto close = rest.find(end);
    out.emplace_back(rest.substr(open + 1, close - open - 1));
    rest.remove_prefix(close + end.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" \n"), rest.size()));
  }
  return out;
}

TEST(RuleTableSource, NamesTheLogicOfARule) {
  const auto source = table_of(page("index-without-concurrently"));
  EXPECT_THAT(source, HasSubstr("extern const RuleLogic index_without_concurrently;\n"));
  EXPECT_THAT(source, HasSubstr(".logic = &index_without_concurrently,"));
}

TEST(RuleTableSource, ARuleOfTheEngineHasNoLogic) {
  auto engine = page("syntax-error");
  engine.engine = true;
  const auto source = table_of(engine);
  EXPECT_THAT(source, Not(HasSubstr("extern")));
  EXPECT_THAT(source, HasSubstr(".logic = nullptr,"));
}

TEST(RuleTableSource, CarriesTheMetadata) {
  const auto source = table_of(page("a-b"));
  EXPECT_THAT(source, HasSubstr(R"(.title = "Says \"a|b\" \\ c",)"));
  EXPECT_THAT(source, HasSubstr(".level = Level::warning,"));
  EXPECT_THAT(source, HasSubstr(".versions = \"13 and later\","));
  EXPECT_THAT(source, HasSubstr(".precision = \"medium\","));
  EXPECT_THAT(source, HasSubstr(R"(tags_a_b{"locks", "index", })"));
  EXPECT_THAT(source, HasSubstr(R"(dialects_a_b{"postgres", })"));
}

TEST(RuleTableSource, APageMayHoldTheEndOfARawString) {
  const std::string body = "a )page\" b )page_\" c\n";
  EXPECT_THAT(literals_of(table_of(page("a", body)), "page_a ="), ::testing::ElementsAre(body));
}

TEST(RuleTableSource, ALongPageIsCutAndLosesNothing) {
  std::string body;
  for (int i = 0; i < 5000; ++i)
    body += "line " + std::to_string(i) + "\n";
  body += std::string(20000, 'x');  // no line end to cut at
  const auto pieces = literals_of(table_of(page("a", body)), "page_a =");
  EXPECT_GT(pieces.size(), 5U);
  std::string joined;
  for (const auto& piece : pieces) {
    EXPECT_LE(piece.size(), 8000U);
    joined += piece;
  }
  EXPECT_EQ(joined, body);
}

TEST(RuleTableDocument, HasOneTableAGroup) {
  auto other = page("c-d");
  other.group = "safety";
  other.versions.clear();
  const std::array pages{page("a-b"), other};
  const auto document = rule_table_document(pages);
  EXPECT_THAT(document, HasSubstr("## locks\n\n| rule |"));
  EXPECT_THAT(document,
              HasSubstr("| [a-b](../rules/locks/a-b.md) | warning | Says \"a\\|b\" \\ c | "
                        "postgres, 13 and later |\n"));
  EXPECT_THAT(document, HasSubstr("## safety\n\n| rule |"));
  EXPECT_THAT(document,
              HasSubstr("| [c-d](../rules/safety/c-d.md) | warning | Says \"a\\|b\" \\ c | "
                        "postgres |\n"));
}

}  // namespace
}  // namespace miglint
