// `miglint verify` from the command line, on the installed MariaDB.

#include <gmock/gmock.h>

#include <filesystem>
#include <string>

#include "program.h"

namespace miglint {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class VerifyOnMariaDb : public ProgramTest {
 protected:
  /// Few rows: what is shown does not depend on how many there are.
  [[nodiscard]] Outcome verify(const std::string& arguments) const {
    return miglint("verify --rows 200 --color never " + arguments);
  }
};

TEST_F(VerifyOnMariaDb, Runs) {
  folder_.write("migrations/1.sql",
                "CREATE TABLE people (id bigint PRIMARY KEY AUTO_INCREMENT, name varchar(50));\n"
                "CREATE TABLE orders (id int PRIMARY KEY, person bigint, total decimal(10,2),\n"
                "  email varchar(100), FOREIGN KEY (person) REFERENCES people (id));\n");
  folder_.write("migrations/2.sql",
                "ALTER TABLE orders MODIFY total bigint;\n"
                "ALTER TABLE orders ADD COLUMN note varchar(20);\n"
                "ALTER TABLE orders DROP PRIMARY KEY, ADD PRIMARY KEY (id, email);\n"
                "ALTER TABLE orders ADD FOREIGN KEY (note) REFERENCES people (id);\n"
                "ALTER TABLE orders MODIFY total int, ALGORITHM=INSTANT;\n"
                "SELECT LOAD_FILE('/etc/passwd') INTO OUTFILE 'escaped';\n"
                "DROP TABLE orders;\n");
  const Outcome outcome = verify("--dialect mariadb migrations/2.sql");
  EXPECT_EQ(outcome.exit_code, 1) << outcome.error;
  EXPECT_THAT(
      outcome.out,
      AllOf(HasSubstr("rows before: people 200, orders 200"),
            HasSubstr("confirmed: the server refuses it LOCK=NONE: others cannot write meanwhile"),
            HasSubstr("confirmed: every row was written to new files"),
            ContainsRegex("confirmed: on clean rows the server refused it: Can't create table "
                          "[^\n]*\\(1005\\)"),
            HasSubstr("confirmed: on clean rows the server refused it: ALGORITHM=INSTANT is not "
                      "supported"),
            HasSubstr("statement-fails]: On a scratch server this is refused: Access denied"),
            ContainsRegex("confirmed: [^\n]*orders dropped, 200 rows"),
            ContainsRegex("Verified on MariaDB 1[0-9][^\n]*, 0 refuted")));
}

TEST_F(VerifyOnMariaDb, RehearsesTheRollback) {
  folder_.write("migrations/1.sql",
                "CREATE TABLE people (id bigint PRIMARY KEY AUTO_INCREMENT, name varchar(50));\n"
                "CREATE TABLE orders (id int PRIMARY KEY AUTO_INCREMENT, person bigint,\n"
                "  total decimal(10,2), status varchar(10), email varchar(100));\n");
  folder_.write("migrations/2.up.sql",
                "ALTER TABLE orders MODIFY total decimal(10,2) NOT NULL;\n"
                "CREATE UNIQUE INDEX orders_email ON orders (email);\n"
                "ALTER TABLE orders ADD CONSTRAINT orders_person FOREIGN KEY (person)\n"
                "  REFERENCES people (id);\n"
                "ALTER TABLE orders ADD CONSTRAINT orders_status CHECK (status IN ('a', 'b'));\n"
                "LOCK TABLES people WRITE;\n"
                "UNLOCK TABLES;\n");
  folder_.write("migrations/2.down.sql",
                "ALTER TABLE orders DROP CONSTRAINT orders_status;\n"
                "ALTER TABLE orders DROP FOREIGN KEY orders_person, DROP KEY orders_person;\n"
                "DROP INDEX orders_email ON orders;\n"
                "ALTER TABLE orders MODIFY total decimal(10,2);\n");
  const std::string change = "--dialect mariadb migrations/2.up.sql migrations/2.down.sql";
  const Outcome outcome = verify(change);
  EXPECT_THAT(
      outcome.out,
      AllOf(ContainsRegex("checks before: [0-9]+ passed\n"),
            HasSubstr("spoiled rows: 3 with NULL in orders (total)"),
            HasSubstr("spoiled rows: 1 with duplicates in orders (email)"),
            HasSubstr("spoiled rows: 1 with orphans in orders (person)"),
            HasSubstr("spoiled rows: 1 with rows that break the CHECK in orders (status)"),
            ContainsRegex("with them line 2 fails: Duplicate entry [^\n]*\\(1062\\)"),
            ContainsRegex("with them line 3 fails: [^\n]*\\(1452\\)"),
            ContainsRegex("with them line 5 fails: [^\n]*\\(4025\\)"),
            ContainsRegex("checks before, on the spoiled rows: [0-9]+ passed, 4 failed\n")));
  EXPECT_THAT(
      outcome.out,
      AllOf(ContainsRegex("checks after: [0-9]+ passed\n"),
            ContainsRegex("two writers at once on orders.orders_email: one of them waited, and was "
                          "refused: Duplicate entry [^\n]*\\(1062\\)"),
            HasSubstr("rehearsal: up, down and up again passed"),
            ContainsRegex("checks after up, down and up again: [0-9]+ passed\n"),
            ContainsRegex("metadata lock EXCLUSIVE, [^\n]*a reader waited behind it"),
            ContainsRegex("confirmed: metadata lock SHARED_NO_READ_WRITE on public.people, another "
                          "session could neither read nor write, of [0-9]+ attempts to read [1-9]"),
            HasSubstr("with no lock_wait_timeout in force; behind it, as it waited, a new reader "
                      "waited too"),
            HasSubstr(" 0 refuted"), Not(HasSubstr("check-failed"))));

  folder_.write("migrations/2.down.sql", "DROP INDEX orders_email ON orders;\n");
  EXPECT_THAT(verify(change).out,
              AllOf(HasSubstr("rehearsal: failed"),
                    HasSubstr("warning[rollback-incomplete]: After up and down the catalog is not "
                              "what it was: - orders: `total` decimal(10,2) DEFAULT NULL")));
}

TEST_F(VerifyOnMariaDb, WritesNamesAsTheServerDoes) {
  folder_.write("migrations/1.sql",
                "CREATE TABLE `Users` (id bigint PRIMARY KEY AUTO_INCREMENT, `key` varchar(50));\n"
                "CREATE TABLE `order` (id bigint PRIMARY KEY AUTO_INCREMENT, `group` bigint,\n"
                "  `my name` varchar(20));\n");
  folder_.write("migrations/2.up.sql",
                "ALTER TABLE `order` MODIFY `my name` varchar(20) NOT NULL;\n"
                "ALTER TABLE `order` ADD CONSTRAINT `order of user` FOREIGN KEY (`group`)\n"
                "  REFERENCES `Users` (id);\n"
                "CREATE UNIQUE INDEX `a key` ON `Users` (`key`);\n");
  folder_.write("migrations/2.down.sql", "ALTER TABLE `order` MODIFY `my name` varchar(20);\n");
  const Outcome outcome = verify("--dialect mariadb migrations/2.up.sql migrations/2.down.sql");
  EXPECT_THAT(
      outcome.out,
      AllOf(HasSubstr("NULL in ``order`.`my name``"),
            HasSubstr("Rows of ``order`` whose (`group`) is not in `Users`"),
            HasSubstr("does not drop the index ``a key`` of `Users`, the constraint ``order of "
                      "user`` of ``order``"),
            HasSubstr("confirmed: after up and down: + Users: UNIQUE KEY `a key`"),
            HasSubstr(" 0 refuted"), Not(HasSubstr("\"order\"")), Not(HasSubstr("\"Users"))));
}

/// What dropped-while-referenced says, and what it does not say.
TEST_F(VerifyOnMariaDb, RefusesToDropWhatOthersReferTo) {
  folder_.write("migrations/1.sql",
                "CREATE TABLE a (id bigint PRIMARY KEY, a bigint,\n"
                "  FOREIGN KEY (a) REFERENCES a (id));\n"
                "CREATE TABLE b (id bigint PRIMARY KEY, a bigint,\n"
                "  CONSTRAINT b_a FOREIGN KEY (a) REFERENCES a (id));\n"
                "CREATE TABLE c (id bigint PRIMARY KEY);\n"
                "CREATE TABLE d (id bigint PRIMARY KEY, c bigint,\n"
                "  FOREIGN KEY (c) REFERENCES c (id));\n"
                "CREATE TABLE e (id bigint PRIMARY KEY);\n"
                "CREATE TABLE f (id bigint PRIMARY KEY, e bigint,\n"
                "  FOREIGN KEY (e) REFERENCES e (id)) ENGINE=MyISAM;\n");
  const auto run = [&](const std::string& change) {
    folder_.write("migrations/2.sql", change);
    return verify("--dialect mariadb migrations/2.sql").out;
  };
  const std::string refused = "confirmed: on clean rows the server refused it: ";
  EXPECT_THAT(run("TRUNCATE TABLE a;\n"), AllOf(HasSubstr("dropped-while-referenced]: "),
                                                HasSubstr(refused + "Cannot truncate")));
  for (const std::string drop :
       {"DROP TABLE a;\n", "DROP TABLE IF EXISTS a;\n", "DROP TABLE a, b;\n"}) {
    EXPECT_THAT(run(drop), AllOf(HasSubstr("dropped-while-referenced]: "),
                                 ContainsRegex(refused + "[^\n]*\\(1451\\)")))
        << drop;
  }
  for (const std::string drop :
       {"DROP TABLE d, c;\n", "DROP TABLE d;\nDROP TABLE c;\n",
        "TRUNCATE TABLE e;\nDROP TABLE e;\n",
        "ALTER TABLE b DROP FOREIGN KEY b_a;\nTRUNCATE TABLE a;\nDROP TABLE a;\n",
        "SET FOREIGN_KEY_CHECKS = 0;\nTRUNCATE TABLE a;\nDROP TABLE a;\n"}) {
    EXPECT_THAT(run(drop), AllOf(Not(HasSubstr("dropped-while-referenced]: ")),
                                 Not(HasSubstr("statement-fails")), Not(HasSubstr("| failed"))))
        << drop;
  }
}

TEST_F(VerifyOnMariaDb, HoldsHostileScriptsBackAndSaysSo) {
  folder_.write("migrations/1.sql",
                "CREATE TABLE t (a text);\n"
                "LOAD DATA INFILE '/etc/passwd' INTO TABLE t;\n"
                "SET SESSION max_statement_time = 0;\n"
                "SET SESSION progress_report_time = 1;\n"
                "CREATE PROCEDURE p() BEGIN WHILE 1 DO SET @a = 1; END WHILE; END;\n"
                "CALL p();\n"
                "INSERT INTO t SELECT REPEAT('x', 60000) FROM seq_1_to_100000000;\n"
                "SET GLOBAL max_connections = 1;\n"
                "SELECT 1;\n");
  const Outcome outcome =
      verify("--dialect mariadb --statement-timeout 20 --disk-limit 64 migrations");
  EXPECT_EQ(outcome.exit_code, 1) << outcome.error;
  EXPECT_THAT(outcome.out,
              AllOf(ContainsRegex("1.sql:2:1\n[^=]*LOAD DATA[^=]*\n  = confirmed"),
                    HasSubstr("stopped: it ran for 20 s, which is all it gets"),
                    HasSubstr("stopped: the server's files grew by 64 MB, which is all it gets"),
                    HasSubstr("(1227)"), ContainsRegex("9 \\| done +[0-9.]+ ms  SELECT 1")));
}

TEST_F(VerifyOnMariaDb, LeavesTheServerWhenAsked) {
  folder_.write("migrations/1.sql", "CREATE TABLE t (a int);\n");
  const Outcome outcome = shell(
      "$MIGLINT verify --keep --dialect mariadb migrations > out;"
      "folder=$(sed -n 's/.* -S \\([^ ]*\\)\\/socket .*/\\1/p' out);"
      "mariadb --no-defaults -u root -S $folder/socket -N -e 'SELECT COUNT(*) FROM t' work;"
      "kill $(cat $folder/pid);"
      "for n in $(seq 100); do [ -e $folder ] || { echo gone; break; }; sleep 0.1; done");
  EXPECT_EQ(outcome.out, "0\ngone\n") << outcome.error;
}

TEST_F(VerifyOnMariaDb, IsNotTakenForMySQL) {
  const Outcome outcome =
      verify(std::filesystem::current_path().string() + "/fixtures/mysql/unsafe");
  EXPECT_EQ(outcome.exit_code, 1) << outcome.error;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("it was run on MariaDB, and MySQL may go about it in another way"),
                    HasSubstr(" 0 refuted"), Not(HasSubstr("unpredicted-effect"))));
}

}  // namespace
}  // namespace miglint
