#include "lint/wording.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "project.h"

namespace miglint {
namespace {

class WrittenForPostgres : public testing::Test {
 private:
  NamesWrittenFor names_{Dialect::postgres};
};
using Identifier = WrittenForPostgres;
using TypeWords = WrittenForPostgres;

TEST_F(Identifier, IsQuotedWhereItMustBe) {
  EXPECT_EQ(identifier("orders"), "orders");
  EXPECT_EQ(identifier("orders_2$"), "orders_2$");
  EXPECT_EQ(identifier("Orders"), "\"Orders\"");
  EXPECT_EQ(identifier("2nd"), "\"2nd\"");
  EXPECT_EQ(identifier("a b"), "\"a b\"");
  EXPECT_EQ(identifier("say \"so\""), "\"say \"\"so\"\"\"");
  EXPECT_EQ(identifier("åtgärd"), "\"åtgärd\"");
  EXPECT_EQ(identifier(""), "\"\"");
}

TEST_F(Identifier, OfAReservedWordIsQuoted) {
  EXPECT_EQ(identifier("all"), "\"all\"");
  EXPECT_EQ(identifier("user"), "\"user\"");
  EXPECT_EQ(identifier("with"), "\"with\"");
  EXPECT_EQ(identifier("wit"), "wit");
  EXPECT_EQ(identifier("name"), "name");
  // May be a column's name, only no function's.
  EXPECT_EQ(identifier("position"), "position");
}

TEST_F(Identifier, HasItsSchema) {
  EXPECT_EQ(identifier(ObjectName{"", "orders"}), "orders");
  EXPECT_EQ(identifier(ObjectName{"app", "Order"}), "app.\"Order\"");
}

TEST_F(Identifier, OfARelationLosesTheSchemaThatTheSearchPathFinds) {
  Schema schema;
  EXPECT_EQ(identifier(RelationKey("public.orders"), schema), "orders");
  EXPECT_EQ(identifier(RelationKey("app.orders"), schema), "app.orders");
  schema.set_search_path({"app"});
  EXPECT_EQ(identifier(RelationKey("app.orders"), schema), "orders");
  EXPECT_EQ(identifier(RelationKey("public.orders"), schema), "public.orders");
}

TEST_F(Identifier, SeveralArePartedByCommas) {
  EXPECT_EQ(identifiers({}), "");
  const std::vector<std::string_view> names{"a", "B", "c"};
  EXPECT_EQ(identifiers(names), "a, \"B\", c");
}

TEST_F(TypeWords, AreThosePeopleWrite) {
  EXPECT_EQ(type_words(ColumnType{"pg_catalog", "int8", {}, 0}), "bigint");
  EXPECT_EQ(type_words(ColumnType{"pg_catalog", "numeric", {10, 2}, 0}), "numeric(10, 2)");
  EXPECT_EQ(type_words(ColumnType{"pg_catalog", "bpchar", {3}, 1}), "char(3)[]");
  EXPECT_EQ(type_words(ColumnType{"app", "int8", {}, 0}), "app.int8");
  EXPECT_EQ(type_words(ColumnType{"pg_catalog", "interval", {32767, 3}, 0}), "interval");
}

TEST(Blocks, TellsWhoWaits) {
  EXPECT_EQ(blocks(LockMode::access_exclusive, "t"), "blocks reads and writes of `t`");
  EXPECT_EQ(blocks(LockMode::exclusive, "t"), "blocks writes to `t`");
  EXPECT_EQ(blocks(LockMode::share, "t"), "blocks writes to `t`");
  EXPECT_EQ(blocks(LockMode::share_update_exclusive, "t"), "blocks other schema changes of `t`");
}

TEST(ConditionText, JoinsWhatIsUnderstood) {
  using Parts = std::vector<std::string>;
  EXPECT_EQ(condition_text(Parts{"a > 0"}), "a > 0");
  EXPECT_EQ(condition_text(Parts{"a > 0", "(b = 1) OR (b = 2)"}),
            "(a > 0) AND ((b = 1) OR (b = 2))");
  EXPECT_EQ(condition_text(Parts{"a > 0", "opaque:7f"}), "…");
  EXPECT_EQ(condition_text(Parts{}), "…");
}

/// The condition of the one CHECK that the script adds, as a rule would show it.
std::string shown_condition(std::string_view sql, bool verbatim) {
  test::Project project;
  project.add({sql});
  const ReadScript& script = project.scripts.front();
  auto source = *script.statements.front().source;
  source.verbatim = verbatim;
  std::vector<Statement> statements(script.statements.begin(), script.statements.end());
  for (Statement& statement : statements)
    statement.source = &source;
  std::string shown;
  Timeline timeline({15, 0});
  timeline.run(*script.migration, script.direction, statements,
               {.moment =
                    [&](const Moment& at) {
                      for (const Operation& operation : at.command) {
                        const auto* add = std::get_if<op::AddConstraint>(&operation.action);
                        if (add == nullptr) continue;
                        shown = condition_text(*add->constraint.condition, operation, at);
                      }
                    },
                .end = {}});
  return shown;
}

TEST(ConditionText, StandsAsItWasWritten) {
  EXPECT_EQ(shown_condition("ALTER TABLE t ADD CHECK (a  >  0 AND b=1);", true), "a  >  0 AND b=1");
  EXPECT_EQ(shown_condition("SELECT 1; DO $$ BEGIN ALTER TABLE t ADD CHECK (a>0); END $$;", true),
            "a>0");
}

TEST(ConditionText, IsWrittenAnewWhereTheSourceSaysIt) {
  EXPECT_EQ(shown_condition("ALTER TABLE t ADD CHECK (a>0 AND b=1);", false),
            "(a > 0) AND (b = 1)");
}

TEST_F(Identifier, PostgresFoldsToLowerCase) {
  EXPECT_EQ(identifier("orders"), "orders");
  EXPECT_EQ(identifier("Orders"), "\"Orders\"");
  EXPECT_EQ(identifier("user"), "\"user\"");
  EXPECT_EQ(identifier("a\"b"), "\"a\"\"b\"");
}

TEST_F(Identifier, MysqlKeepsCasesAndHasWordsOfItsOwn) {
  const NamesWrittenFor names(Dialect::mysql);
  EXPECT_EQ(identifier("Orders"), "Orders");
  EXPECT_EQ(identifier("user"), "user");
  EXPECT_EQ(identifier("RANK"), "`RANK`");
  EXPECT_EQ(identifier("7"), "`7`");
  EXPECT_EQ(identifier(ObjectName{"shop", "order"}), "shop.`order`");
}

TEST_F(Identifier, TheDialectIsThatOfTheInnermostScope) {
  const NamesWrittenFor outer(Dialect::mysql);
  {
    const NamesWrittenFor inner(Dialect::postgres);
    EXPECT_EQ(identifier("order"), "\"order\"");
  }
  EXPECT_EQ(identifier("order"), "`order`");
}

#ifndef NDEBUG
TEST(NamesWrittenForDeathTest, NobodyForgetsToSayWhoseSqlItIs) {
  EXPECT_DEATH(static_cast<void>(identifier("order")), "NamesWrittenFor");
  {
    const NamesWrittenFor names(Dialect::mysql);
    EXPECT_EQ(identifier("order"), "`order`");
  }
  EXPECT_DEATH(static_cast<void>(identifier("order")), "NamesWrittenFor");
}
#endif

}  // namespace
}  // namespace miglint
