// Which stand-in a library's header has; the stand-ins themselves are files in ../stand_ins, which
// the build makes part of the program.
#include <algorithm>
#include <array>

#include <stand_in_files.inc>
#include "frontend/cxx/program/compile.h"

namespace miglint::cxx {
namespace {

struct StandIn {
  std::string_view header;  ///< How its name begins.
  std::string_view name;    ///< Of the stand-in: ../stand_ins/<name>.h.
};

constexpr auto kStandIns = std::to_array<StandIn>({
    {"libpq-fe.h", "libpq"},
    {"postgresql/libpq-fe.h", "libpq"},
    {"pqxx/", "pqxx"},
    {"soci/", "soci"},
    {"soci.h", "soci"},
    {"sqlite3.h", "sqlite"},
    {"SQLiteCpp/", "sqlitecpp"},
    {"mysql.h", "mysql"},
    {"mysql/mysql.h", "mysql"},
    {"mariadb/mysql.h", "mysql"},
    {"mysql/jdbc.h", "connector"},
    {"cppconn/", "connector"},
    {"mysql_connection.h", "connector"},
    {"mariadb/conncpp", "connector"},
    {"conncpp", "connector"},
    {"sql.h", "odbc"},
    {"sqlext.h", "odbc"},
    {"drogon/", "drogon"},
    {"userver/storages/postgres", "userver"},
    {"fmt/", "fmt"},
});

std::string_view name_of_stand_in(std::string_view header) {
  // Any of Qt's headers that are about strings or databases: each of them has all.
  constexpr auto kQt = std::to_array<std::string_view>(
      {"QString", "QStringList", "QtSql", "QVariant", "QByteArray", "QLatin1String"});
  const std::string_view last = header.substr(header.rfind('/') + 1);
  if (last.starts_with("QSql") || std::ranges::find(kQt, last) != kQt.end()) return "qt";
  const auto found = std::ranges::find_if(
      kStandIns, [&](const StandIn& one) { return header.starts_with(one.header); });
  return found == kStandIns.end() ? std::string_view() : found->name;
}

}  // namespace

std::string stand_in_header(std::string_view header) {
  const std::string_view name = name_of_stand_in(header);
  const auto file = std::ranges::find(kStandInFiles, name, &StandInFile::name);
  if (file == kStandInFiles.end()) return {};
  // A library has one stand-in for all of its headers: it counts once, by whatever name.
  const std::string guard = "MIGLINT_STAND_IN_" + std::string(name);
  return "#ifndef " + guard + "\n#define " + guard + "\n" + std::string(file->text) + "#endif\n";
}

}  // namespace miglint::cxx
