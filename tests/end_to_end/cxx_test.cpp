// C++ programs from the file to the statements and findings: with a compile_commands.json and
// without one, with headers and without them, with the helper and without it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "program.h"

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Json = nlohmann::json;

class Cxx : public ProgramTest {
 protected:
  /// "line: SQL" of each statement of a.cpp.
  [[nodiscard]] std::vector<std::string> statements(const std::string& arguments = "a.cpp") const {
    const Outcome outcome = miglint("sql --format json " + arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
    std::vector<std::string> result;
    std::istringstream lines(outcome.out);
    for (std::string line; std::getline(lines, line);) {
      const Json json = Json::parse(line);
      result.push_back(std::to_string(json["line"].get<int>()) + ": " +
                       json["sql"].get<std::string>());
    }
    return result;
  }
};

TEST_F(Cxx, FunctionsRunByTheVersionInTheirName) {
  folder_.write("a.cpp", R"(#include <libpq-fe.h>
void to_v10(PGconn* c) { PQexec(c, "DROP TABLE t10"); }
void to_v9(PGconn* c) { PQexec(c, "DROP TABLE t9"); }
void other(PGconn* c) { PQexec(c, "DROP TABLE o"); }
)");
  EXPECT_THAT(statements(),
              ElementsAre("3: DROP TABLE t9", "2: DROP TABLE t10", "4: DROP TABLE o"));
}

TEST_F(Cxx, AStatementStandsWhereItsLiteralDoes) {
  folder_.write("a.cpp", R"source(#include <libpq-fe.h>
#define RUN(sql) PQexec(connection, sql)
static const char* kDrop = "DROP TABLE a";
void f(PGconn* connection) {
  RUN(kDrop);
  RUN("DROP TABLE b; "
      "DROP TABLE \"c\";"
      R"(
DROP TABLE d;
  DROP TABLE e)");
}
)source");
  EXPECT_THAT(statements(), ElementsAre("3: DROP TABLE a", "6: DROP TABLE b", "7: DROP TABLE \"c\"",
                                        "9: DROP TABLE d", "10: DROP TABLE e"));
}

TEST_F(Cxx, AFindingPointsIntoTheLiteral) {
  folder_.write("a.cpp", R"source(#include <libpq-fe.h>
void f(PGconn* connection) {
  PQexec(connection, R"(
ALTER TABLE t
  ADD COLUMN a int,
  ADD COLUMN b text NOT NULL)");
}
)source");
  const Json json = Json::parse(miglint("check --format json a.cpp").out);
  bool is_there = false;
  for (const Json& finding : json["findings"]) {
    if (finding["rule"] != "not-null-column-without-default") continue;
    is_there = true;
    EXPECT_EQ(finding["line"], 6);
    EXPECT_EQ(finding["column"], 3);
  }
  EXPECT_TRUE(is_there) << json["findings"];
}

TEST_F(Cxx, WhatIsNotKnownIsNamed) {
  folder_.write("a.cpp", R"source(#include <libpq-fe.h>
#include <string>
void f(PGconn* c, const std::string& table, int rows, bool wide) {
  PQexec(c, ("DELETE FROM log_" + table + " LIMIT " + std::to_string(rows)).c_str());
  PQexec(c, wide ? "DROP TABLE w" : "DROP TABLE n");
}
void send(PGconn* c, const char* sql) {
  PQexec(c, sql);
}
)source");
  EXPECT_THAT(statements(), ElementsAre("4: DELETE FROM \"log_{table}\" LIMIT $1",
                                        "5: DROP TABLE w", "5: DROP TABLE n"));
}

TEST_F(Cxx, AVariableThatAFunctionWritesToIsNotKnown) {
  folder_.write("a.cpp", R"source(#include <libpq-fe.h>
void ask(int* answer);
void f(PGconn* c) {
  int exists = 0;
  ask(&exists);
  if (exists) PQexec(c, "DROP TABLE a");
}
)source");
  EXPECT_THAT(statements(), ElementsAre("6: DROP TABLE a"));
}

TEST_F(Cxx, OnlyTheBranchOfTheDatabaseIsRead) {
  folder_.write("a.cpp", R"source(#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>
void f(QSqlQuery& query, const QString& driver) {
  if (driver == "QPSQL")
    query.exec("DROP TABLE p");
  else if (driver == "QMYSQL")
    query.exec("DROP TABLE m");
  else
    query.exec("DROP TABLE s");
}
)source");
  EXPECT_THAT(statements("--dialect postgres a.cpp"), ElementsAre("5: DROP TABLE p"));
  EXPECT_THAT(statements("--dialect mysql a.cpp"), ElementsAre("7: DROP TABLE m"));
}

TEST_F(Cxx, TheConfigNamesCallsAndTables) {
  folder_.write(".miglint.toml",
                "dialect = \"postgres\"\n[frameworks.cxx]\n"
                "calls = [\"shop::Db::go:1\"]\ntables = [\"kSteps\"]\n");
  folder_.write("a.cpp", R"source(namespace shop {
struct Db {
  void go(int, const char*);
};
}  // namespace shop
extern const char* const kSteps[];
const char* const kSteps[] = {"DROP TABLE a", "no statement"};
void f(shop::Db& db) {
  db.go(1, "DROP TABLE b");
}
)source");
  EXPECT_THAT(statements(), ElementsAre("7: DROP TABLE a", "9: DROP TABLE b"));
  folder_.write(".miglint.toml", "[frameworks.goose]\ncalls = []\n");
  EXPECT_EQ(miglint("sql a.cpp").exit_code, 2);
}

TEST_F(Cxx, CompileCommandsSayHowAFileIsCompiled) {
  folder_.write("a.cpp", R"source(#include <libpq-fe.h>
#ifdef WIDE
void f(PGconn* c) {
  PQexec(c, "DROP TABLE " NAME);
}
#endif
)source");
  folder_.write(
      "build/compile_commands.json",
      R"([{"directory": ")" + folder_.path().string() +
          R"(", "file": "a.cpp", "arguments": ["ccache", "c++", "-DWIDE", "-DNAME=\"a\"",)"
          R"( "-c", "-o", "a.o", "a.cpp"]}])");
  EXPECT_THAT(statements(), ElementsAre("4: DROP TABLE a"));
}

TEST_F(Cxx, MissingHeadersAreSaidOnceAndLiteralsAreReadAllTheSame) {
  for (const char* const name : {"a.cpp", "b.cpp"}) {
    folder_.write(name, R"source(#include "nowhere/db.h"
bool Db::migrate() {
  QSqlQuery query(connection());
  return query.exec(QString("DROP TABLE %1_a").arg(prefix())) &&
         SQLDO(
             "CREATE INDEX i "
             "ON t (x)");
}
)source");
  }
  EXPECT_THAT(statements(),
              ElementsAre("4: DROP TABLE \"{prefix()}_a\"", "6: CREATE INDEX i ON t (x)"));
  const Outcome outcome = miglint("sql a.cpp b.cpp");
  const std::size_t first = outcome.error.find("nowhere/db.h");
  ASSERT_NE(first, std::string::npos) << outcome.error;
  EXPECT_EQ(outcome.error.find("nowhere/db.h", first + 1), std::string::npos);
  EXPECT_THAT(outcome.error, HasSubstr("compile_commands.json"));
}

TEST_F(Cxx, SqlForSqliteIsPrintedAndNotJudged) {
  folder_.write("a.cpp", R"source(#include <sqlite3.h>
void f(sqlite3* db) {
  sqlite3_exec(db, "ALTER TABLE t ADD COLUMN c INTEGER NOT NULL", 0, 0, 0);
  sqlite3_exec(db, "PRAGMA user_version = 2", 0, 0, 0);
}
)source");
  EXPECT_THAT(statements(), ElementsAre("3: ALTER TABLE t ADD COLUMN c INTEGER NOT NULL",
                                        "4: PRAGMA user_version = 2"));
  const Json json = Json::parse(miglint("check --format json a.cpp").out);
  ASSERT_EQ(json["findings"].size(), 1U) << json["findings"];
  EXPECT_EQ(json["findings"][0]["level"], "note");
  EXPECT_THAT(json["findings"][0]["message"].get<std::string>(), HasSubstr("SQLite"));
}

TEST_F(Cxx, ProgramsAreNoMigrationsUnlessTheyAreNamed) {
  folder_.write("migrations/1.sql", "DROP TABLE s;\n");
  folder_.write("src/a.cpp",
                "#include <libpq-fe.h>\nvoid f(PGconn* c) { PQexec(c, \"DROP TABLE a\"); }\n");
  EXPECT_THAT(miglint("sql").out, Not(HasSubstr("DROP TABLE a")));
  EXPECT_THAT(miglint("sql src").out, HasSubstr("DROP TABLE a"));
  folder_.write(".miglint.toml", "[frameworks.cxx]\npaths = [\"src\"]\n");
  EXPECT_THAT(miglint("sql").out, HasSubstr("DROP TABLE a"));
}

TEST_F(Cxx, WithoutTheHelperTheMessageSaysHowToGetIt) {
  folder_.write("a.cpp", "int x;\n");
  folder_.write("1.sql", "DROP TABLE s;\n");
  const Outcome outcome = shell("MIGLINT_CXX=/nowhere/at/all \"$MIGLINT\" sql a.cpp 1.sql");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.error, HasSubstr("miglint-cxx"));
  EXPECT_THAT(outcome.error, HasSubstr("scripts/setup --cxx"));
  EXPECT_THAT(outcome.out, HasSubstr("DROP TABLE s"));
}

TEST_F(Cxx, ABreakdownCostsItsFileOnly) {
  folder_.write("a.cpp",
                "#include <libpq-fe.h>\nvoid f(PGconn* c) { PQexec(c, \"DROP TABLE a\"); }\n");
  folder_.write("bad.cpp",
                "#include <libpq-fe.h>\nvoid f(PGconn* c) { PQexec(c, \"DROP TABLE b\"); }\n");
  folder_.write("helper",
                "#!/bin/sh\ncase \"$*\" in *bad.cpp) kill -SEGV $$ ;; esac\n"
                "exec \"$(dirname \"$REAL\")/miglint-cxx\" \"$@\"\n");
  const Outcome outcome = shell(
      "chmod +x helper; REAL=\"$MIGLINT\" MIGLINT_CXX=\"$PWD/helper\" \"$MIGLINT\" check a.cpp "
      "bad.cpp");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("a.cpp:2:"));
  EXPECT_THAT(outcome.out, HasSubstr("miglint-cxx broke down on it (signal 11)"));
}

TEST_F(Cxx, ATransactionOfALibraryIsATransaction) {
  folder_.write("a.cpp", R"source(#include <pqxx/pqxx>
void f(pqxx::connection& c) {
  pqxx::work work(c);
  work.exec("CREATE INDEX CONCURRENTLY i ON t (x)");
  work.commit();
}
void given(pqxx::work& work) {
  work.exec("CREATE INDEX CONCURRENTLY j ON t (x)");
}
void outside(pqxx::connection& c) {
  pqxx::nontransaction direct(c);
  direct.exec("CREATE INDEX CONCURRENTLY k ON t (x)");
}
)source");
  const Json json = Json::parse(miglint("check --format json a.cpp").out);
  std::vector<int> lines;
  for (const Json& finding : json["findings"])
    if (finding["rule"] == "concurrently-in-transaction") lines.push_back(finding["line"]);
  EXPECT_THAT(lines, ElementsAre(4, 8));
}

TEST_F(Cxx, AByteOrderMarkMovesNothing) {
  folder_.write(
      "a.cpp",
      "\xEF\xBB\xBF#include <libpq-fe.h>\nvoid f(PGconn* c) { PQexec(c, \"DROP TABLE a\"); }\n");
  const Json json = Json::parse(miglint("check --format json a.cpp").out);
  ASSERT_THAT(json["findings"], Not(IsEmpty()));
  EXPECT_EQ(json["findings"][0]["line"], 2);
  EXPECT_EQ(json["findings"][0]["column"], 35);
}

}  // namespace
}  // namespace miglint
