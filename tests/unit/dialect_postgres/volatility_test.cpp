#include "dialect/postgres/volatility.h"

#include <gtest/gtest.h>

#include "read_script.h"

namespace miglint::postgres {
namespace {

TEST(BuiltinVolatility, IsThatOfTheServersCatalog) {
  EXPECT_EQ(builtin_volatility("now"), Volatility::stable);
  EXPECT_EQ(builtin_volatility("current_timestamp"), Volatility::stable);
  EXPECT_EQ(builtin_volatility("clock_timestamp"), Volatility::volatile_);
  EXPECT_EQ(builtin_volatility("random"), Volatility::volatile_);
  EXPECT_EQ(builtin_volatility("nextval"), Volatility::volatile_);
  EXPECT_EQ(builtin_volatility("gen_random_uuid"), Volatility::volatile_);
  EXPECT_EQ(builtin_volatility("lower"), Volatility::immutable);
  EXPECT_EQ(builtin_volatility("no_such_function"), Volatility::unknown);
  EXPECT_EQ(builtin_volatility(""), Volatility::unknown);
}

TEST(BuiltinVolatility, KnowsContribAndWhatOnlyNewerServersHave) {
  EXPECT_EQ(builtin_volatility("uuid_generate_v4"), Volatility::volatile_);
  EXPECT_EQ(builtin_volatility("gen_salt"), Volatility::volatile_);
  EXPECT_EQ(builtin_volatility("similarity"), Volatility::immutable);
  EXPECT_EQ(builtin_volatility("uuidv7"), Volatility::volatile_);
}

TEST(BuiltinVolatility, OfOverloadsIsTheMostVolatileOne) {
  // date_trunc(text, timestamp) is immutable, date_trunc(text, timestamptz) is stable.
  EXPECT_EQ(builtin_volatility("date_trunc"), Volatility::stable);
}

class WorstVolatility : public testing::Test {
 protected:
  /// Of the default of the only column that the last statement adds.
  static Volatility of(const std::string& sql) {
    const ReadScript script(sql);
    Schema schema;
    Volatility worst{};
    for (const Statement& statement : script.statements()) {
      schema.apply(statement.operations, {.migration = 1, .transaction = 1});
      const Operation& operation = statement.operations.front();
      if (const auto* add = std::get_if<op::AddColumn>(&operation.action)) {
        worst = worst_volatility(*add->column.default_value, schema);
      }
    }
    return worst;
  }
  static Volatility of_default(const std::string& value) {
    return of("ALTER TABLE t ADD COLUMN c text DEFAULT " + value);
  }
};

TEST_F(WorstVolatility, IsThatOfAllCallsInTheExpression) {
  EXPECT_EQ(of_default("'x'"), Volatility::immutable);
  EXPECT_EQ(of_default("lower('X')"), Volatility::immutable);
  EXPECT_EQ(of_default("now() + interval '1 day'"), Volatility::stable);
  EXPECT_EQ(of_default("CURRENT_TIMESTAMP"), Volatility::stable);
  EXPECT_EQ(of_default("timezone('utc'::text, now())"), Volatility::stable);
  EXPECT_EQ(of_default("(now() AT TIME ZONE 'utc')"), Volatility::stable);
  EXPECT_EQ(of_default("timezone('utc', '2024-01-01'::timestamptz)"), Volatility::immutable);
  EXPECT_EQ(of_default("timezone('utc', CURRENT_TIME)"), Volatility::volatile_);
  EXPECT_EQ(of_default("lower(random()::text)"), Volatility::volatile_);
  EXPECT_EQ(of_default("coalesce(now()::text, my_own())"), Volatility::unknown);
  EXPECT_EQ(of_default("pg_catalog.now()"), Volatility::stable);
  EXPECT_EQ(of_default("extensions.uuid_generate_v4()"), Volatility::volatile_);
}

TEST_F(WorstVolatility, OfAScriptsOwnFunctionIsAsDeclared) {
  const std::string body = " RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';";
  const std::string use = "ALTER TABLE t ADD COLUMN c text DEFAULT f()";
  EXPECT_EQ(of("CREATE FUNCTION f()" + body + use), Volatility::volatile_);
  EXPECT_EQ(
      of("CREATE FUNCTION f() RETURNS text STABLE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';" +
         use),
      Volatility::stable);
}

TEST_F(WorstVolatility, OfAFunctionThatIsInlinedToAConstantIsNone) {
  EXPECT_EQ(of("CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT 'x'::text $$;"
               "ALTER TABLE t ADD COLUMN c text DEFAULT f()"),
            Volatility::immutable);
}

TEST_F(WorstVolatility, OfANameThatIsBothBuiltInAndOwnIsTheWorse) {
  EXPECT_EQ(of("CREATE FUNCTION lower(a int, b int) RETURNS text LANGUAGE plpgsql AS "
               "'BEGIN RETURN 1; END';"
               "ALTER TABLE t ADD COLUMN c text DEFAULT lower('X')"),
            Volatility::volatile_);
  EXPECT_EQ(of("CREATE FUNCTION app.now() RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';"
               "ALTER TABLE t ADD COLUMN c text DEFAULT pg_catalog.now()::text"),
            Volatility::stable);
}

}  // namespace
}  // namespace miglint::postgres
