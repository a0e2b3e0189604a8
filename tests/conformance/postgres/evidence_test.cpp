#include "evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace miglint::conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CatalogEntry entry(std::string name, std::string kind, std::int64_t file,
                   std::int64_t size = 8192) {
  return {
      .relation = {.name = std::move(name), .kind = std::move(kind)}, .file = file, .size = size};
}

constexpr int kAccessShare = 1;
constexpr int kShare = 5;
constexpr int kAccessExclusive = 8;

class EvidenceTest : public testing::Test {
 protected:
  EvidenceTest() {
    evidence_.before = {{1, entry("public.t", "table", 11)}, {2, entry("public.t_a", "index", 12)}};
    evidence_.after = evidence_.before;
  }

  Truth weighed() {
    auto truth = weigh(evidence_);
    EXPECT_TRUE(truth) << truth.error();
    return truth.value_or(Truth{});
  }

  Evidence evidence_;
};

TEST_F(EvidenceTest, KeepsTheStrongestLockOfEachRelation) {
  evidence_.requested = {{1, kAccessShare}, {1, kShare}, {2, kAccessShare}};
  evidence_.held = {{1, kAccessShare}, {1, kShare}, {2, kAccessShare}};
  const Truth truth = weighed();
  EXPECT_THAT(truth.locks, ElementsAre(Lock{"ShareLock", {"public.t", "table"}},
                                       Lock{"AccessShareLock", {"public.t_a", "index"}}));
  EXPECT_THAT(truth.brief, IsEmpty());
}

TEST_F(EvidenceTest, TellsWhatWasGivenBack) {
  evidence_.requested = {{1, kAccessExclusive}, {2, kShare}, {2, kAccessShare}};
  evidence_.held = {{2, kAccessShare}};
  const Truth truth = weighed();
  EXPECT_THAT(truth.locks, ElementsAre(Lock{"AccessShareLock", {"public.t_a", "index"}}));
  EXPECT_THAT(truth.brief, ElementsAre(Lock{"AccessExclusiveLock", {"public.t", "table"}},
                                       Lock{"ShareLock", {"public.t_a", "index"}}));
}

TEST_F(EvidenceTest, LeavesEarlierLocksOfTheTransactionOut) {
  evidence_.held_before = {{1, kAccessExclusive}};
  evidence_.requested = {{1, kShare}};
  evidence_.held = {{1, kAccessExclusive}, {1, kShare}};
  EXPECT_THAT(weighed().locks, ElementsAre(Lock{"ShareLock", {"public.t", "table"}}));
}

TEST_F(EvidenceTest, RefusesALockThatNobodySawAskedFor) {
  evidence_.held = {{1, kShare}};
  EXPECT_FALSE(weigh(evidence_));
}

TEST_F(EvidenceTest, TakesAllRequestsOutsideOfTransactions) {
  evidence_.transactional = false;
  evidence_.requested = {{1, kShare}};
  const Truth truth = weighed();
  EXPECT_THAT(truth.locks, ElementsAre(Lock{"ShareLock", {"public.t", "table"}}));
  EXPECT_THAT(truth.brief, IsEmpty());
}

TEST_F(EvidenceTest, IgnoresRelationsItDoesNotKnow) {
  evidence_.requested = {{1259, kAccessExclusive}};
  evidence_.held = {{1259, kAccessExclusive}};
  EXPECT_THAT(weighed().locks, IsEmpty());
}

TEST_F(EvidenceTest, TellsARewriteFromAnEmptyFile) {
  evidence_.after[1] = entry("public.t", "table", 21);
  EXPECT_THAT(weighed().rewritten, ElementsAre(Relation{"public.t", "table"}));
  evidence_.after[1].size = 0;
  const Truth truth = weighed();
  EXPECT_THAT(truth.emptied, ElementsAre(Relation{"public.t", "table"}));
  EXPECT_THAT(truth.rewritten, IsEmpty());
}

TEST_F(EvidenceTest, ANewIndexUnderTheOldNameIsABuild) {
  evidence_.after.erase(2);
  evidence_.after[7] = entry("public.t_a", "index", 27);
  evidence_.requested = {{2, kShare}, {7, kAccessExclusive}};
  evidence_.held = {{2, kShare}, {7, kAccessExclusive}};
  evidence_.notices = {{"DEBUG", "building index \"t_a_ccnew\" on table \"t\" serially"}};
  const Truth truth = weighed();
  EXPECT_THAT(truth.locks, ElementsAre(Lock{"ShareLock", {"public.t_a", "index"}}));
  EXPECT_THAT(truth.built, ElementsAre(IndexBuild{"public.t_a", "public.t"}));
  EXPECT_THAT(truth.rewritten, IsEmpty());
  EXPECT_THAT(truth.created, IsEmpty());
  EXPECT_THAT(truth.dropped, IsEmpty());
}

TEST_F(EvidenceTest, AnIndexWithAnotherFileAndNoBuildWasCopied) {
  evidence_.after[2].file = 22;
  EXPECT_THAT(weighed().rewritten, ElementsAre(Relation{"public.t_a", "index"}));
}

TEST_F(EvidenceTest, ARenameIsNeitherComingNorGoing) {
  evidence_.after[1].relation.name = "public.u";
  evidence_.requested = {{1, kAccessExclusive}};
  evidence_.held = {{1, kAccessExclusive}};
  const Truth truth = weighed();
  EXPECT_THAT(truth.locks, ElementsAre(Lock{"AccessExclusiveLock", {"public.t", "table"}}));
  EXPECT_THAT(truth.created, IsEmpty());
  EXPECT_THAT(truth.dropped, IsEmpty());
}

TEST_F(EvidenceTest, CountsTheScansOfTheStatementOnly) {
  evidence_.before[1].scans_here = evidence_.after[1].scans_here = 4;
  EXPECT_THAT(weighed().scanned, IsEmpty());
  evidence_.after[1].scans_here = 5;
  EXPECT_THAT(weighed().scanned, ElementsAre(Relation{"public.t", "table"}));
}

TEST_F(EvidenceTest, DropsBuildsOnWhatIsEmptyOrNew) {
  evidence_.after[1] = entry("public.t", "table", 21, 0);
  evidence_.after[8] = entry("public.n", "table", 28, 0);
  evidence_.after[9] = entry("public.n_pkey", "index", 29);
  evidence_.notices = {{"DEBUG", "building index \"t_a\" on table \"t\" serially"},
                       {"DEBUG", "building index \"n_pkey\" on table \"n\" serially"}};
  const Truth truth = weighed();
  EXPECT_THAT(truth.built, IsEmpty());
  EXPECT_THAT(truth.created,
              ElementsAre(Relation{"public.n", "table"}, Relation{"public.n_pkey", "index"}));
}

TEST_F(EvidenceTest, KeepsTheMessagesThatMatter) {
  evidence_.notices = {
      {"DEBUG", "verifying table \"t\""},
      {"DEBUG", "StartTransaction(1) name: unnamed"},
      {"DEBUG", "building index \"pg_toast_16384_index\" on table \"pg_toast_16384\" serially"},
      {"INFO", "cpu 0.01 s"},
      {"NOTICE", "column exists, skipping"}};
  EXPECT_THAT(weighed().said, ElementsAre("verifying table \"t\"", "column exists, skipping"));
}

}  // namespace
}  // namespace miglint::conformance
