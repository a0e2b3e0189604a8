// Functions, procedures, DO, CALL, triggers, rules; and views, policies, grants.
#include "lowered.h"

namespace miglint::postgres {
namespace {

TEST(LowerRoutine, RaisedExceptions) {
  const auto raises = [](std::string_view body) {
    const Lowered sql("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " +
                      std::string(body) + " END $$");
    return sql.only<op::CreateFunction>().raises;
  };
  EXPECT_TRUE(raises("RAISE EXCEPTION 'no';"));
  EXPECT_TRUE(raises("RAISE 'no';"));
  EXPECT_TRUE(raises("IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW;"));
  EXPECT_FALSE(raises("RAISE NOTICE 'exception'; RETURN NEW;"));
  EXPECT_FALSE(raises("RETURN NEW; EXCEPTION WHEN OTHERS THEN RAISE;"));
}

TEST(LowerRoutine, PlPgSqlFunctions) {
  const Lowered sql(R"(CREATE OR REPLACE FUNCTION app.guard(a int, OUT b int, c text DEFAULT 'x')
  RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER STABLE SET search_path = pg_catalog, app
  AS $$ BEGIN UPDATE t SET x = a WHERE id = c; RETURN NEW; END $$)");
  const auto& function = sql.only<op::CreateFunction>();
  EXPECT_EQ(name(function.function), "app.guard");
  EXPECT_EQ(function.language, "plpgsql");
  EXPECT_EQ(function.volatility, Volatility::stable);
  EXPECT_TRUE(function.or_replace && function.security_definer && function.sets_search_path &&
              function.returns_trigger);
  EXPECT_FALSE(function.procedure || function.inlines_to_constant);
  EXPECT_EQ(function.arguments, 2);
  EXPECT_EQ(sql.text(), "CREATE OR REPLACE FUNCTION app.guard");
  EXPECT_EQ(sql.text(function.body_span),
            " BEGIN UPDATE t SET x = a WHERE id = c; RETURN NEW; END ");
  ASSERT_EQ(function.body.size(), 1U);
  EXPECT_TRUE(function.body[0].nesting.in_block);
  const auto* update = std::get_if<op::UpdateRows>(&function.body[0].action);
  ASSERT_NE(update, nullptr);
  EXPECT_EQ(update->filter.kind, FilterKind::key_range);
  EXPECT_EQ(sql.text(function.body[0].span), "UPDATE t");
}

TEST(LowerRoutine, Options) {
  const auto volatility = [](const char* word) {
    return Lowered(std::string("CREATE FUNCTION f() RETURNS int LANGUAGE sql ") + word +
                   " AS 'SELECT 1'")
        .only<op::CreateFunction>()
        .volatility;
  };
  EXPECT_EQ(volatility(""), Volatility::volatile_);
  EXPECT_EQ(volatility("VOLATILE"), Volatility::volatile_);
  EXPECT_EQ(volatility("STABLE"), Volatility::stable);
  EXPECT_EQ(volatility("IMMUTABLE"), Volatility::immutable);
  const Lowered invoker("CREATE PROCEDURE p() LANGUAGE sql SECURITY INVOKER AS 'SELECT 1'");
  EXPECT_TRUE(invoker.only<op::CreateFunction>().procedure);
  EXPECT_FALSE(invoker.only<op::CreateFunction>().security_definer);
}

TEST(LowerRoutine, SqlFunctionsThatTheServerInlines) {
  const auto inlines = [](const std::string& definition) {
    return Lowered("CREATE FUNCTION f" + definition).only<op::CreateFunction>().inlines_to_constant;
  };
  EXPECT_TRUE(inlines("() RETURNS int LANGUAGE sql AS 'SELECT 1'"));
  EXPECT_TRUE(inlines("() RETURNS int LANGUAGE sql AS $$ SELECT 1 + 1; $$"));
  EXPECT_TRUE(inlines("() RETURNS int LANGUAGE sql RETURN 1"));
  EXPECT_TRUE(inlines("() RETURNS int LANGUAGE sql STRICT AS 'SELECT 1'"));
  EXPECT_FALSE(inlines("(int) RETURNS int LANGUAGE sql STRICT AS 'SELECT 1'"));
  EXPECT_FALSE(inlines("() RETURNS int LANGUAGE sql AS 'SELECT random()'"));
  EXPECT_FALSE(inlines("() RETURNS int LANGUAGE sql AS 'SELECT a FROM t'"));
  EXPECT_FALSE(inlines("() RETURNS SETOF int LANGUAGE sql AS 'SELECT 1'"));
  EXPECT_FALSE(inlines("() RETURNS TABLE (a int) LANGUAGE sql AS 'SELECT 1'"));
  EXPECT_FALSE(inlines("() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"));
  EXPECT_FALSE(inlines("() RETURNS int LANGUAGE sql SET work_mem = '1MB' AS 'SELECT 1'"));
  EXPECT_FALSE(inlines("() RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 2'"));
  EXPECT_FALSE(inlines("() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'"));
}

TEST(LowerRoutine, StandardBodies) {
  const Lowered sql(
      "CREATE PROCEDURE p() BEGIN ATOMIC DELETE FROM t WHERE id = 1; INSERT INTO u VALUES (1); "
      "END");
  const auto& procedure = sql.only<op::CreateFunction>();
  EXPECT_EQ(procedure.language, "sql");
  ASSERT_EQ(procedure.body.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<op::DeleteRows>(procedure.body[0].action));
  EXPECT_TRUE(std::holds_alternative<op::InsertRows>(procedure.body[1].action));
}

TEST(LowerRoutine, AlterFunction) {
  const Lowered sql("ALTER FUNCTION s.f(int) SECURITY DEFINER SET search_path TO a");
  EXPECT_EQ(name(sql.only<op::AlterFunction>().function), "s.f");
  EXPECT_TRUE(sql.only<op::AlterFunction>().sets_security_definer);
  EXPECT_TRUE(sql.only<op::AlterFunction>().sets_search_path);
  EXPECT_FALSE(
      Lowered("ALTER FUNCTION f() RESET search_path").only<op::AlterFunction>().sets_search_path);
}

TEST(LowerRoutine, DoBlocksRunTheirStatements) {
  const Lowered sql(
      "SET x.y = 1; DO $$ BEGIN IF true THEN ALTER TABLE t ADD a int, ADD b int; END IF; DROP "
      "TABLE "
      "u; END $$; SELECT 1");
  ASSERT_EQ(sql.size(), 5U);
  EXPECT_EQ(sql.at<op::AddColumn>(1).column.name, "a");
  EXPECT_EQ(sql.text(2), "ADD b int");
  EXPECT_TRUE(sql.operations()[1].nesting.in_block && sql.operations()[1].nesting.conditional);
  EXPECT_TRUE(sql.operations()[3].nesting.in_block);
  EXPECT_FALSE(sql.operations()[3].nesting.conditional);
  EXPECT_FALSE(sql.operations()[4].nesting.in_block);
  EXPECT_EQ(sql.operations()[1].command, sql.operations()[2].command);
  EXPECT_LT(sql.operations()[0].command, sql.operations()[1].command);
  EXPECT_LT(sql.operations()[2].command, sql.operations()[3].command);
  EXPECT_LT(sql.operations()[3].command, sql.operations()[4].command);
  EXPECT_FALSE(Lowered("DO LANGUAGE plperl $$ 1 $$").at<op::Opaque>(0).reason.empty());
}

TEST(LowerRoutine, Call) {
  EXPECT_EQ(name(Lowered("CALL s.p(1, 'x')").only<op::CallRoutine>().routine), "s.p");
}

TEST(LowerRoutine, Triggers) {
  const Lowered sql(
      "CREATE OR REPLACE TRIGGER r BEFORE INSERT OR UPDATE OF a OR DELETE ON s.t FOR EACH ROW WHEN "
      "(NEW.a > 0) EXECUTE FUNCTION app.f('x')");
  const auto& trigger = sql.only<op::CreateTrigger>();
  EXPECT_EQ(name(trigger.table), "s.t");
  EXPECT_EQ(trigger.trigger, "r");
  EXPECT_EQ(name(trigger.function), "app.f");
  EXPECT_EQ(trigger.timing, TriggerTiming::before);
  EXPECT_TRUE(trigger.on_insert && trigger.on_update && trigger.on_delete && trigger.for_each_row &&
              trigger.or_replace);
  EXPECT_FALSE(trigger.on_truncate || trigger.constraint);
  EXPECT_EQ(Lowered("CREATE TRIGGER r AFTER TRUNCATE ON t EXECUTE FUNCTION f()")
                .only<op::CreateTrigger>()
                .timing,
            TriggerTiming::after);
  EXPECT_EQ(Lowered("CREATE TRIGGER r INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f()")
                .only<op::CreateTrigger>()
                .timing,
            TriggerTiming::instead_of);
  const Lowered constraint(
      "CREATE CONSTRAINT TRIGGER r AFTER INSERT ON t FROM s.u DEFERRABLE FOR EACH ROW EXECUTE "
      "FUNCTION f()");
  EXPECT_TRUE(constraint.only<op::CreateTrigger>().constraint);
  EXPECT_EQ(name(constraint.only<op::CreateTrigger>().constraint_from), "s.u");
}

TEST(LowerRoutine, Rules) {
  const Lowered sql(
      "CREATE OR REPLACE RULE r AS ON DELETE TO s.t DO INSTEAD (DELETE FROM u; NOTIFY x)");
  EXPECT_EQ(name(sql.only<op::CreateRule>().table), "s.t");
  EXPECT_EQ(sql.only<op::CreateRule>().rule, "r");
  EXPECT_TRUE(sql.only<op::CreateRule>().or_replace);
}

TEST(LowerRoutine, Views) {
  const Lowered sql(
      "CREATE OR REPLACE VIEW s.v WITH (security_invoker = true) AS SELECT t.a, b AS c, now() FROM "
      "t JOIN u USING (id) WHERE d > 0");
  const auto& view = sql.only<op::CreateView>();
  EXPECT_EQ(name(view.view), "s.v");
  EXPECT_TRUE(view.or_replace && view.security_invoker);
  EXPECT_FALSE(view.temporary);
  EXPECT_EQ(joined(view.reads), "t, u");
  EXPECT_EQ(joined(view.reads_columns), "id, a, b, d");
  EXPECT_EQ(joined(view.columns), "a, c, now");
  EXPECT_EQ(sql.text(), "CREATE OR REPLACE VIEW s.v");
  EXPECT_EQ(joined(Lowered("CREATE TEMP VIEW v (x) AS SELECT 1").only<op::CreateView>().columns),
            "x");

  const Lowered materialized(
      "CREATE MATERIALIZED VIEW IF NOT EXISTS m AS SELECT a FROM t WITH NO DATA");
  EXPECT_EQ(joined(materialized.only<op::CreateMaterializedView>().reads), "t");
  EXPECT_FALSE(materialized.only<op::CreateMaterializedView>().with_data);
  EXPECT_TRUE(materialized.only<op::CreateMaterializedView>().if_not_exists);

  const Lowered refresh("REFRESH MATERIALIZED VIEW CONCURRENTLY s.m WITH DATA");
  EXPECT_EQ(name(refresh.only<op::RefreshMaterializedView>().view), "s.m");
  EXPECT_TRUE(refresh.only<op::RefreshMaterializedView>().concurrently);
  EXPECT_TRUE(refresh.only<op::RefreshMaterializedView>().with_data);
}

TEST(LowerSecurity, Policies) {
  const Lowered sql(
      "CREATE POLICY p ON s.t AS RESTRICTIVE FOR UPDATE TO a, CURRENT_USER USING (x = f()) WITH "
      "CHECK (y > 0)");
  const auto& policy = sql.only<op::CreatePolicy>();
  EXPECT_EQ(name(policy.table), "s.t");
  EXPECT_EQ(policy.policy, "p");
  EXPECT_EQ(policy.command, PolicyCommand::update);
  EXPECT_FALSE(policy.permissive);
  EXPECT_EQ(joined(policy.roles), "a, current_user");
  EXPECT_EQ(joined(policy.using_condition->functions), "f");
  EXPECT_EQ(joined(policy.with_check->columns), "y");
  EXPECT_EQ(joined(Lowered("CREATE POLICY p ON t USING (true)").only<op::CreatePolicy>().roles),
            "public");
  EXPECT_EQ(
      Lowered("CREATE POLICY p ON t FOR DELETE USING (true)").only<op::CreatePolicy>().command,
      PolicyCommand::delete_);
  const Lowered alter("ALTER POLICY p ON t USING (a) WITH CHECK (b)");
  EXPECT_EQ(alter.only<op::AlterPolicy>().policy, "p");
  EXPECT_EQ(joined(alter.only<op::AlterPolicy>().with_check->columns), "b");
}

TEST(LowerSecurity, Grants) {
  const Lowered sql("GRANT SELECT, UPDATE (a) ON s.t, u TO bob, PUBLIC WITH GRANT OPTION");
  const auto& grant = sql.only<op::Grant>();
  EXPECT_FALSE(grant.revoke || grant.all_in_schema);
  EXPECT_EQ(grant.object_word, "TABLE");
  EXPECT_EQ(joined(grant.objects), "s.t, u");
  EXPECT_EQ(joined(grant.privileges), "select, update");
  EXPECT_EQ(joined(grant.grantees), "bob, public");

  const Lowered all("REVOKE ALL ON ALL TABLES IN SCHEMA a, b FROM bob CASCADE");
  EXPECT_TRUE(all.only<op::Grant>().revoke && all.only<op::Grant>().all_in_schema &&
              all.only<op::Grant>().cascade);
  EXPECT_TRUE(all.only<op::Grant>().privileges.empty());
  EXPECT_EQ(joined(all.only<op::Grant>().objects), "a, b");
  EXPECT_EQ(Lowered("GRANT EXECUTE ON FUNCTION s.f(int) TO bob").only<op::Grant>().object_word,
            "FUNCTION");
  EXPECT_EQ(joined(Lowered("GRANT USAGE ON SCHEMA s TO bob").only<op::Grant>().objects), "s");
  EXPECT_EQ(Lowered("GRANT USAGE ON TYPE s.x TO bob").only<op::Grant>().object_word, "TYPE");
}

TEST(LowerSecurity, Roles) {
  struct Case {
    const char* sql;
    const char* command;
  };
  const Case cases[] = {
      {"CREATE ROLE r", "CREATE ROLE"},
      {"CREATE USER u PASSWORD 'x'", "CREATE ROLE"},
      {"ALTER ROLE r SUPERUSER", "ALTER ROLE"},
      {"ALTER ROLE r SET work_mem = '1MB'", "ALTER ROLE"},
      {"DROP ROLE IF EXISTS r", "DROP ROLE"},
      {"GRANT a TO b", "GRANT ROLE"},
      {"REVOKE a FROM b", "REVOKE ROLE"},
      {"ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO r", "ALTER DEFAULT PRIVILEGES"},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(Lowered(each.sql).only<op::RoleCommand>().command, each.command) << each.sql;
  }
  const Lowered drop("DROP OWNED BY r, CURRENT_USER CASCADE");
  EXPECT_EQ(joined(drop.only<op::OwnedObjects>().roles), "r, current_user");
  EXPECT_TRUE(drop.only<op::OwnedObjects>().drop && drop.only<op::OwnedObjects>().cascade);
  EXPECT_EQ(Lowered("REASSIGN OWNED BY a TO b").only<op::OwnedObjects>().new_owner, "b");
}

}  // namespace
}  // namespace miglint::postgres
