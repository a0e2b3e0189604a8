#include "dialect/effect.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <string>

namespace miglint {
namespace {

constexpr std::array kModes{
    LockMode::access_share,  LockMode::row_share,
    LockMode::row_exclusive, LockMode::share_update_exclusive,
    LockMode::share,         LockMode::share_row_exclusive,
    LockMode::exclusive,     LockMode::access_exclusive,
};

// The manual's table "Conflicting Lock Modes", row by row.
constexpr std::array<const char*, 8> kConflicts{
    ".......X",  // ACCESS SHARE
    "......XX",  // ROW SHARE
    "....XXXX",  // ROW EXCLUSIVE
    "...XXXXX",  // SHARE UPDATE EXCLUSIVE
    "..XX.XXX",  // SHARE
    "..XXXXXX",  // SHARE ROW EXCLUSIVE
    ".XXXXXXX",  // EXCLUSIVE
    "XXXXXXXX",  // ACCESS EXCLUSIVE
};

TEST(LockMode, ConflictsAsTheManualSays) {
  for (std::size_t a = 0; a < kModes.size(); ++a) {
    std::string row;
    for (const LockMode b : kModes)
      row += conflicts(kModes[a], b) ? 'X' : '.';
    EXPECT_EQ(row, kConflicts[a]) << sql_name(kModes[a]);
  }
}

TEST(LockMode, NoneConflictsWithNothing) {
  for (const LockMode mode : kModes) {
    EXPECT_FALSE(conflicts(LockMode::none, mode));
    EXPECT_FALSE(conflicts(mode, LockMode::none));
  }
}

TEST(LockMode, OnlyTheStrongestBlocksReads) {
  for (const LockMode mode : kModes) {
    EXPECT_EQ(blocks_reads(mode), mode == LockMode::access_exclusive) << sql_name(mode);
  }
}

TEST(LockMode, BlocksWritesFromShareOn) {
  for (const LockMode mode : kModes) {
    EXPECT_EQ(blocks_writes(mode), mode >= LockMode::share) << sql_name(mode);
  }
}

TEST(LockMode, HasTheNamesOfTheServer) {
  EXPECT_EQ(pg_locks_name(LockMode::none), "");
  EXPECT_EQ(pg_locks_name(LockMode::access_share), "AccessShareLock");
  EXPECT_EQ(pg_locks_name(LockMode::share_update_exclusive), "ShareUpdateExclusiveLock");
  EXPECT_EQ(pg_locks_name(LockMode::access_exclusive), "AccessExclusiveLock");
  EXPECT_EQ(sql_name(LockMode::share_row_exclusive), "SHARE ROW EXCLUSIVE");
  EXPECT_EQ(sql_name(LockMode::exclusive), "EXCLUSIVE");
}

}  // namespace
}  // namespace miglint
