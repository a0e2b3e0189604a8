#include "record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace miglint::conformance {
namespace {

constexpr std::string_view kText = R"(case a/one
  13-17
    transaction yes
    error 42601 syntax error at or near "X"
  18
    transaction no
    lock AccessExclusiveLock table public.t
    lock ShareLock index public.t_pkey
    brief RowShareLock partitioned-table public.m
    unreadable table public.t
    unwritable table public.t
    create index public.i
    drop sequence public.s
    rewrite table public.t
    empty matview public.mv
    scan table public.t
    vacuum table public.t
    analyze table public.t
    build public.i on public.t
    said rewriting table "t"

case a/two
  13
    setup-error 0A000 not yet
  15-16
    transaction yes
)";

TEST(Record, ReadsEachCaseAndVersion) {
  const auto record = parse_record(kText);
  ASSERT_TRUE(record) << record.error();
  ASSERT_EQ(record->size(), 2U);
  const auto& one = record->at("a/one");
  ASSERT_EQ(one.size(), 6U);
  EXPECT_EQ(one.at(13), one.at(17));
  EXPECT_EQ(one.at(13).error, (Refusal{"42601", "syntax error at or near \"X\""}));
  const Truth& newest = one.at(18);
  EXPECT_FALSE(newest.transactional);
  EXPECT_THAT(newest.locks, testing::ElementsAre(Lock{"AccessExclusiveLock", {"public.t", "table"}},
                                                 Lock{"ShareLock", {"public.t_pkey", "index"}}));
  EXPECT_THAT(newest.brief,
              testing::ElementsAre(Lock{"RowShareLock", {"public.m", "partitioned-table"}}));
  EXPECT_THAT(newest.rewritten, testing::ElementsAre(Relation{"public.t", "table"}));
  EXPECT_THAT(newest.built, testing::ElementsAre(IndexBuild{"public.i", "public.t"}));
  EXPECT_TRUE(newest.is_created({"public.i", "index"}));
  EXPECT_FALSE(newest.is_created({"public.t", "table"}));
  EXPECT_EQ(record->at("a/two").at(13).setup_error, (Refusal{"0A000", "not yet"}));
  EXPECT_FALSE(record->at("a/two").contains(14));
}

TEST(Record, WritesWhatItReads) {
  const auto record = parse_record(kText);
  ASSERT_TRUE(record) << record.error();
  EXPECT_EQ(write_record(*record), kText);
}

TEST(Record, SaysWhatItDoesNotUnderstand) {
  const auto error = [](std::string_view text) {
    const auto record = parse_record(text);
    return record ? std::string() : record.error();
  };
  EXPECT_EQ(error("case a\n  13\n    lick x\n"), "line 3: not understood");
  EXPECT_EQ(error("case a\n  13\n    lock NoSuchLock table t\n"), "line 3: not understood");
  EXPECT_EQ(error("case a\n  12\n"), "line 2: not a range of versions");
  EXPECT_EQ(error("case a\n  13-15\n  15\n"), "line 3: a version that is there twice");
  EXPECT_EQ(error("case a\n    transaction yes\n"), "line 2: a line before any version");
  EXPECT_EQ(error("case a\ncase a\n"), "line 2: this case is there twice");
}

TEST(Record, ForgivesDependencyLocksOnly) {
  const Relation table{"public.t", "table"};
  const Relation index{"public.i", "index"};
  Truth recorded{.locks = {{"ShareLock", table}}, .brief = {{"AccessShareLock", index}}};
  Truth later{.locks = {{"ShareLock", table}, {"AccessShareLock", index}}};
  forgive_dependency_locks(recorded, later);
  EXPECT_EQ(recorded, later);

  Truth stronger{.locks = {{"ShareLock", table}, {"RowShareLock", index}}};
  forgive_dependency_locks(recorded, stronger);
  EXPECT_NE(recorded, stronger);
  Truth weaker{.locks = {{"AccessShareLock", table}}};
  forgive_dependency_locks(recorded, weaker);
  EXPECT_NE(recorded, weaker);
}

TEST(Record, WritesTheServers) {
  const Servers servers = {{13, "13.23"}, {18, "18.4"}};
  EXPECT_EQ(write_servers(servers), "13 13.23\n18 18.4\n");
}

TEST(Record, KnowsTheOrderOfTheModes) {
  EXPECT_EQ(strength("AccessShareLock"), 1);
  EXPECT_EQ(strength("AccessExclusiveLock"), 8);
  EXPECT_EQ(strength("no such lock"), 0);
  for (int mode = 1; mode <= 8; ++mode)
    EXPECT_EQ(strength(mode_name(mode)), mode);
}

}  // namespace
}  // namespace miglint::conformance
