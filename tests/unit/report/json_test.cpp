#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "json_schema.h"
#include "report/outcome.h"
#include "sample.h"

namespace miglint {
namespace {

using Json = nlohmann::json;

/// That it is as the published schema says, without other keys, is checked on the way.
Json json_of(const Sample& sample) {
  static const JsonSchema schema("docs/findings.schema.json", valijson::SchemaParser::kDraft7,
                                 true);
  std::string out;
  write_json(sample.result(), out);
  Json json = Json::parse(out);
  EXPECT_EQ(schema.errors(json), "");
  return json;
}

std::string fingerprint_of(const Sample& sample) {
  return fingerprints(sample.result()).front();
}

TEST(JsonReport, TheSchemaRefusesWhatItDoesNotName) {
  const JsonSchema schema("docs/findings.schema.json", valijson::SchemaParser::kDraft7, true);
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP");
  sample.add_finding(0, sample.span(file, "DROP"), "x");
  Json json = json_of(sample);
  json["findings"][0]["other"] = 1;
  EXPECT_NE(schema.errors(json), "");
  json["findings"][0].erase("other");
  EXPECT_EQ(schema.errors(json), "");
  json["findings"][0].erase("path");
  EXPECT_NE(schema.errors(json), "");
}

TEST(JsonReport, HoldsAllOfAFinding) {
  Sample sample;
  const FileId file = sample.add_file("db/1.sql", "BEGIN;\nCREATE INDEX i\n  ON t (a);\n");
  Finding& finding =
      sample.add_finding(0, sample.span(file, "CREATE INDEX i\n  ON t (a)"), "Blocks writes.");
  finding.safe_way = "CREATE INDEX CONCURRENTLY";
  finding.related.push_back({sample.span(file, "BEGIN"), "begins here"});
  finding.effect = LockFact{.relation = "public.t",
                            .lock = LockMode::share,
                            .rewrite = false,
                            .scan = true,
                            .index_build = true};
  finding.fix.push_back({{file, 19, 19}, " CONCURRENTLY"});
  finding.direction = Direction::down;
  finding.suppressed = "small table";
  sample.repository_paths = {"service/db/1.sql"};
  EXPECT_EQ(json_of(sample)["findings"], Json::parse(std::string(R"([{
    "rule": "index-without-concurrently", "level": "error",
    "file": "db/1.sql", "line": 2, "column": 1, "end_line": 3, "end_column": 11,
    "path": "service/db/1.sql", "direction": "down", "message": "Blocks writes.", "safe_way": "CREATE INDEX CONCURRENTLY",
    "effect": {"relation": "public.t", "lock": "ShareLock",
               "rewrite": false, "scan": true, "index_build": true},
    "related": [{"file": "db/1.sql", "line": 1, "column": 1, "end_line": 1, "end_column": 6,
                 "path": "service/db/1.sql", "message": "begins here"}],
    "fix": [{"file": "db/1.sql", "line": 2, "column": 13, "end_line": 2, "end_column": 13,
             "path": "service/db/1.sql", "replacement": " CONCURRENTLY"}],
    "suppressed": {"reason": "small table"}, "fingerprint": ")") +
                                                     fingerprint_of(sample) + R"("}])"));
}

TEST(JsonReport, CountsWhatWasLookedAt) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP");
  sample.add_finding(0, sample.span(file, "DROP"), "x");
  sample.add_finding(1, sample.span(file, "DROP"), "x");
  sample.add_finding(1, sample.span(file, "DROP"), "x").level = Level::note;
  sample.add_finding(1, sample.span(file, "DROP"), "x").suppressed = "";
  sample.unread.push_back({"2.sql", "no permission"});
  const Json json = json_of(sample);
  EXPECT_EQ(json["version"], 1);
  EXPECT_TRUE(json["miglint"].is_string());
  EXPECT_EQ(json["files"], 1);
  EXPECT_EQ(json["statements"], 2);
  EXPECT_EQ(json["summary"],
            Json::parse(R"({"errors": 1, "warnings": 1, "notes": 1, "suppressed": 1})"));
  EXPECT_EQ(json["unread"],
            Json::parse(R"([{"file": "2.sql", "message": "no permission", "path": "2.sql"}])"));
  EXPECT_TRUE(json["findings"][0]["suppressed"].is_null());
  EXPECT_TRUE(json["findings"][0]["effect"].is_null());
}

TEST(JsonReport, TellsTheShareOfStatementsThatCouldNotBeRead) {
  Sample sample;
  const FileId file = sample.add_file("db/1.sql", "SELECT;\nDROP\nDROP");
  sample.not_read = {sample.span(file, "DROP"), {file, 13, 17}};
  sample.statements = 3;
  const Json json = json_of(sample);
  EXPECT_EQ(json["statements_not_read"], 2);
  EXPECT_EQ(json["first_not_read"], Json::parse(R"({"file": "db/1.sql", "line": 2, "column": 1,
    "end_line": 2, "end_column": 5, "path": "db/1.sql"})"));
  EXPECT_TRUE(json_of({})["first_not_read"].is_null());
}

TEST(JsonReport, AShardSaysWhichOneItIs) {
  Sample sample;
  EXPECT_FALSE(json_of(sample).contains("shard"));
  sample.shard = Shard{2, 3};
  EXPECT_EQ(json_of(sample)["shard"], Json::parse(R"({"index": 2, "count": 3})"));
}

TEST(JsonReport, IsValidWithoutFindings) {
  EXPECT_EQ(json_of({})["findings"], Json::array());
}

TEST(JsonReport, BytesThatAreNoUtf8AreReplaced) {
  Sample sample;
  const FileId file = sample.add_file("\xFF.sql", "DROP \x01");
  sample.add_finding(0, sample.span(file, "DROP"), "Name `\xC3`, \x01.");
  const Json json = json_of(sample);
  EXPECT_EQ(json["findings"][0]["file"], "\uFFFD.sql");
  EXPECT_EQ(json["findings"][0]["message"], "Name `\uFFFD`, \x01.");
}

}  // namespace
}  // namespace miglint
