// Small pieces of SQL for MariaDB.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/effect.h"
#include "verify/server/mysql_connection.h"

namespace miglint {

/// In backquotes.
[[nodiscard]] std::string maria_name(std::string_view name);
/// In quotes; a backslash is doubled, too.
[[nodiscard]] std::string maria_literal(std::string_view text);
/// "a", "b" as "`a`, `b`".
[[nodiscard]] std::string maria_names(const std::vector<std::string>& names);

/// "public.orders" is "orders" there.
[[nodiscard]] std::string last_part(std::string_view name);

/// The sqlstate of an error is the server's number, by which its errors are known.
[[nodiscard]] std::expected<std::vector<Row>, ServerError> with_number(
    std::expected<std::vector<Row>, ServerError> done, const MysqlConnection& session);

/// Each `?` outside of quotes is a 1.
[[nodiscard]] std::string with_values(std::string_view sql);

struct LockOption {
  bool taken = false;  ///< The statement says itself what it wants.
  DdlLock lock = DdlLock::none;
};
/// The LOCK= that the statement has itself.
[[nodiscard]] LockOption asked_lock(const std::string& sql);
/// What is to be put behind the statement for a LOCK=; empty: it takes none.
[[nodiscard]] std::string lock_clause(std::string_view sql, DdlLock lock);
/// It does not wait for a lock, or only so long.
[[nodiscard]] bool has_wait_option(const std::string& sql);

}  // namespace miglint
