// Results that are read back and put together.
#include "report/outcome.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/sarif_run.h"
#include "sample.h"

namespace miglint {
namespace {

using testing::HasSubstr;

/// Two files with findings of every kind; `part` is 0 for all, else the file.
Sample sample(int part) {
  Sample made;
  for (const int number : {1, 2}) {
    if (part != 0 && part != number) continue;
    const std::string path = "db/" + std::to_string(number) + ".sql";
    const FileId file = made.add_file(path, "BEGIN;\nCREATE \"\xFF\" INDEX i ON t (a);\nDROP x;\n");
    made.repository_paths.push_back("service/" + path);
    Finding& finding = made.add_finding(0, made.span(file, "INDEX i"), "Blocks `é` \x01.");
    finding.safe_way = "CREATE INDEX\n  CONCURRENTLY";
    finding.related.push_back({made.span(file, "BEGIN"), "begins here"});
    finding.effect = LockFact{.relation = "public.t", .lock = LockMode::share};
    finding.fix.push_back({made.span(file, "INDEX"), "INDEX CONCURRENTLY"});
    finding.direction = Direction::down;
    made.add_finding(1, made.span(file, "DROP"), "Drops.").suppressed = "nobody\nreads it";
    made.add_finding(1, made.span(file, "DROP x"), "Drops.").level = Level::note;
    if (number == 2) made.not_read.push_back(made.span(file, "DROP x"));
  }
  // Each shard that replays a file stumbles over it.
  made.unread.push_back({"db/3.sql", "no permission", "service/db/3.sql"});
  made.statements = part == 0 ? 6 : 3;
  if (part != 0) made.shard = Shard{static_cast<std::uint32_t>(part), 2};
  return made;
}

std::string json(const Sample& from) {
  std::string out;
  write_json(from.result(), out);
  return out;
}

std::string sarif(const Sample& from, Suppressed suppressed) {
  std::string out;
  write_sarif(from.result(), suppressed, out);
  return out;
}

TEST(Outcome, WhatIsReadBackIsWrittenAsItWas) {
  const std::string text = json(sample(1));
  const auto outcome = read_json(text);
  ASSERT_TRUE(outcome.has_value()) << outcome.error();
  EXPECT_EQ(outcome->shard, (Shard{1, 2}));
  std::string again;
  write_json(*outcome, again);
  EXPECT_EQ(again, text);
}

TEST(Outcome, ShardsTogetherAreTheWholeRun) {
  std::vector<Outcome> parts;
  for (const int part : {1, 2})
    parts.push_back(*read_json(json(sample(part))));
  std::string out;
  write_json(merged(std::move(parts)), out);
  EXPECT_EQ(out, json(sample(0)));
}

TEST(Outcome, OtherJsonIsRefused) {
  EXPECT_THAT(read_json("[]").error(), HasSubstr("no result of `miglint check --format json`"));
  EXPECT_THAT(read_json("{\"version\":1").error(), HasSubstr("parse error"));
  EXPECT_THAT(read_json("{\"version\":2}").error(), HasSubstr("format version 2 is not known"));
  std::string text = json(sample(1));
  text.replace(text.find("\"error\""), 7, "\"fatal\"");
  EXPECT_THAT(read_json(text).error(), HasSubstr("`fatal` is no level"));
}

TEST(SarifRun, ShardsTogetherAreTheWholeRun) {
  for (const Suppressed suppressed : {Suppressed::left_out, Suppressed::included}) {
    std::vector<SarifRun> parts;
    for (const int part : {1, 2}) {
      auto run = read_sarif(sarif(sample(part), suppressed));
      ASSERT_TRUE(run.has_value()) << run.error();
      EXPECT_EQ(run->shard->index, static_cast<std::uint32_t>(part));
      parts.push_back(*std::move(run));
    }
    const auto whole = merged(std::move(parts));
    ASSERT_TRUE(whole.has_value()) << whole.error();
    EXPECT_EQ(summary(*whole).suppressed, suppressed == Suppressed::included ? 2U : 0U);
    std::string out;
    write_sarif_run(*whole, out);
    EXPECT_EQ(out, sarif(sample(0), suppressed));
  }
}

TEST(SarifRun, TheLimitHoldsForWhatIsMergedToo) {
  const auto part = [](int first, int count) {
    SarifRun run{.version = "1", .rules = {}, .results = {}, .unread = {}};
    for (int i = first; i < first + count; ++i) {
      const bool grave = i % 5 == 0;
      run.results.push_back({.level = grave ? Level::error : Level::note,
                             .suppressed = false,
                             .json = "{\"level\":\"" + std::string(grave ? "error" : "note") +
                                     "\",\"message\":{\"text\":\"" + std::to_string(i) + "\"}}"});
    }
    return run;
  };
  const auto written = [](const SarifRun& run) {
    std::string out;
    write_sarif_run(run, out);
    return out;
  };
  std::vector<SarifRun> parts;
  for (const int first : {0, 27'000})
    parts.push_back(*read_sarif(written(part(first, 27'000))));
  EXPECT_EQ(parts[0].left_out, 2'000U);
  EXPECT_EQ(written(*merged(std::move(parts))), written(part(0, 54'000)));
}

TEST(SarifRun, RunsOfDifferentRulesAreNotJoined) {
  const SarifRun one = *read_sarif(sarif(sample(1), Suppressed::left_out));
  SarifRun other = one;
  other.version = "9.9.9";
  EXPECT_THAT(merged({one, other}).error(), HasSubstr("different versions of miglint"));
  other = one;
  other.rules.pop_back();
  EXPECT_FALSE(merged({one, other}).has_value());
}

TEST(SarifRun, OtherSarifIsRefused) {
  EXPECT_THAT(read_sarif(R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"other"}},
                             "results":[]}]})")
                  .error(),
              HasSubstr("another tool"));
  EXPECT_FALSE(read_sarif("{}").has_value());
  EXPECT_FALSE(read_sarif("{\"runs\":[]}").has_value());
  EXPECT_FALSE(read_sarif("nothing").has_value());
}

}  // namespace
}  // namespace miglint
