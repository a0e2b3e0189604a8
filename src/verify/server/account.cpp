#include "verify/server/account.h"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

namespace miglint {

std::expected<Account, std::string> unprivileged_account() {
  if (geteuid() != 0) return Account{.user = geteuid(), .group = getegid(), .is_other = false};
  for (const char* name : {"nobody", "postgres"}) {
    const passwd* entry = getpwnam(name);
    if (entry != nullptr && entry->pw_uid != 0) {
      return Account{.user = entry->pw_uid, .group = entry->pw_gid, .is_other = true};
    }
  }
  return std::unexpected(
      "PostgreSQL does not run as root, and there is no user 'nobody' or 'postgres' to run it as");
}

bool become(const Account& account) {
  if (!account.is_other) return true;
  return setgroups(0, nullptr) == 0 &&
         setresgid(account.group, account.group, account.group) == 0 &&
         setresuid(account.user, account.user, account.user) == 0;
}

}  // namespace miglint
