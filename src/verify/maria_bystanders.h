// What others meet while a statement runs on MariaDB: a client that reads and writes the tables
// throughout, a newcomer behind a statement that waits, and one who looks at metadata locks.
//
// Comes in: tables, the statement's connection. Goes out: who was turned away how often. Running
// the statement does not belong here.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "verify/server/maria_server.h"
#include "verify/step.h"

namespace miglint {

class MariaBystanders {
 public:
  static std::expected<MariaBystanders, ServerError> open(const MariaServer& server,
                                                          std::string_view database);

  /// Before a statement of the connection that touches these tables. `may_queue`: it may be made to
  /// wait for a lock.
  void begin(const std::vector<std::string>& tables, std::uint64_t connection, bool may_queue);
  /// Before each attempt to run it: a long query reads the first table, so that the statement has
  /// to wait for it. Once is enough.
  void lay();
  /// Often, while the statement runs; and once after it, for what it still holds.
  void look();
  /// Ends the long query.
  void release();
  /// For how long the long query has kept the statement waiting; no work was done meanwhile.
  [[nodiscard]] std::chrono::steady_clock::duration kept_waiting() const { return kept_waiting_; }

  /// Since `begin`, by table.
  [[nodiscard]] const std::map<std::string, Bystanders, std::less<>>& met() const { return met_; }

 private:
  MariaBystanders(MysqlConnection watcher, MysqlConnection newcomer, MysqlConnection holder,
                  std::string database)
      : watcher_(std::move(watcher)),
        newcomer_(std::move(newcomer)),
        holder_(std::move(holder)),
        database_(std::move(database)) {}

  /// Is the lock of the statement still to be granted?
  bool read_locks();
  void try_both(const std::string& table, Attempts& reads, Attempts& writes);
  void attempt(const std::string& sql, Attempts& attempts);

  MysqlConnection watcher_;
  MysqlConnection newcomer_;
  MysqlConnection holder_;
  std::string database_;
  std::string thread_;  ///< performance_schema's number of the statement's connection.
  std::uint64_t connection_ = 0;
  std::vector<std::string> tables_;
  std::map<std::string, Bystanders, std::less<>> met_;
  bool may_queue_ = false;
  bool laid_ = false;
  std::chrono::steady_clock::time_point laid_at_;
  std::chrono::steady_clock::time_point looked_at_;
  std::chrono::steady_clock::duration kept_waiting_{};
};

}  // namespace miglint
