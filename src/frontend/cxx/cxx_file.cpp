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

constexpr std::array kPostgres{"libpq-fe.h"sv,  "PQexec"sv,          "pqxx"sv,
                               "QPSQL"sv,       "soci-postgresql"sv, "storages/postgres"sv,
                               "newPgClient"sv, "{PostgreSQL"sv,     "PGconn"sv};
constexpr std::array kMysql{
    "mysql_query"sv,    "mysql_real_query"sv, "mysql.h"sv, "QMYSQL"sv,  "cppconn/"sv,
    "soci-mysql"sv,     "mysql_stmt_"sv,      "conncpp"sv, "mysqlx"sv,  "QMARIADB"sv,
    "storages/mysql"sv, "newMysqlClient"sv,   "{MySQL"sv,  "{MariaDB"sv};
constexpr std::array kSqlite{"sqlite3_"sv,     "sqlite3.h"sv, "QSQLITE"sv,
                             "soci-sqlite3"sv, "SQLiteCpp"sv, "sqlite_modern_cpp"sv};

std::string full_path(const std::string& path, const std::string& folder) {
  return path.empty() || path.starts_with('/') || folder.empty() ? path : folder + "/" + path;
}

}  // namespace

std::optional<Dialect> cxx_dialect(const SourceFile& source) {
  const bool postgres = has_one_of(source.text(), kPostgres);
  const bool mysql = has_one_of(source.text(), kMysql);
  if (postgres != mysql) return postgres ? Dialect::postgres : Dialect::mysql;
  // What goes to SQLite is not judged, whatever else is.
  if (is_for_sqlite_only(source)) return Dialect::postgres;
  return std::nullopt;
}

bool is_for_sqlite_only(const SourceFile& source) {
  return has_one_of(source.text(), kSqlite) && !has_one_of(source.text(), kPostgres) &&
         !has_one_of(source.text(), kMysql);
}

Migration read_cxx_file(FileId id, const SourceFile& source, Dialect dialect, const Config& config,
                        Arena& arena) {
  Migration migration;
  migration.file = id;
  migration.framework = "cxx";
  migration.dialect = dialect;
  const std::string_view path = source.path();
  migration.id = path.substr(path.rfind('/') + 1);
  migration.id.resize(std::min(migration.id.rfind('.'), migration.id.size()));

  const auto whole = [&] {
    return Span{id, 0,
                static_cast<std::uint32_t>(
                    std::min<std::size_t>(source.text().find('\n'), source.text().size()))};
  };
  // A dialect that is given says what all of the file's SQL is for; else the file may be SQLite's.
  const bool for_sqlite = is_for_sqlite_only(source) && !config.dialect;
  cxx::HelperRequest request;
  request.path = source.path();
  request.text = source.text();
  request.server = for_sqlite ? "sqlite" : dialect == Dialect::postgres ? "postgres" : "mysql";
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
  if (!cxx::read_output(*output, for_sqlite, migration, headers, arena)) {
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
