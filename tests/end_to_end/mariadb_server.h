// A throw-away MariaDB server: its own data folder and a socket in it, no port, never root; it ends
// with the test's process, whatever ends that.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace miglint {

class MariaDbServer {
 public:
  /// Waits until it answers; `problem` tells why it does not.
  MariaDbServer();
  ~MariaDbServer();
  MariaDbServer(const MariaDbServer&) = delete;
  MariaDbServer& operator=(const MariaDbServer&) = delete;

  [[nodiscard]] const std::string& problem() const { return problem_; }
  [[nodiscard]] std::string socket() const { return folder_ / "socket"; }
  /// "mariadb --no-defaults -uroot -S <socket>": the client's command line.
  [[nodiscard]] std::string client() const;

 private:
  void start();

  std::filesystem::path folder_;
  pid_t process_ = -1;
  std::string problem_;
};

}  // namespace miglint
