// `miglint report` and `miglint runbook` from the command line.
#include <gmock/gmock.h>

#include "program.h"

namespace miglint {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Pages : public ProgramTest {
 protected:
  void SetUp() override {
    folder_.write("migrations/1.sql",
                  "CREATE TABLE orders (id bigint PRIMARY KEY, note text, org_id bigint);\n");
  }
};

TEST_F(Pages, TellStopForAnError) {
  folder_.write("migrations/2.sql",
                "SET lock_timeout = '5s';\nCREATE INDEX orders_note ON orders (note);\n");
  const Outcome outcome = miglint("report migrations/2.sql");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(
      outcome.out,
      AllOf(
          HasSubstr("**Do not run it as it stands.** Risk 30 of 100."),
          HasSubstr("- error `index-without-concurrently`: An index is built while "
                    "writes to the table wait (20)"),
          HasSubstr("- Writers wait as long as the table is large: `orders`. Plan a quiet hour.\n"),
          HasSubstr("`orders`: SHARE blocks writes while the index is built"),
          HasSubstr("CREATE INDEX CONCURRENTLY")));
}

TEST_F(Pages, TellGoForASafeChangeThatCanBeTakenBack) {
  folder_.write("migrations/2.up.sql",
                "SET lock_timeout = '5s';\nCREATE TABLE labels (id bigint PRIMARY KEY);\n");
  folder_.write("migrations/2.down.sql", "SET lock_timeout = '5s';\nDROP TABLE labels;\n");
  const Outcome outcome = miglint("report migrations/2.up.sql migrations/2.down.sql");
  EXPECT_THAT(outcome.out, HasSubstr("- new relations: `labels`\n"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("Do not run it")));
}

TEST_F(Pages, PutStatementsInTheirOrderAgainstTheApplication) {
  folder_.write("migrations/2.sql",
                "SET lock_timeout = '5s';\nALTER TABLE orders ADD COLUMN a int;\n"
                "UPDATE orders SET a = 1 WHERE id BETWEEN 1 AND 9;\n"
                "ALTER TABLE orders DROP COLUMN note;\n");
  EXPECT_THAT(miglint("report migrations/2.sql").out,
              AllOf(HasSubstr("- **expand** (before the new code): #1\n"),
                    HasSubstr("- **migrate** (beside the running code): #2\n"),
                    HasSubstr("- **contract** (only when the code allows it): #3\n"
                              "  - no running code names `orders.note`"),
                    HasSubstr("takes all values of `orders.note` for good")));
}

TEST_F(Pages, TellRenamesAndLossesFirst) {
  folder_.write("migrations/2.sql",
                "SET lock_timeout = '5s';\nALTER TABLE orders RENAME COLUMN note TO remark;\n"
                "ALTER TABLE orders RENAME TO purchases;\n"
                "ALTER TABLE purchases DROP COLUMN org_id;\n");
  EXPECT_THAT(
      miglint("report migrations/2.sql").out,
      AllOf(HasSubstr("- Gone for good: all values of `purchases.org_id`.\n"),
            HasSubstr("- Way back: no migration has one;"), HasSubstr("renamed, from `orders`"),
            Not(HasSubstr("gone, with all its rows")), Not(HasSubstr("new relations"))));
}

/// A weak lock under a strong one that is still held keeps out whom the strong one keeps out.
TEST_F(Pages, TellTheStrongestLockThatIsHeld) {
  folder_.write("migrations/2.sql",
                "BEGIN;\nALTER TABLE orders ADD COLUMN a int;\n"
                "UPDATE orders SET a = 1 WHERE a IS NULL;\nCOMMIT;\n");
  EXPECT_THAT(miglint("report migrations/2.sql").out,
              HasSubstr("**ACCESS EXCLUSIVE of #1 is still held**"));
  EXPECT_THAT(miglint("runbook migrations/2.sql").out,
              HasSubstr("while ACCESS EXCLUSIVE of line 2 is still held"));
  const std::string html = miglint("report --format html migrations/2.sql").out;
  EXPECT_THAT(html, AllOf(HasSubstr("<rect class=\"reads held\""),
                          Not(HasSubstr("<rect class=\"nobody\""))));
}

TEST_F(Pages, NeedNothingFromElsewhereAndEscapeWhatTheyShow) {
  folder_.write("migrations/2.sql",
                "ALTER TABLE orders ADD COLUMN \"<script>alert(1)</script>\" int NOT NULL;\n");
  const std::string html = miglint("report --format html migrations/2.sql").out;
  EXPECT_THAT(html, AllOf(HasSubstr("<!doctype html>"), HasSubstr("<svg"),
                          HasSubstr("&lt;script&gt;"), Not(HasSubstr("<script")),
                          Not(HasSubstr("http://")), Not(HasSubstr("https://"))));
}

/// Nothing sticks out of the page, on a desktop and on a phone.
TEST_F(Pages, DoNotOverflow) {
  std::string browser = shell("command -v chromium-headless-shell || command -v chromium").out;
  if (browser.empty()) GTEST_SKIP() << "no Chromium here; scripts/setup --test installs one";
  browser.pop_back();
  folder_.write("migrations/2.sql",
                "ALTER TABLE orders ALTER COLUMN note TYPE varchar(10);\n"
                "CREATE UNIQUE INDEX a_name_as_long_as_names_may_be_in_this_very_database_here ON "
                "orders (org_id, note);\nALTER TABLE orders ALTER COLUMN org_id SET NOT NULL;\n");
  ASSERT_EQ(miglint("report --format html --output page.html migrations/2.sql").exit_code, 0);
  folder_.write("frames.html",
                "<body><iframe src=page.html width=390 height=900></iframe>"
                "<iframe src=page.html width=1280 height=900></iframe><script>"
                "onload = () => { document.title = [...document.querySelectorAll('iframe')].map("
                "f => f.contentDocument.documentElement.scrollWidth <= f.clientWidth ? 'fits' : "
                "'overflows ' + f.contentDocument.documentElement.scrollWidth).join(); }</script>");
  const Outcome outcome =
      shell("timeout 60 " + browser +
            " --headless --no-sandbox --disable-gpu --user-data-dir=\"$PWD/profile\" "
            "--allow-file-access-from-files --virtual-time-budget=3000 "
            "--dump-dom \"file://$PWD/frames.html\" 2>/dev/null");
  EXPECT_THAT(outcome.out, HasSubstr("<title>fits,fits</title>"));
}

/// What a page tells people to run or to look for is SQL of the change's own server.
TEST_F(Pages, WriteNamesAsTheServerOfTheChangeDoes) {
  folder_.write("shop/.miglint.toml", "dialect = \"mysql\"\n");
  folder_.write("shop/migrations/1.sql",
                "CREATE TABLE `Users` (id int PRIMARY KEY, `group` int, n int) ENGINE=InnoDB;\n"
                "CREATE TABLE `order` (id int PRIMARY KEY, `my name` int, user_id int, total int)\n"
                "  ENGINE=InnoDB;\n");
  folder_.write("shop/migrations/2.up.sql",
                "ALTER TABLE `order` MODIFY `my name` int NOT NULL, ADD `rank` int;\n"
                "ALTER TABLE `order` ADD FOREIGN KEY (user_id) REFERENCES `Users` (id);\n"
                "UPDATE `order` SET `rank` = coalesce(total, 0) WHERE `rank` IS NULL;\n"
                "ALTER TABLE `Users` DROP COLUMN `group`;\n"
                "INSERT INTO `order` (id) SELECT n FROM `Users`;\n");
  folder_.write("shop/migrations/2.down.sql",
                "ALTER TABLE `order` DROP COLUMN `rank`;\nDELETE FROM `order` WHERE id = 1;\n");
  const std::string change = "shop/migrations/2.up.sql shop/migrations/2.down.sql";

  const std::string report = miglint("report " + change).out;
  EXPECT_THAT(
      report,
      AllOf(HasSubstr("- Writers wait as long as the table is large: `` `order` ``. "),
            HasSubstr("- Gone for good: all values of `` Users.`group` ``.\n"),
            HasSubstr("- `Users`: gone: column `` `group` ``\n"),
            HasSubstr("- `` `order` ``: new "), HasSubstr("| `` `order` ``: ALGORITHM=COPY"),
            HasSubstr("  - no running code names `` Users.`group` ``\n"),
            HasSubstr("  - The rollback loses all values of `` `order`.`rank` ``."),
            HasSubstr("  - Differs afterwards: the column `` Users.`group` ``."),
            Not(HasSubstr("\"order\"")), Not(HasSubstr("\"Users")), Not(HasSubstr("\"group"))));
  const std::string html = miglint("report --format html " + change).out;
  EXPECT_THAT(html, AllOf(HasSubstr("<code>`order`</code>: ALGORITHM=COPY"),
                          HasSubstr("all values of <code>Users.`group`</code>"),
                          HasSubstr("the column <code>Users.`group`</code>"),
                          Not(HasSubstr("&quot;order&quot;")), Not(HasSubstr("&quot;Users"))));
  const std::string runbook = miglint("runbook " + change).out;
  EXPECT_THAT(
      runbook,
      AllOf(HasSubstr("- Tables in use that it touches: `Users`, `` `order` ``."),
            HasSubstr("**NULL in `` `order`.`my name` ``**"),
            HasSubstr("**Rows of `` `order` `` whose (user\\_id) is not in `Users`**"),
            HasSubstr("- [ ] no running code names `` Users.`group` ``\n"),
            HasSubstr("\nNULL in `` `order`.`rank` ``, every few minutes"),
            HasSubstr("**NULL left in `` `order`.`rank` ``**"),
            HasSubstr("- The rollback loses all values of `` `order`.`rank` ``."),
            HasSubstr("- The step itself has taken all values of `` Users.`group` ``:"),
            Not(HasSubstr("\"order\"")), Not(HasSubstr("\"Users")), Not(HasSubstr("\"group"))));
  const std::string checks = miglint("checks " + change).out;
  EXPECT_THAT(checks, AllOf(HasSubstr(": NULL in ``order`.`my name``\n"),
                            HasSubstr(": Rows that an INSERT adds to ``order``\n"),
                            HasSubstr(": Columns of `Users` that the change takes away"),
                            Not(HasSubstr("\"order\"")), Not(HasSubstr("\"Users"))));
}

TEST_F(Pages, ValidateAsTheServerDoes) {
  folder_.write("shop/.miglint.toml", "dialect = \"mysql\"\n");
  folder_.write("shop/migrations/1.sql", "CREATE TABLE `order` (id int PRIMARY KEY, a int);\n");
  folder_.write("shop/migrations/2.sql",
                "ALTER TABLE `order` ADD CONSTRAINT `key` CHECK (a > 0) NOT ENFORCED;\n");
  EXPECT_THAT(miglint("runbook shop/migrations/2.sql").out,
              HasSubstr("`` ALTER TABLE `order` ALTER CHECK `key` ENFORCED; ``"));
}

/// One report may be of two databases.
TEST_F(Pages, WriteNamesAsEachServerDoes) {
  folder_.write("shop/.miglint.toml", "dialect = \"mysql\"\n");
  folder_.write("shop/migrations/1.sql", "CREATE TABLE `order` (id int PRIMARY KEY, a int);\n");
  folder_.write("shop/migrations/2.sql", "ALTER TABLE `order` DROP COLUMN a;\n");
  folder_.write("migrations/1.sql", "CREATE TABLE \"User\" (id int PRIMARY KEY, a int);\n");
  folder_.write("migrations/2.sql", "ALTER TABLE \"User\" DROP COLUMN a;\n");
  for (const std::string files :
       {"shop/migrations/2.sql migrations/2.sql", "migrations/2.sql shop/migrations/2.sql"}) {
    EXPECT_THAT(miglint("report " + files).out, AllOf(HasSubstr("all values of `` `order`.a ``"),
                                                      HasSubstr("all values of `\"User\".a`")))
        << files;
  }
}

TEST_F(Pages, TellWhatToRunAndHowToComeBack) {
  folder_.write("db/migrations/00001_init.sql",
                "-- +goose Up\nCREATE TABLE t (id int);\n-- +goose Down\nDROP TABLE t;\n");
  folder_.write("db/migrations/00002_more.sql",
                "-- +goose Up\nALTER TABLE t ADD COLUMN a int;\nALTER TABLE t ADD CONSTRAINT "
                "positive CHECK (id > 0) NOT VALID;\n"
                "-- +goose Down\nALTER TABLE t DROP COLUMN a;\n");
  const Outcome outcome = miglint("runbook db/migrations/00002_more.sql");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("goose -dir db/migrations postgres \"$DATABASE_URL\" up-to 00002\n"),
                    HasSubstr("goose -dir db/migrations postgres \"$DATABASE_URL\" down\n"),
                    HasSubstr("ACCESS EXCLUSIVE blocks reads and writes until its transaction"),
                    HasSubstr("### Step 1 back: `db/migrations/00002_more.sql` (incomplete)"),
                    HasSubstr("- The rollback loses all values of `t.a`."),
                    HasSubstr("`ALTER TABLE t VALIDATE CONSTRAINT positive;`")));
}

}  // namespace
}  // namespace miglint
