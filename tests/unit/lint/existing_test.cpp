// What makes others wait for more than an operation's own lock.
#include "lint/existing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "lint/wording.h"
#include "project.h"

namespace miglint {
namespace {

using testing::ElementsAre;

/// Reports what stands in the way of the table's readers and writers, and since when.
void find_lock(const ObjectName& table, LockMode own, const Operation& operation, const Moment& at,
               Findings& findings) {
  const StrongerLock found = stronger_lock(own, at.before.key(table), at);
  std::string words = found ? std::string(sql_name(found.mode)) : "none";
  if (!found.since.empty()) words += " since " + std::to_string(found.since.begin);
  findings.add(test::finding_at(operation.span, words));
}

void of_index(const op::CreateIndex& create, const Operation& operation, const Moment& at,
              Findings& findings) {
  find_lock(create.table, LockMode::share, operation, at, findings);
}

void of_constraint(const op::AddConstraint& add, const Operation& operation, const Moment& at,
                   Findings& findings) {
  find_lock(add.table.name, LockMode::share_row_exclusive, operation, at, findings);
}

std::vector<std::string> locks(std::string_view sql) {
  static constexpr RuleLogic kLogic{.operations = {on<of_constraint>(), on<of_index>()}};
  const std::array rules{
      RuleInfo{.id = "stronger-lock", .dialects = test::kPostgres, .logic = &kLogic}};
  test::Project project;
  project.add({"CREATE TABLE t (a int, b int); CREATE TABLE u (id int PRIMARY KEY);"});
  project.add({sql});
  std::vector<std::string> found;
  for (const Finding& finding : lint(project.scripts, rules, project.sources, {}))
    found.push_back(finding.message);
  return found;
}

TEST(StrongerLock, IsOneThatTheTransactionHolds) {
  EXPECT_THAT(locks("BEGIN; ALTER TABLE t DROP COLUMN b; CREATE INDEX i ON t (a); COMMIT;"),
              ElementsAre("ACCESS EXCLUSIVE since 21"));
  EXPECT_THAT(locks("ALTER TABLE t DROP COLUMN b; CREATE INDEX i ON t (a);"), ElementsAre("none"));
  EXPECT_THAT(locks("BEGIN; ALTER TABLE u DROP COLUMN id; CREATE INDEX i ON t (a); COMMIT;"),
              ElementsAre("none"));
  EXPECT_THAT(locks("BEGIN; CREATE INDEX i ON t (a); CREATE INDEX j ON t (b); COMMIT;"),
              ElementsAre("none", "none"));
}

void report_emptied(const op::AddConstraint& add, const Operation& operation, const Moment& at,
                    Findings& findings) {
  const bool empty = is_emptied(at.before.key(add.table.name), operation, at);
  findings.add(test::finding_at(operation.span, empty ? "empty" : "may hold rows"));
}

/// Of t, when the script has run up to its CHECK.
std::vector<std::string> rows_after(std::string_view sql) {
  static constexpr RuleLogic kLogic{.operations = {on<report_emptied>()}};
  const std::array rules{RuleInfo{.id = "emptied", .dialects = test::kPostgres, .logic = &kLogic}};
  test::Project project;
  project.add({"CREATE TABLE t (a int, b int);"});
  const std::string script =
      std::string("BEGIN; ") + std::string(sql) + " ALTER TABLE t ADD CHECK (a > 0); COMMIT;";
  project.add({script});
  std::vector<std::string> found;
  for (const Finding& finding : lint(project.scripts, rules, project.sources, {}))
    found.push_back(finding.message);
  return found;
}

TEST(IsEmptied, UntilSomethingMayHaveFilledIt) {
  EXPECT_THAT(rows_after("TRUNCATE t;"), ElementsAre("empty"));
  EXPECT_THAT(rows_after("TRUNCATE t; SELECT now();"), ElementsAre("empty"));
  EXPECT_THAT(rows_after("DROP TABLE IF EXISTS u;"), ElementsAre("may hold rows"));
  for (const std::string_view fills :
       {"INSERT INTO t VALUES (1);",
        "MERGE INTO t USING u ON t.a = u.a WHEN NOT MATCHED THEN INSERT VALUES (1);",
        "CALL fill();", "SELECT fill();", "DO $$ BEGIN EXECUTE sql; END $$;"}) {
    EXPECT_THAT(rows_after("TRUNCATE t; " + std::string(fills)), ElementsAre("may hold rows"))
        << fills;
  }
}

TEST(StrongerLock, IsThatOfAnotherPartOfTheCommand) {
  EXPECT_THAT(locks("ALTER TABLE t DROP COLUMN b, ADD FOREIGN KEY (a) REFERENCES u;"),
              ElementsAre("ACCESS EXCLUSIVE"));
  EXPECT_THAT(locks("ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u;"), ElementsAre("none"));
}

}  // namespace
}  // namespace miglint
