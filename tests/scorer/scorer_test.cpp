// The labelled cases, each a test, and the score over all of them.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "labelled_case.h"
#include "program.h"

namespace miglint {
namespace {

using Json = nlohmann::json;

/// What was found, and what was said.
using Found = std::map<Label, std::string>;

struct Score {
  std::vector<std::string> hits;
  std::vector<std::string> misses;
  std::vector<std::string> false_alarms;
};

class ScorerTest : public ProgramTest {
 protected:
  Score score(const std::string& path) {
    const LabelledCase labelled = read_case(MIGLINT_CASES, path);
    const Found found = check(labelled);
    Score score;
    for (const Label& label : labelled.labels) {
      auto& to = found.contains(label) ? score.hits : score.misses;
      to.push_back(fmt::format("{}:{} {}", path, label.first, label.second));
    }
    for (const auto& [label, message] : found) {
      if (labelled.labels.contains(label)) continue;
      score.false_alarms.push_back(
          fmt::format("{}:{} {}: {}", path, label.first, label.second, message));
    }
    return score;
  }

 private:
  /// All errors and warnings, and those notes that are labelled.
  Found check(const LabelledCase& labelled) {
    const std::string project = fmt::format("{}", ++projects_);
    for (const auto& [name, text] : labelled.files)
      folder_.write(fmt::format("{}/{}", project, name), text);
    const Outcome outcome =
        miglint(fmt::format("check --format json --dialect {} {}", labelled.dialect, project));
    EXPECT_TRUE(outcome.exit_code == 0 || outcome.exit_code == 1) << outcome.error;
    Found found;
    const Json json = Json::parse(outcome.out, nullptr, false);
    if (json.is_discarded()) {
      ADD_FAILURE() << labelled.path << ": " << outcome.out << outcome.error;
      return found;
    }
    for (const Json& finding : json["findings"]) {
      const Label label{finding["line"], finding["rule"]};
      if (finding["level"] == "note" && !labelled.labels.contains(label)) continue;
      found.emplace(label, finding["message"]);
    }
    return found;
  }

  int projects_ = 0;
};

class LabelledFile : public ScorerTest, public testing::WithParamInterface<std::string> {};

TEST_P(LabelledFile, IsJudgedRight) {
  const Score result = score(GetParam());
  EXPECT_THAT(result.misses, testing::IsEmpty());
  EXPECT_THAT(result.false_alarms, testing::IsEmpty());
}

std::string name_of(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param.substr(0, info.param.rfind('.'));
  std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Case, LabelledFile, testing::ValuesIn(list_cases(MIGLINT_CASES)), name_of);

using Scorer = ScorerTest;

TEST_F(Scorer, Summary) {
  Score all;
  std::size_t safe = 0;
  const std::vector<std::string> cases = list_cases(MIGLINT_CASES);
  for (const std::string& path : cases) {
    Score one = score(path);
    if (one.hits.empty() && one.misses.empty()) ++safe;
    std::ranges::move(one.hits, std::back_inserter(all.hits));
    std::ranges::move(one.misses, std::back_inserter(all.misses));
    std::ranges::move(one.false_alarms, std::back_inserter(all.false_alarms));
  }
  fmt::print("{} files, {} of them safe: {} hits, {} misses, {} false alarms\n", cases.size(), safe,
             all.hits.size(), all.misses.size(), all.false_alarms.size());
  EXPECT_GE(cases.size(), 120U);
  EXPECT_GE(safe, 40U);
  EXPECT_THAT(all.misses, testing::IsEmpty());
  EXPECT_THAT(all.false_alarms, testing::IsEmpty());
}

}  // namespace
}  // namespace miglint
