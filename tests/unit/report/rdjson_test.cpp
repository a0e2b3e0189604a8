#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "sample.h"

namespace miglint {
namespace {

using Json = nlohmann::json;

/// reviewdog's reader refuses a whole result for one key that its message does not have.
void expect_only(const Json& json, const std::set<std::string>& keys) {
  for (const auto& [key, value] : json.items())
    EXPECT_TRUE(keys.contains(key)) << key;
}

Json diagnostics(const Sample& sample) {
  std::string out;
  write_rdjson(sample.result(), out);
  const Json json = Json::parse(out);
  expect_only(json, {"source", "severity", "diagnostics"});
  EXPECT_EQ(json["source"], Json::parse(R"({"name": "miglint"})"));
  for (const Json& diagnostic : json["diagnostics"]) {
    expect_only(diagnostic, {"message", "location", "severity", "source", "code", "suggestions"});
    expect_only(diagnostic["location"], {"path", "range"});
  }
  return json["diagnostics"];
}

TEST(Rdjson, HoldsAllOfAFinding) {
  Sample sample;
  const FileId file = sample.add_file("db/1.sql", "BEGIN;\n\"é𐐀\" DROP a");
  sample.repository_paths = {"service/db/1.sql"};
  Finding& finding = sample.add_finding(1, sample.span(file, "DROP a"), "Breaks.");
  finding.safe_way = "Do not.";
  finding.fix.push_back({sample.span(file, "a"), "b"});
  finding.fix.push_back({{file, 0, 0}, "SET;\n"});
  // Columns count bytes: 2 of é, 4 of 𐐀.
  EXPECT_EQ(diagnostics(sample), Json::parse(R"([{
    "message": "Breaks.\n\nSafe way:\nDo not.", "severity": "WARNING",
    "code": {"value": "drop-column"},
    "location": {"path": "service/db/1.sql", "range": {"start": {"line": 2, "column": 10},
                                                       "end": {"line": 2, "column": 16}}},
    "suggestions": [
      {"range": {"start": {"line": 2, "column": 15}, "end": {"line": 2, "column": 16}}, "text": "b"},
      {"range": {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 1}},
       "text": "SET;\n"}]}])"));
}

TEST(Rdjson, AFixThatNeedsAnotherFileIsNoSuggestion) {
  Sample sample;
  const FileId one = sample.add_file("1.sql", "DROP");
  const FileId two = sample.add_file("2.sql", "DROP");
  Finding& finding = sample.add_finding(1, sample.span(one, "DROP"), "x");
  finding.fix.push_back({sample.span(one, "DROP"), ""});
  finding.fix.push_back({sample.span(two, "DROP"), ""});
  EXPECT_FALSE(diagnostics(sample)[0].contains("suggestions"));
}

TEST(Rdjson, ALevelIsASeverity) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP");
  sample.add_finding(0, sample.span(file, "DROP"), "x");
  sample.add_finding(0, sample.span(file, "DROP"), "x").level = Level::note;
  sample.add_finding(0, sample.span(file, "DROP"), "x").suppressed = "";
  const Json json = diagnostics(sample);
  ASSERT_EQ(json.size(), 2U);
  EXPECT_EQ(json[0]["severity"], "ERROR");
  EXPECT_EQ(json[1]["severity"], "INFO");
}

TEST(Rdjson, TellsWhatCouldNotBeRead) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "SELECT;\nDROP");
  sample.not_read.push_back(sample.span(file, "DROP"));
  sample.unread.push_back({"2.sql", "no permission"});
  EXPECT_EQ(diagnostics(sample), Json::parse(R"([
    {"message": "no permission", "location": {"path": "2.sql"}, "severity": "ERROR",
     "code": {"value": "unread-input"}},
    {"message": "1 of 2 statements (50.0 %) could not be read; the first of them stands here.",
     "location": {"path": "1.sql", "range": {"start": {"line": 2, "column": 1},
                                             "end": {"line": 2, "column": 5}}},
     "severity": "INFO", "code": {"value": "statements-not-read"}}])"));
}

}  // namespace
}  // namespace miglint
