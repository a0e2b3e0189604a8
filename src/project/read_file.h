// Bytes of a file.
#pragma once

#include <cstddef>
#include <expected>
#include <string>

namespace miglint {

/// The bytes of the file at `path`, less a UTF-8 byte order mark; or why they cannot be had: "no
/// such file", "permission denied".
[[nodiscard]] std::expected<std::string, std::string> read_file(const std::string& path);

/// How a file begins, less a UTF-8 byte order mark.
struct FileBeginning {
  std::string bytes;
  bool is_whole = false;  ///< The file ends with them.
};

/// The first `longest` bytes of the regular file at `path`; nothing, which is not the whole, when
/// it is none, or cannot be read.
[[nodiscard]] FileBeginning read_beginning(const std::string& path, std::size_t longest);

/// The same as `read_file`, of standard input.
[[nodiscard]] std::expected<std::string, std::string> read_standard_input();

}  // namespace miglint
