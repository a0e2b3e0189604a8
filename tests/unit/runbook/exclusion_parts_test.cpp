#include "runbook/exclusion_parts.h"

#include <gmock/gmock.h>

namespace miglint {
namespace {

using testing::ElementsAre;

TEST(ExclusionParts, AreValuesOperatorsAndWhichRows) {
  const auto parts = exclusion_parts(
      "CONSTRAINT apart -- rooms\n EXCLUDE USING gist (room_id WITH =, "
      "tstzrange(starts_at, ends_at) WITH &&) WHERE (status <> 'with, exclude')");
  ASSERT_TRUE(parts);
  EXPECT_THAT(parts->values, ElementsAre("room_id", "tstzrange(starts_at, ends_at)"));
  EXPECT_THAT(parts->operators, ElementsAre("=", "&&"));
  EXPECT_EQ(parts->predicate, "status <> 'with, exclude'");
}

TEST(ExclusionParts, LeaveOutOperatorClassesAndOrder) {
  const auto parts = exclusion_parts(
      "EXCLUDE USING gist ((a + b) gist_int4_ops DESC WITH OPERATOR(pg_catalog.=), \"C\" COLLATE "
      "\"de\" WITH <>, s.f(x) WITH =) INCLUDE (note) WITH (fillfactor = 70) DEFERRABLE");
  ASSERT_TRUE(parts);
  EXPECT_THAT(parts->values, ElementsAre("(a + b)", "\"C\"", "s.f(x)"));
  EXPECT_THAT(parts->operators, ElementsAre("OPERATOR(pg_catalog.=)", "<>", "="));
  EXPECT_EQ(parts->predicate, "");
}

TEST(ExclusionParts, AreNoneWhereTheyAreNotClear) {
  EXPECT_FALSE(exclusion_parts("CHECK (a > 0)"));
  EXPECT_FALSE(exclusion_parts("EXCLUDE USING gist (a)"));
  EXPECT_FALSE(
      exclusion_parts("ADD EXCLUDE USING gist (a WITH =), ADD EXCLUDE USING gist (b WITH =)"));
}

}  // namespace
}  // namespace miglint
