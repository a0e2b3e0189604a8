// The server that a migration is written for.
#pragma once

#include <compare>
#include <cstdint>

namespace miglint {

enum class Dialect : std::uint8_t { postgres, mysql, mariadb };

/// Server version, as in `SHOW server_version`: PostgreSQL 15 is {15, 0}, MySQL 8.4 is {8, 4}.
struct ServerVersion {
  std::uint16_t major = 0;
  std::uint16_t minor = 0;
  std::uint16_t patch = 0;  ///< Of MySQL and MariaDB: 8.0.29; 0 when not said.
  friend constexpr auto operator<=>(const ServerVersion&, const ServerVersion&) = default;
};

}  // namespace miglint
