#include "verify/server/maria_server.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <memory>
#include <thread>
#include <utility>

#include "verify/server/find_server.h"
#include "verify/server/scratch_folder.h"

namespace miglint {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto kStartTimeout = 60s;

fs::path find_program(const char* name) {
  for (const char* folder : {"/usr/sbin", "/usr/bin", "/usr/local/bin", "/usr/local/sbin"}) {
    fs::path path = fs::path(folder) / name;
    if (access(path.c_str(), X_OK) == 0) return path;
  }
  return {};
}

/// "mariadbd  Ver 10.11.6-MariaDB-…"
std::string release_of(const fs::path& server) {
  struct Close {
    void operator()(std::FILE* file) const { pclose(file); }
  };
  const std::unique_ptr<std::FILE, Close> output(
      popen((server.string() + " --no-defaults --version 2>/dev/null").c_str(), "r"));
  std::array<char, 512> line{};
  if (!output || std::fgets(line.data(), line.size(), output.get()) == nullptr) return {};
  const std::string_view text = line.data();
  const auto begin = text.find("Ver ");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin + 4, text.find_first_of("- ", begin + 4) - begin - 4));
}

/// Small files, nothing synced, no port, and no file of anybody's to be read or written.
std::vector<std::string> serve_command(const MariaPrograms& programs, const fs::path& folder) {
  return {programs.server.string(), "--no-defaults", "--datadir=" + (folder / "data").string(),
          "--socket=" + (folder / "socket").string(), "--pid-file=" + (folder / "pid").string(),
          "--tmpdir=" + folder.string(), "--skip-networking", "--skip-log-bin", "--local-infile=0",
          // Else a table may be told to keep its files in another folder.
          "--skip-symbolic-links", "--secure-file-priv=" + (folder / "data" / "mysql").string(),
          "--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync",
          "--innodb-doublewrite=0", "--innodb-log-file-size=8M", "--innodb-buffer-pool-size=64M",
          // Of what it can count only the metadata locks.
          "--performance-schema=ON", "--performance-schema-instrument=%=OFF",
          "--performance-schema-instrument=wait/lock/metadata/sql/mdl=ON",
          "--performance-schema-max-digest-length=0", "--performance-schema-digests-size=0",
          "--performance-schema-max-table-instances=100",
          "--performance-schema-max-thread-instances=50", "--max-connections=20"};
}

std::expected<void, ServerError> make_users(MysqlConnection& root) {
  for (const char* sql : {"CREATE OR REPLACE USER migrator@localhost WITH MAX_USER_CONNECTIONS 4",
                          "CREATE OR REPLACE USER filler@localhost",
                          // The checks ask who is at work.
                          "GRANT PROCESS ON *.* TO filler@localhost"}) {
    if (auto done = root.run(sql); !done) return std::unexpected(done.error());
  }
  return {};
}

std::vector<std::string> make_command(const MariaPrograms& programs, const fs::path& folder) {
  return {programs.install.string(),
          "--no-defaults",
          "--datadir=" + (folder / "data").string(),
          "--auth-root-authentication-method=normal",
          "--skip-test-db",
          "--skip-name-resolve",
          "--innodb-log-file-size=8M"};
}

}  // namespace

std::expected<MariaPrograms, std::string> find_mariadb() {
  MariaPrograms programs{.server = find_program("mariadbd"),
                         .install = find_program("mariadb-install-db")};
  if (programs.server.empty() || programs.install.empty()) {
    return std::unexpected(
        "no MariaDB server is installed here (Debian: `apt-get install mariadb-server-core`)");
  }
  programs.release = release_of(programs.server);
  if (std::sscanf(programs.release.c_str(), "%d.%d", &programs.major, &programs.minor) != 2) {
    return std::unexpected(programs.server.string() + " does not tell its version");
  }
  return programs;
}

std::expected<MariaServer, std::string> MariaServer::start(const MariaPrograms& programs,
                                                           const MariaLimits& limits) {
  const auto account = unprivileged_account();
  if (!account) return std::unexpected(account.error());
  const auto folder = make_scratch_folder({}, *account);
  if (!folder) return std::unexpected(folder.error());
  auto keeper = Keeper::start(
      {.folder = *folder,
       .make = make_command(programs, *folder),
       .serve = serve_command(programs, *folder),
       .account = *account,
       .template_cluster = template_folder("mariadb", programs.release, programs.server.string())});
  if (!keeper) {
    std::error_code ignored;
    fs::remove_all(*folder, ignored);
    return std::unexpected(keeper.error());
  }
  MariaServer server(std::move(*keeper), *folder, programs.release, limits);
  std::string last_error;
  const auto give_up = std::chrono::steady_clock::now() + kStartTimeout;
  while (std::chrono::steady_clock::now() < give_up) {
    if (std::string why = server.keeper_.failure(); !why.empty()) return std::unexpected(why);
    auto attempt = server.watch();
    if (attempt) {
      if (auto made = make_users(*attempt); !made) return std::unexpected(made.error().message);
      return server;
    }
    last_error = attempt.error().message;
    std::this_thread::sleep_for(20ms);
  }
  return std::unexpected("the server does not answer: " + last_error);
}

std::expected<void, ServerError> MariaServer::create(std::string_view database) const {
  auto session = watch();
  if (!session) return std::unexpected(session.error());
  for (const std::string& sql :
       {fmt::format("DROP DATABASE IF EXISTS {}", database),
        fmt::format("CREATE DATABASE {} CHARACTER SET utf8mb4", database),
        fmt::format("GRANT ALL ON {}.* TO migrator@localhost, filler@localhost", database)}) {
    if (auto done = session->run(sql); !done) return std::unexpected(done.error());
  }
  return {};
}

std::expected<void, ServerError> MariaServer::drop(std::string_view database) const {
  auto session = watch();
  if (!session) return std::unexpected(session.error());
  auto done = session->run(fmt::format("DROP DATABASE IF EXISTS {}", database));
  if (!done) return std::unexpected(done.error());
  return {};
}

std::expected<MysqlConnection, ServerError> MariaServer::open(std::string_view user,
                                                              std::string_view database) const {
  return MysqlConnection::open({.socket = socket(),
                                .user = std::string(user),
                                .database = std::string(database),
                                .option_files = false});
}

std::expected<MysqlConnection, ServerError> MariaServer::watch() const {
  return open("root", "");
}

std::expected<MysqlConnection, ServerError> MariaServer::migrate(std::string_view database) const {
  auto session = open("migrator", database);
  if (!session) return session;
  const auto limited = session->run(fmt::format(
      "SET max_statement_time = {}, lock_wait_timeout = {}, innodb_lock_wait_timeout = 5",
      limits_.statement.count(), kUnsetLockWaitTimeout));
  if (!limited) return std::unexpected(limited.error());
  return session;
}

std::expected<MysqlConnection, ServerError> MariaServer::fill(std::string_view database) const {
  auto session = open("filler", database);
  if (!session) return session;
  const auto limited = session->run(fmt::format(
      "SET max_statement_time = {}, lock_wait_timeout = 5, innodb_lock_wait_timeout = 5",
      limits_.statement.count()));
  if (!limited) return std::unexpected(limited.error());
  return session;
}

std::int64_t MariaServer::disk_used() const {
  std::int64_t bytes = 0;
  std::error_code error;
  // Files come and go meanwhile.
  for (fs::recursive_directory_iterator entry(folder_, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code gone;
    const auto size = entry->is_regular_file(gone) ? entry->file_size(gone) : 0;
    if (!gone) bytes += static_cast<std::int64_t>(size);
  }
  return bytes;
}

std::string MariaServer::keep(std::string_view database) {
  keeper_.let_go();
  return fmt::format(
      "the server is left running.\n  connect:  mariadb --no-defaults -u root -S {0}/socket {1}\n  "
      "stop:     kill \"$(cat {0}/pid)\"",
      folder_.string(), database);
}

}  // namespace miglint
