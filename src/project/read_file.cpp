#include "project/read_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace miglint {
namespace {

/// Places in files are 32 bits wide, and a file takes several times its size while it is read.
constexpr std::size_t largest_file = 1024UZ * 1024 * 1024;

std::unexpected<std::string> failure(int error) {
  return std::unexpected(std::generic_category().message(error));
}

void remove_byte_order_mark(std::string& bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
}

std::expected<std::string, std::string> read_all(int descriptor) {
  struct stat status{};
  if (::fstat(descriptor, &status) != 0) return failure(errno);
  if (S_ISDIR(status.st_mode)) return failure(EISDIR);
  // Pipes and the like have no size: they are read until they end.
  constexpr std::size_t step = 64UZ * 1024;
  const bool has_size = S_ISREG(status.st_mode) && status.st_size > 0;
  std::string bytes(has_size ? static_cast<std::size_t>(status.st_size) + 1 : step, '\0');
  std::size_t length = 0;
  for (;;) {
    if (length > largest_file) {
      return std::unexpected(fmt::format("larger than {} MB", largest_file / (1024UZ * 1024)));
    }
    if (length == bytes.size()) bytes.resize(bytes.size() * 2);
    const ssize_t got = ::read(descriptor, bytes.data() + length, bytes.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failure(errno);
    if (got == 0) break;
    length += static_cast<std::size_t>(got);
    if (has_size && length == static_cast<std::size_t>(status.st_size)) break;
  }
  bytes.resize(length);
  remove_byte_order_mark(bytes);
  return bytes;
}

}  // namespace

std::expected<std::string, std::string> read_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failure(errno);
  auto bytes = read_all(descriptor);
  ::close(descriptor);
  return bytes;
}

FileBeginning read_beginning(const std::string& path, std::size_t longest) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return {};
  FileBeginning beginning;
  std::string& bytes = beginning.bytes;
  struct stat status{};
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
    const auto size = static_cast<std::size_t>(status.st_size);
    bytes.resize(std::min(longest, size));
    const ssize_t got = ::read(descriptor, bytes.data(), bytes.size());
    bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    // What has no size may hold something all the same, as the files of /proc do.
    beginning.is_whole = size > 0 && bytes.size() == size;
    remove_byte_order_mark(bytes);
  }
  ::close(descriptor);
  return beginning;
}

std::expected<std::string, std::string> read_standard_input() {
  return read_all(STDIN_FILENO);
}

}  // namespace miglint
