#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "report/outcome.h"
#include "sample.h"

namespace miglint {
namespace {

using Json = nlohmann::json;

/// What GitLab's documentation asks of every issue is checked on the way.
Json gitlab(const Sample& sample) {
  std::string out;
  write_gitlab(outcome_of(sample.result()), out);
  Json issues = Json::parse(out);
  EXPECT_TRUE(issues.is_array());
  const std::set<std::string> severities{"info", "minor", "major", "critical", "blocker"};
  std::set<std::string> fingerprints;
  for (const Json& issue : issues) {
    EXPECT_FALSE(issue["description"].get<std::string>().empty());
    EXPECT_FALSE(issue["check_name"].get<std::string>().empty());
    EXPECT_TRUE(severities.contains(issue["severity"].get<std::string>())) << issue;
    EXPECT_FALSE(issue["location"]["path"].get<std::string>().starts_with("./")) << issue;
    EXPECT_GE(issue["location"]["positions"]["begin"]["line"].get<int>(), 1);
    EXPECT_TRUE(fingerprints.insert(issue["fingerprint"].get<std::string>()).second)
        << "GitLab drops " << issue;
  }
  return issues;
}

TEST(GitlabCodeQuality, HoldsAllOfAFinding) {
  Sample sample;
  const FileId file = sample.add_file("./db/1.sql", "BEGIN;\nDROP a");
  sample.add_finding(1, sample.span(file, "DROP a"), "Breaks.").safe_way = "Do not.";
  Json issues = gitlab(sample);
  ASSERT_EQ(issues.size(), 1U);
  issues[0].erase("fingerprint");
  EXPECT_EQ(issues[0], Json::parse(R"({
    "description": "drop-column: Breaks.\n\nSafe way:\nDo not.", "check_name": "drop-column",
    "severity": "major",
    "location": {"path": "db/1.sql", "positions": {"begin": {"line": 2, "column": 1},
                                                   "end": {"line": 2, "column": 7}}}})"));
}

TEST(GitlabCodeQuality, ALevelIsASeverity) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "a\nb\nc");
  sample.add_finding(0, sample.span(file, "a"), "x").level = Level::note;
  sample.add_finding(0, sample.span(file, "b"), "x").level = Level::warning;
  sample.add_finding(0, sample.span(file, "c"), "x").level = Level::error;
  const Json issues = gitlab(sample);
  EXPECT_EQ(issues[0]["severity"], "info");
  EXPECT_EQ(issues[1]["severity"], "major");
  EXPECT_EQ(issues[2]["severity"], "critical");
}

TEST(GitlabCodeQuality, FingerprintsAreUniqueAndDoNotMoveWithTheLine) {
  Sample before;
  const FileId first = before.add_file("1.sql", "DROP;\nDROP;\n");
  before.add_finding(1, {first, 0, 4}, "x");
  before.add_finding(1, {first, 6, 10}, "x");
  Sample after;
  const FileId second = after.add_file("1.sql", "-- new\n\nDROP;\nDROP;\n");
  after.add_finding(1, {second, 8, 12}, "x");
  after.add_finding(1, {second, 14, 18}, "x");
  const Json was = gitlab(before);
  const Json is = gitlab(after);
  EXPECT_EQ(was[0]["fingerprint"], is[0]["fingerprint"]);
  EXPECT_EQ(was[1]["fingerprint"], is[1]["fingerprint"]);
}

TEST(GitlabCodeQuality, IsAListWithoutFindingsToo) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP");
  sample.add_finding(1, sample.span(file, "DROP"), "x").suppressed = "";
  EXPECT_EQ(gitlab(sample), Json::array());
}

TEST(GitlabCodeQuality, TellsWhatCouldNotBeRead) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "SELECT;\nDROP");
  sample.not_read.push_back(sample.span(file, "DROP"));
  sample.unread.push_back({"2.sql", "no permission", "db/2.sql"});
  sample.unread.push_back({"3.sql", "no permission", "db/3.sql"});
  const Json issues = gitlab(sample);
  ASSERT_EQ(issues.size(), 3U);
  EXPECT_EQ(issues[0]["severity"], "blocker");
  EXPECT_EQ(issues[0]["location"]["path"], "db/2.sql");
  EXPECT_EQ(issues[2]["description"],
            "statements-not-read: 1 of 2 statements (50.0 %) could not be read; the first of them "
            "stands here.");
  EXPECT_EQ(issues[2]["location"]["positions"]["begin"]["line"], 2);
}

}  // namespace
}  // namespace miglint
