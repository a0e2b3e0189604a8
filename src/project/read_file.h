// Bytes of a file.
#pragma once

#include <cstddef>
#include <expected>
#include <string>

namespace miglint {

/// The bytes of the file at `path`, less a UTF-8 byte order mark; or why they cannot be had: "no
/// such file", "permission denied".
[[nodiscard]] std::expected<std::string, std::string> read_file(const std::string& path);

/// The first `longest` bytes of the regular file at `path`; empty when it is none, or cannot be
/// read.
[[nodiscard]] std::string read_beginning(const std::string& path, std::size_t longest);

/// The same as `read_file`, of standard input.
[[nodiscard]] std::expected<std::string, std::string> read_standard_input();

}  // namespace miglint
