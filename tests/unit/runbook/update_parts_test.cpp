#include "runbook/update_parts.h"

#include <gmock/gmock.h>

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Of `t`, whose column `c` is filled; `fresh` is a column that the change itself makes.
std::optional<BackfillSource> source_of(std::string_view update, Dialect dialect = Dialect::mysql) {
  return backfill_source(update, {dialect, "t", "c"},
                         [](std::string_view name, ColumnOwner) { return name != "fresh"; });
}

TEST(UpdateParts, AreReadFromJoins) {
  const auto parts = source_of(
      "UPDATE IGNORE `t` AS `a` INNER JOIN s AS b ON b.id = a.s_id /* one */ AND b.on_ = 1 "
      "SET a.d = 1, `a`.`c` = b.v WHERE a.c IS NULL AND a.fresh IS NULL ORDER BY a.id LIMIT 5");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->target, "`t` AS `a`");
  EXPECT_EQ(parts->alias, "`a`");
  EXPECT_EQ(parts->value, "b.v");
  EXPECT_EQ(parts->from, "s AS b");
  EXPECT_THAT(parts->joins, ElementsAre("b.id = a.s_id", "b.on_ = 1", "a.c IS NULL"));
}

TEST(UpdateParts, AreReadWhereTheSourceComesFirst) {
  const auto parts = source_of("UPDATE s JOIN t ON s.id = t.s_id SET t.c = s.v");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->target, "t");
  EXPECT_EQ(parts->from, "s");
  EXPECT_THAT(parts->joins, ElementsAre("s.id = t.s_id"));
}

TEST(UpdateParts, AreReadFromListsAndSubqueries) {
  const auto list = source_of("UPDATE t, s SET t.c = s.v WHERE s.id = t.s_id");
  ASSERT_TRUE(list);
  EXPECT_EQ(list->from, "s");
  EXPECT_THAT(list->joins, ElementsAre("s.id = t.s_id"));
  const auto query = source_of("UPDATE t SET c = (SELECT v FROM s WHERE s.id = t.s_id) LIMIT 9");
  ASSERT_TRUE(query);
  EXPECT_EQ(query->value, "(SELECT v FROM s WHERE s.id = t.s_id)");
  EXPECT_EQ(query->from, "");
  EXPECT_THAT(query->joins, IsEmpty());
}

TEST(UpdateParts, KeepFurtherJoinsAsTheyAre) {
  const auto parts =
      source_of("UPDATE t LEFT JOIN s ON s.id = t.s_id LEFT JOIN r ON r.id = s.r_id SET t.c = r.v");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->from, "s LEFT JOIN r ON r.id = s.r_id");
  EXPECT_THAT(parts->joins, ElementsAre("s.id = t.s_id"));
}

TEST(UpdateParts, AreNoneWhereAQueryWouldAskForSomethingElse) {
  // A row without a partner gets a value, too.
  EXPECT_FALSE(source_of("UPDATE t LEFT JOIN s ON s.id = t.s_id SET t.c = coalesce(s.v, 0)"));
  EXPECT_FALSE(source_of("UPDATE t JOIN (SELECT 1 AS v) AS s SET t.c = s.v"));
  EXPECT_FALSE(source_of("UPDATE t JOIN s USING (id) SET t.c = s.v"));
  EXPECT_FALSE(source_of("UPDATE t JOIN s ON s.id = t.fresh SET t.c = s.v"));
  EXPECT_FALSE(source_of("UPDATE t JOIN s ON s.id = @wanted SET t.c = s.v"));
  EXPECT_FALSE(source_of("UPDATE t SET c = ?"));
  EXPECT_FALSE(source_of("UPDATE t JOIN t AS other ON other.id = t.id SET t.c = other.v"));
  EXPECT_FALSE(source_of("UPDATE t JOIN s ON s.id = t.s_id SET s.c = t.v"));
}

TEST(UpdateParts, AreThoseOfPostgres) {
  const auto parts = source_of(
      "UPDATE ONLY_T AS t SET c = s.v FROM s WHERE s.id = t.s_id AND t.c IS DISTINCT FROM s.v",
      Dialect::postgres);
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->from, "s");
  EXPECT_THAT(parts->joins, ElementsAre("s.id = t.s_id", "t.c IS DISTINCT FROM s.v"));
}

}  // namespace
}  // namespace miglint
