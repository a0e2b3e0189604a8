// `miglint checks` on a scratch server: clean and dirty rows, before and after the change.
#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "kept_server.h"
#include "program.h"

namespace miglint {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

constexpr std::string_view kBase =
    "CREATE TABLE companies (id bigint PRIMARY KEY);\n"
    "CREATE TABLE customers (id bigint PRIMARY KEY, company_id bigint);\n"
    "CREATE TABLE invoices (id bigint PRIMARY KEY, customer_id bigint, number text,\n"
    "  status text, amount bigint, company_id bigint);\n"
    "CREATE EXTENSION btree_gist;\n"
    "CREATE TABLE bookings (id bigint PRIMARY KEY, room bigint, starts int, ends int, state text)"
    ";\n";

constexpr std::string_view kChange =
    "SET lock_timeout = '5s'; CREATE TABLE invoices_backup (id bigint);"
    " INSERT INTO invoices_backup SELECT id FROM invoices;\n"
    "CREATE TYPE invoice_status AS ENUM ('draft', 'sent');\n"
    "ALTER TABLE invoices ALTER COLUMN status TYPE invoice_status USING status::invoice_status;\n"
    "UPDATE invoices AS i SET company_id = c.company_id FROM customers AS c\n"
    " WHERE c.id = i.customer_id AND i.company_id IS NULL;\n"
    "ALTER TABLE invoices ALTER COLUMN company_id SET NOT NULL;\n"
    "ALTER TABLE invoices ADD CONSTRAINT invoices_company_fk FOREIGN KEY (company_id)\n"
    "  REFERENCES companies (id);\n"
    "ALTER TABLE invoices ADD CONSTRAINT invoices_amount CHECK (amount > 0);\n"
    "ALTER TABLE invoices ALTER COLUMN number SET NOT NULL;\n"
    "ALTER TABLE bookings ADD CONSTRAINT bookings_apart EXCLUDE USING gist\n"
    "  (room gist_int8_ops WITH =, int4range(starts, ends) WITH &&) WHERE (state <> 'off');\n"
    "CREATE UNIQUE INDEX CONCURRENTLY invoices_number ON invoices (lower(number));\n"
    "CREATE POLICY tenant ON invoices USING (company_id = 1);\n"
    "ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;\n"
    "ALTER TABLE invoices FORCE ROW LEVEL SECURITY;\n";

constexpr std::string_view kCleanRows =
    "INSERT INTO companies VALUES (1);\n"
    "INSERT INTO customers VALUES (1, 1);\n"
    "INSERT INTO invoices SELECT n, 1, 'n' || n, 'draft', 1 FROM generate_series(1, 4) AS n;\n"
    "INSERT INTO bookings VALUES (1, 1, 1, 5, 'on'), (2, 1, 5, 9, 'on'), (3, 2, 1, 9, 'on'),\n"
    "  (4, 1, 1, 9, 'off'), (5, NULL, 1, 9, 'on'), (6, NULL, 1, 9, 'on');\n";

/// Of eight invoices one has no number, two share one, one has no amount, two an odd status, one a
/// customer that is not there, one of another company than there is. A booking overlaps two others.
constexpr std::string_view kDirtyRows =
    "INSERT INTO invoices VALUES (5, 1, NULL, 'draft', 1), (6, 1, 'N1', 'lost', 1),\n"
    "  (7, 99, 'n7', 'gone', 0);\n"
    "INSERT INTO invoices VALUES (8, 1, 'n8', 'sent', 1, 7);\n"
    "INSERT INTO bookings VALUES (7, 1, 4, 6, 'on');\n";

class Checks : public ProgramTest {
 protected:
  void SetUp() override {
    folder_.write("migrations/1.sql", kBase);
    folder_.write("migrations/2.sql", kChange);
    folder_.write("clean.sql", kCleanRows);
    folder_.write("dirty.sql", kDirtyRows);
    server_.emplace(*this, "--rows 0 migrations/1.sql");
    ASSERT_EQ(server_->problem(), "");
    sql("-f clean.sql");
  }

  [[nodiscard]] Outcome psql(const std::string& arguments) const {
    return shell("psql -qAtX -v ON_ERROR_STOP=1 -v VERBOSITY=sqlstate -h " + server_->host() +
                 " -U postgres work " + arguments);
  }
  void sql(const std::string& arguments) const {
    const Outcome outcome = psql(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
  }

  [[nodiscard]] Outcome checks(const std::string& arguments) const {
    return miglint("checks --database-url 'host=" + server_->host() +
                   " user=postgres dbname=work' " + arguments + " migrations/2.sql");
  }

  /// By id: the answers of a run.
  [[nodiscard]] std::map<std::string, Json> answers(const std::string& arguments) const {
    std::map<std::string, Json> by_id;
    const Json result = Json::parse(checks("--format json " + arguments).out);
    for (const Json& check : result["checks"])
      by_id[check["id"]] = check;
    return by_id;
  }

  std::optional<KeptServer> server_;
};

TEST_F(Checks, PassOnCleanRowsBeforeAndAfter) {
  const Outcome before = checks("--phase pre --format json --output pre.json");
  EXPECT_EQ(before.exit_code, 0) << checks("--phase pre").out;
  sql("-f migrations/2.sql");
  const Outcome after = checks("--phase post --before pre.json");
  EXPECT_EQ(after.exit_code, 0) << after.out << after.error;
  EXPECT_THAT(after.out,
              AllOf(HasSubstr("4 rows (before: 4 rows)"), HasSubstr("0 failed, 0 unanswered"),
                    HasSubstr("passed      policies:public.invoices"),
                    HasSubstr("passed      rows-added:public.invoices_backup"),
                    HasSubstr("passed      overlaps:public.bookings.bookings_apart"),
                    HasSubstr("passed      row-security:public.invoices")));
}

TEST_F(Checks, CountWhatIsDirty) {
  sql("-f dirty.sql");
  const Outcome outcome = checks("--phase pre");
  EXPECT_EQ(outcome.exit_code, 1) << outcome.error;
  auto found = answers("--phase pre");
  const auto answer = [&](const std::string& id) { return found[id]["answer"]; };
  EXPECT_EQ(answer("rows:public.invoices"), 8);
  EXPECT_EQ(answer("rows-added:public.invoices_backup"), 8);
  EXPECT_EQ(answer("nulls:public.invoices.number"), 1);
  EXPECT_EQ(answer("nulls:public.invoices.company_id"), 7);
  EXPECT_EQ(found["nulls:public.invoices.company_id"]["state"], "told");
  EXPECT_EQ(answer("coverage:public.invoices.company_id"), 85.71);
  EXPECT_EQ(found["coverage:public.invoices.company_id"]["remark"], "6 of 7 rows");
  EXPECT_EQ(answer("conflicts:public.invoices.company_id"), 0);
  EXPECT_EQ(answer("orphans:public.invoices.company_id"), 1);
  EXPECT_EQ(answer("duplicates:public.invoices.(lower(number))"), 1);
  EXPECT_EQ(answer("violations:public.invoices.invoices_amount"), 1);
  EXPECT_EQ(answer("outside-enum:public.invoices.status"), 2);
  EXPECT_EQ(found["outside-enum:public.invoices.status"]["remark"], "gone, lost");
  EXPECT_GT(answer("disk:public.invoices"), 0);
  EXPECT_EQ(answer("overlaps:public.bookings.bookings_apart"), 3);
  // The change fails as the check says.
  const Outcome change = psql(
      "-c \"ALTER TABLE bookings ADD EXCLUDE USING gist (room WITH =, int4range(starts, ends) WITH "
      "&&) WHERE (state <> 'off')\"");
  EXPECT_THAT(change.error, HasSubstr("23P01"));
}

TEST_F(Checks, FailAfterwardsWhereTheChangeHasNotRun) {
  auto found = answers("--phase post");
  for (const std::string id :
       {"not-null:public.invoices", "constraints:public.invoices", "indexes:public.invoices",
        "row-security:public.invoices", "policies:public.invoices"}) {
    EXPECT_EQ(found[id]["state"], "failed") << id;
  }
  EXPECT_EQ(found["constraints:public.invoices"]["remark"], "invoices_amount, invoices_company_fk");
  EXPECT_EQ(found["refused:public.invoices.company_id"]["state"], "not_run");
}

TEST_F(Checks, ARefusalThatIsShownIsTrue) {
  sql("-f migrations/2.sql");
  auto found = answers("--phase post");
  const Json& shown = found["refused:public.invoices.company_id"];
  const Outcome tried = psql("-c \"" + shown["sql"].get<std::string>() + "\"");
  EXPECT_NE(tried.exit_code, 0);
  EXPECT_THAT(tried.error, HasSubstr(shown["expected"]["sqlstate"].get<std::string>()));
}

TEST_F(Checks, TakeThresholds) {
  sql("-f dirty.sql");
  const auto state = [&](const std::string& limits) {
    return answers("--phase pre " + limits)["coverage:public.invoices.company_id"]["state"];
  };
  EXPECT_EQ(state(""), "failed");
  EXPECT_EQ(state("--min coverage=75"), "passed");
  EXPECT_EQ(state("--min coverage=90"), "failed");
  EXPECT_EQ(answers("--phase pre --max rows=4")["rows:public.invoices"]["state"], "failed");
}

TEST_F(Checks, WriteNothingAndTellWhatTheyCannotSee) {
  sql("-c \"CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;"
      " ALTER TABLE invoices ENABLE ROW LEVEL SECURITY\"");
  const Outcome outcome = miglint("checks --phase pre --database-url 'host=" + server_->host() +
                                  " user=reader dbname=work' migrations/2.sql");
  EXPECT_EQ(outcome.exit_code, 1);
  // A role that row security hides rows from must not count the rest and call it well.
  EXPECT_THAT(outcome.out, HasSubstr("query would be affected by row-level security policy"));
  EXPECT_EQ(psql("-c 'SELECT count(*) FROM invoices'").out, "4\n");
}

/// The runbook's own queries, those for the people who watch among them, are taken by the server.
TEST_F(Checks, StandInARunbookWhoseQueriesRun) {
  const std::string runbook = miglint("runbook migrations/2.sql").out;
  const std::size_t watch = runbook.find("## 4. While it runs");
  const std::size_t end = runbook.find("## 5. After");
  ASSERT_LT(watch, end);
  std::string queries;
  for (std::size_t at = runbook.find("```sql\n", watch); at < end;
       at = runbook.find("```sql\n", at + 1)) {
    queries += runbook.substr(at + 7, runbook.find("```", at + 7) - at - 7);
  }
  EXPECT_THAT(queries, AllOf(HasSubstr("pg_blocking_pids"), HasSubstr("company_id IS NULL")));
  folder_.write("watch.sql", queries);
  sql("-v migration_pid=0 -f watch.sql");
  EXPECT_THAT(runbook, AllOf(HasSubstr("| 23P01 |"), HasSubstr("| 23505 |"),
                             HasSubstr("  --before pre.json \\\n  migrations/2.sql\n"),
                             HasSubstr("- [ ] all running code gives `invoices.company_id`")));
}

TEST_F(Checks, SeeWhoWaitsForALock) {
  const Outcome outcome =
      shell("(echo 'BEGIN; LOCK TABLE invoices IN SHARE MODE;'; sleep 4) | psql -qX -h " +
            server_->host() +
            " -U postgres work >holder 2>&1 & sleep 1;"
            "psql -qX -h " +
            server_->host() +
            " -U postgres work -c 'DELETE FROM invoices' >waiter 2>&1 & sleep 1;"
            "$MIGLINT checks --phase pre --database-url 'host=" +
            server_->host() + " user=postgres dbname=work' migrations/2.sql; wait");
  EXPECT_THAT(outcome.out, HasSubstr("FAILED      lock-waits"));
}

class PrintedChecks : public ProgramTest {};

TEST_F(PrintedChecks, ArePlainSqlWithTheirExpectedAnswers) {
  folder_.write("migrations/1.sql", kBase);
  folder_.write("migrations/2.sql", kChange);
  const Outcome outcome = miglint("checks --phase pre migrations/2.sql");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("-- nulls:public.invoices.number: NULL in `invoices.number`\n"
                              "-- expected: 0 rows\n"
                              "-- With one NULL line 10 of 2.sql fails"),
                    HasSubstr(" WHERE number IS NULL;"), Not(HasSubstr("refused:"))));
}

TEST_F(PrintedChecks, DemandNothingOfWhatTheChangeMakes) {
  folder_.write("migrations/1.sql", kBase);
  folder_.write("migrations/2.sql",
                "CREATE TABLE fresh (a int UNIQUE);\n"
                "ALTER TABLE fresh ALTER COLUMN a SET NOT NULL;\n"
                "ALTER TABLE invoices ADD COLUMN note text DEFAULT '';\n"
                "ALTER TABLE invoices ALTER COLUMN note SET NOT NULL;\n");
  const Outcome before = miglint("checks --phase pre migrations/2.sql");
  EXPECT_THAT(before.out, AllOf(Not(HasSubstr("fresh")), Not(HasSubstr("nulls:"))));
  const Outcome after = miglint("checks --phase post migrations/2.sql");
  EXPECT_THAT(after.out,
              AllOf(HasSubstr("nulls:public.invoices.note"), HasSubstr("'public.fresh'")));
}

TEST_F(PrintedChecks, RefuseWhatTheyDoNotKnow) {
  folder_.write("1.sql", kBase);
  EXPECT_THAT(miglint("checks --min coverge=3 1.sql").error,
              HasSubstr("no check measures `coverge`; did you mean `coverage`?"));
  EXPECT_EQ(miglint("checks --max rows 1.sql").exit_code, 2);
  EXPECT_EQ(miglint("checks --phase now 1.sql").exit_code, 2);
  const Outcome no_phase = miglint("checks --database-url dbname=x 1.sql");
  EXPECT_EQ(no_phase.exit_code, 2);
  EXPECT_THAT(no_phase.error, HasSubstr("--database-url needs --phase"));
}

}  // namespace
}  // namespace miglint
