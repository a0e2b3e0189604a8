// Bytes of a file.
#pragma once

#include <expected>
#include <string>

namespace miglint {

/// The bytes of the file at `path`, less a UTF-8 byte order mark; or why they cannot be had: "no
/// such file", "permission denied".
[[nodiscard]] std::expected<std::string, std::string> read_file(const std::string& path);

/// The same of standard input.
[[nodiscard]] std::expected<std::string, std::string> read_standard_input();

}  // namespace miglint
