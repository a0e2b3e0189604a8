// Sees every heavyweight lock that a PostgreSQL backend asks for, also those it gives back at once
// or takes in a transaction of its own: pg_locks shows a moment, this shows all of them.
//
// It is a debugger with one breakpoint, at LockAcquireExtended(const LOCKTAG *, LOCKMODE, ...),
// whose first two arguments are the same in PostgreSQL 13 to 18 and which every lock passes. The
// function is exported for extension modules, so no debug symbols are needed. x86-64 Linux only.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "verify/server/account.h"

namespace miglint::conformance {

struct LockRequest {
  std::uint32_t database = 0;
  std::uint32_t relation = 0;  ///< Its OID.
  int mode = 0;                ///< 1 (AccessShareLock) to 8 (AccessExclusiveLock).
};

/// Where the server's program has LockAcquireExtended.
struct LockFunction {
  std::uintptr_t value = 0;
  bool is_relative = false;  ///< To where the program is loaded.

  static std::expected<LockFunction, std::string> find(const std::filesystem::path& program);
};

class LockTracer {
 public:
  /// Stops `backend`, sets the breakpoint and lets it run. `account` is what the server runs as.
  static std::expected<LockTracer, std::string> attach(pid_t backend, const Account& account,
                                                       const LockFunction& function);

  LockTracer(LockTracer&& other) noexcept;
  LockTracer& operator=(LockTracer&&) = delete;
  ~LockTracer();

  /// Serves what the backend has run into. To be called over and over while it works: it stands
  /// still at each lock until then.
  void serve();

  /// Removes the breakpoint. The requests for locks on relations, in their order.
  std::expected<std::vector<LockRequest>, std::string> detach();

 private:
  explicit LockTracer(pid_t backend) : backend_(backend) {}
  void let_go();
  bool serve_stop(int status);
  bool note_request();
  bool step_over(int& signal);
  bool poke(std::uintptr_t address, unsigned char byte) const;
  bool wait_for_stop(int& status) const;

  pid_t backend_ = -1;
  std::uintptr_t breakpoint_ = 0;
  unsigned char original_ = 0;  ///< What stood in the breakpoint's place.
  bool is_running_ = true;
  int idle_ = 0;
  std::string failure_;
  std::vector<LockRequest> requests_;
};

}  // namespace miglint::conformance
