#include "verify/rule_proof.h"

#include <gtest/gtest.h>

namespace miglint {
namespace {

using Kind = RuleProof::Kind;

TEST(RuleProof, IsTheEffectUnlessThePageSaysOtherwise) {
  const auto proofs = read_proof("");
  ASSERT_EQ(proofs.size(), 1U);
  EXPECT_EQ(proofs[0].kind, Kind::effect);
}

TEST(RuleProof, HasAlternatives) {
  const auto proofs = read_proof("warned transaction in progress or refused 23502 55P04 or ended");
  ASSERT_EQ(proofs.size(), 3U);
  EXPECT_EQ(proofs[0].kind, Kind::warned);
  EXPECT_EQ(proofs[0].sign, "transaction in progress");
  EXPECT_EQ(proofs[1].kind, Kind::refused);
  EXPECT_TRUE(names_sqlstate(proofs[1], "55P04"));
  EXPECT_FALSE(names_sqlstate(proofs[1], "42P01"));
  EXPECT_FALSE(names_sqlstate(proofs[1], ""));
  EXPECT_EQ(proofs[2].kind, Kind::ended);
}

}  // namespace
}  // namespace miglint
