#include "project/run_program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <string_view>
#include <system_error>
#include <vector>

namespace miglint {
namespace {

class Pipe {
 public:
  Pipe() { is_open_ = ::pipe2(ends_.data(), O_CLOEXEC) == 0; }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  [[nodiscard]] bool is_open() const { return is_open_; }
  [[nodiscard]] int read_end() const { return ends_[0]; }
  [[nodiscard]] int write_end() const { return ends_[1]; }
  void close_end(std::size_t end) {
    if (ends_[end] >= 0) ::close(ends_[end]);
    ends_[end] = -1;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
  bool is_open_ = false;
};

std::vector<std::string> environment() {
  std::vector<std::string> kept;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view variable(*entry);
    const bool of_git = variable.starts_with("GIT_") && !variable.starts_with("GIT_CONFIG");
    if (of_git || variable.starts_with("LC_ALL=") || variable.starts_with("LANGUAGE=")) continue;
    kept.emplace_back(variable);
  }
  kept.emplace_back("LC_ALL=C");
  // Looking on must not write to the repository.
  kept.emplace_back("GIT_OPTIONAL_LOCKS=0");
  return kept;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> result;
  for (std::string& word : words)
    result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

/// Takes what is there; false at the end.
bool take(int from, std::string& to) {
  std::array<char, 16384> buffer{};
  const ssize_t count = ::read(from, buffer.data(), buffer.size());
  if (count < 0) return errno == EINTR;
  to.append(buffer.data(), static_cast<std::size_t>(count));
  return count > 0;
}

/// False when the time is over before the program is.
bool read_both(const Pipe& out, const Pipe& error, unsigned most_seconds, ProgramResult& result) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + std::chrono::seconds(most_seconds);
  std::array<pollfd, 2> open{pollfd{.fd = out.read_end(), .events = POLLIN, .revents = 0},
                             pollfd{.fd = error.read_end(), .events = POLLIN, .revents = 0}};
  while (open[0].fd >= 0 || open[1].fd >= 0) {
    int patience = -1;
    if (most_seconds > 0) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
      if (left.count() <= 0) return false;
      patience = static_cast<int>(left.count());
    }
    if (::poll(open.data(), open.size(), patience) < 0 && errno != EINTR) return true;
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (open[i].fd < 0 || open[i].revents == 0) continue;
      if (!take(open[i].fd, i == 0 ? result.out : result.error)) open[i].fd = -1;
    }
  }
  return true;
}

}  // namespace

std::expected<ProgramResult, std::string> run_program(std::span<const std::string> arguments,
                                                      unsigned most_seconds) {
  Pipe out;
  Pipe error;
  if (!out.is_open() || !error.is_open()) {
    return std::unexpected(std::generic_category().message(errno));
  }
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions, out.write_end(), STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, error.write_end(), STDERR_FILENO);

  std::vector<std::string> words(arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment();
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  // A group of its own can be ended as a whole.
  if (most_seconds > 0) ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  pid_t child = 0;
  const int failure = ::posix_spawnp(&child, words.front().c_str(), &actions, &attributes,
                                     pointers(words).data(), pointers(variables).data());
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) return std::unexpected(std::generic_category().message(failure));
  out.close_end(1);
  error.close_end(1);

  ProgramResult result;
  const bool in_time = read_both(out, error, most_seconds, result);
  if (!in_time) ::kill(most_seconds > 0 ? -child : child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  constexpr int kBySignal = 128;
  if (!in_time) {
    result.exit_code = kTookTooLong;
    return result;
  }
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : kBySignal + WTERMSIG(status);
  return result;
}

}  // namespace miglint
