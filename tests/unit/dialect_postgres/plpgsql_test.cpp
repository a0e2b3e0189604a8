// The SQL in bodies of DO blocks, functions and procedures.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "read_script.h"

namespace miglint::postgres {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

std::string nesting(const Operation& operation) {
  std::string words;
  if (operation.nesting.in_block) words += " block";
  if (operation.nesting.conditional) words += " conditional";
  if (operation.nesting.in_loop) words += " loop";
  return words;
}

/// What each operation's span covers, and its nesting: "DROP TABLE a: block".
std::vector<std::string> told(const ReadScript& script, std::span<const Operation> operations) {
  std::vector<std::string> result;
  for (const Operation& operation : operations) {
    result.push_back(script.text(operation.span) + ":" + nesting(operation));
  }
  return result;
}

std::vector<std::string> in_do(const std::string& body) {
  const ReadScript script("SELECT 1;\nDO $body$" + body + "$body$;");
  EXPECT_THAT(script.statements(), SizeIs(2));
  return told(script, script.operations(1));
}

const op::CreateFunction& function_in(const ReadScript& script) {
  return std::get<op::CreateFunction>(script.operations(0)[0].action);
}

TEST(Plpgsql, StatementsStandWhereTheyStand) {
  EXPECT_THAT(in_do("\nBEGIN -- first\n  DROP TABLE a; /* second */\n\tDROP TABLE b;\nEND"),
              ElementsAre("DROP TABLE a: block", "DROP TABLE b: block"));
}

TEST(Plpgsql, EachStatementIsACommand) {
  const ReadScript script("DO $$ BEGIN ALTER TABLE t ADD a int, ADD b int; DROP TABLE u; END $$");
  ASSERT_THAT(script.operations(), SizeIs(3));
  EXPECT_EQ(script.operations()[0].command, script.operations()[1].command);
  EXPECT_LT(script.operations()[1].command, script.operations()[2].command);
}

TEST(Plpgsql, BranchesAreConditional) {
  EXPECT_THAT(
      in_do("BEGIN\n"
            "IF NOT EXISTS (SELECT FROM a) THEN DROP TABLE b;\n"
            "ELSIF x THEN DROP TABLE c; ELSEIF (SELECT true FROM d) THEN NULL;\n"
            "ELSE IF y THEN DROP TABLE e; END IF; END IF;\n"
            "CASE x WHEN 1, 2 THEN DROP TABLE f; WHEN 3 THEN NULL; ELSE DROP TABLE g; END CASE;\n"
            "CASE WHEN x THEN DROP TABLE h; END CASE;\n"
            "DROP TABLE i; END"),
      ElementsAre("NOT EXISTS (SELECT FROM a): block", "DROP TABLE b: block conditional",
                  "DROP TABLE c: block conditional", HasSubstr("FROM d): block conditional"),
                  "DROP TABLE e: block conditional", "DROP TABLE f: block conditional",
                  "DROP TABLE g: block conditional", "DROP TABLE h: block conditional",
                  "DROP TABLE i: block"));
}

TEST(Plpgsql, HandlersAreConditional) {
  EXPECT_THAT(in_do("BEGIN BEGIN DROP TABLE a;\n"
                    "EXCEPTION WHEN unique_violation OR SQLSTATE '42P01' THEN DROP TABLE b;\n"
                    "WHEN OTHERS THEN DROP TABLE c; END; DROP TABLE d; END;"),
              ElementsAre("DROP TABLE a: block", "DROP TABLE b: block conditional",
                          "DROP TABLE c: block conditional", "DROP TABLE d: block"));
}

TEST(Plpgsql, LoopsRepeat) {
  EXPECT_THAT(
      in_do("DECLARE r record; BEGIN\n"
            "LOOP DROP TABLE a; EXIT WHEN NOT FOUND; END LOOP;\n"
            "<<l>> WHILE (SELECT true FROM b) LOOP DROP TABLE c; CONTINUE l WHEN x; END LOOP l;\n"
            "FOR i IN REVERSE 10 .. 1 BY 2 LOOP DROP TABLE d; END LOOP;\n"
            "FOR i IN 1..(SELECT max(x) FROM e) LOOP NULL; END LOOP;\n"
            "FOR r IN SELECT x FROM f GROUP BY x LOOP DROP TABLE g; END LOOP;\n"
            "FOREACH r SLICE 1 IN ARRAY ARRAY(SELECT x FROM h) LOOP DROP TABLE i; END LOOP;\n"
            "FOR r IN EXECUTE 'SELECT x FROM j' USING 1 LOOP DROP TABLE k; END LOOP;\n"
            "IF x THEN LOOP DROP TABLE l; END LOOP; END IF;\n"
            "END"),
      ElementsAre("DROP TABLE a: block loop", "(SELECT true FROM b): block",
                  "DROP TABLE c: block loop", "DROP TABLE d: block loop",
                  "(SELECT max(x) FROM e): block", "SELECT x FROM f GROUP BY x: block",
                  "DROP TABLE g: block loop", "ARRAY(SELECT x FROM h): block",
                  "DROP TABLE i: block loop", "SELECT x FROM j: block", "DROP TABLE k: block loop",
                  "DROP TABLE l: block conditional loop"));
}

TEST(Plpgsql, AssignmentsRunWhatTheyRead) {
  EXPECT_THAT(in_do("<<b>> DECLARE\n"
                    "  n CONSTANT int NOT NULL := (SELECT count(*) FROM a);\n"
                    "  m int DEFAULT 3; t text COLLATE \"C\" = 'x;y'; v ALIAS FOR n; w b.c%TYPE;\n"
                    "BEGIN\n"
                    "  n := n + 1; w.x[1].y = 2; b.n := (SELECT max(x) FROM d); \"N\" := 1;\n"
                    "  m := set_config('lock_timeout', '1s', true);\n"
                    "END b"),
              ElementsAre("(SELECT count(*) FROM a): block", "(SELECT max(x) FROM d): block",
                          "set_config('lock_timeout', '1s', true): block"));
}

TEST(Plpgsql, IntoIsNoPartOfTheQuery) {
  const ReadScript script(
      "DO $$ BEGIN SELECT a, b INTO STRICT r.x, \"Y\" FROM t WHERE c;\n"
      "INSERT INTO t (a) VALUES (1) RETURNING a INTO n; SELECT INTO n max(a) FROM u; END $$");
  ASSERT_THAT(script.operations(), SizeIs(3));
  const auto& select = std::get<op::SelectRows>(script.operations()[0].action);
  ASSERT_THAT(select.reads, SizeIs(1));
  EXPECT_EQ(select.reads[0].name, "t");
  EXPECT_EQ(std::get<op::InsertRows>(script.operations()[1].action).table.name, "t");
  EXPECT_EQ(std::get<op::SelectRows>(script.operations()[2].action).reads[0].name, "u");
}

TEST(Plpgsql, VariablesAreNoColumns) {
  const ReadScript script(
      "DO $$ DECLARE lo int; BEGIN DECLARE \"Hi\" int; BEGIN UPDATE t SET a = LO WHERE b > lo AND "
      "b < \"Hi\"; "
      "END; UPDATE t SET a = 1 WHERE \"Hi\" = 1; END $$");
  ASSERT_THAT(script.operations(), SizeIs(2));
  EXPECT_THAT(std::get<op::UpdateRows>(script.operations()[0].action).filter.columns,
              ElementsAre("b"));
  EXPECT_THAT(std::get<op::UpdateRows>(script.operations()[1].action).filter.columns,
              ElementsAre("Hi"))
      << "the inner block's variable is out of sight";
}

TEST(Plpgsql, PlpgsqlsOwnStatements) {
  EXPECT_THAT(
      in_do("DECLARE c CURSOR (k int) FOR SELECT x FROM a WHERE y = k; BEGIN\n"
            "PERFORM f(1) FROM b; CALL p(1); COMMIT; ROLLBACK AND CHAIN;\n"
            "OPEN c(3); OPEN d SCROLL FOR SELECT x FROM e; OPEN d FOR EXECUTE 'SELECT x FROM g';\n"
            "FETCH NEXT FROM c INTO x; MOVE c; CLOSE c; FOR r IN c(1) LOOP NULL; END LOOP;\n"
            "FOR r IN c LOOP NULL; END LOOP; GET STACKED DIAGNOSTICS x = MESSAGE_TEXT;\n"
            "RAISE NOTICE 'x %', x USING HINT = 'y'; RAISE; ASSERT (SELECT true FROM h), 'no';\n"
            "NULL; RETURN; END"),
      ElementsAre("SELECT x FROM a WHERE y = k: block", "PERFORM f(1) FROM b: block",
                  "CALL p(1): block", "COMMIT: block", "ROLLBACK AND CHAIN: block",
                  "SELECT x FROM e: block", "SELECT x FROM g: block",
                  "(SELECT true FROM h), 'no': block"));
}

TEST(Plpgsql, ConstantStringsThatExecuteRunsAreRead) {
  EXPECT_THAT(in_do("BEGIN EXECUTE 'DROP TABLE a; DROP TABLE b';\n"
                    "EXECUTE $q$ DROP TABLE c $q$;\n"
                    "EXECUTE 'UPDATE d SET a = $1' INTO x USING (SELECT 1 FROM e), 2; END"),
              ElementsAre("DROP TABLE a: block", "DROP TABLE b: block", "DROP TABLE c: block",
                          HasSubstr("SELECT 1 FROM e"), "UPDATE d: block"));
}

TEST(Plpgsql, ExpressionsOfConstantsThatExecuteRunsAreRead) {
  const ReadScript script(
      "DO $$ BEGIN EXECUTE format('ALTER TABLE %I.%I ADD %s int DEFAULT %L', 'app', 'Tab', 'a', "
      "'it''s') "
      "|| ' ' || 'NOT NULL'::text;\n"
      "EXECUTE concat('DROP TABLE ', quote_ident('B'), ', c');\n"
      "EXECUTE format('DROP TABLE %2$I, %1$I, %%', 'd', 'e'); END $$");
  ASSERT_THAT(script.operations(), SizeIs(4));
  const auto& add = std::get<op::AddColumn>(script.operations()[0].action);
  EXPECT_EQ(add.table.name.schema, "app");
  EXPECT_EQ(add.table.name.name, "Tab");
  EXPECT_TRUE(add.column.not_null);
  EXPECT_THAT(script.text(script.operations()[0].span), StartsWith("format('ALTER TABLE"))
      << "the text is made: it stands where EXECUTE's expression stands";
  EXPECT_EQ(std::get<op::DropTable>(script.operations()[1].action).table.name, "B");
  EXPECT_EQ(std::get<op::DropTable>(script.operations()[2].action).table.name, "c");
  EXPECT_THAT(opaque_reason(script.operations()[3]), HasSubstr("syntax error at or near \"%\""));
}

TEST(Plpgsql, StringsMadeAtRunTimeAreOpaque) {
  const ReadScript script(
      "DO $$ BEGIN EXECUTE 'DROP TABLE ' || name; EXECUTE query\n USING 1;\n"
      "EXECUTE format('DROP TABLE %I',\n    name); EXECUTE format('%5s', 'x'); END $$");
  ASSERT_THAT(script.operations(), SizeIs(4));
  EXPECT_EQ(opaque_reason(script.operations()[0]),
            "EXECUTE of a string built at run time: 'DROP TABLE ' || name");
  EXPECT_EQ(script.text(script.operations()[0].span), "'DROP TABLE ' || name");
  EXPECT_EQ(opaque_reason(script.operations()[1]), "EXECUTE of a string built at run time: query");
  EXPECT_EQ(opaque_reason(script.operations()[2]),
            "EXECUTE of a string built at run time: format('DROP TABLE %I', name)");
  EXPECT_THAT(opaque_reason(script.operations()[3]), HasSubstr("format('%5s', 'x')"));
}

TEST(Plpgsql, AnUnknownRoleHidesNothing) {
  const ReadScript script(
      "DO $$ BEGIN EXECUTE 'GRANT ALL ON TABLE app.orders TO ' || owner || ', ' || reader;\n"
      "EXECUTE format('ALTER TABLE app.orders OWNER TO %I', owner);\n"
      "EXECUTE 'CREATE ROLE ' || owner || ' NOLOGIN';\n"
      "EXECUTE 'GRANT ALL ON TABLE ' || name || ' TO ' || owner;\n"
      "EXECUTE 'GRANT ALL ON orders TO ' || owner || '; DROP TABLE orders'; END $$");
  ASSERT_THAT(script.operations(), SizeIs(5));
  const auto& grant = std::get<op::Grant>(script.operations()[0].action);
  ASSERT_THAT(grant.objects, SizeIs(1));
  EXPECT_EQ(grant.objects[0].name, "orders");
  EXPECT_TRUE(std::holds_alternative<op::AlterTableOption>(script.operations()[1].action));
  EXPECT_TRUE(std::holds_alternative<op::RoleCommand>(script.operations()[2].action));
  EXPECT_THAT(opaque_reason(script.operations()[3]), HasSubstr("' TO ' || owner"))
      << "which table it is, is not known";
  EXPECT_THAT(opaque_reason(script.operations()[4]), HasSubstr("DROP TABLE"));
}

TEST(Plpgsql, ABadStatementCostsItself) {
  const ReadScript script(
      "DO $$ BEGIN DROP TABLE a; ALTER TABEL b; x := 1 +; DROP TABLE c; END $$");
  EXPECT_THAT(told(script, script.operations()),
              ElementsAre("DROP TABLE a: block", "TABEL: block", HasSubstr(": block"),
                          "DROP TABLE c: block"));
  EXPECT_EQ(opaque_reason(script.operations()[1]),
            "a statement that does not parse: syntax error at or near \"TABEL\"");
  EXPECT_EQ(opaque_reason(script.operations()[2]),
            "an expression that does not parse: syntax error at end of input");
}

TEST(Plpgsql, ABadStructureCostsTheRest) {
  const auto last_reason = [](const std::string& body) {
    const ReadScript script("DO $body$" + body + "$body$");
    return script.operations().empty() ? "none" : opaque_reason(script.operations().back());
  };
  EXPECT_THAT(last_reason("BEGIN IF x THEN DROP TABLE a; END"), HasSubstr("at \"END\""));
  EXPECT_EQ(last_reason("BEGIN DROP TABLE a;"), "PL/pgSQL that lacks an END");
  EXPECT_EQ(last_reason(""), "PL/pgSQL without BEGIN");
  EXPECT_THAT(last_reason("SELECT 1"), HasSubstr("at \"SELECT\""));
  EXPECT_EQ(last_reason("BEGIN NULL; END; DROP TABLE a"), "PL/pgSQL that goes on behind its END");
  EXPECT_THAT(last_reason("BEGIN x := 'open; END"), HasSubstr("unterminated quoted string"));
  EXPECT_THAT(last_reason("BEGIN WHEN x THEN NULL; END"), HasSubstr("at \"WHEN\""));
}

TEST(Plpgsql, OtherLanguagesAreOpaque) {
  const ReadScript script("DO LANGUAGE plpython3u $$ x = 1 $$;");
  ASSERT_THAT(script.operations(), SizeIs(1));
  EXPECT_EQ(opaque_reason(script.operations()[0]),
            "a body in the language plpython3u, which is not read");
  EXPECT_EQ(script.text(script.operations()[0].span), " x = 1 ");
}

TEST(Plpgsql, BodiesInOrdinaryQuotes) {
  const ReadScript plain("DO 'BEGIN DROP TABLE a; END'");
  EXPECT_THAT(told(plain, plain.operations()), ElementsAre("DROP TABLE a: block"));
  // What is escaped does not stand byte for byte in the file.
  const ReadScript escaped("DO 'BEGIN UPDATE a SET b = ''x''; END'");
  EXPECT_THAT(told(escaped, escaped.operations()),
              ElementsAre("'BEGIN UPDATE a SET b = ''x''; END': block"));
}

TEST(Plpgsql, FunctionsHoldTheirStatements) {
  const ReadScript script(
      "CREATE FUNCTION f(lo int) RETURNS SETOF int LANGUAGE plpgsql AS /* the body */ $f$\n"
      "#variable_conflict use_column\n"
      "BEGIN RETURN QUERY SELECT a FROM t WHERE a > lo; RETURN QUERY EXECUTE 'SELECT b FROM ' || "
      "c;\n"
      "RETURN NEXT (SELECT d FROM u); RETURN; END $f$ STABLE");
  const op::CreateFunction& function = function_in(script);
  EXPECT_THAT(told(script, function.body),
              ElementsAre("SELECT a FROM t WHERE a > lo: block", "'SELECT b FROM ' || c: block",
                          "(SELECT d FROM u): block"));
  EXPECT_THAT(script.text(function.body_span), StartsWith("\n#variable_conflict"));
  EXPECT_THAT(script.text(function.body_span), ::testing::EndsWith("END "));
}

TEST(Plpgsql, FunctionsInSql) {
  const ReadScript quoted(
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ UPDATE a SET b = 1; SELECT c FROM d $$");
  EXPECT_THAT(told(quoted, function_in(quoted).body),
              ElementsAre("UPDATE a: block", "SELECT c FROM d: block"));

  const ReadScript atomic(
      "SELECT 1; CREATE FUNCTION f(a int DEFAULT (CASE WHEN true THEN 1 END)) RETURNS int\n"
      "BEGIN ATOMIC DELETE FROM a; ; SELECT CASE WHEN true THEN x END FROM d; END");
  const auto& function = std::get<op::CreateFunction>(atomic.operations(1)[0].action);
  EXPECT_THAT(
      told(atomic, function.body),
      ElementsAre("DELETE FROM a: block", "SELECT CASE WHEN true THEN x END FROM d: block"));
  EXPECT_EQ(atomic.text(function.body_span),
            "DELETE FROM a; ; SELECT CASE WHEN true THEN x END FROM d");

  const ReadScript returning(
      "CREATE FUNCTION f() RETURNS int RETURN (SELECT max(a) FROM b); SELECT 1");
  EXPECT_THAT(told(returning, function_in(returning).body),
              ElementsAre("RETURN (SELECT max(a) FROM b): block"));

  const ReadScript bad("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELEC 1'");
  ASSERT_THAT(function_in(bad).body, SizeIs(1));
  EXPECT_THAT(opaque_reason(function_in(bad).body[0]), HasSubstr("syntax error"));
}

TEST(Plpgsql, DeepNesting) {
  constexpr int depth = 20'000;
  std::string body = "BEGIN ";
  for (int i = 0; i < depth; ++i)
    body += "IF x THEN LOOP ";
  body += "DROP TABLE a; ";
  for (int i = 0; i < depth; ++i)
    body += "END LOOP; END IF; ";
  EXPECT_THAT(in_do(body + "END"), ElementsAre("DROP TABLE a: block conditional loop"));
}

TEST(Plpgsql, BodiesInBodies) {
  std::string sql = "DROP TABLE a";
  for (int i = 0; i < 5; ++i)
    sql = fmt::format("DO $q{0}$ BEGIN {1}; END $q{0}$", i, sql);
  const ReadScript script(sql);
  EXPECT_THAT(told(script, script.operations()), ElementsAre("DROP TABLE a: block"));

  for (int i = 5; i < 500; ++i)
    sql = fmt::format("DO $q{0}$ BEGIN {1}; END $q{0}$", i, sql);
  const ReadScript deep(sql);
  ASSERT_THAT(deep.operations(), SizeIs(1));
  EXPECT_THAT(opaque_reason(deep.operations()[0]), HasSubstr("too deep"));
}

}  // namespace
}  // namespace miglint::postgres
