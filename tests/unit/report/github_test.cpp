#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "report/outcome.h"
#include "sample.h"

namespace miglint {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string github(const Sample& sample) {
  std::string out;
  write_github(outcome_of(sample.result()), out);
  return out;
}

TEST(GithubAnnotations, AreWorkflowCommands) {
  Sample sample;
  const FileId file = sample.add_file("db/1.sql", "é DROP a\nDROP b");
  sample.repository_paths = {"service/db/1.sql"};
  sample.add_finding(0, sample.span(file, "DROP a"), "Blocks.").safe_way = "Do not.\n";
  sample.add_finding(1, sample.span(file, "DROP b"), "Breaks.");
  sample.add_finding(1, sample.span(file, "b"), "Hm.").level = Level::note;
  EXPECT_EQ(github(sample),
            "::error file=service/db/1.sql,line=1,endLine=1,col=3,endColumn=9,"
            "title=index-without-concurrently%3A CREATE INDEX blocks writes::"
            "Blocks.%0A%0ASafe way:%0ADo not.%0A\n"
            "::warning file=service/db/1.sql,line=2,endLine=2,col=1,endColumn=7,"
            "title=drop-column%3A Dropping a column breaks what reads it::Breaks.\n"
            "::notice file=service/db/1.sql,line=2,endLine=2,col=6,endColumn=7,"
            "title=drop-column%3A Dropping a column breaks what reads it::Hm.\n"
            "1 error, 1 warning, 1 note in 1 file (2 statements)\n");
}

TEST(GithubAnnotations, NothingInAFileCanBeginACommand) {
  Sample sample;
  const FileId file = sample.add_file("a,b:c%\n::error::.sql", "DROP");
  sample.add_finding(1, sample.span(file, "DROP"),
                     "`x`: 100%, a\r\n::set-output name=y::z\x1b[31m");
  const std::string out = github(sample);
  EXPECT_THAT(out, HasSubstr("file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3A.sql,line="));
  EXPECT_THAT(out, HasSubstr("::`x`: 100%25, a"));
  EXPECT_THAT(out, HasSubstr("%0A::set-output name=y::z"));
  EXPECT_THAT(out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(out, Not(HasSubstr("\r")));
  EXPECT_EQ(std::ranges::count(out, '\n'), 2);
}

TEST(GithubAnnotations, ColumnsAreOnlyForPlacesOnOneLine) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP\n  a");
  sample.add_finding(1, sample.span(file, "DROP\n  a"), "x");
  EXPECT_THAT(github(sample), HasSubstr("file=1.sql,line=1,endLine=2,title="));
}

TEST(GithubAnnotations, SuppressedFindingsAreLeftOut) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP");
  sample.add_finding(1, sample.span(file, "DROP"), "x").suppressed = "";
  EXPECT_EQ(github(sample), "No findings in 1 file (2 statements)\n");
}

TEST(GithubAnnotations, SayThatGitHubDoesNotShowAll) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP");
  for (int i = 0; i < 10; ++i)
    sample.add_finding(1, sample.span(file, "DROP"), "x");
  EXPECT_THAT(github(sample), Not(HasSubstr("GitHub shows")));
  sample.add_finding(1, sample.span(file, "DROP"), "x");
  EXPECT_THAT(github(sample), HasSubstr("\nGitHub shows 10 annotations of a level for a step; all "
                                        "stand in this log.\n11 warnings"));
}

TEST(GithubAnnotations, TellWhatCouldNotBeRead) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "SELECT;\nDROP");
  sample.not_read.push_back(sample.span(file, "DROP"));
  sample.unread.push_back({"2.sql", "no permission"});
  EXPECT_EQ(github(sample),
            "::error file=2.sql,title=miglint::2.sql: no permission\n"
            "::notice file=1.sql,line=2,endLine=2,col=1,endColumn=5,title=miglint::"
            "1 of 2 statements (50.0 %25) could not be read; the first of them stands here.\n"
            "No findings in 1 file (2 statements, of which 1 (50.0 %) could not be read)\n");
}

}  // namespace
}  // namespace miglint
