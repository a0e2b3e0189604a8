#include "verify/server/scratch_server.h"

#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <utility>

#include "verify/server/scratch_folder.h"

namespace miglint {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto kStartTimeout = 60s;
std::vector<std::string> settings_for(const fs::path& folder,
                                      const std::vector<std::string>& more) {
  std::vector<std::string> settings = {
      "listen_addresses=",
      "unix_socket_directories=" + folder.string(),
      "unix_socket_permissions=0700",
      "fsync=off",
      "synchronous_commit=off",
      "full_page_writes=off",
      // Else its segments stay in the machine's memory when the server is killed.
      "dynamic_shared_memory_type=mmap",
      "max_connections=20",
      "shared_buffers=16MB",
  };
  settings.insert(settings.end(), more.begin(), more.end());
  return settings;
}

}  // namespace

std::expected<ScratchServer, std::string> ScratchServer::start(
    const ScratchServerOptions& options) {
  for (const char* program : {"initdb", "postgres"}) {
    if (access((options.bin / program).c_str(), X_OK) != 0) {
      return std::unexpected((options.bin / program).string() + ": " + std::strerror(errno));
    }
  }
  const auto account = unprivileged_account();
  if (!account) return std::unexpected(account.error());
  const auto folder = make_scratch_folder(options.parent, *account);
  if (!folder) return std::unexpected(folder.error());

  const fs::path bin = fs::absolute(options.bin);
  const std::string data = (*folder / "data").string();
  std::vector<std::string> serve = {(bin / "postgres").string(), "-D", data};
  for (const std::string& setting : settings_for(*folder, options.settings)) {
    serve.emplace_back("-c");
    serve.push_back(setting);
  }
  auto keeper = Keeper::start(
      {.folder = *folder,
       .make = {(bin / "initdb").string(), "--no-sync", "--auth=trust", "--username=postgres",
                "--encoding=UTF8", "--locale=C", "--pgdata=" + data},
       .serve = std::move(serve),
       .account = *account,
       .template_cluster = options.template_cluster});
  if (!keeper) {
    std::error_code ignored;
    fs::remove_all(*folder, ignored);
    return std::unexpected(keeper.error());
  }
  ScratchServer server(std::move(*keeper), *folder, *account);

  std::string last_error;
  const auto give_up = std::chrono::steady_clock::now() + kStartTimeout;
  while (std::chrono::steady_clock::now() < give_up) {
    if (std::string why = server.keeper_.failure(); !why.empty()) return std::unexpected(why);
    auto attempt = server.connect();
    if (attempt) return server;
    last_error = attempt.error().message;
    std::this_thread::sleep_for(20ms);
  }
  return std::unexpected("the server does not answer: " + last_error);
}

std::expected<fs::path, std::string> ScratchServer::add_folder(std::string_view stem) const {
  std::string name = (folder_ / (std::string(stem) + "-XXXXXX")).string();
  if (mkdtemp(name.data()) == nullptr) {
    return std::unexpected(name + ": " + std::strerror(errno));
  }
  if (account_.is_other && chown(name.c_str(), account_.user, account_.group) != 0) {
    return std::unexpected(name + ": " + std::strerror(errno));
  }
  return fs::path(name);
}

std::expected<Connection, ServerError> ScratchServer::connect(std::string_view database,
                                                              std::string_view user) const {
  return Connection::open("host=" + folder_.string() + " port=5432 user=" + std::string(user) +
                          " dbname=" + std::string(database) + " connect_timeout=10");
}

}  // namespace miglint
