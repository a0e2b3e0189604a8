// Who waits behind a statement that waits: a long query holds a weak lock, the statement queues for
// a strong one, and whoever comes after it queues too, though the long query would let them in.
//
// Comes in: a session that plays the long query, one that looks, one that plays the newcomer. Goes
// out: which newcomers had to wait. Running the statement does not belong here.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "dialect/effect.h"
#include "verify/server/connection.h"

namespace miglint {

struct QueuedBehind {
  std::string relation;
  bool reader = false;
  bool writer = false;
};

class LockQueue {
 public:
  /// `holder` and `newcomer` have no open transaction.
  LockQueue(Connection holder, Connection& watcher, Connection& newcomer)
      : holder_(std::move(holder)), watcher_(watcher), newcomer_(newcomer) {}

  /// The long query reads `quoted`, or writes it when `wanted` lets readers in.
  void lay(const std::string& relation, const std::string& quoted, LockMode wanted);
  [[nodiscard]] bool is_laid() const { return laid_; }

  /// To be called while the statement runs: looks whether it waits, lets newcomers try, and ends
  /// the long query; true when that is done.
  [[nodiscard]] bool try_newcomers(int backend);
  /// Ends the long query.
  void release();
  [[nodiscard]] std::chrono::steady_clock::time_point released_at() const { return released_at_; }
  /// Of the last statement.
  [[nodiscard]] const std::optional<QueuedBehind>& seen() const { return seen_; }

 private:
  [[nodiscard]] bool is_let_in(std::string_view mode);

  Connection holder_;
  Connection& watcher_;
  Connection& newcomer_;
  std::string relation_;
  std::string quoted_;
  bool laid_ = false;
  std::chrono::steady_clock::time_point laid_at_;
  std::chrono::steady_clock::time_point released_at_;
  std::optional<QueuedBehind> seen_;
};

}  // namespace miglint
