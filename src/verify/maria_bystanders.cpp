#include "verify/maria_bystanders.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "verify/maria_sql.h"

namespace miglint {
namespace {

using namespace std::chrono_literals;
using std::string_view_literals::operator""sv;
using Clock = std::chrono::steady_clock;

/// Some ask for their lock only when the work is done. Whoever has not done so by then gets along
/// with the long query, or waits for it in a way that is not seen.
constexpr auto kPatience = 5s;
/// Lock wait timeout exceeded.
constexpr unsigned int kTurnedAway = 1205;

/// From weak to strong, as the server's manual has them.
constexpr std::array kStrength{"SHARED"sv,          "SHARED_HIGH_PRIO"sv,     "SHARED_READ"sv,
                               "SHARED_WRITE"sv,    "SHARED_UPGRADABLE"sv,    "SHARED_READ_ONLY"sv,
                               "SHARED_NO_WRITE"sv, "SHARED_NO_READ_WRITE"sv, "EXCLUSIVE"sv};

std::ptrdiff_t strength(std::string_view lock) {
  const auto known = std::ranges::find(kStrength, lock);
  return known == kStrength.end() ? -1 : known - kStrength.begin();
}

/// It keeps writers out.
const std::ptrdiff_t kStrong = strength("SHARED_NO_WRITE");

}  // namespace

std::expected<MariaBystanders, ServerError> MariaBystanders::open(const MariaServer& server,
                                                                  std::string_view database) {
  auto watcher = server.watch();
  if (!watcher) return std::unexpected(watcher.error());
  auto newcomer = server.fill(database);
  if (!newcomer) return std::unexpected(newcomer.error());
  const auto hasty = newcomer->run("SET lock_wait_timeout = 0, innodb_lock_wait_timeout = 0");
  if (!hasty) return std::unexpected(hasty.error());
  auto holder = server.fill(database);
  if (!holder) return std::unexpected(holder.error());
  return MariaBystanders(*std::move(watcher), *std::move(newcomer), *std::move(holder),
                         std::string(database));
}

void MariaBystanders::begin(const std::vector<std::string>& tables, std::uint64_t connection,
                            bool may_queue) {
  tables_ = tables;
  met_.clear();
  kept_waiting_ = {};
  if (connection != connection_) {
    connection_ = connection;
    const auto thread = watcher_.run(fmt::format(
        "SELECT thread_id FROM performance_schema.threads WHERE processlist_id = {}", connection));
    thread_ = thread && !thread->empty() ? thread->front()[0].value_or("") : "";
  }
  may_queue_ = may_queue && !tables_.empty();
}

void MariaBystanders::lay() {
  if (!may_queue_) return;
  laid_ = holder_.run("START TRANSACTION") &&
          holder_.run(fmt::format("SELECT 1 FROM {} LIMIT 1", maria_name(tables_.front())));
  laid_at_ = looked_at_ = Clock::now();
}

void MariaBystanders::look() {
  const auto before = std::exchange(looked_at_, Clock::now());
  const bool waits = read_locks();
  if (!laid_ || !waits) {
    for (const std::string& table : tables_) {
      Bystanders& met = met_[table];
      try_both(table, met.reads, met.writes);
    }
    if (laid_ && looked_at_ > laid_at_ + kPatience) release();
    return;
  }
  may_queue_ = false;
  Bystanders& met = met_[tables_.front()];
  Attempts reads;
  Attempts writes;
  try_both(tables_.front(), reads, writes);
  met.reader_queued |= reads.refused > 0;
  met.writer_queued |= writes.refused > 0;
  release();
  // It has waited since some moment after the last look.
  kept_waiting_ += Clock::now() - before;
}

void MariaBystanders::release() {
  if (!laid_) return;
  holder_.try_to_run("COMMIT");
  laid_ = false;
}

bool MariaBystanders::read_locks() {
  if (thread_.empty()) return false;
  const auto rows = watcher_.run(
      fmt::format("SELECT object_name, lock_type, lock_status FROM "
                  "performance_schema.metadata_locks WHERE owner_thread_id = {} AND object_type = "
                  "'TABLE' AND object_schema = {}",
                  thread_, maria_literal(database_)));
  if (!rows) return false;
  bool waits = false;
  for (const Row& row : *rows) {
    const std::string table = row[0].value_or("");
    // Names of its own making for a table on its way.
    if (table.starts_with("#sql")) continue;
    waits |= row[2] == "PENDING";
    // The server does not say which lock a weaker one has been turned into.
    const std::string asked = row[1].value_or("");
    std::string& lock = met_[table].lock;
    if (strength(asked) >= kStrong && strength(asked) > strength(lock)) lock = asked;
  }
  return waits;
}

void MariaBystanders::try_both(const std::string& table, Attempts& reads, Attempts& writes) {
  attempt(fmt::format("SELECT 1 FROM {} LIMIT 1", maria_name(table)), reads);
  attempt(fmt::format("DELETE FROM {} WHERE FALSE", maria_name(table)), writes);
}

void MariaBystanders::attempt(const std::string& sql, Attempts& attempts) {
  const auto done = newcomer_.run(sql);
  const bool refused = !done && newcomer_.error_code() == kTurnedAway;
  // The table may just be on its way to another name.
  if (!done && !refused) return;
  ++attempts.made;
  attempts.refused += refused ? 1 : 0;
}

}  // namespace miglint
