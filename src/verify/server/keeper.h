// The process between a scratch server and this one: it makes the cluster, runs the server, and
// when this process ends, however it ends, stops the server and removes its folder.
//
// It learns of the end by a pipe whose other end only this process holds; so a crash or SIGKILL
// here is noticed as well as a destructor. Connecting to the server does not belong here.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "verify/server/account.h"

namespace miglint {

struct KeeperOptions {
  std::filesystem::path folder;    ///< Made by the caller, removed by the keeper.
  std::vector<std::string> make;   ///< The program that makes the cluster in `folder`/data.
  std::vector<std::string> serve;  ///< The server; SIGQUIT is to end it at once.
  Account account;
  std::int64_t memory = std::int64_t{2} << 30U;  ///< Bytes that a process of the server gets.
  /// A cluster that was made before, to be copied; made there when it is missing. Empty: none.
  std::filesystem::path template_cluster;
};

class Keeper {
 public:
  static std::expected<Keeper, std::string> start(const KeeperOptions& options);

  Keeper(Keeper&& other) noexcept;
  Keeper& operator=(Keeper&& other) noexcept;
  ~Keeper();

  /// Why the server is not there (any more); empty while it is, or is being made.
  [[nodiscard]] std::string failure();

  /// The server outlives this process: it ends when somebody stops it.
  void let_go();

 private:
  Keeper(pid_t process, int lifeline, int report)
      : process_(process), lifeline_(lifeline), report_(report) {}
  void stop();

  pid_t process_ = -1;
  int lifeline_ = -1;  ///< Closing it ends the server.
  int report_ = -1;
};

}  // namespace miglint
