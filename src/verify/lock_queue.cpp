#include "verify/lock_queue.h"

#include <fmt/format.h>

namespace miglint {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

/// A statement that has not asked for the lock by then does something else first.
constexpr auto kPatience = 200ms;
constexpr std::string_view kLockNotAvailable = "55P03";

}  // namespace

void LockQueue::lay(const std::string& relation, const std::string& quoted, LockMode wanted) {
  seen_.reset();
  const std::string_view mode =
      wanted == LockMode::access_exclusive ? "ACCESS SHARE" : "ROW EXCLUSIVE";
  if (!holder_.run("BEGIN")) return;
  laid_ = holder_.run(fmt::format("LOCK TABLE {} IN {} MODE NOWAIT", quoted, mode)).has_value();
  laid_at_ = Clock::now();
  relation_ = relation;
  quoted_ = quoted;
  if (!laid_) release();
}

bool LockQueue::try_newcomers(int backend) {
  const auto waits = watcher_.run(fmt::format(
      "SELECT FROM pg_catalog.pg_locks WHERE NOT granted AND locktype = 'relation' AND pid = {}",
      backend));
  if (waits && !waits->empty()) {
    seen_ = QueuedBehind{.relation = relation_,
                         .reader = !is_let_in("ACCESS SHARE"),
                         .writer = !is_let_in("ROW EXCLUSIVE")};
  } else if (Clock::now() < laid_at_ + kPatience) {
    return false;
  }
  release();
  return true;
}

void LockQueue::release() {
  laid_ = false;
  released_at_ = Clock::now();
  holder_.try_to_run("ROLLBACK");
}

/// NOWAIT gives up where a lock would have to be waited for, also behind others who wait.
bool LockQueue::is_let_in(std::string_view mode) {
  if (!newcomer_.run("BEGIN")) return true;
  const auto done = newcomer_.run(fmt::format("LOCK TABLE {} IN {} MODE NOWAIT", quoted_, mode));
  newcomer_.try_to_run("ROLLBACK");
  return done || done.error().sqlstate != kLockNotAvailable;
}

}  // namespace miglint
