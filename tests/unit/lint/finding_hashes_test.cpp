#include "lint/finding_hashes.h"

#include <gtest/gtest.h>

#include <string>

namespace miglint {
namespace {

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
