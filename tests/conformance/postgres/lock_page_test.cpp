#include "lock_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace miglint::conformance {
namespace {

using testing::HasSubstr;
using testing::Not;

Truth truth_of(const std::string& lines) {
  const auto record = parse_record("case c\n  13-18\n" + lines);
  EXPECT_TRUE(record.has_value()) << record.error();
  return record->at("c").at(18);
}

TEST(LockAnswer, NamesTheStrongestFirstAndWhoWaits) {
  const Answer answer =
      answer_of(truth_of("    transaction yes\n"
                         "    lock ShareRowExclusiveLock table public.p\n"
                         "    lock AccessExclusiveLock table public.t\n"
                         "    unreadable table public.t\n"
                         "    unwritable table public.p\n"
                         "    unwritable table public.t\n"));
  EXPECT_EQ(answer.locks, "ACCESS EXCLUSIVE `t`<br>SHARE ROW EXCLUSIVE `p`");
  EXPECT_EQ(answer.blocks, "reads and writes of `t`<br>writes to `p`");
  EXPECT_EQ(answer.work, "");
}

TEST(LockAnswer, LeavesOutWhatTheStatementMakes) {
  const Answer answer =
      answer_of(truth_of("    transaction yes\n"
                         "    lock AccessExclusiveLock table public.fresh\n"
                         "    create table public.fresh\n"));
  EXPECT_EQ(answer.locks, "");
  EXPECT_EQ(answer.blocks, "");
}

TEST(LockAnswer, TellsAnIndexOnlyWhereItsTableIsLockedLess) {
  EXPECT_EQ(answer_of(truth_of("    transaction yes\n"
                               "    lock AccessExclusiveLock index public.t_pkey\n"
                               "    lock AccessExclusiveLock table public.t\n"))
                .locks,
            "ACCESS EXCLUSIVE `t`");
  EXPECT_EQ(answer_of(truth_of("    transaction yes\n"
                               "    lock AccessExclusiveLock index public.t_a\n"
                               "    lock ShareLock table public.t\n"))
                .locks,
            "ACCESS EXCLUSIVE `t_a`<br>SHARE `t`");
}

TEST(LockAnswer, SaysWhatIsDoneMeanwhileAndThatNoTransactionMayBeOpen) {
  const Answer answer =
      answer_of(truth_of("    transaction no\n"
                         "    lock ShareUpdateExclusiveLock table public.t\n"
                         "    create index public.t_a\n"
                         "    scan table public.t\n"
                         "    build public.t_a on public.t\n"));
  EXPECT_EQ(answer.blocks, "schema changes, VACUUM");
  EXPECT_EQ(answer.work, "reads all of `t`<br>builds `t_a`<br>**not in a transaction**");
}

TEST(LockPage, ShowsTheLatestVersionAndWhatOthersDid) {
  const auto cases = parse_cases(
      "-- setup of all cases\nCREATE TABLE t (a int);\n\n"
      "-- case: c\n-- setup\nCREATE INDEX t_a ON t (a);\nINSERT INTO t VALUES (1);\n"
      "-- statement\nALTER TABLE t\n  ADD CHECK (a > 0 OR a | 1 = 2);\n");
  ASSERT_TRUE(cases.has_value()) << cases.error();
  const auto record = parse_record(
      "case c\n"
      "  13\n    transaction yes\n    error 42601 syntax error\n"
      "  14-18\n    transaction yes\n    lock AccessExclusiveLock table public.t\n"
      "    unreadable table public.t\n    unwritable table public.t\n");
  ASSERT_TRUE(record.has_value()) << record.error();
  const auto page = write_lock_page({{"check", {*cases, *record}}}, {{18, "18.4"}});
  ASSERT_TRUE(page.has_value()) << page.error();
  EXPECT_THAT(*page, HasSubstr("## CHECK constraints\n"));
  EXPECT_THAT(*page,
              HasSubstr("| `ALTER TABLE t ADD CHECK (a > 0 OR a \\| 1 = 2)`<br>*after* `CREATE "
                        "INDEX t_a ON t (a)` | ACCESS EXCLUSIVE `t` | reads and writes of `t` |  "
                        "| 13: refused: syntax error |\n"));
  EXPECT_THAT(*page, Not(HasSubstr("INSERT INTO t")));
}

TEST(LockPage, RefusesACaseThatIsNotRecorded) {
  const auto cases = parse_cases("-- case: c\n-- statement\nSELECT 1;\n");
  ASSERT_TRUE(cases.has_value()) << cases.error();
  EXPECT_FALSE(write_lock_page({{"dml", {*cases, {}}}}, {}).has_value());
  EXPECT_FALSE(write_lock_page({{"no_such_subject", {{}, {}}}}, {}).has_value());
}

}  // namespace
}  // namespace miglint::conformance
