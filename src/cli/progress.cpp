#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace miglint {
namespace {

constexpr std::chrono::milliseconds kFirst{1000};
constexpr std::chrono::milliseconds kStep{100};

void write_to_stderr(const std::string& text) {
  // Nothing depends on it.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace

Progress::Progress() : on_terminal_(::isatty(STDERR_FILENO) == 1), next_(Clock::now() + kFirst) {}

Progress::~Progress() {
  if (shown_) write_to_stderr("\r\x1b[K");
}

void Progress::show(std::string_view what, std::size_t done, std::size_t total) {
  if (!on_terminal_) return;
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock) return;  // Another thread is at it.
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + kStep;
  shown_ = true;
  write_to_stderr(fmt::format("\r\x1b[K{} {} of {}", what, done, total));
}

}  // namespace miglint
