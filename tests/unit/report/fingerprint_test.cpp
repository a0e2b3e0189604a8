#include "report/fingerprint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace miglint {
namespace {

using testing::ElementsAre;

// The expected hashes come from a run of the upload action's own code on the same bytes.

TEST(LineHashes, OfEachLineAndOfTheEmptyOneAtTheEnd) {
  EXPECT_THAT(line_hashes(""), ElementsAre("c129715d7a2bc9a3:1"));
  EXPECT_THAT(line_hashes("a"), ElementsAre("53b5d4aabe50d64:1"));
  EXPECT_THAT(line_hashes("a\nb\n  a\n\tb\n"),
              ElementsAre("4d95462eefa6f789:1", "dbaba92b0130b202:1", "81b8d8db678b2bbe:1",
                          "ade70578248be16f:1", "c129715d7a2bc9a3:1"));
}

TEST(LineHashes, CountUtf16UnitsAndTakeEveryLineEndAlike) {
  EXPECT_THAT(line_hashes("x\r\ny\rz\xE9\xE2\x82 \U0001F418\u00E9"),
              ElementsAre("ec0a7f8378867d12:1", "f441cda30b945300:1", "b4586e330d65a169:1"));
}

TEST(LineHashes, LookAHundredCharactersAhead) {
  EXPECT_THAT(line_hashes("select 1;\nselect 1;\nselect 1;\n" + std::string(250, 'x') + "\nend\n"),
              ElementsAre("817f3ca7b5ad6416:1", "e9c1c88e5640f5cc:1", "208381cde37e55a:1",
                          "52b56201ffb58620:1", "fe2be582c6296f40:1", "c129715d7a2bc9a3:1"));
}

TEST(LineHashes, CountLinesThatAreTheSame) {
  const std::string line = std::string(200, 'x') + "\n";
  const auto hashes = line_hashes(line + line);
  ASSERT_EQ(hashes.size(), 3U);
  EXPECT_THAT(hashes[0], testing::EndsWith(":1"));
  EXPECT_EQ(hashes[1], hashes[0].substr(0, hashes[0].size() - 1) + "2");
}

std::string hash_of(const std::string& text, std::string_view mark,
                    std::string_view rule = "drop-column", std::string_view path = "a.sql") {
  SourceSet sources;
  const FileId file = sources.add("x.sql", text);
  const auto begin = static_cast<std::uint32_t>(text.find(mark));
  return FindingHashes().next(rule, path, sources[file],
                              {file, begin, begin + static_cast<std::uint32_t>(mark.size())});
}

TEST(FindingHashes, SurviveEditsElsewhereAndAnotherLayout) {
  const std::string before = hash_of("SELECT 1;\nDROP TABLE t;\nSELECT 2;\n", "DROP TABLE t");
  EXPECT_EQ(hash_of("-- new\n\nSELECT 5;\n  DROP  TABLE\tt;\r\n", "DROP  TABLE\tt"), before);
  EXPECT_EQ(hash_of("DROP TABLE t;", "DROP TABLE t"), before);
}

TEST(FindingHashes, DifferByLineRuleAndPath) {
  const std::string hash = hash_of("DROP TABLE t;", "DROP");
  EXPECT_NE(hash_of("DROP TABLE u;", "DROP"), hash);
  EXPECT_NE(hash_of("DROP TABLE t;", "DROP", "drop-table"), hash);
  EXPECT_NE(hash_of("DROP TABLE t;", "DROP", "drop-column", "b.sql"), hash);
}

TEST(FindingHashes, CountFindingsThatAreTheSame) {
  SourceSet sources;
  const FileId file = sources.add("x.sql", "DROP TABLE t;\nDROP TABLE t;\n");
  FindingHashes hashes;
  const std::string first = hashes.next("r", "x.sql", sources[file], {file, 0, 4});
  const std::string second = hashes.next("r", "x.sql", sources[file], {file, 14, 18});
  EXPECT_EQ(first.substr(16), ":1");
  EXPECT_EQ(second, first.substr(0, 16) + ":2");
}

TEST(FindingHashes, DoNotReadAWholeLongLine) {
  const std::string filler(5000, 'x');
  EXPECT_EQ(hash_of(filler + "DROP" + filler, "DROP"),
            hash_of("new " + filler + "DROP" + filler + " new", "DROP"));
}

}  // namespace
}  // namespace miglint
