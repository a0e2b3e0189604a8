#include "mariadb_server.h"

#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

namespace miglint {
namespace {

bool run(const std::string& command) {
  // One test a process: nobody else starts programs meanwhile.
  return std::system(command.c_str()) == 0;  // NOLINT(concurrency-mt-unsafe,cert-env33-c)
}

/// The server refuses to run as root.
const passwd* unprivileged() {
  return geteuid() == 0 ? getpwnam("nobody") : nullptr;  // NOLINT(concurrency-mt-unsafe)
}

}  // namespace

MariaDbServer::MariaDbServer() {
  std::string name = std::filesystem::temp_directory_path() / "miglint-mariadb.XXXXXX";
  if (mkdtemp(name.data()) == nullptr) {
    problem_ = "no temporary folder";
    return;
  }
  folder_ = name;
  start();
}

void MariaDbServer::start() {
  const passwd* const user = unprivileged();
  std::string as_user;
  if (user != nullptr) {
    as_user = "setpriv --reuid=" + std::to_string(user->pw_uid) +
              " --regid=" + std::to_string(user->pw_gid) + " --clear-groups ";
    if (chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0) problem_ = "chown";
  }
  const std::string data = folder_ / "data";
  const std::string log = folder_ / "log";
  if (!run(as_user + "mariadb-install-db --no-defaults --datadir=" + data +
           " --auth-root-authentication-method=normal --skip-test-db >" + log + " 2>&1")) {
    problem_ = "mariadb-install-db: see " + log;
    return;
  }
  process_ = fork();
  if (process_ == 0) {
    if (user != nullptr && (setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) _exit(1);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::string datadir = "--datadir=" + data;
    std::string socket_file = "--socket=" + socket();
    std::string log_file = "--log-error=" + log;
    std::array<char*, 7> arguments{const_cast<char*>("mariadbd"),
                                   const_cast<char*>("--no-defaults"),
                                   datadir.data(),
                                   socket_file.data(),
                                   log_file.data(),
                                   const_cast<char*>("--skip-networking"),
                                   nullptr};
    for (const char* program : {"/usr/sbin/mariadbd", "/usr/bin/mariadbd"})
      execv(program, arguments.data());
    _exit(1);
  }
  for (int tries = 0; tries < 300; ++tries) {
    if (run(client() + " -e 'SELECT 1' >/dev/null 2>&1")) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  problem_ = "the server does not answer: see " + log;
}

MariaDbServer::~MariaDbServer() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  std::error_code ignored;
  if (problem_.empty()) std::filesystem::remove_all(folder_, ignored);
}

std::string MariaDbServer::client() const {
  return "mariadb --no-defaults -uroot -S " + socket();
}

}  // namespace miglint
