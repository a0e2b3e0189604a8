// Where a scratch server keeps its files and its socket.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include "verify/server/account.h"

namespace miglint {

/// A new folder in `parent`, which only `account` can enter: who can enter it can open the socket.
/// Without a parent: $TMPDIR, else memory where there is plenty, else /tmp.
[[nodiscard]] std::expected<std::filesystem::path, std::string> make_scratch_folder(
    std::filesystem::path parent, const Account& account);

}  // namespace miglint
