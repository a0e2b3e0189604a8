// `miglint fix`: what it writes, what it leaves alone, and that a server takes what it has written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "program.h"

namespace miglint {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view kBase =
    "CREATE TABLE customers (id bigint PRIMARY KEY, email text);\n"
    "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, state text, org bigint);\n";
constexpr std::string_view kNew =
    "-- what release 7 needs\n"
    "CREATE INDEX orders_customer ON orders (customer_id);\n"
    "ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id);\n"
    "ALTER TABLE orders ADD CONSTRAINT known_state CHECK (state IN ('new', 'paid'));\n"
    "ALTER TABLE orders ALTER COLUMN org SET NOT NULL;\n"
    "ALTER TABLE customers ADD UNIQUE (email);\n";

class Fix : public ProgramTest {
 protected:
  void SetUp() override {
    folder_.write("migrations/001_base.sql", kBase);
    ASSERT_EQ(shell("git init -q . && git add -A && git -c user.name=t -c user.email=t@example.org"
                    " commit -q -m base")
                  .exit_code,
              0);
    folder_.write("migrations/002_new.sql", kNew);
  }
};

TEST_F(Fix, WritesTheSafeWay) {
  EXPECT_THAT(miglint("check -q --fail-on note").out, HasSubstr("index-without-concurrently"));
  const Outcome fixed = miglint("fix");
  EXPECT_EQ(fixed.exit_code, 0) << fixed.error;
  EXPECT_THAT(fixed.error, HasSubstr("6 places rewritten in 1 file"));
  EXPECT_THAT(fixed.out, HasSubstr("migrations/002_new.sql:2: index-without-concurrently\n"));
  EXPECT_THAT(read("migrations/002_new.sql"),
              AllOf(HasSubstr("-- what release 7 needs\nSET lock_timeout = '5s';\n"
                              "CREATE INDEX CONCURRENTLY orders_customer"),
                    HasSubstr("UNIQUE USING INDEX customers_email_key;\n")));
  const Outcome checked = miglint("check -q --fail-on note");
  EXPECT_THAT(checked.out, IsEmpty());
  EXPECT_EQ(miglint("fix --diff").exit_code, 0);
}

TEST_F(Fix, TheServerTakesIt) {
  ASSERT_EQ(miglint("fix").exit_code, 0);
  const Outcome verified = miglint("verify --rows 50 --color never migrations/002_new.sql");
  EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.error;
  EXPECT_THAT(verified.out, Not(HasSubstr("| failed")));
}

TEST_F(Fix, ItsDiffIsTheChange) {
  const Outcome diff = miglint("fix --diff");
  EXPECT_EQ(diff.exit_code, 1);
  EXPECT_EQ(read("migrations/002_new.sql"), kNew);
  folder_.write("change.patch", diff.out);
  const Outcome applied = shell("git apply change.patch && cat migrations/002_new.sql");
  ASSERT_EQ(applied.exit_code, 0) << applied.error;
  folder_.write("migrations/002_new.sql", kNew);
  ASSERT_EQ(miglint("fix").exit_code, 0);
  EXPECT_EQ(read("migrations/002_new.sql"), applied.out);
}

TEST_F(Fix, LeavesAloneWhatMayHaveBeenApplied) {
  ASSERT_EQ(shell("git add -A && git -c user.name=t -c user.email=t@example.org commit -q -m new")
                .exit_code,
            0);
  folder_.write("migrations/002_new.sql", std::string(kNew) + "-- edited\n");
  const Outcome outcome = miglint("fix");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.error, HasSubstr("migrations/002_new.sql: not changed (6 would be rewritten):"
                                       " `HEAD` has it"));
  EXPECT_THAT(read("migrations/002_new.sql"), HasSubstr("\nCREATE INDEX orders_customer"));
}

TEST_F(Fix, LeavesAloneWhatATransactionHolds) {
  folder_.write(
      "migrations/002_new.sql",
      "BEGIN;\nSET LOCAL lock_timeout = '5s';\nCREATE INDEX i ON orders (org);\nCOMMIT;\n");
  const Outcome outcome = miglint("fix");
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.error, HasSubstr("0 places rewritten in 0 files; 1 finding needs"));
}

TEST_F(Fix, KeepsTheByteOrderMarkAndTheRights) {
  folder_.write("migrations/002_new.sql",
                "\xEF\xBB\xBFSET lock_timeout = '5s';\nCREATE INDEX i ON orders (org);\n");
  ASSERT_EQ(shell("chmod 640 migrations/002_new.sql").exit_code, 0);
  ASSERT_EQ(miglint("fix").exit_code, 0);
  EXPECT_EQ(read("migrations/002_new.sql"),
            "\xEF\xBB\xBFSET lock_timeout = '5s';\nCREATE INDEX CONCURRENTLY i ON orders (org);\n");
  EXPECT_EQ(shell("stat -c %a migrations/002_new.sql").out, "640\n");
}

TEST_F(Fix, StandardInputIsNoFile) {
  EXPECT_EQ(miglint("fix -").exit_code, 2);
}

}  // namespace
}  // namespace miglint
