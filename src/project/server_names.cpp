#include "project/server_names.h"

#include <algorithm>
#include <array>

#include "source/ascii.h"

namespace miglint {
namespace {

struct Known {
  std::string_view name;
  std::optional<Dialect> dialect;
};

constexpr std::array kServers{
    Known{"mysql", Dialect::mysql},       Known{"mariadb", Dialect::mariadb},
    Known{"postgres", Dialect::postgres}, Known{"postgresql", Dialect::postgres},
    Known{"pgsql", Dialect::postgres},    Known{"sqlite", std::nullopt},
    Known{"sqlite3", std::nullopt},       Known{"mssql", std::nullopt},
    Known{"sqlserver", std::nullopt},     Known{"oracle", std::nullopt},
    Known{"cockroachdb", std::nullopt},   Known{"cockroach", std::nullopt},
    Known{"clickhouse", std::nullopt},
};

/// Below the folder; the whole path where it does not stand there.
std::size_t end_of(std::string_view folder, std::string_view path) {
  if (folder.empty() || !path.starts_with(folder)) return 0;
  if (folder.ends_with('/')) return folder.size();
  return path.substr(folder.size()).starts_with('/') ? folder.size() + 1 : 0;
}

}  // namespace

std::optional<ServerName> server_called(std::string_view name) {
  for (const Known& known : kServers) {
    if (std::ranges::equal(name, known.name, {}, ascii::lower))
      return ServerName{name, known.dialect, name};
  }
  return std::nullopt;
}

std::optional<ServerName> server_named_below(std::string_view path, std::string_view folder) {
  std::optional<ServerName> found;
  const std::size_t file = path.rfind('/') == path.npos ? 0 : path.rfind('/') + 1;
  for (std::size_t begin = end_of(folder, path); begin < path.size();) {
    const std::size_t end =
        std::min(path.find_first_of(begin < file ? "/" : ".", begin), path.size());
    // What follows the last dot says how the file is written.
    if (end == path.size()) break;
    if (const auto server = server_called(path.substr(begin, end - begin))) {
      found = ServerName{server->name, server->dialect, path.substr(0, end)};
    }
    begin = end + 1;
  }
  return found;
}

}  // namespace miglint
