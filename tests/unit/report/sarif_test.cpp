#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "json_schema.h"
#include "sample.h"

namespace miglint {
namespace {

using Json = nlohmann::json;

std::string schema_errors(const Json& json) {
  static const JsonSchema schema("tests/data/sarif-schema-2.1.0.json",
                                 valijson::SchemaParser::kDraft4, false);
  return schema.errors(json);
}

/// The run of a result; that it is valid is checked on the way.
Json run_of(const Sample& sample, Suppressed suppressed = Suppressed::left_out) {
  std::string out;
  write_sarif(sample.result(), suppressed, out);
  const Json json = Json::parse(out);
  EXPECT_EQ(schema_errors(json), "");
  EXPECT_EQ(json["version"], "2.1.0");
  EXPECT_TRUE(json["$schema"].is_string());
  EXPECT_EQ(json["runs"].size(), 1U);
  return json["runs"][0];
}

TEST(Sarif, TheSchemaRefusesWhatIsNoSarif) {
  EXPECT_NE(schema_errors(Json::parse(R"({"version": "2.1.0"})")), "");
  EXPECT_NE(schema_errors(Json::parse(
                R"({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}},
                    "results": [{"message": {"text": "x"}, "level": "fatal"}]}]})")),
            "");
}

TEST(Sarif, NamesEveryRuleWithItsPage) {
  const Json driver = run_of({})["tool"]["driver"];
  EXPECT_EQ(driver["name"], "miglint");
  EXPECT_EQ(driver["rules"], Json::parse(R"([
    {"id": "index-without-concurrently",
     "shortDescription": {"text": "CREATE INDEX blocks writes"},
     "fullDescription": {"text": "The index is built under a lock that keeps writers out."},
     "help": {"text": "# CREATE INDEX blocks writes\n\nThe index is built under a lock\nthat keeps writers out.\n\n## The safe way\n",
              "markdown": "# CREATE INDEX blocks writes\n\nThe index is built under a lock\nthat keeps writers out.\n\n## The safe way\n"},
     "defaultConfiguration": {"level": "error"},
     "properties": {"tags": ["indexes", "locks"], "precision": "very-high",
                    "problem.severity": "error"}},
    {"id": "drop-column",
     "shortDescription": {"text": "Dropping a column breaks what reads it"},
     "fullDescription": {"text": "Readers fail."},
     "help": {"text": "Readers fail.\n", "markdown": "Readers fail.\n"},
     "defaultConfiguration": {"level": "warning"},
     "properties": {"tags": ["tables"], "precision": "high", "problem.severity": "warning"}}])"));
}

TEST(Sarif, ARunWithoutFindingsIsAResultToo) {
  const Json run = run_of({});
  EXPECT_EQ(run["results"], Json::array());
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  EXPECT_EQ(run["invocations"], Json::parse(R"([{"executionSuccessful": true}])"));
}

TEST(Sarif, HoldsAllOfAFinding) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "BEGIN;\nCREATE INDEX é ON t (a);\n");
  sample.repository_paths = {"db/new migrations/1#ä.sql"};
  Finding& finding = sample.add_finding(1, sample.span(file, "é ON"), "Blocks.");
  finding.safe_way = "CONCURRENTLY";
  finding.related.push_back({sample.span(file, "BEGIN"), "begins [here]"});
  finding.fix.push_back({sample.span(file, "INDEX"), "INDEX CONCURRENTLY"});
  const Json result = run_of(sample)["results"][0];
  EXPECT_EQ(result["ruleId"], "drop-column");
  EXPECT_EQ(result["ruleIndex"], 1);
  EXPECT_EQ(result["level"], "warning");
  EXPECT_EQ(result["message"]["text"],
            "Blocks.\n\nSafe way:\nCONCURRENTLY\n\nSee also: [begins \\[here\\]](1)");
  const Json artifact =
      Json::parse(R"({"uri": "db/new%20migrations/1%23%C3%A4.sql", "uriBaseId": "%SRCROOT%"})");
  EXPECT_EQ(result["locations"], Json::array({{{"physicalLocation",
                                                {{"artifactLocation", artifact},
                                                 {"region",
                                                  {{"startLine", 2},
                                                   {"startColumn", 14},
                                                   {"endLine", 2},
                                                   {"endColumn", 18},
                                                   {"snippet", {{"text", "é ON"}}}}}}}}}));
  EXPECT_EQ(result["relatedLocations"][0]["id"], 1);
  EXPECT_EQ(result["relatedLocations"][0]["message"]["text"], "begins [here]");
  EXPECT_EQ(result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 1);
  const Json change = result["fixes"][0]["artifactChanges"][0];
  EXPECT_EQ(change["artifactLocation"], artifact);
  EXPECT_EQ(change["replacements"], Json::parse(R"([{
    "deletedRegion": {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 13},
    "insertedContent": {"text": "INDEX CONCURRENTLY"}}])"));
  EXPECT_FALSE(result.contains("suppressions"));
}

TEST(Sarif, AFileOutsideOfTheRepositoryHasAnAbsoluteAddress) {
  Sample sample;
  const FileId file = sample.add_file("/tmp/1.sql", "DROP");
  sample.add_finding(1, sample.span(file, "DROP"), "x");
  const Json result = run_of(sample)["results"][0];
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["artifactLocation"],
            Json::parse(R"({"uri": "file:///tmp/1.sql"})"));
}

TEST(Sarif, SuppressedFindingsAreOpenAlertsToGitHubSoTheyAreLeftOut) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP\nDROP");
  sample.add_finding(1, sample.span(file, "DROP"), "x").suppressed = "nobody reads it";
  sample.add_finding(1, {file, 5, 9}, "y");
  const Json results = run_of(sample)["results"];
  ASSERT_EQ(results.size(), 1U);
  EXPECT_EQ(results[0]["message"]["text"], "y");
}

TEST(Sarif, SuppressedFindingsSayWhyWhereTheyAreAskedFor) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP\nDROP");
  sample.add_finding(1, sample.span(file, "DROP"), "x").suppressed = "nobody reads it";
  sample.add_finding(1, {file, 5, 9}, "x").suppressed = "";
  const Json results = run_of(sample, Suppressed::included)["results"];
  EXPECT_EQ(results[0]["suppressions"],
            Json::parse(R"([{"kind": "inSource", "justification": "nobody reads it"}])"));
  EXPECT_EQ(results[1]["suppressions"], Json::parse(R"([{"kind": "inSource"}])"));
}

TEST(Sarif, WhatIsLeftOutDoesNotChangeTheOthersFingerprints) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP\nDROP");
  sample.add_finding(1, {file, 0, 4}, "x").suppressed = "";
  sample.add_finding(1, {file, 5, 9}, "x");
  EXPECT_EQ(run_of(sample)["results"][0]["partialFingerprints"],
            run_of(sample, Suppressed::included)["results"][1]["partialFingerprints"]);
}

TEST(Sarif, TellsTheShareOfStatementsThatCouldNotBeRead) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP");
  sample.not_read.push_back(sample.span(file, "DROP"));
  sample.statements = 8;
  const Json run = run_of(sample);
  EXPECT_EQ(run["properties"], Json::parse(R"({"files": 1, "statements": 8,
    "statementsNotRead": 1, "resultsLeftOut": 0, "resultsCut": 0})"));
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], true);
  EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"], Json::parse(R"([{"level": "note",
              "message": {"text": "1 of 8 statements (12.5 %) could not be read."}}])"));
}

TEST(Sarif, WhatIsTooLongIsCutAndSaidToBe) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP");
  Finding& finding = sample.add_finding(1, sample.span(file, "DROP"), "x");
  for (int i = 0; i < 30'000; ++i)
    finding.safe_way += "é";
  for (int i = 0; i < 200; ++i)
    finding.related.push_back({sample.span(file, "DROP"), "here"});
  finding.fix.push_back({sample.span(file, "DROP"), std::string(100'000, 'x')});
  const Json run = run_of(sample);
  const Json& result = run["results"][0];
  const auto text = result["message"]["text"].get<std::string>();
  EXPECT_LT(text.size(), 40'000U);
  EXPECT_FALSE(text.contains("\uFFFD"));
  EXPECT_TRUE(text.contains("é...\n\nSee also: [here](1), "));
  EXPECT_EQ(result["relatedLocations"].size(), 100U);
  EXPECT_FALSE(result.contains("fixes"));
  EXPECT_EQ(run["properties"]["resultsCut"], 1);
  EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"],
            "The message, the places or the edits of 1 result are cut: code scanning takes no "
            "longer ones.");
}

TEST(Sarif, FingerprintsNameTheLineAndTheFinding) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "a\nb\n  a\n\tb\n");
  sample.add_finding(1, {file, 2, 3}, "x");
  sample.add_finding(0, {file, 9, 10}, "x");
  const Json results = run_of(sample)["results"];
  EXPECT_EQ(results[0]["partialFingerprints"]["primaryLocationLineHash"], "dbaba92b0130b202:1");
  EXPECT_EQ(results[1]["partialFingerprints"]["primaryLocationLineHash"], "ade70578248be16f:1");
  EXPECT_NE(results[0]["partialFingerprints"]["miglint/v1"],
            results[1]["partialFingerprints"]["miglint/v1"]);
}

TEST(Sarif, AnInputThatCannotBeReadIsANotification) {
  Sample sample;
  sample.unread.push_back({"db/x y.sql", "db/x y.sql: permission denied"});
  const Json invocation = run_of(sample)["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], false);
  EXPECT_EQ(invocation["toolExecutionNotifications"][0]["message"]["text"],
            "db/x y.sql: permission denied");
  EXPECT_EQ(invocation["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"]
                      ["artifactLocation"]["uri"],
            "db/x%20y.sql");
}

TEST(Sarif, MoreResultsThanARunMayHoldLoseTheLowestLevels) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP");
  for (int i = 0; i < 30'000; ++i) {
    sample.add_finding(1, {file, 0, 4}, "x").level = i % 5 == 0 ? Level::error : Level::note;
  }
  std::string out;
  write_sarif(sample.result(), Suppressed::left_out, out);
  const Json run = Json::parse(out)["runs"][0];
  EXPECT_EQ(run["results"].size(), 25'000U);
  EXPECT_EQ(std::ranges::count_if(run["results"],
                                  [](const Json& result) { return result["level"] == "error"; }),
            6'000);
  EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"],
            "5000 results of the lowest levels are left out: a run may hold 25000.");
}

TEST(Sarif, BytesThatAreNoUtf8AreReplaced) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP \xFF\x01;");
  sample.add_finding(1, {file, 0, 7}, "Name `\xFF`.");
  const Json result = run_of(sample)["results"][0];
  EXPECT_EQ(result["message"]["text"], "Name `\uFFFD`.");
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["region"]["snippet"]["text"],
            "DROP \uFFFD\x01");
}

TEST(Sarif, TheSameInputGivesTheSameBytes) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP");
  sample.add_finding(1, sample.span(file, "DROP"), "x");
  std::string first;
  std::string second;
  write_sarif(sample.result(), Suppressed::left_out, first);
  write_sarif(sample.result(), Suppressed::left_out, second);
  EXPECT_EQ(first, second);
  EXPECT_TRUE(first.ends_with("\n"));
}

}  // namespace
}  // namespace miglint
