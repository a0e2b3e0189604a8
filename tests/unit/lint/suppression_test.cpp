#include "lint/suppression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "project.h"

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// The rules that these tests are not about are off.
LintOptions options() {
  LintOptions options;
  options.enabled = [](const RuleInfo& rule) {
    return rule.id != "any-command" && rule.id != "script-end";
  };
  return options;
}

std::vector<Finding> lint_files(const std::vector<std::string_view>& files,
                                const LintOptions& with = options()) {
  test::Project project;
  for (const auto file : files)
    project.add({file});
  return lint(project.scripts, test::kRules, project.sources, with);
}

/// "rule", or "rule (reason)" for what is suppressed.
std::vector<std::string> brief(const std::vector<Finding>& findings) {
  std::vector<std::string> all;
  for (const Finding& finding : findings) {
    std::string text(finding.rule->id);
    if (finding.suppressed) text += " (" + *finding.suppressed + ")";
    all.push_back(text);
  }
  return all;
}

TEST(Suppression, OnTheLineAbove) {
  EXPECT_THAT(brief(lint_files({"-- miglint:ignore drop-table: it is empty\nDROP TABLE\n  a;\n"
                                "DROP TABLE b;"})),
              ElementsAre("drop-table (it is empty)", "drop-table"));
}

TEST(Suppression, OnTheSameLine) {
  EXPECT_THAT(brief(lint_files({"DROP TABLE b;\nDROP TABLE a; -- miglint:ignore drop-table: empty\n"
                                "DROP TABLE c;"})),
              ElementsAre("drop-table", "drop-table (empty)", "drop-table"));
}

TEST(Suppression, BehindTheLastLineOfAFinding) {
  LintOptions with;
  with.enabled = [](const RuleInfo& rule) { return rule.id == "any-command"; };
  EXPECT_THAT(brief(lint_files({"DROP TABLE\n  a; -- miglint:ignore any-command: empty\n"}, with)),
              ElementsAre("any-command (empty)"));
}

TEST(Suppression, OfAWholeFile) {
  EXPECT_THAT(brief(lint_files({"DROP TABLE a;\n-- miglint:ignore-file drop-table: a test\n"
                                "DROP TABLE b;",
                                "DROP TABLE c;"})),
              ElementsAre("drop-table (a test)", "drop-table (a test)", "drop-table"));
}

TEST(Suppression, OfSeveralRules) {
  EXPECT_THAT(brief(lint_files({"-- miglint:ignore drop-table , syntax-error: both\n"
                                "DROP TABLE a; SELEKT;\n"})),
              ElementsAre("drop-table (both)", "syntax-error (both)"));
}

TEST(Suppression, ReasonsMayHoldColons) {
  EXPECT_THAT(brief(lint_files({"-- miglint:ignore drop-table: see: docs\nDROP TABLE a;"})),
              ElementsAre("drop-table (see: docs)"));
}

TEST(Suppression, WithoutAReasonHoldsButIsNoted) {
  EXPECT_THAT(brief(lint_files({"/* miglint:ignore drop-table */\nDROP TABLE a;"})),
              ElementsAre("suppression-without-reason", "drop-table ()"));
  EXPECT_THAT(brief(lint_files({"-- miglint:ignore drop-table:  \nDROP TABLE a;"})),
              ElementsAre("suppression-without-reason", "drop-table ()"));
}

TEST(Suppression, OfAnUnknownRuleNamesTheNearestOne) {
  const auto findings =
      lint_files({"SELECT 1;\n-- miglint:ignore drop-tabel: empty\nDROP TABLE a;"});
  EXPECT_THAT(brief(findings), ElementsAre("invalid-suppression", "drop-table"));
  EXPECT_EQ(findings[0].level, Level::error);
  EXPECT_EQ(findings[0].message, "There is no rule `drop-tabel`; did you mean `drop-table`?");
  EXPECT_EQ(findings[0].span, (Span{FileId{0}, 28, 38}));
}

TEST(Suppression, OfOneUnknownRuleStillSuppressesTheOthers) {
  EXPECT_THAT(brief(lint_files({"-- miglint:ignore zzz, drop-table: empty\nDROP TABLE a;"})),
              ElementsAre("invalid-suppression", "drop-table (empty)"));
}

TEST(Suppression, ThatIsNotUnderstoodIsAnError) {
  const auto message = [](std::string_view comment) {
    const auto findings = lint_files({std::string(comment) + "\nSELECT 1;"});
    return findings.empty() ? "" : std::string(findings[0].rule->id) + ": " + findings[0].message;
  };
  EXPECT_EQ(message("-- miglint:ingore drop-table: empty"),
            "invalid-suppression: `miglint:ingore` is no instruction to miglint; did you mean "
            "`ignore`?");
  EXPECT_EQ(message("-- miglint: drop-table"),
            "invalid-suppression: `miglint:` is no instruction to miglint");
  EXPECT_EQ(message("-- miglint:ignore"),
            "invalid-suppression: `miglint:ignore` names no rule, so it suppresses nothing");
  EXPECT_EQ(message("-- miglint:ignore : because"),
            "invalid-suppression: `miglint:ignore` names no rule, so it suppresses nothing");
  EXPECT_EQ(message("-- miglint:ignore ,drop-table: because"),
            "invalid-suppression: A rule is missing next to a comma");
}

TEST(Suppression, NeedsCommasBetweenRules) {
  const auto findings = lint_files({"-- miglint:ignore drop-table syntax-error: a\nDROP TABLE a;"});
  EXPECT_THAT(brief(findings), ElementsAre("invalid-suppression", "drop-table (a)"));
  EXPECT_THAT(findings[0].message,
              HasSubstr("`syntax-error` stands between the rule and the colon"));
}

TEST(Suppression, ThatSuppressesNothingIsNoted) {
  const auto findings =
      lint_files({"-- miglint:ignore drop-table: empty\nSELECT 1;\nDROP TABLE a;"});
  EXPECT_THAT(brief(findings), ElementsAre("unused-suppression", "drop-table"));
  EXPECT_EQ(findings[0].level, Level::note);
  EXPECT_EQ(findings[0].span, (Span{FileId{0}, 18, 28}));
}

TEST(Suppression, OfSeveralRulesIsUnusedOneByOne) {
  EXPECT_THAT(brief(lint_files({"-- miglint:ignore drop-table, syntax-error: a\nDROP TABLE a;"})),
              ElementsAre("unused-suppression", "drop-table (a)"));
}

TEST(Suppression, OfARuleThatIsOffIsNotUnused) {
  EXPECT_THAT(brief(lint_files({"-- miglint:ignore any-command: off here\nDROP TABLE a;"})),
              ElementsAre("drop-table"));
  LintOptions with;
  with.level = [](const RuleInfo& rule, FileId) {
    return rule.id == "unused-suppression" ? Level::note : Level::off;
  };
  EXPECT_THAT(lint_files({"-- miglint:ignore drop-table: off here\nDROP TABLE a;"}, with),
              IsEmpty());
}

TEST(Suppression, OfUnusedOnesCanItselfBeUnused) {
  EXPECT_THAT(brief(lint_files({"-- miglint:ignore-file unused-suppression: generated\n"
                                "-- miglint:ignore drop-table: may be\nSELECT 1;"})),
              ElementsAre("unused-suppression (generated)"));
  EXPECT_THAT(
      brief(lint_files({"-- miglint:ignore-file unused-suppression: generated\nSELECT 1;"})),
      ElementsAre("unused-suppression"));
}

TEST(Suppression, TwoForOneFindingAreBothUsed) {
  EXPECT_THAT(brief(lint_files({"-- miglint:ignore-file drop-table: file\n"
                                "-- miglint:ignore drop-table: line\nDROP TABLE a;"})),
              ElementsAre("drop-table (file)"));
}

TEST(Suppression, InsideABlock) {
  EXPECT_THAT(brief(lint_files({"DO $$\nBEGIN\n  -- miglint:ignore drop-table: empty\n"
                                "  DROP TABLE\n  a;\n  DROP TABLE b;\nEND $$;"})),
              ElementsAre("drop-table (empty)", "drop-table"));
}

TEST(Suppression, TextInStringsIsNone) {
  EXPECT_THAT(brief(lint_files({"SELECT '\n-- miglint:ignore drop-table: no\n'; DROP TABLE a;"})),
              ElementsAre("drop-table"));
}

}  // namespace
}  // namespace miglint
