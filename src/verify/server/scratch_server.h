// A throw-away PostgreSQL server: its own temporary folder, a Unix socket in it and no port,
// nothing synced to disk, never root, gone when the value is gone or the process ends.
//
// Comes in: where the server's programs are, and settings. Goes out: how to connect to it. What is
// run on it does not belong here.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "verify/server/account.h"
#include "verify/server/connection.h"
#include "verify/server/keeper.h"

namespace miglint {

struct ScratchServerOptions {
  std::filesystem::path bin;          ///< Holds `initdb` and `postgres`.
  std::vector<std::string> settings;  ///< "name=value"; they win over the launcher's own.
  /// Where its folder is made; empty: $TMPDIR, else /tmp.
  std::filesystem::path parent;
  /// As in `KeeperOptions`.
  std::filesystem::path template_cluster;
};

class ScratchServer {
 public:
  /// Waits until the server answers.
  static std::expected<ScratchServer, std::string> start(const ScratchServerOptions& options);

  /// A session of the superuser `postgres`, which only the owner of the folder and root can open.
  [[nodiscard]] std::expected<Connection, ServerError> connect(
      std::string_view database = "postgres") const {
    return connect(database, "postgres");
  }
  [[nodiscard]] std::expected<Connection, ServerError> connect(std::string_view database,
                                                               std::string_view user) const;

  /// A folder of the server's account beside its data, gone with it.
  [[nodiscard]] std::expected<std::filesystem::path, std::string> add_folder(
      std::string_view stem) const;

  /// The server stays when this value is gone, until somebody stops it; its folder goes with it.
  void let_go() { keeper_.let_go(); }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] const Account& account() const { return account_; }

 private:
  ScratchServer(Keeper keeper, std::filesystem::path folder, Account account)
      : keeper_(std::move(keeper)), folder_(std::move(folder)), account_(account) {}

  Keeper keeper_;
  std::filesystem::path folder_;
  Account account_;
};

}  // namespace miglint
