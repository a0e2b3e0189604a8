#include "frontend/cxx/cxx_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <set>
#include <string_view>

#include "frontend/cxx/helper.h"
#include "frontend/cxx/read_output.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

/// What the files of a run lack; files are read by several threads.
struct Missing {
  std::mutex mutex;
  std::map<std::string, std::set<std::string>> headers;  ///< To the files that ask for them.
};

Missing& missing() {
  static Missing all;
  return all;
}

template <std::size_t Count>
bool has_one_of(std::string_view text, const std::array<std::string_view, Count>& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.contains(word); });
}

/// Names of a server's own library.
constexpr std::array kPostgres{"libpq-fe.h"sv, "PQexec"sv, "pqxx"sv, "PGconn"sv,
                               "storages/postgres"sv};
constexpr std::array kMysql{"mysql_query"sv, "mysql_real_query"sv, "mysql.h"sv, "cppconn/"sv,
                            "mysql_stmt_"sv, "conncpp"sv,          "mysqlx"sv,  "storages/mysql"sv};
constexpr std::array kSqlite{"sqlite3_"sv, "sqlite3.h"sv, "SQLiteCpp"sv, "sqlite_modern_cpp"sv};
/// Names of drivers of a library that speaks to several.
constexpr std::array kPostgresDrivers{"QPSQL"sv, "soci-postgresql"sv, "newPgClient"sv,
                                      "{PostgreSQL"sv};
constexpr std::array kMysqlDrivers{"QMYSQL"sv,         "QMARIADB"sv, "soci-mysql"sv,
                                   "newMysqlClient"sv, "{MySQL"sv,   "{MariaDB"sv};
constexpr std::array kSqliteDrivers{"QSQLITE"sv, "soci-sqlite3"sv};

/// "postgres", "mysql", "sqlite"; empty when several are named, or none.
std::string_view only(bool postgres, bool mysql, bool sqlite) {
  const int count = (postgres ? 1 : 0) + (mysql ? 1 : 0) + (sqlite ? 1 : 0);
  if (count != 1) return {};
  return postgres ? "postgres" : mysql ? "mysql" : "sqlite";
}

/// The server whose own library the file calls.
std::string_view server_of_library(std::string_view text) {
  return only(has_one_of(text, kPostgres), has_one_of(text, kMysql), has_one_of(text, kSqlite));
}

/// The server that the file names at all.
std::string_view server_named(std::string_view text) {
  return only(has_one_of(text, kPostgres) || has_one_of(text, kPostgresDrivers),
              has_one_of(text, kMysql) || has_one_of(text, kMysqlDrivers),
              has_one_of(text, kSqlite) || has_one_of(text, kSqliteDrivers));
}

std::string full_path(const std::string& path, const std::string& folder) {
  return path.empty() || path.starts_with('/') || folder.empty() ? path : folder + "/" + path;
}

}  // namespace

std::optional<Dialect> cxx_dialect(const SourceFile& source) {
  const bool postgres =
      has_one_of(source.text(), kPostgres) || has_one_of(source.text(), kPostgresDrivers);
  const bool mysql = has_one_of(source.text(), kMysql) || has_one_of(source.text(), kMysqlDrivers);
  if (postgres != mysql) return postgres ? Dialect::postgres : Dialect::mysql;
  // What goes to SQLite is not judged, whatever else is.
  if (server_named(source.text()) == "sqlite") return Dialect::postgres;
  return std::nullopt;
}

Migration read_cxx_file(FileId id, const SourceFile& source, Dialect dialect, const Config& config,
                        Arena& arena) {
  Migration migration;
  migration.file = id;
  migration.framework = "cxx";
  migration.dialect = dialect;
  const std::string_view path = source.path();
  migration.id = path.substr(path.rfind('/') + 1);

  const auto whole = [&] {
    return Span{id, 0,
                static_cast<std::uint32_t>(
                    std::min<std::size_t>(source.text().find('\n'), source.text().size()))};
  };
  // Where a library speaks to several servers, a dialect that is given says which it is; of a
  // server's own library it says nothing.
  std::string_view server = server_of_library(source.text());
  if (server.empty() && !config.dialect && server_named(source.text()) == "sqlite")
    server = "sqlite";
  const std::string_view linted = dialect == Dialect::postgres ? "postgres" : "mysql";
  cxx::HelperRequest request;
  request.path = source.path();
  request.text = source.text();
  request.server = server.empty() ? linted : server;
  if (const auto found = config.frameworks.find("cxx"); found != config.frameworks.end()) {
    request.calls = found->second.calls;
    request.tables = found->second.tables;
    request.commands = full_path(found->second.compile_commands, config.folder);
  }
  const auto output = cxx::run_helper(request);
  if (!output) {
    migration.problems.push_back({whole(), output.error() + "; what it sends is not known"});
    return migration;
  }
  std::vector<std::string> headers;
  if (!cxx::read_output(*output, request.server, migration, headers, arena)) {
    migration.problems.push_back(
        {whole(),
         "miglint-cxx stopped in the middle of it; what it sends behind that is not known"});
  }
  const std::lock_guard lock(missing().mutex);
  for (const std::string& header : headers)
    missing().headers[header].insert(source.path());
  return migration;
}

std::string why_no_cxx() {
  return cxx::helper_path().empty() ? cxx::how_to_get_helper() : std::string();
}

std::vector<std::string> cxx_remarks() {
  const std::lock_guard lock(missing().mutex);
  if (missing().headers.empty()) return {};
  constexpr std::size_t kShown = 4;
  std::vector<std::string> names;
  std::set<std::string> files;
  for (const auto& [header, users] : missing().headers) {
    if (names.size() < kShown) names.push_back(header);
    files.insert(users.begin(), users.end());
  }
  const std::size_t count = missing().headers.size();
  return {
      fmt::format("C++: {} not found in {} ({}{}). What they declare is read by its names alone; a "
                  "compile_commands.json tells where headers are",
                  count == 1 ? "1 header was" : fmt::format("{} headers were", count),
                  files.size() == 1 ? "1 file" : fmt::format("{} files", files.size()),
                  fmt::join(names, ", "), count > kShown ? ", …" : "")};
}

}  // namespace miglint
