#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sample.h"

namespace miglint {
namespace {

using Json = nlohmann::json;

Json json_of(const Sample& sample) {
  std::string out;
  write_json(sample.result(), out);
  return Json::parse(out);
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
  EXPECT_EQ(json_of(sample)["findings"], Json::parse(R"([{
    "rule": "index-without-concurrently", "level": "error",
    "file": "db/1.sql", "line": 2, "column": 1, "end_line": 3, "end_column": 11,
    "direction": "down", "message": "Blocks writes.", "safe_way": "CREATE INDEX CONCURRENTLY",
    "effect": {"relation": "public.t", "lock": "ShareLock",
               "rewrite": false, "scan": true, "index_build": true},
    "related": [{"file": "db/1.sql", "line": 1, "column": 1, "end_line": 1, "end_column": 6,
                 "message": "begins here"}],
    "fix": [{"file": "db/1.sql", "line": 2, "column": 13, "end_line": 2, "end_column": 13,
             "replacement": " CONCURRENTLY"}],
    "suppressed": {"reason": "small table"}}])"));
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
  EXPECT_EQ(json["unread"], Json::parse(R"([{"file": "2.sql", "message": "no permission"}])"));
  EXPECT_TRUE(json["findings"][0]["suppressed"].is_null());
  EXPECT_TRUE(json["findings"][0]["effect"].is_null());
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
