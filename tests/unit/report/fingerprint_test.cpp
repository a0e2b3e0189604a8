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

}  // namespace
}  // namespace miglint
