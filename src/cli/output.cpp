#include "cli/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "report/display.h"

namespace miglint {
namespace {

/// The error's number, or 0.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

bool is_set(const char* variable) {
  const char* const value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

std::string failure(const std::string& output, int error) {
  return fmt::format("{} cannot be written: {}", output.empty() ? "standard output" : output,
                     std::generic_category().message(error));
}

}  // namespace

bool use_color(ColorChoice choice, const std::string& output) {
  if (choice != ColorChoice::automatic) return choice == ColorChoice::always;
  const char* const terminal = std::getenv("TERM");
  const bool is_dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return output.empty() && !is_set("NO_COLOR") && !is_dumb && ::isatty(STDOUT_FILENO) == 1;
}

std::uint16_t output_width() {
  constexpr std::uint16_t kNarrowest = 60;
  constexpr std::uint16_t kWidest = 160;
  winsize size{};
  const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? std::clamp(size.ws_col, kNarrowest, kWidest) : std::uint16_t{100};
}

std::optional<std::string> write_output(const std::string& output, std::string_view text) {
  if (output.empty()) {
    const int error = write_all(STDOUT_FILENO, text);
    // Who closes a pipe early has seen enough.
    if (error == 0 || error == EPIPE) return std::nullopt;
    return failure(output, error);
  }
  const int file = ::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return failure(output, errno);
  int error = write_all(file, text);
  if (::close(file) != 0 && error == 0) error = errno;
  if (error != 0) return failure(output, error);
  return std::nullopt;
}

void write_error(std::string_view text) {
  // Where else should a failure of this be told?
  [[maybe_unused]] const int error = write_all(STDERR_FILENO, text);
}

void complain(std::string_view message) {
  write_error(fmt::format("miglint: {}\n", printable(message)));
}

}  // namespace miglint
