// Under whose name a scratch server runs: PostgreSQL refuses to be root, and what it is fed may be
// hostile.
#pragma once

#include <sys/types.h>

#include <expected>
#include <string>

namespace miglint {

struct Account {
  uid_t user = 0;
  gid_t group = 0;
  bool is_other = false;  ///< Not the one this process runs as.
};

/// For root: `nobody`, else `postgres` (initdb wants a name in the user database). For everybody
/// else: themselves.
[[nodiscard]] std::expected<Account, std::string> unprivileged_account();

/// Gives up the present rights for those of `account`, for good. False when it is not allowed.
[[nodiscard]] bool become(const Account& account);

}  // namespace miglint
