#include "dialect/effect.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kModes = 9;

constexpr std::array<std::string_view, kModes> kPgLocksNames{
    ""sv,
    "AccessShareLock"sv,
    "RowShareLock"sv,
    "RowExclusiveLock"sv,
    "ShareUpdateExclusiveLock"sv,
    "ShareLock"sv,
    "ShareRowExclusiveLock"sv,
    "ExclusiveLock"sv,
    "AccessExclusiveLock"sv,
};

constexpr std::array<std::string_view, kModes> kSqlNames{
    ""sv,
    "ACCESS SHARE"sv,
    "ROW SHARE"sv,
    "ROW EXCLUSIVE"sv,
    "SHARE UPDATE EXCLUSIVE"sv,
    "SHARE"sv,
    "SHARE ROW EXCLUSIVE"sv,
    "EXCLUSIVE"sv,
    "ACCESS EXCLUSIVE"sv,
};

constexpr unsigned bit(LockMode mode) {
  return 1U << static_cast<unsigned>(mode);
}

/// All modes from `weakest` up to ACCESS EXCLUSIVE.
constexpr unsigned from(LockMode weakest) {
  return 0x1FFU & ~(bit(weakest) - 1);
}

/// Which modes each one conflicts with: the manual's table "Conflicting Lock Modes".
constexpr std::array<unsigned, kModes> kConflicts{
    0,
    from(LockMode::access_exclusive),
    from(LockMode::exclusive),
    from(LockMode::share),
    from(LockMode::share_update_exclusive),
    // SHARE alone of the middle ones does not conflict with itself.
    from(LockMode::row_exclusive) & ~bit(LockMode::share),
    from(LockMode::row_exclusive),
    from(LockMode::row_share),
    from(LockMode::access_share),
};

}  // namespace

std::string_view pg_locks_name(LockMode mode) {
  return kPgLocksNames[static_cast<std::size_t>(mode)];
}

std::string_view sql_name(LockMode mode) {
  return kSqlNames[static_cast<std::size_t>(mode)];
}

std::string_view sql_name(DdlAlgorithm algorithm) {
  switch (algorithm) {
    case DdlAlgorithm::none:
      break;
    case DdlAlgorithm::instant:
      return "INSTANT";
    case DdlAlgorithm::nocopy:
      return "NOCOPY";
    case DdlAlgorithm::inplace:
      return "INPLACE";
    case DdlAlgorithm::copy:
      return "COPY";
  }
  return {};
}

std::string_view sql_name(DdlLock lock) {
  switch (lock) {
    case DdlLock::none:
      return "NONE";
    case DdlLock::shared:
      return "SHARED";
    case DdlLock::exclusive:
      return "EXCLUSIVE";
  }
  return {};
}

OnlineDdl combined(std::span<const Effect> effects) {
  OnlineDdl all;
  for (const Effect& effect : effects) {
    const OnlineDdl& one = effect.online;
    all.algorithm = std::max(all.algorithm, one.algorithm);
    all.lock = std::max(all.lock, one.lock);
    all.rebuild |= one.rebuild;
    all.requested |= one.requested;
    if (all.refused == 0) all.refused = one.refused;
  }
  if (all.algorithm == DdlAlgorithm::copy) all.rebuild = true;
  return all;
}

bool conflicts(LockMode a, LockMode b) {
  return (kConflicts[static_cast<std::size_t>(a)] & bit(b)) != 0;
}

bool blocks_reads(LockMode mode) {
  return conflicts(mode, LockMode::access_share);
}

bool blocks_writes(LockMode mode) {
  return conflicts(mode, LockMode::row_exclusive);
}

}  // namespace miglint
