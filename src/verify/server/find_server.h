// The PostgreSQL servers that are installed on this machine.
//
// Comes in: a folder that somebody named, a version that is wanted. Goes out: the folder of the
// server's programs. Starting one does not belong here.
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace miglint {

struct ServerPrograms {
  std::filesystem::path bin;  ///< Holds `initdb` and `postgres`.
  std::string release;        ///< "15.20"
  int major = 0;              ///< 13 to 18.
};

/// What is in `given` when that is not empty; else what `pg_config` and the usual folders have:
/// the wanted major version, else the next newer one, else the newest.
[[nodiscard]] std::expected<ServerPrograms, std::string> find_server(
    const std::filesystem::path& given, std::optional<int> wanted);

/// Where a cluster of a server is kept between runs, to be copied; empty when the user has no
/// folder for such things. `place` is where its programs are.
[[nodiscard]] std::filesystem::path template_folder(std::string_view kind, std::string_view release,
                                                    const std::string& place);

}  // namespace miglint
