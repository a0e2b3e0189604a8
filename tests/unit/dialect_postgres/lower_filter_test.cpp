// What WHERE narrows an UPDATE or a DELETE down to.
#include <fmt/format.h>

#include "lowered.h"

namespace miglint::postgres {
namespace {

std::string_view word(FilterKind kind) {
  switch (kind) {
    case FilterKind::none:
      return "none";
    case FilterKind::tautology:
      return "tautology";
    case FilterKind::contradiction:
      return "contradiction";
    case FilterKind::key_range:
      return "key range";
    case FilterKind::is_null:
      return "is null";
    case FilterKind::other:
      return "other";
  }
  return "?";
}

/// "key range, limited"
std::string filter(const std::string& statement) {
  const Lowered sql(statement);
  for (const Operation& operation : sql.operations()) {
    const Filter* found = nullptr;
    if (const auto* update = std::get_if<op::UpdateRows>(&operation.action)) {
      found = &update->filter;
    } else if (const auto* remove = std::get_if<op::DeleteRows>(&operation.action)) {
      found = &remove->filter;
    }
    if (found == nullptr) continue;
    return fmt::format("{}{}", word(found->kind), found->limited ? ", limited" : "");
  }
  return "no filter";
}

std::string where(const std::string& condition) {
  const std::string kind = filter("DELETE FROM t WHERE " + condition);
  EXPECT_EQ(filter("UPDATE t SET x = 1 WHERE " + condition), kind) << condition;
  return kind;
}

TEST(LowerFilter, NoneAndAlwaysAndNever) {
  EXPECT_EQ(filter("UPDATE t SET a = 1"), "none");
  EXPECT_EQ(filter("DELETE FROM t"), "none");
  for (const char* condition : {"true", "1 = 1", "NOT false", "true AND 1 = 1", "a = 5 OR true",
                                "'a' = 'a'", "1 <> 2", "2 > 1", "id = id", "t.id = t.id",
                                "(((true)))", "1 = 1 OR b = 2", "true OR false", "NOT (1 = 2)"}) {
    EXPECT_EQ(where(condition), "tautology") << condition;
  }
  for (const char* condition : {"false", "1 = 0", "NOT true", "NULL", "a = 5 AND false", "a = NULL",
                                "false OR 1 = 2", "NOT NULL", "NOT (a = NULL)"}) {
    EXPECT_EQ(where(condition), "contradiction") << condition;
  }
}

TEST(LowerFilter, KeysAndRanges) {
  for (const char* condition :
       {"id = 5", "5 = id", "t.id = 5", "id = $1", "id IN (1, 2)", "id = ANY ($1)",
        "id = ANY (ARRAY[1, 2])", "id BETWEEN 1 AND 100", "id >= 1 AND id < 100",
        "1 <= id AND 100 > id", "id > 0 AND a IS NULL AND id <= 10", "id = 5 AND true",
        "id = 5 OR id = 6", "name = 'x'", "id = f(1)", "(a, b) IN ((1, 2), (3, 4))",
        "id = (SELECT max(id) FROM u)", "created >= now() - interval '1 day' AND created < now()",
        "CURRENT OF c"}) {
    EXPECT_EQ(where(condition), "key range") << condition;
  }
}

TEST(LowerFilter, NullsOnly) {
  for (const char* condition : {"a IS NULL", "a IS NULL AND b IS NULL", "a IS NULL OR b IS NULL",
                                "true AND a IS NULL", "a IS NOT DISTINCT FROM NULL"}) {
    EXPECT_EQ(where(condition), "is null") << condition;
  }
}

TEST(LowerFilter, Others) {
  for (const char* condition : {"id > 5",
                                "id > 5 AND id > 7",
                                "a IS NOT NULL",
                                "active",
                                "NOT active",
                                "a LIKE 'x%'",
                                "id <> 5",
                                "id NOT IN (1)",
                                "a IS NULL OR id = 5",
                                "id > 5 AND b < 7",
                                "a = b",
                                "id IN (SELECT id FROM u)",
                                "NOT (a IS NULL)",
                                "a IS NULL AND b > 1",
                                "id > (SELECT min(id) FROM u) AND id < (SELECT max(id) FROM u)",
                                "lower(a) = 'x'",
                                "id NOT IN (SELECT id FROM u LIMIT 10)",
                                "f(id)",
                                "NOT (a = 1 AND NULL)",
                                "EXISTS (SELECT 1 FROM u WHERE u.id = t.id LIMIT 1)"}) {
    EXPECT_EQ(where(condition), "other") << condition;
  }
}

TEST(LowerFilter, BatchesByLimit) {
  for (const char* condition :
       {"id IN (SELECT id FROM t WHERE a IS NULL LIMIT 1000)",
        "id IN (SELECT id FROM t WHERE a IS NULL ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED)",
        "ctid = ANY (ARRAY(SELECT ctid FROM t WHERE a IS NULL LIMIT 1000))",
        "id = ANY (SELECT id FROM t LIMIT 10)",
        "id IN (SELECT id FROM (SELECT id FROM t LIMIT 10) s)",
        "a IS NULL AND id IN (SELECT id FROM t FETCH FIRST 10 ROWS ONLY)"}) {
    EXPECT_EQ(where(condition), "key range, limited") << condition;
  }
  EXPECT_EQ(where("id IN (SELECT id FROM t LIMIT ALL)"), "other");
  EXPECT_EQ(where("id IN (SELECT id FROM t LIMIT NULL)"), "other");
  EXPECT_EQ(where("id IN (SELECT id FROM t LIMIT 10) OR a IS NULL"), "other");
}

TEST(LowerFilter, BatchesByWithAndFrom) {
  const char* limited[] = {
      "WITH b AS (SELECT id FROM t WHERE a IS NULL LIMIT 10) UPDATE t SET a = 1 FROM b WHERE "
      "t.id = b.id",
      "WITH b AS (SELECT id FROM t LIMIT 10) DELETE FROM t USING b WHERE t.id = b.id",
      "WITH b AS (SELECT id FROM t LIMIT 10) DELETE FROM t WHERE id IN (SELECT id FROM b)",
      "WITH b AS (SELECT id FROM t LIMIT 10), c AS (SELECT id FROM b WHERE a) "
      "DELETE FROM t WHERE id IN (SELECT id FROM c)",
      "UPDATE t SET a = 1 FROM (SELECT id FROM t LIMIT 10) AS b WHERE b.id = t.id",
      "UPDATE t SET a = 1 FROM (SELECT id FROM t LIMIT 10) b JOIN u ON u.id = b.id "
      "WHERE t.id = b.id",
      "WITH b AS (SELECT id FROM t LIMIT 10) UPDATE t SET a = 1 WHERE EXISTS "
      "(SELECT 1 FROM b WHERE b.id = t.id)",
      "WITH b AS (DELETE FROM u WHERE id IN (SELECT id FROM u LIMIT 5) RETURNING id) "
      "DELETE FROM t WHERE id IN (SELECT id FROM b)",
  };
  for (const char* sql : limited)
    EXPECT_EQ(filter(sql), "key range, limited") << sql;
  EXPECT_EQ(filter("UPDATE t SET a = v.a FROM (VALUES (1, 2), (3, 4)) AS v (id, a) "
                   "WHERE t.id = v.id"),
            "key range");
  EXPECT_EQ(filter("UPDATE t SET a = u.a FROM u WHERE t.id = u.id"), "other");
  EXPECT_EQ(filter("WITH b AS (SELECT id FROM t LIMIT 10) UPDATE t SET a = 1 FROM b, u WHERE "
                   "t.id = u.id"),
            "other");
  EXPECT_EQ(filter("WITH b AS (SELECT id FROM t) UPDATE t SET a = 1 FROM b WHERE t.id = b.id"),
            "other");
}

TEST(LowerFilter, RecursiveQueriesEnd) {
  EXPECT_EQ(filter("WITH RECURSIVE b AS (SELECT id FROM b) DELETE FROM t WHERE id IN "
                   "(SELECT id FROM b)"),
            "other");
  EXPECT_EQ(filter("WITH RECURSIVE b AS (DELETE FROM u WHERE id IN (SELECT id FROM b) RETURNING "
                   "id) DELETE FROM t WHERE id IN (SELECT id FROM b)"),
            "other");
}

TEST(LowerFilter, ColumnsAndPlace) {
  const Lowered sql(
      "DELETE FROM t WHERE a IS NULL AND t.b > 1 AND c IN (SELECT d FROM u) AND (e IS NULL OR f) "
      "RETURNING id");
  const Filter& filter = sql.only<op::DeleteRows>().filter;
  EXPECT_EQ(joined(filter.columns), "a, b, c, e, f");
  EXPECT_EQ(joined(filter.is_null_columns), "a, e");
  EXPECT_EQ(sql.text(filter.span),
            "a IS NULL AND t.b > 1 AND c IN (SELECT d FROM u) AND (e IS NULL OR f)");
}

TEST(LowerFilter, VariablesBoundARange) {
  const Lowered sql("DELETE FROM t WHERE id > last AND id <= last + 1000", true, {"last"});
  EXPECT_EQ(sql.only<op::DeleteRows>().filter.kind, FilterKind::key_range);
  EXPECT_EQ(joined(sql.only<op::DeleteRows>().filter.columns), "id");
}

TEST(LowerFilter, FieldsOfRecordsAreValues) {
  const Lowered loop(
      "DO $$ DECLARE r record; BEGIN FOR r IN SELECT id FROM u LOOP "
      "UPDATE t SET a = r.a WHERE id = r.id; END LOOP; END $$");
  bool found = false;
  for (const Operation& operation : loop.operations()) {
    const auto* update = std::get_if<op::UpdateRows>(&operation.action);
    if (update == nullptr) continue;
    found = true;
    EXPECT_EQ(update->filter.kind, FilterKind::key_range);
    EXPECT_EQ(joined(update->filter.columns), "id");
    EXPECT_TRUE(update->assignments[0].value->columns.empty());
    EXPECT_TRUE(operation.nesting.in_loop);
  }
  EXPECT_TRUE(found);
  const Lowered trigger("DELETE FROM t WHERE id = NEW.id AND u.a = 1", true, {"found"});
  EXPECT_EQ(joined(trigger.only<op::DeleteRows>().filter.columns), "id, a");
}

}  // namespace
}  // namespace miglint::postgres
