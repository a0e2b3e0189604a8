// `miglint checks` on a MariaDB server: clean and dirty rows, before and after the change. With
// MIGLINT_TEST_MYSQL_SOCKET on the MySQL server that listens there, as root without a password.
#include <gmock/gmock.h>

#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "mariadb_server.h"
#include "program.h"

namespace miglint {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using Json = nlohmann::json;

constexpr std::string_view kBase =
    "CREATE TABLE companies (id bigint PRIMARY KEY) ENGINE=InnoDB;\n"
    "CREATE TABLE customers (id bigint PRIMARY KEY, company_id bigint, region bigint)\n"
    "  ENGINE=InnoDB;\n"
    "CREATE TABLE `lines` (id bigint PRIMARY KEY, invoice_id bigint, amount bigint)\n"
    "  ENGINE=InnoDB;\n"
    "CREATE TABLE invoices (id bigint PRIMARY KEY, customer_id bigint, number varchar(40),\n"
    "  status varchar(20), amount bigint, fax varchar(20), company_id bigint, region bigint,\n"
    "  KEY old_idx (amount)) ENGINE=InnoDB;\n";

constexpr std::string_view kChange =
    "ALTER TABLE invoices MODIFY status ENUM('draft', 'sent');\n"
    "UPDATE invoices i JOIN customers c ON c.id = i.customer_id SET i.company_id = c.company_id\n"
    " WHERE i.company_id IS NULL;\n"
    "UPDATE invoices SET region = (SELECT c.region FROM customers AS c\n"
    "  WHERE c.id = invoices.customer_id LIMIT 1) WHERE region IS NULL;\n"
    "UPDATE `invoices` AS `i` JOIN `lines` AS `l` ON `l`.`invoice_id` = `i`.`id`\n"
    "  SET `i`.`amount` = `l`.`amount` WHERE `i`.`amount` IS NULL;\n"
    "ALTER TABLE invoices MODIFY company_id bigint NOT NULL;\n"
    "ALTER TABLE invoices ADD CONSTRAINT invoices_company_fk FOREIGN KEY (company_id)\n"
    "  REFERENCES companies (id);\n"
    "ALTER TABLE invoices ADD CONSTRAINT invoices_amount CHECK (amount > 0);\n"
    "ALTER TABLE invoices MODIFY number varchar(40) NOT NULL, DROP COLUMN fax,\n"
    "  ADD COLUMN note varchar(10);\n"
    "CREATE UNIQUE INDEX invoices_number ON invoices (number);\n"
    "DROP INDEX old_idx ON invoices;\n"
    "CREATE TABLE audit_log (id bigint AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;\n"
    "CREATE TRIGGER invoices_audit AFTER UPDATE ON invoices FOR EACH ROW\n"
    "  INSERT INTO audit_log () VALUES ();\n";

constexpr std::string_view kCleanRows =
    "INSERT INTO companies VALUES (1);\n"
    "INSERT INTO customers VALUES (1, 1, 4);\n"
    "INSERT INTO invoices (id, customer_id, number, status, amount)\n"
    " VALUES (1, 1, 'n1', 'draft', 1), (2, 1, 'n2', 'sent', 2);\n";

/// Without a number, with the number of another, an odd status and amount, an unknown company, a
/// customer that is not there, two lines that say different amounts.
constexpr std::string_view kDirtyRows =
    "INSERT INTO invoices VALUES (3, 1, NULL, 'draft', 1, NULL, NULL, NULL),\n"
    "  (4, 1, 'n1', 'lost', 0, NULL, NULL, 4), (5, 1, 'n5', 'gone', 1, NULL, 7, NULL),\n"
    "  (6, 99, 'n6', 'sent', NULL, NULL, NULL, NULL);\n"
    "INSERT INTO `lines` VALUES (1, 6, 3), (2, 6, 4);\n";

class MysqlChecks : public ProgramTest {
 protected:
  void SetUp() override {
    const char* const given = std::getenv("MIGLINT_TEST_MYSQL_SOCKET");  // NOLINT(concurrency-*)
    if (given == nullptr) server_.emplace();
    ASSERT_EQ(server_ ? server_->problem() : "", "");
    socket_ = given == nullptr ? server_->socket() : given;
    folder_.write(".miglint.toml", server_ ? "dialect = \"mariadb\"\n" : "dialect = \"mysql\"\n");
    folder_.write("migrations/1.sql", kBase);
    folder_.write("migrations/2.sql", kChange);
    folder_.write("clean.sql", kCleanRows);
    folder_.write("dirty.sql", kDirtyRows);
    ASSERT_EQ(
        shell(client() + " -e 'DROP DATABASE IF EXISTS work; CREATE DATABASE work'").exit_code, 0);
    sql("migrations/1.sql");
    sql("clean.sql");
  }

  void sql(const std::string& file) const {
    const Outcome outcome = shell(client() + " work <" + file);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
  }

  [[nodiscard]] Outcome checks(const std::string& arguments) const {
    return miglint("checks --database-url 'mysql://root@/work?socket=" + socket_ + "' " +
                   arguments + " migrations/2.sql");
  }

  /// By id: the answers of a run.
  [[nodiscard]] std::map<std::string, Json> answers(const std::string& arguments) const {
    std::map<std::string, Json> by_id;
    const Json result = Json::parse(checks("--format json " + arguments).out);
    for (const Json& check : result["checks"])
      by_id[check["id"]] = check;
    return by_id;
  }

  [[nodiscard]] std::string client() const { return "mariadb --no-defaults -uroot -S " + socket_; }

  std::optional<MariaDbServer> server_;
  std::string socket_;
};

TEST_F(MysqlChecks, PassOnCleanRowsBeforeAndAfter) {
  const Outcome before = checks("--phase pre --format json --output pre.json");
  EXPECT_EQ(before.exit_code, 0) << checks("--phase pre").out;

  auto early = answers("--phase post");
  for (const std::string id :
       {"tables", "columns:public.invoices", "columns-gone:public.invoices",
        "not-null:public.invoices", "constraints:public.invoices", "indexes:public.invoices",
        "indexes-gone:public.invoices", "triggers:public.invoices"}) {
    EXPECT_EQ(early[id]["state"], "failed") << id << early[id].dump();
  }
  EXPECT_EQ(early["constraints:public.invoices"]["remark"], "invoices_amount, invoices_company_fk");

  sql("migrations/2.sql");
  const Outcome after = checks("--phase post --before pre.json");
  EXPECT_EQ(after.exit_code, 0) << after.out << after.error;
  EXPECT_THAT(after.out,
              AllOf(HasSubstr("2 rows (before: 2 rows)"), HasSubstr("0 failed, 0 unanswered"),
                    HasSubstr("passed      triggers:public.invoices")));
}

TEST_F(MysqlChecks, CountWhatIsDirtyAndTakeNoWriteForAnAnswer) {
  sql("dirty.sql");
  const Outcome outcome = checks("--phase pre");
  EXPECT_EQ(outcome.exit_code, 1) << outcome.error;
  auto found = answers("--phase pre");
  const auto answer = [&](const std::string& id) { return found[id]["answer"]; };
  EXPECT_EQ(answer("rows:public.invoices"), 6);
  EXPECT_EQ(answer("nulls:public.invoices.number"), 1);
  EXPECT_EQ(answer("nulls:public.invoices.company_id"), 5);
  EXPECT_EQ(found["nulls:public.invoices.company_id"]["state"], "told");
  EXPECT_EQ(answer("coverage:public.invoices.company_id"), 80);
  EXPECT_EQ(found["coverage:public.invoices.company_id"]["remark"], "4 of 5 rows");
  EXPECT_EQ(found["coverage:public.invoices.company_id"]["state"], "failed");
  EXPECT_EQ(answer("conflicts:public.invoices.company_id"), 0);
  EXPECT_EQ(answer("coverage:public.invoices.region"), 80);
  EXPECT_EQ(answer("coverage:public.invoices.amount"), 100);
  EXPECT_EQ(answer("conflicts:public.invoices.amount"), 1);
  EXPECT_EQ(
      answers(
          "--phase pre --min coverage=75 --max conflicts=10")["coverage:public.invoices.company_id"]
                                                             ["state"],
      "passed");
  EXPECT_EQ(answer("orphans:public.invoices.company_id"), 1);
  EXPECT_EQ(answer("duplicates:public.invoices.number"), 1);
  EXPECT_EQ(answer("violations:public.invoices.invoices_amount"), 1);
  EXPECT_EQ(answer("outside-enum:public.invoices.status"), 2);
  EXPECT_EQ(found["outside-enum:public.invoices.status"]["remark"], "gone, lost");
  EXPECT_GT(answer("disk:public.invoices"), 0);
  // The change fails as the checks say.
  EXPECT_NE(shell(client() + " work <migrations/2.sql").exit_code, 0);
}

TEST_F(MysqlChecks, StandInARunbookWhoseQueriesRun) {
  const std::string runbook = miglint("runbook migrations/2.sql").out;
  const std::size_t watch = runbook.find("## 4. While it runs");
  const std::size_t end = runbook.find("## 5. After");
  ASSERT_LT(watch, end);
  std::string queries;
  for (std::size_t at = runbook.find("```sql\n", watch); at < end;
       at = runbook.find("```sql\n", at + 1)) {
    queries += runbook.substr(at + 7, runbook.find("```", at + 7) - at - 7);
  }
  EXPECT_THAT(queries, AllOf(HasSubstr(server_ ? "max_stage" : "events_stages_current"),
                             HasSubstr("`company_id` IS NULL")));
  folder_.write("watch.sql", queries);
  sql("watch.sql");
  EXPECT_THAT(runbook, AllOf(HasSubstr("| 1452 |"), HasSubstr("| 1062 |")));
}

class MysqlUrl : public ProgramTest {
 protected:
  [[nodiscard]] std::string error_of(const std::string& url) {
    folder_.write(".miglint.toml", "dialect = \"mysql\"\n");
    folder_.write("1.sql", "ALTER TABLE t ADD COLUMN a int;\n");
    const Outcome outcome = miglint("checks --phase pre --database-url '" + url + "' 1.sql");
    EXPECT_EQ(outcome.exit_code, 2);
    return outcome.error;
  }
};

TEST_F(MysqlUrl, SaysWhatIsWrongWithoutThePassword) {
  EXPECT_THAT(error_of("mysql://u:secret@h/d?sock=/x"),
              AllOf(HasSubstr("`sock` of the URL is not known; known: socket=PATH"),
                    testing::Not(HasSubstr("secret"))));
  EXPECT_THAT(error_of("mariadb://u:%zz@h/d"), HasSubstr("without two hexadecimal digits"));
  EXPECT_THAT(error_of("mysql://h:x/d"), HasSubstr("the port `x` of the URL is no number"));
  EXPECT_THAT(error_of("mysql:///d?socket=/no/such/socket"), HasSubstr("no connection: "));
  EXPECT_THAT(error_of("host=/tmp dbname=x"), HasSubstr("these migrations are MySQL's"));
}

}  // namespace
}  // namespace miglint
