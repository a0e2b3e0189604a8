// The harness itself must fail where a page is wrong.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "check_example.h"
#include "lint/rule.h"
#include "rule_page.h"

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

void find_drop(const op::DropTable& /*drop*/, const Operation& operation, const Moment& /*at*/,
               Findings& findings) {
  Finding finding;
  finding.span = operation.span;
  finding.message = "gone";
  findings.add(std::move(finding));
}

void find_truncate_on_18(const op::TruncateTable& /*truncate*/, const Operation& operation,
                         const Moment& at, Findings& findings) {
  if (at.server.major < 18 || at.transaction.cause != TransactionState::Cause::tool) return;
  Finding finding;
  finding.span = operation.span;
  findings.add(std::move(finding));
}

constexpr std::array kPostgres{std::string_view("postgres")};
constexpr RuleLogic kDrop{.operations = {on<find_drop>()}};
constexpr RuleLogic kTruncate{.operations = {on<find_truncate_on_18>()}};

std::vector<RuleInfo> rules() {
  return {
      {.id = "drop", .level = Level::warning, .dialects = kPostgres, .logic = &kDrop},
      {.id = "truncate", .level = Level::error, .dialects = kPostgres, .logic = &kTruncate},
      {.id = "syntax-error", .level = Level::error, .dialects = kPostgres},
  };
}

std::vector<std::string> check(std::string_view page, std::string_view rule = "drop") {
  const auto content = read_examples(page);
  EXPECT_THAT(content.problems, IsEmpty());
  EXPECT_EQ(content.examples.size(), 1U);
  return check_example(page, content.examples.at(0), rule, rules());
}

TEST(RulePageHarness, AcceptsFindingsOnTheMarkedLinesAlone) {
  EXPECT_THAT(check("# Page\n```sql bad\nSELECT 1;\nDROP TABLE a; -- expect: drop\n```\n"),
              IsEmpty());
}

TEST(RulePageHarness, MissesWhatIsMarkedButNotFound) {
  EXPECT_THAT(check("```sql bad\nDROP TABLE a; -- expect: drop\nSELECT 1; -- expect: drop\n```\n"),
              ElementsAre("line 3: `drop` is marked here but was not found"));
}

TEST(RulePageHarness, MissesAnotherMarkedRule) {
  EXPECT_THAT(check("```sql bad\nDROP TABLE a; -- expect: drop, truncate\n```\n"),
              ElementsAre("line 2: `truncate` is marked here but was not found"));
}

TEST(RulePageHarness, RefusesFindingsOfThePageRuleThatAreNotMarked) {
  EXPECT_THAT(check("```sql bad\nDROP TABLE a; -- expect: drop\nDROP TABLE b;\n```\n"),
              ElementsAre("not marked: line 3: warning `drop`: gone"));
}

TEST(RulePageHarness, RefusesASyntaxErrorThatIsNotMarked) {
  EXPECT_THAT(check("```sql bad\nDROP TABEL b;\nDROP TABLE a; -- expect: drop\n```\n"),
              ElementsAre(HasSubstr("not marked: line 2: error `syntax-error`")));
}

TEST(RulePageHarness, RefusesABadExampleWithoutAMark) {
  EXPECT_THAT(check("```sql bad\nSELECT 1;\n```\n"),
              ElementsAre("no line is marked with the page's own rule"));
}

TEST(RulePageHarness, RefusesAMarkOfARuleThatDoesNotExist) {
  EXPECT_THAT(check("```sql bad\nDROP TABLE a; -- expect: drop, drip\n```\n"),
              ElementsAre("line 2: there is no rule `drip` to expect",
                          "line 2: `drip` is marked here but was not found"));
}

TEST(RulePageHarness, RefusesAWarningInAGoodExample) {
  EXPECT_THAT(check("```sql good\nSELECT 1;\nDROP TABLE a;\n```\n", "truncate"),
              ElementsAre("line 3: warning `drop`: gone"));
}

TEST(RulePageHarness, AllowsANoteOfAnotherRuleInAGoodExample) {
  EXPECT_THAT(check("```sql good down\nDROP TABLE a;\n```\n", "truncate"), IsEmpty());
  EXPECT_THAT(check("```sql good down\nDROP TABLE a;\n```\n", "drop"), SizeIs(1));
}

TEST(RulePageHarness, TakesVersionAndTransactionFromTheOptions) {
  EXPECT_THAT(
      check("```sql bad version=18 transaction=file\nTRUNCATE a; -- expect: truncate\n```\n",
            "truncate"),
      IsEmpty());
  EXPECT_THAT(check("```sql good version=17 transaction=file\nTRUNCATE a;\n```\n", "truncate"),
              IsEmpty());
  EXPECT_THAT(check("```sql good version=18\nTRUNCATE a;\n```\n", "truncate"), IsEmpty());
}

TEST(RulePageHarness, LintsEveryMigrationOfAnExample) {
  EXPECT_THAT(check("```sql bad\n-- migration: one\nDROP TABLE a; -- expect: drop\n"
                    "-- migration: two\nDROP TABLE b; -- expect: drop\n```\n"),
              IsEmpty());
}

TEST(RulePageHarness, LetsTheToolCutItsFiles) {
  EXPECT_THAT(check("```sql bad files=goose\n-- migration: 1_a.sql\n-- +goose Up\n"
                    "DROP TABLE a; -- expect: drop\n-- +goose Down\nDROP TABLE b; -- expect: drop\n"
                    "-- migration: 2_b.sql\n-- +goose Up\nSELECT 1;\n```\n"),
              IsEmpty());
  EXPECT_THAT(read_examples("```sql bad files=goos\n```\n").problems,
              ElementsAre(HasSubstr("line 1: unknown option 'files=goos'")));
}

TEST(RulePageHarness, LetsNothingPassThatItDoesNotKnow) {
  EXPECT_THAT(read_examples("```ruby bad\n```\n").problems,
              ElementsAre("line 1: cannot test an example in 'ruby' (known: sql, python, php)"));
  EXPECT_THAT(read_examples("```sql god\n```\n").problems,
              ElementsAre("line 1: an example is 'bad' or 'good', not 'god'"));
  EXPECT_THAT(read_examples("\n```sql bad versoin=18\n```\n").problems,
              ElementsAre(HasSubstr("line 2: unknown option 'versoin=18'")));
  EXPECT_THAT(read_examples("```sql bad version=new\n```\n").problems,
              ElementsAre("line 1: 'new' is no version"));
}

TEST(RulePageHarness, PassesOverBlocksThatAreOnlyToBeRead) {
  const auto content =
      read_examples("## What happens\n```toml\n## no heading\n```\n## References\n");
  EXPECT_THAT(content.examples, IsEmpty());
  EXPECT_THAT(content.problems, IsEmpty());
  EXPECT_THAT(content.headings, ElementsAre("What happens", "References"));
}

}  // namespace
}  // namespace miglint
