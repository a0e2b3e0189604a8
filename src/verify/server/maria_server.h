// A throw-away MariaDB server with one scratch database, and sessions of two kinds.
//
// Comes in: where its programs may be. Goes out: sessions. What is run on them does not belong
// here.
#pragma once

#include <chrono>
#include <expected>
#include <filesystem>
#include <string>

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

class MariaServer {
 public:
  static constexpr std::string_view kDatabase = "work";

  /// Waits until the server answers.
  static std::expected<MariaServer, std::string> start(const MariaPrograms& programs,
                                                       std::chrono::seconds statement);

  /// An empty database.
  std::expected<void, ServerError> create() const;
  /// Looks at the server's tables: it must never run what the script has made.
  [[nodiscard]] std::expected<MysqlConnection, ServerError> watch() const;
  /// Runs the script: has all rights in the scratch database and none beside it, no files, and a
  /// time limit for each statement.
  [[nodiscard]] std::expected<MysqlConnection, ServerError> migrate() const;

  [[nodiscard]] const std::string& release() const { return release_; }

 private:
  MariaServer(Keeper keeper, std::string socket, std::string release)
      : keeper_(std::move(keeper)), socket_(std::move(socket)), release_(std::move(release)) {}

  Keeper keeper_;
  std::string socket_;
  std::string release_;
  std::chrono::seconds statement_{60};
};

}  // namespace miglint
