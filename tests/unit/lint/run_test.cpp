#include "lint/run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "project.h"

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

LintOptions only(std::initializer_list<std::string_view> ids) {
  LintOptions options;
  options.enabled = [ids = std::vector<std::string_view>(ids)](const RuleInfo& rule) {
    return std::ranges::find(ids, rule.id) != ids.end();
  };
  return options;
}

std::vector<Finding> lint_files(const std::vector<test::File>& files, const LintOptions& options) {
  test::Project project;
  for (const auto& file : files)
    project.add(file);
  return lint(project.scripts, test::kRules, project.sources, options);
}

/// "file:begin level rule".
std::vector<std::string> brief(const std::vector<Finding>& findings) {
  std::vector<std::string> all;
  for (const Finding& finding : findings) {
    all.push_back(std::to_string(static_cast<unsigned>(finding.span.file)) + ":" +
                  std::to_string(finding.span.begin) + " " + std::string(name(finding.level)) +
                  " " + std::string(finding.rule->id));
  }
  return all;
}

TEST(Lint, FindsNothingInNothing) {
  EXPECT_THAT(lint_files({}, {}), IsEmpty());
  EXPECT_THAT(lint_files({{""}}, {}), IsEmpty());
}

TEST(Lint, SortsByFilePlaceLevelAndRule) {
  EXPECT_THAT(
      brief(lint_files({{"DROP TABLE a;"}, {"SELECT 1; DROP TABLE b;"}}, {})),
      ElementsAre("0:0 error drop-table", "0:0 warning script-end", "0:0 note any-command",
                  "1:10 error drop-table", "1:10 warning script-end", "1:10 note any-command"));
}

TEST(Lint, MergesFindingsOfOneRuleAtOnePlace) {
  const auto findings =
      lint_files({{"DO $$ BEGIN DROP TABLE a; DROP TABLE b; END $$;"}}, only({"any-command"}));
  EXPECT_THAT(brief(findings), ElementsAre("0:0 note any-command"));
}

TEST(Lint, GivesEachFindingItsRulesLevelUnlessTheOptionsSayOtherwise) {
  LintOptions options = only({"drop-table"});
  EXPECT_THAT(brief(lint_files({{"DROP TABLE a;"}}, options)), ElementsAre("0:0 error drop-table"));
  options.level = [](const RuleInfo&, FileId file) {
    return file == FileId{1} ? Level::off : Level::note;
  };
  EXPECT_THAT(brief(lint_files({{"DROP TABLE a;"}, {"DROP TABLE b;"}}, options)),
              ElementsAre("0:0 note drop-table"));
}

int calls = 0;
void count_calls(const ScriptEnd& /*at*/, Findings& /*findings*/) {
  ++calls;
}
constexpr RuleLogic kCounting{.end = count_calls};

TEST(Lint, DoesNotRunARuleThatIsOffEverywhere) {
  test::Project project;
  project.add({"SELECT 1;"});
  const std::array rules{
      RuleInfo{.id = "counting", .dialects = test::kPostgres, .logic = &kCounting}};
  calls = 0;
  EXPECT_THAT(lint(project.scripts, rules, project.sources, only({})), IsEmpty());
  EXPECT_EQ(calls, 0);
  EXPECT_THAT(lint(project.scripts, rules, project.sources, {}), IsEmpty());
  EXPECT_EQ(calls, 1);
}

TEST(Lint, RunsRulesOnTheirDialectsOnly) {
  const test::File on_mysql{.text = "DROP TABLE a;", .dialect = Dialect::mysql};
  EXPECT_THAT(brief(lint_files({on_mysql}, {})), ElementsAre("0:0 error mysql-drop"));
}

TEST(Lint, ReplaysHistoryWithoutReportingIt) {
  const test::File history{
      .text = "-- miglint:ignore nothing\nCREATE TABLE a (id int); DROP TABLE x; SELEKT;",
      .reported = false};
  const auto findings =
      lint_files({history, {"DROP TABLE a;"}}, only({"drop-table", "syntax-error"}));
  EXPECT_THAT(brief(findings), ElementsAre("1:0 error drop-table"));
  EXPECT_EQ(findings[0].message, "drops a table");
}

TEST(Lint, RunsDownScriptsBackwardsAfterAllOthers) {
  const auto findings =
      lint_files({{"CREATE TABLE a (id int);"},
                  {.text = "DROP TABLE a;", .direction = Direction::down},
                  {"CREATE TABLE b (id int);"},
                  {.text = "DROP TABLE b; DROP TABLE a;", .direction = Direction::down}},
                 only({"drop-table"}));
  EXPECT_THAT(brief(findings), ElementsAre("1:0 warning drop-table", "3:0 warning drop-table",
                                           "3:14 warning drop-table"));
  EXPECT_EQ(findings[0].message, "On rollback: drops a stranger");
  EXPECT_EQ(findings[1].message, "On rollback: drops a table");
  EXPECT_EQ(findings[2].message, "On rollback: drops a table");
  EXPECT_EQ(findings[0].direction, Direction::down);
}

TEST(Lint, LowersLevelsInDownScriptsByOne) {
  const auto findings =
      lint_files({{.text = "DROP TABLE b; SELEKT;", .direction = Direction::down}}, {});
  EXPECT_THAT(brief(findings), ElementsAre("0:0 warning drop-table", "0:0 note any-command",
                                           "0:14 error syntax-error", "0:14 note script-end"));
}

TEST(Lint, ReportsWhatDoesNotParseAndLintsTheRest) {
  const auto findings =
      lint_files({{"CREATE TABEL a; DROP TABLE b;"}}, only({"syntax-error", "drop-table"}));
  EXPECT_THAT(brief(findings), ElementsAre("0:7 error syntax-error", "0:16 error drop-table"));
  EXPECT_THAT(findings[0].message, HasSubstr("syntax error at or near \"TABEL\""));
}

TEST(Lint, ReportsProblemsOfTheSourceOnce) {
  test::Project project;
  project.add({.text = "SELECT 1;", .problems = {{Span{FileId{0}, 3, 4}, "odd byte"}}});
  project.scripts.push_back({project.scripts[0].migration, Direction::down, {}});
  const auto findings =
      lint(project.scripts, test::kRules, project.sources, only({"syntax-error"}));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].message, "odd byte");
  EXPECT_EQ(findings[0].span.begin, 3U);
}

TEST(Lint, SaysWhatCouldNotBeRead) {
  const auto findings = lint_files({{"DO $$ BEGIN EXECUTE (SELECT c FROM todo); END $$;"}},
                                   only({"opaque-statement"}));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].level, Level::note);
  EXPECT_THAT(findings[0].message, HasSubstr("cannot be read from here: "));
}

TEST(Lint, LevelsHaveNames) {
  EXPECT_EQ(name(Level::off), "off");
  EXPECT_EQ(name(Level::note), "note");
  EXPECT_EQ(name(Level::warning), "warning");
  EXPECT_EQ(name(Level::error), "error");
}

}  // namespace
}  // namespace miglint
