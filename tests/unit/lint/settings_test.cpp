// What a project sets and what is known of its tables: exempt tables, sizes, options, bans.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "lint/deeds.h"
#include "lint/existing.h"
#include "lint/wording.h"
#include "project.h"
#include "project/ban_operations.h"

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr std::array kRowOptions{RuleOption{"limit", 7}};

void find_scan(const Moment& at, Findings& findings) {
  for (const Effect& effect : at.effects) {
    if (!effect.scan || at.is_new(effect.relation)) continue;
    findings.add(
        {.span = at.command.front().span, .message = "Scans.", .effect = lock_fact(effect)});
    return;
  }
}
void find_lock(const Moment& at, Findings& findings) {
  for (const Effect& effect : at.effects) {
    if (!blocks_reads(effect.lock) || at.is_new(effect.relation)) continue;
    findings.add(
        {.span = at.command.front().span, .message = "Locks.", .effect = lock_fact(effect)});
    return;
  }
}
void find_update(const op::UpdateRows&, const Operation& operation, const Moment&,
                 Findings& findings) {
  findings.add(test::finding_at(
      operation.span, "limit " + std::to_string(findings.options().number("limit")) + "."));
}

constexpr RuleLogic kScan{.command = find_scan};
constexpr RuleLogic kLock{.command = find_lock};
constexpr RuleLogic kUpdate{.operations = {on<find_update>()}};
constexpr std::array kSizedRules{
    RuleInfo{.id = "scan",
             .level = Level::error,
             .dialects = test::kPostgres,
             .grows_with = GrowsWith::rows,
             .logic = &kScan},
    RuleInfo{.id = "queue",
             .level = Level::warning,
             .dialects = test::kPostgres,
             .grows_with = GrowsWith::traffic,
             .logic = &kLock},
    RuleInfo{.id = "update",
             .level = Level::warning,
             .dialects = test::kPostgres,
             .grows_with = GrowsWith::rows,
             .options = kRowOptions,
             .logic = &kUpdate},
    RuleInfo{
        .id = "loss", .level = Level::error, .dialects = test::kPostgres, .logic = &test::kDrop},
    RuleInfo{.id = "ban/no-json", .level = Level::error, .dialects = test::kPostgres},
};

class SettingsTest : public testing::Test {
 protected:
  std::vector<Finding> findings(std::string_view sql, Direction direction = Direction::up) {
    project_.add({.text = sql, .direction = direction});
    LintOptions options;
    options.settings = [this](FileId) { return FileSettings{&config_, "db/1.sql"}; };
    if (sizes_) options.sizes = &*sizes_;
    options.level = [this](const RuleInfo& rule, FileId) {
      const auto level = config_.level(rule.id, "db/1.sql");
      return level ? static_cast<Level>(*level) : rule.level;
    };
    return lint(project_.scripts, kSizedRules, project_.sources, options);
  }

  /// "rule level".
  std::vector<std::string> levels(std::string_view sql, Direction direction = Direction::up) {
    std::vector<std::string> all;
    for (const Finding& finding : findings(sql, direction))
      all.push_back(std::string(finding.rule->id) + " " + std::string(name(finding.level)));
    return all;
  }

  void know(const std::string& tables) {
    auto sizes = TableSizes::parse(R"({"version": 1, "taken_at": "2026-11-20", "tables": [)" +
                                   tables + "]}");
    ASSERT_TRUE(sizes) << sizes.error();
    sizes_ = std::move(*sizes);
  }

  test::Project project_;
  Config config_;
  std::optional<TableSizes> sizes_;
};

constexpr std::string_view kScanOfA = "ALTER TABLE a ADD CONSTRAINT c CHECK (x > 0);";

TEST_F(SettingsTest, AnUnknownTableLeavesTheLevel) {
  EXPECT_THAT(levels(kScanOfA), ElementsAre("scan error", "queue warning"));
  know(R"({"name": "b", "rows": 1})");
  EXPECT_THAT(levels("UPDATE a SET x = 1;"),
              ElementsAre("scan error", "queue warning", "update warning"));
}

TEST_F(SettingsTest, ASmallTableMakesANote) {
  know(R"({"name": "a", "rows": 9999, "table_bytes": 1000000, "index_bytes": 0})");
  const auto found = findings(kScanOfA);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1].level, Level::note);
  EXPECT_EQ(found[1].message,
            "Scans. By --stats of 2026-11-20 `a` has about 10,000 rows (1 MB); at 200 MB a second, "
            "which is assumed, reading all of it would take less than a second: a note instead of "
            "an error.");
  EXPECT_EQ(found[0].level, Level::warning) << "how many read it is not known";
  EXPECT_EQ(found[0].message, "Locks.");
}

TEST_F(SettingsTest, FewRowsOfManyBytesAreNotSmall) {
  know(R"({"name": "a", "rows": 9999, "table_bytes": 100000000})");
  EXPECT_THAT(levels(kScanOfA), ElementsAre("scan error", "queue warning"));
}

TEST_F(SettingsTest, WhatIsNotKnownIsNotSmall) {
  know(R"({"name": "a", "rows": null, "table_bytes": 5})");
  EXPECT_THAT(levels(kScanOfA), ElementsAre("scan error", "queue warning"));
}

TEST_F(SettingsTest, ALargeTableMakesAnError) {
  know(R"({"name": "a", "rows": 10000000})");
  const auto found = findings("UPDATE a SET x = 1;");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].level, Level::error);
  EXPECT_EQ(
      found[0].message,
      "limit 7. By --stats of 2026-11-20 `a` has about 10 million rows: an error instead of a "
      "warning.");
}

TEST_F(SettingsTest, WritingGoesThroughTableAndIndexes) {
  know(R"({"name": "a", "rows": 1e6, "table_bytes": 9e9, "index_bytes": 1e9})");
  config_.tables.write_rate = 100;
  const auto found = findings("UPDATE a SET x = 1;");
  ASSERT_EQ(found.size(), 1U);
  ASSERT_TRUE(found[0].size);
  EXPECT_EQ(found[0].size->bytes, 1e10);
  EXPECT_EQ(found[0].size->seconds, 100);
  EXPECT_EQ(found[0].level, Level::error) << "10 GB";
  EXPECT_THAT(found[0].message, HasSubstr("at 100 MB a second, which is assumed, writing all of it "
                                          "again would take about 2 min"));
}

TEST_F(SettingsTest, ALevelOfTheConfigIsNotRaised) {
  know(R"({"name": "a", "rows": 10000000})");
  config_.rules["update"].level = ConfiguredLevel::warning;
  EXPECT_THAT(levels("UPDATE a SET x = 1;"), ElementsAre("update warning"));
}

TEST_F(SettingsTest, DataLossIsNotLoweredBySize) {
  know(R"({"name": "a", "rows": 1, "table_bytes": 1})");
  EXPECT_THAT(levels("DROP TABLE a;"), ElementsAre("loss error", "queue warning"));
}

TEST_F(SettingsTest, ABusyTableRaisesWhatQueues) {
  know(R"({"name": "a", "rows": 10, "writes_per_second": 100})");
  const auto found = findings("ALTER TABLE a ADD COLUMN y int;");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].level, Level::error);
  EXPECT_EQ(found[0].message,
            "Locks. By --stats of 2026-11-20 about 100 rows of `a` are written a second: an error "
            "instead of a warning.");
}

TEST_F(SettingsTest, APartitionedTableIsJudgedAsAWhole) {
  know(R"({"name": "p", "rows": 2e7, "table_bytes": 1}, {"name": "p1", "rows": 2e7})");
  const auto found = findings(
      "ALTER TABLE p ATTACH PARTITION p1 DEFAULT;\n"
      "ALTER TABLE p ADD CONSTRAINT c CHECK (x > 0);");
  EXPECT_THAT(found, testing::Contains(testing::Field(&Finding::message,
                                                      HasSubstr("`p` has about 20 million rows"))));
}

TEST_F(SettingsTest, ATableNamedLargeIsLarge) {
  config_.tables.large = {"a*"};
  know(R"({"name": "ab", "rows": 3, "table_bytes": 1})");
  const auto found = findings("UPDATE ab SET x = 1; UPDATE ac SET x = 1; UPDATE b SET x = 1;");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].level, Level::error);
  EXPECT_EQ(found[1].level, Level::error);
  EXPECT_EQ(found[1].message,
            "limit 7. `ac` is one of the project's large tables: an error instead of a warning.");
  EXPECT_EQ(found[2].level, Level::warning);
}

TEST_F(SettingsTest, NothingIsSaidOfAnExemptTable) {
  config_.tables.exempt = {"scratch.*", "tmp_*"};
  EXPECT_THAT(levels("UPDATE tmp_a SET x = 1; UPDATE scratch.b SET x = 1; UPDATE c SET x = 1;"),
              ElementsAre("update warning"));
}

TEST_F(SettingsTest, ARuleMayHaveExemptTablesOfItsOwn) {
  config_.rules["queue"].exempt = {"a"};
  EXPECT_THAT(levels(kScanOfA), ElementsAre("scan error"));
}

TEST_F(SettingsTest, AnOptionReplacesThePagesNumberWhereItHolds) {
  config_.rules["update"].options["limit"] = 8;
  EXPECT_EQ(findings("UPDATE a SET x = 1;").front().message, "limit 8.");
  config_.overrides.push_back(
      {{"db/*"}, {{"update", {.level = {}, .options = {{"limit", 9}}, .exempt = {}}}}});
  EXPECT_EQ(findings("").front().message, "limit 9.");
}

Ban ban(std::vector<std::string> operations) {
  Ban ban;
  ban.id = "ban/no-json";
  ban.operations = std::move(operations);
  ban.message = "House rule.";
  return ban;
}

TEST_F(SettingsTest, ABanSpeaksInTheProjectsWords) {
  config_.bans = {ban({"define-column"})};
  config_.bans[0].type = "json";
  config_.bans[0].instead = "Use jsonb.";
  const std::string_view sql = "CREATE TABLE a (id int, b json, c jsonb, d json[]);";
  const auto found = findings(sql);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule->id, "ban/no-json");
  EXPECT_EQ(found[0].level, Level::error);
  EXPECT_EQ(found[0].message, "House rule.");
  EXPECT_EQ(found[0].safe_way, "Use jsonb.");
  EXPECT_EQ(sql.substr(found[0].span.begin, found[0].span.end - found[0].span.begin), "b json");
}

TEST_F(SettingsTest, ABanMatchesNamesAndTables) {
  config_.bans = {ban({"drop-index", "create-index"})};
  config_.bans[0].name = "tmp_*";
  config_.bans[0].table = "audit.*";
  const auto all = levels(
      "CREATE INDEX CONCURRENTLY tmp_a ON audit.log (x);\n"
      "CREATE INDEX CONCURRENTLY tmp_b ON log (x);\n"
      "CREATE INDEX CONCURRENTLY c ON audit.log (x);");
  EXPECT_EQ(std::ranges::count(all, "ban/no-json error"), 1);
}

TEST_F(SettingsTest, ABanIsOfItsDialectItsPathsAndNotOfRollbacks) {
  config_.bans = {ban({"create-sequence"})};
  EXPECT_THAT(levels("CREATE SEQUENCE s;", Direction::down), IsEmpty());
  EXPECT_EQ(levels("CREATE SEQUENCE s2;").size(), 1U);
  config_.bans[0].paths = {"elsewhere/**"};
  EXPECT_THAT(levels(""), IsEmpty());
  config_.bans[0].paths = {"db/**"};
  EXPECT_EQ(levels("").size(), 1U);
  config_.bans[0].dialect = Dialect::mysql;
  EXPECT_THAT(levels(""), IsEmpty());
}

/// The words of what a statement does.
std::vector<std::string> words(std::string_view sql) {
  test::Project project;
  project.add({.text = sql});
  std::vector<std::string> all;
  for (const Statement& statement : project.scripts.front().statements) {
    for (const Operation& operation : statement.operations) {
      for (const Deed& deed : deeds_of(operation)) {
        if (!deed.word.empty()) all.emplace_back(deed.word);
      }
    }
  }
  return all;
}

TEST(Deeds, AreWordsOfTheConfig) {
  EXPECT_THAT(words("CREATE TABLE a (x int PRIMARY KEY, CHECK (x > 0))"),
              UnorderedElementsAre("create-table", "define-column", "add-constraint",
                                   "add-primary-key", "add-constraint", "add-check"));
  EXPECT_THAT(words("ALTER TABLE a ADD COLUMN x int REFERENCES b"),
              testing::IsSupersetOf({"add-column", "define-column", "add-foreign-key"}));
  EXPECT_THAT(words("ALTER TABLE a ALTER x TYPE text"),
              UnorderedElementsAre("change-type", "define-column"));
  EXPECT_THAT(words("DROP VIEW v; DROP FUNCTION f(); DROP TYPE t"),
              ElementsAre("drop-view", "drop-function", "drop-type"));
  EXPECT_THAT(words("REVOKE ALL ON a FROM b; GRANT SELECT ON a TO b"),
              ElementsAre("revoke", "grant"));
}

/// Every word can be met: one that no statement gives would be a ban that never holds.
TEST(Deeds, EveryWordIsMet) {
  const std::vector<std::string> met = words(R"(
CREATE TABLE a (x int PRIMARY KEY); CREATE TABLE b AS SELECT 1; DROP TABLE a;
ALTER TABLE a RENAME TO b; TRUNCATE a; ALTER TABLE a ADD x int, DROP y;
ALTER TABLE a RENAME x TO y; ALTER TABLE a ALTER x TYPE text, ALTER x SET DEFAULT 1,
  ALTER y DROP DEFAULT, ALTER x SET NOT NULL, ALTER y DROP NOT NULL;
ALTER TABLE a ADD CHECK (x > 0), ADD FOREIGN KEY (x) REFERENCES b (y), ADD UNIQUE (x),
  ADD PRIMARY KEY (x), ADD EXCLUDE USING gist (x WITH =), DROP CONSTRAINT c;
CREATE INDEX i ON a (x); DROP INDEX i; REINDEX TABLE a; CREATE VIEW v AS SELECT 1; DROP VIEW v;
CREATE MATERIALIZED VIEW m AS SELECT 1; REFRESH MATERIALIZED VIEW m; DROP MATERIALIZED VIEW m;
CREATE TYPE t AS ENUM ('a'); ALTER TYPE t ADD VALUE 'b'; DROP TYPE t;
CREATE DOMAIN d AS text; ALTER DOMAIN d SET NOT NULL; CREATE SEQUENCE s; DROP SEQUENCE s;
CREATE SCHEMA s; DROP SCHEMA s; ALTER TABLE a SET SCHEMA s; CREATE EXTENSION e; DROP EXTENSION e;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; DROP FUNCTION f();
CREATE TRIGGER g BEFORE INSERT ON a EXECUTE FUNCTION f(); DROP TRIGGER g ON a;
ALTER TABLE a DISABLE TRIGGER g; CREATE POLICY p ON a; DROP POLICY p ON a;
ALTER TABLE a ENABLE ROW LEVEL SECURITY; GRANT SELECT ON a TO b; REVOKE SELECT ON a FROM b;
INSERT INTO a VALUES (1); UPDATE a SET x = 1; DELETE FROM a; COPY a FROM '/f';
MERGE INTO a USING b ON a.x = b.x WHEN MATCHED THEN DELETE;
LOCK TABLE a; VACUUM a; SET x.y = 1; CALL c();)");
  for (const std::string_view word : kBanOperations)
    EXPECT_NE(std::ranges::find(met, word), met.end()) << word;
  for (const std::string& word : met) {
    EXPECT_NE(std::ranges::find(kBanOperations, word), kBanOperations.end()) << word;
  }
}

}  // namespace
}  // namespace miglint
