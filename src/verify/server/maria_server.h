// A throw-away MariaDB server with scratch databases, and sessions of three kinds.
//
// Comes in: where its programs may be. Goes out: sessions. What is run on them does not belong
// here.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "verify/server/keeper.h"
#include "verify/server/mysql_connection.h"

namespace miglint {

struct MariaPrograms {
  std::filesystem::path server;   ///< mariadbd
  std::filesystem::path install;  ///< mariadb-install-db
  std::string release;            ///< "10.11.6"
  int major = 0;
  int minor = 0;
};

/// What is installed in the usual folders.
[[nodiscard]] std::expected<MariaPrograms, std::string> find_mariadb();

struct MariaLimits {
  std::chrono::seconds statement{60};          ///< A statement that takes longer is stopped.
  std::int64_t disk = std::int64_t{2} << 30U;  ///< Bytes that the server's files may come to.
};

/// `lock_wait_timeout` of a session that has not set it, in seconds: finite, and nobody would write
/// it.
inline constexpr int kUnsetLockWaitTimeout = 61;

class MariaServer {
 public:
  /// Where the scripts run.
  static constexpr std::string_view kDatabase = "work";

  /// Waits until the server answers.
  static std::expected<MariaServer, std::string> start(const MariaPrograms& programs,
                                                       const MariaLimits& limits);

  /// An empty database in place of what it held; names are ours: plain lower-case words.
  [[nodiscard]] std::expected<void, ServerError> create(std::string_view database) const;
  [[nodiscard]] std::expected<void, ServerError> drop(std::string_view database) const;
  /// Looks at the server's tables: it must never run what the script has made.
  [[nodiscard]] std::expected<MysqlConnection, ServerError> watch() const;
  /// Runs the script: has all rights in the scratch databases and none beside them, no files, few
  /// connections, and a time limit for each statement.
  [[nodiscard]] std::expected<MysqlConnection, ServerError> migrate(
      std::string_view database) const;
  /// Makes rows, and asks for locks as an application would: as another user with the same rights,
  /// who waits for nobody.
  [[nodiscard]] std::expected<MysqlConnection, ServerError> fill(std::string_view database) const;

  /// Bytes of all files of the server, also those for rows that are sorted or may be rolled back.
  [[nodiscard]] std::int64_t disk_used() const;

  [[nodiscard]] const MariaLimits& limits() const { return limits_; }
  [[nodiscard]] const std::string& release() const { return release_; }
  [[nodiscard]] std::string socket() const { return folder_ / "socket"; }
  /// The server stays after this process; the text tells how to connect and how to stop it.
  [[nodiscard]] std::string keep(std::string_view database);

 private:
  MariaServer(Keeper keeper, std::filesystem::path folder, std::string release, MariaLimits limits)
      : keeper_(std::move(keeper)),
        folder_(std::move(folder)),
        release_(std::move(release)),
        limits_(limits) {}

  [[nodiscard]] std::expected<MysqlConnection, ServerError> open(std::string_view user,
                                                                 std::string_view database) const;

  Keeper keeper_;
  std::filesystem::path folder_;
  std::string release_;
  MariaLimits limits_;
};

}  // namespace miglint
