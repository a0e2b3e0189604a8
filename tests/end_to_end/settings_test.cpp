// `.miglint.toml` and --stats through the program: sizes, exempt tables, house rules, suppressions
// that end, in every output.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <string>

#include "program.h"

namespace miglint {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

constexpr std::string_view kIndex =
    "SET lock_timeout = '5s';\nCREATE INDEX orders_note ON orders (note);\n";

class SettingsFile : public ProgramTest {
 protected:
  void SetUp() override { folder_.write("db/1.sql", kIndex); }
  void config(std::string_view text) { folder_.write(".miglint.toml", text); }
};

TEST_F(SettingsFile, SizesMoveLevelsAndSaySo) {
  folder_.write("stats.json",
                R"({"version": 1, "taken_at": "2026-11-20T09:00:00Z", "tables": [
                    {"name": "orders", "rows": 900, "table_bytes": 65536, "index_bytes": 0}]})");
  EXPECT_EQ(miglint("check -q db").exit_code, 1);
  const Outcome small = miglint("check -q --stats stats.json db");
  EXPECT_EQ(small.exit_code, 0) << small.out;
  EXPECT_THAT(small.out, AllOf(HasSubstr("note[index-without-concurrently]"),
                               HasSubstr("By --stats of 2026-11-20 `orders` has about 900 rows"),
                               HasSubstr("a note instead of an error.")));
  config("[tables]\nsmall_rows = 500\n");
  EXPECT_EQ(miglint("check -q --stats stats.json db").exit_code, 1);
}

TEST_F(SettingsFile, WhatIsSaidOfALargeTable) {
  folder_.write("db/1.sql", "SET lock_timeout = '5s';\nDELETE FROM orders WHERE paid;\n");
  folder_.write("stats.json",
                R"({"version": 1, "taken_at": "2026-11-20T09:00:00Z", "tables": [
                    {"name": "orders", "rows": 412345678, "table_bytes": 96e9,
                     "index_bytes": 30e9, "writes_per_second": 250}]})");
  EXPECT_EQ(
      miglint("check -q --stats stats.json db").out,
      "db/1.sql:2:1: error[unbatched-backfill] The filter does not bound how many rows of "
      "`orders` are deleted in this one transaction: whoever writes to one of them waits until "
      "the last one is done. By --stats of 2026-11-20 `orders` has about 412 million rows (126 "
      "GB); at 50 MB a second, which is assumed, writing all of it again would take about 42 "
      "min: an error instead of a warning.\n");
}

TEST_F(SettingsFile, SizesAreInJsonAndComeThroughAMerge) {
  folder_.write("stats.json",
                R"({"version": 1, "tables": [{"name": "orders", "rows": 4.1e8,
                    "table_bytes": 1e11, "index_bytes": 0, "writes_per_second": 7}]})");
  (void)miglint("check --stats stats.json --format json=1 db");
  const Json finding = Json::parse(read("1"))["findings"][0];
  EXPECT_EQ(finding["size"]["relation"], "public.orders");
  EXPECT_EQ(finding["size"]["kind"], "large");
  EXPECT_EQ(finding["size"]["rows"], 4.1e8);
  EXPECT_EQ(finding["size"]["bytes"], 1e11);
  EXPECT_EQ(finding["size"]["seconds"], 2000);
  EXPECT_EQ(finding["size"]["level_without"], "error");
  (void)miglint("merge --format json=2 1");
  EXPECT_EQ(Json::parse(read("2"))["findings"][0], finding);
}

TEST_F(SettingsFile, ReportAndRunbookGuessDurations) {
  folder_.write("stats.json",
                R"({"version": 1, "tables": [{"name": "orders", "rows": 4.1e8,
                    "table_bytes": 1e11, "index_bytes": 0}]})");
  for (const std::string page : {"report", "report --format html", "runbook"}) {
    EXPECT_THAT(
        miglint(page + " --stats stats.json db/1.sql").out,
        HasSubstr("about 410 million rows (100 GB): about 33 min at 50 MB a second, which is "
                  "assumed"))
        << page;
    EXPECT_THAT(miglint(page + " db/1.sql").out, Not(HasSubstr("million rows"))) << page;
  }
}

TEST_F(SettingsFile, AStatsFileThatCannotBeUsedIsRefused) {
  folder_.write("bad.json", R"({"version": 1, "tables": [{"name": "a", "row": 1}]})");
  const Outcome bad = miglint("check --stats bad.json db");
  EXPECT_EQ(bad.exit_code, 2);
  EXPECT_EQ(bad.error,
            "miglint: --stats bad.json: unknown key `row` in tables[0]; did you mean `rows`?\n");
  const Outcome none = miglint("check --stats none.json db");
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_THAT(none.error, HasSubstr("--stats none.json: No such file or directory"));
}

TEST_F(SettingsFile, ExemptAndTenantColumns) {
  config("[tables]\nexempt = [\"orders\"]\n");
  EXPECT_EQ(miglint("check -q --fail-on note db").out, "");
  config("[rules.index-without-concurrently]\nexempt = [\"public.ord*\"]\n");
  EXPECT_EQ(miglint("check -q --fail-on note db").out, "");
  folder_.write("t/1.sql", "CREATE TABLE users (id bigint PRIMARY KEY, branch bigint, mail text);");
  folder_.write("t/2.sql",
                "SET lock_timeout = '5s';\nCREATE UNIQUE INDEX CONCURRENTLY u ON users (mail);\n");
  EXPECT_THAT(miglint("check -q t").out, Not(HasSubstr("unique-without-tenant-column")));
  config("[tenancy]\ncolumns = [\"branch\"]\n");
  EXPECT_THAT(miglint("check -q t").out, HasSubstr("unique-without-tenant-column"));
}

TEST_F(SettingsFile, ExemptTablesOfRulesThatLookAtTheWholeHistory) {
  folder_.write("h/1.sql",
                "CREATE TABLE a (id bigint PRIMARY KEY, b bigint REFERENCES a (id), c int);\n"
                "CREATE INDEX a_c ON a (c);\nCREATE INDEX a_c_2 ON a (c);\n"
                "CREATE INDEX a_c_b ON a (c, b);\n");
  const std::string all = miglint("check -q --fail-on note h").out;
  EXPECT_THAT(all, AllOf(HasSubstr("duplicate-index"), HasSubstr("index-is-prefix"),
                         HasSubstr("foreign-key-without-index")));
  config("[tables]\nexempt = [\"a\"]\n");
  EXPECT_EQ(miglint("check -q --fail-on note h").out, "");
}

TEST_F(SettingsFile, AFileOfTheCurrentFolderIsNotItsOwnHistory) {
  folder_.write("1.sql", "CREATE TABLE a (id bigint PRIMARY KEY);\n");
  EXPECT_EQ(miglint("check -q --fail-on note 1.sql").out, "");
  folder_.write("1.sql", "CREATE INDEX a_x ON a (x);\n");
  EXPECT_THAT(miglint("check -q 1.sql").out, Not(HasSubstr("duplicate-index")));
}

TEST_F(SettingsFile, ARulesOwnNumber) {
  folder_.write("db/1.sql", "SET lock_timeout = '50s';\nALTER TABLE a ADD COLUMN b int;\n");
  EXPECT_THAT(miglint("check -q db").out, Not(HasSubstr("ineffective-lock-timeout")));
  config("[rules.ineffective-lock-timeout]\nlongest_seconds = 10\n");
  EXPECT_THAT(miglint("check -q db").out,
              AllOf(HasSubstr("ineffective-lock-timeout"), HasSubstr("longer than 10 s")));
  config("[rules.ineffective-lock-timeout]\nlongest = 10\n");
  const Outcome unknown = miglint("check -q db");
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.error, HasSubstr(".miglint.toml:2:1: error: unknown key `longest` in "
                                       "[rules.ineffective-lock-timeout]; did you mean "
                                       "`longest_seconds`?"));
}

constexpr std::string_view kBan =
    "[[ban]]\nid = \"named-indexes\"\noperation = \"create-index\"\nname = \"orders_*\"\n"
    "message = \"Indexes begin with ix\"\ninstead = \"Call it ix_orders_note.\"\nlevel = "
    "\"warning\"\n";

TEST_F(SettingsFile, AHouseRuleIsInEveryOutput) {
  config(kBan);
  EXPECT_THAT(miglint("check -q db").out,
              HasSubstr("db/1.sql:2:1: warning[ban/named-indexes] Indexes begin with ix\n"));
  for (const std::string format :
       {"text", "json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"}) {
    EXPECT_THAT(miglint("check --format " + format + " db").out,
                AllOf(HasSubstr("named-indexes"), HasSubstr("Indexes begin with ix")))
        << format;
  }
  const Json sarif = Json::parse(miglint("check --format sarif db").out)["runs"][0];
  for (const Json& result : sarif["results"]) {
    EXPECT_EQ(sarif["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"],
              result["ruleId"]);
  }
  EXPECT_THAT(miglint("report db/1.sql").out, HasSubstr("ban/named-indexes"));
}

TEST_F(SettingsFile, AHouseRuleIsListedExplainedSuppressedAndOverridden) {
  config(std::string(kBan) +
         "[[overrides]]\npaths = [\"db/old/**\"]\n[overrides.rules.\"ban/named-indexes\"]\n"
         "level = \"off\"\n");
  EXPECT_THAT(miglint("rules").out, HasSubstr("ban/named-indexes"));
  const Outcome page = miglint("explain ban/named-indexes");
  EXPECT_EQ(page.exit_code, 0);
  EXPECT_THAT(page.out, AllOf(HasSubstr("Indexes begin with ix"), HasSubstr("name `orders_*`"),
                              HasSubstr("Call it ix_orders_note.")));
  EXPECT_THAT(miglint("explain ban/named-index").error,
              HasSubstr("did you mean `ban/named-indexes`?"));
  folder_.write("db/old/1.sql", kIndex);
  EXPECT_THAT(miglint("check -q db/old").out, Not(HasSubstr("ban/")));
  folder_.write("db/1.sql",
                "SET lock_timeout = '5s';\n-- miglint:ignore ban/named-indexes: old\n"
                "CREATE INDEX CONCURRENTLY orders_note ON orders (note);\n");
  EXPECT_EQ(miglint("check -q --fail-on note db/1.sql").out, "");
}

TEST_F(SettingsFile, AMistakeInABanIsNamed) {
  config("[[ban]]\noperation = \"drop-tabel\"\nmessage = \"no\"\n");
  EXPECT_THAT(miglint("check db").error,
              HasSubstr(".miglint.toml:2:13: error: `drop-tabel` is no operation; did you mean "
                        "`drop-table`?"));
  config("[[ban]]\noperation = \"drop-table\"\n");
  EXPECT_THAT(miglint("check db").error, HasSubstr("1:1: error: [[ban]] lacks `message`"));
}

class Suppressing : public SettingsFile {
 protected:
  /// Checks an index whose finding the comment is to suppress.
  Outcome with(const std::string& comment, const std::string& arguments) {
    folder_.write("db/1.sql", "SET lock_timeout = '5s';\n-- miglint:ignore " + comment +
                                  "\nCREATE INDEX orders_note ON orders (note);\n");
    return miglint("check -q --fail-on note " + arguments + " db");
  }
};

TEST_F(Suppressing, EndsWithItsLastDay) {
  const std::string comment = "index-without-concurrently until 2027-01-31: the table is small";
  EXPECT_EQ(with(comment, "--today 2027-01-31").out, "");
  const Outcome over = with(comment, "--today 2027-02-01");
  EXPECT_EQ(over.exit_code, 1);
  EXPECT_EQ(
      over.out,
      "db/1.sql:2:4: note[expired-suppression] This ended on 2027-01-31: what it suppressed is "
      "told again\n"
      "db/1.sql:3:1: error[index-without-concurrently] Building the index blocks writes to "
      "`orders` until it is finished.\n");
  EXPECT_THAT(
      with("index-without-concurrently until soon: x", "").out,
      HasSubstr("error[invalid-suppression] `soon` is no date, so this suppresses nothing"));
  EXPECT_EQ(miglint("check --today tomorrow db").exit_code, 2);
}

TEST_F(Suppressing, AsksTheClockWithoutADay) {
  EXPECT_THAT(with("index-without-concurrently until 2020-01-01: x", "").out,
              HasSubstr("expired-suppression"));
  EXPECT_EQ(with("index-without-concurrently until 9999-12-31: x", "").out, "");
}

TEST_F(Suppressing, MayNeedAReasonAndAnEndThatIsNear) {
  config("[suppressions]\nrequire_reason = true\nrequire_expiry = true\nmax_days = 30\n");
  EXPECT_THAT(with("index-without-concurrently", "--today 2027-01-01").out,
              AllOf(HasSubstr("the project demands a reason"),
                    HasSubstr("the project demands a date on which it ends"),
                    HasSubstr("error[index-without-concurrently]")));
  EXPECT_THAT(with("index-without-concurrently until 2027-02-01: x", "--today 2027-01-01").out,
              AllOf(HasSubstr("takes no date that is more than 30 days ahead"),
                    HasSubstr("error[index-without-concurrently]")));
  EXPECT_EQ(with("index-without-concurrently until 2027-01-31: x", "--today 2027-01-01").out, "");
}

}  // namespace
}  // namespace miglint
