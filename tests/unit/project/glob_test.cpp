#include "project/glob.h"

#include <gtest/gtest.h>

namespace miglint {
namespace {

TEST(Glob, AStarStaysWithinOnePart) {
  EXPECT_TRUE(matches_glob("db/*.sql", "db/1.sql"));
  EXPECT_FALSE(matches_glob("db/*.sql", "db/old/1.sql"));
  EXPECT_TRUE(matches_glob("db/*_data_*.sql", "db/1_data_2_data_3.sql"));
  EXPECT_FALSE(matches_glob("db/*_data", "db/1_datum"));
}

TEST(Glob, TwoStarsAreAnyNumberOfParts) {
  EXPECT_TRUE(matches_glob("db/**/1.sql", "db/1.sql"));
  EXPECT_TRUE(matches_glob("db/**/1.sql", "db/a/b/1.sql"));
  EXPECT_FALSE(matches_glob("db/**/1.sql", "other/1.sql"));
  EXPECT_TRUE(matches_glob("**/seed/**", "a/seed/b.sql"));
}

TEST(Glob, APatternWithoutASlashMatchesAtAnyDepth) {
  EXPECT_TRUE(matches_glob("*.bak", "a/b/c.bak"));
  EXPECT_TRUE(matches_glob("archive", "a/archive/c.sql"));
  EXPECT_TRUE(matches_glob("archive/", "a/archive/c.sql"));
  EXPECT_FALSE(matches_glob("archive", "a/archives/c.sql"));
}

TEST(Glob, AFolderMatchesWhatIsBelowIt) {
  EXPECT_TRUE(matches_glob("db/archive", "db/archive/2019/1.sql"));
  EXPECT_TRUE(matches_glob("/db/archive", "db/archive/1.sql"));
  EXPECT_FALSE(matches_glob("db/archive", "x/db/archive/1.sql"));
}

TEST(Glob, QuestionMarksAndSets) {
  EXPECT_TRUE(matches_glob("db/00?.sql", "db/001.sql"));
  EXPECT_FALSE(matches_glob("db/00?.sql", "db/0012.sql"));
  EXPECT_TRUE(matches_glob("db/[0-9]*.sql", "db/7a.sql"));
  EXPECT_FALSE(matches_glob("db/[!0-9]*.sql", "db/7a.sql"));
  EXPECT_TRUE(matches_glob("db/[]x].sql", "db/].sql"));
  EXPECT_TRUE(matches_glob("db/[x", "db/[x"));
}

TEST(Glob, AnEmptyPatternMatchesNothing) {
  EXPECT_FALSE(matches_glob("", "a"));
  EXPECT_FALSE(matches_glob("/", "a"));
}

TEST(Glob, ManyStarsTakeNoAge) {
  EXPECT_FALSE(matches_glob("*a*a*a*a*a*a*a*a*a*a*a*a*b", std::string(5000, 'a')));
}

}  // namespace
}  // namespace miglint
