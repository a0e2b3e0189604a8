#include "verify/server/keeper.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <sstream>
#include <thread>
#include <utility>

namespace miglint {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// Everything below up to `Keeper` runs in the keeper's process.
struct Post {
  const KeeperOptions& options;
  int lifeline;
  int report;

  fs::path log() const { return options.folder / "log"; }
};

/// A script may ask for all the memory there is; what the processes share is not counted.
bool limit_memory(std::int64_t bytes) {
  const auto size = static_cast<rlim_t>(bytes);
  const rlimit data{.rlim_cur = size, .rlim_max = size};
  const rlimit no_dump{.rlim_cur = 0, .rlim_max = 0};
  return setrlimit(RLIMIT_DATA, &data) == 0 && setrlimit(RLIMIT_CORE, &no_dump) == 0;
}

/// Starts `arguments[0]` with the account's rights, its output going to the log.
pid_t spawn(const Post& post, const std::vector<std::string>& arguments) {
  const pid_t keeper = getpid();
  const pid_t child = fork();
  if (child != 0) return child;

  const int log = open(post.log().c_str(), O_WRONLY | O_APPEND | O_CREAT, 0644);
  const int nothing = open("/dev/null", O_RDONLY);
  if (log < 0 || nothing < 0 || dup2(nothing, 0) < 0 || dup2(log, 1) < 0 || dup2(log, 2) < 0 ||
      close_range(3, ~0U, 0) != 0 || !limit_memory(post.options.memory) ||
      !become(post.options.account) || chdir(post.options.folder.c_str()) != 0) {
    _exit(126);
  }
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
    std::signal(number, SIG_DFL);
  // After the change of user, which would clear it. SIGQUIT is the immediate shutdown.
  if (prctl(PR_SET_PDEATHSIG, SIGQUIT) != 0 || getppid() != keeper) _exit(126);

  std::vector<char*> argv;
  for (const auto& argument : arguments)
    argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  std::string path = "PATH=/usr/bin:/bin:/usr/sbin:/sbin";
  std::string locale = "LC_ALL=C";
  char* environment[] = {path.data(), locale.data(), nullptr};
  execve(argv[0], argv.data(), environment);
  _exit(127);
}

bool succeeds(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return false;
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void tell(const Post& post, const std::string& what) {
  std::ostringstream text;
  text << what << '\n' << std::ifstream(post.log()).rdbuf();
  const std::string bytes = text.str();
  // Longer than a pipe holds would block here for ever; the end is what matters.
  const std::size_t from = bytes.size() > 4096 ? bytes.size() - 4096 : 0;
  [[maybe_unused]] const auto written =
      write(post.report, bytes.data() + from, bytes.size() - from);
}

bool make_new_cluster(const Post& post) {
  return succeeds(spawn(post, post.options.make));
}

bool own(const Post& post, const fs::path& path) {
  return lchown(path.c_str(), post.options.account.user, post.options.account.group) == 0;
}

bool copy_template(const Post& post) {
  const fs::path data = post.options.folder / "data";
  std::error_code error;
  fs::copy(post.options.template_cluster, data, fs::copy_options::recursive, error);
  if (error) return false;
  if (post.options.account.is_other) {
    if (!own(post, data)) return false;
    for (const auto& entry : fs::recursive_directory_iterator(data, error)) {
      if (!own(post, entry.path())) return false;
    }
  }
  fs::permissions(data, fs::perms::owner_all, error);
  return !error;
}

/// For the next run. A failure costs that one time, no more.
void keep_template(const Post& post) {
  const fs::path& place = post.options.template_cluster;
  const fs::path draft = place.string() + "." + std::to_string(getpid());
  std::error_code error;
  fs::create_directories(place.parent_path(), error);
  if (!error) fs::copy(post.options.folder / "data", draft, fs::copy_options::recursive, error);
  if (!error) fs::permissions(draft, fs::perms::owner_all, error);
  // All or nothing: whoever is first wins, and nobody sees half a cluster.
  if (!error) fs::rename(draft, place, error);
  if (error) fs::remove_all(draft, error);
}

/// Nobody else may have put it there or changed it.
bool is_trusted(const fs::path& folder) {
  struct stat status{};
  return lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
         status.st_uid == geteuid() && (status.st_mode & 022U) == 0;
}

bool make_cluster(const Post& post) {
  if (post.options.template_cluster.empty()) return make_new_cluster(post);
  if (is_trusted(post.options.template_cluster)) {
    if (copy_template(post)) return true;
    std::error_code ignored;
    fs::remove_all(post.options.folder / "data", ignored);
  }
  if (!make_new_cluster(post)) return false;
  keep_template(post);
  return true;
}

pid_t start_server(const Post& post) {
  return spawn(post, post.options.serve);
}

void stop_server(pid_t server) {
  kill(server, SIGQUIT);
  for (int attempt = 0; attempt < 500; ++attempt) {
    if (waitpid(server, nullptr, WNOHANG) != 0) return;
    std::this_thread::sleep_for(10ms);
  }
  kill(server, SIGKILL);
  waitpid(server, nullptr, 0);
}

/// Whoever waits for the end of the caller's output must not wait for ours.
void leave_terminal() {
  const int nothing = open("/dev/null", O_RDWR);
  for (const int number : {0, 1, 2})
    dup2(nothing, number);
}

/// Until the server ends (true) or the lifeline is cut (false). A byte on it lets the server go.
bool server_ends_first(const Post& post, pid_t server) {
  for (;;) {
    pollfd line = {.fd = post.lifeline, .events = POLLIN, .revents = 0};
    if (poll(&line, 1, 50) > 0) {
      char byte = 0;
      if (read(post.lifeline, &byte, 1) <= 0) return false;
      leave_terminal();
      while (waitpid(server, nullptr, 0) < 0 && errno == EINTR) {
      }
      return true;
    }
    if (waitpid(server, nullptr, WNOHANG) == server) return true;
  }
}

[[noreturn]] void keep(const Post& post) {
  // Ctrl-C in the terminal is for the caller; its end reaches us by the lifeline.
  setsid();
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
    std::signal(number, SIG_IGN);
  if (!make_cluster(post)) {
    tell(post, "the cluster could not be made");
  } else {
    const pid_t server = start_server(post);
    if (server_ends_first(post, server)) {
      tell(post, "the server ended");
    } else {
      stop_server(server);
    }
  }
  std::error_code ignored;
  fs::remove_all(post.options.folder, ignored);
  _exit(0);
}

/// Only the keeper's own two descriptors stay open: a copy of another keeper's lifeline here would
/// keep that one's server alive.
void close_all_but(int first, int second) {
  const auto low = static_cast<unsigned>(std::min(first, second));
  const auto high = static_cast<unsigned>(std::max(first, second));
  if (low > 3) close_range(3, low - 1, 0);
  if (high > low + 1) close_range(low + 1, high - 1, 0);
  close_range(high + 1, ~0U, 0);
}

}  // namespace

std::expected<Keeper, std::string> Keeper::start(const KeeperOptions& options) {
  int lifeline[2];
  int report[2];
  if (pipe2(lifeline, O_CLOEXEC) != 0) return std::unexpected(std::strerror(errno));
  if (pipe2(report, O_CLOEXEC) != 0) {
    const std::string why = std::strerror(errno);
    close(lifeline[0]);
    close(lifeline[1]);
    return std::unexpected(why);
  }
  const pid_t process = fork();
  if (process == 0) {
    close_all_but(lifeline[0], report[1]);
    keep({.options = options, .lifeline = lifeline[0], .report = report[1]});
  }
  close(lifeline[0]);
  close(report[1]);
  Keeper keeper(process, lifeline[1], report[0]);
  if (process < 0) return std::unexpected(std::strerror(errno));
  return keeper;
}

Keeper::Keeper(Keeper&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      lifeline_(std::exchange(other.lifeline_, -1)),
      report_(std::exchange(other.report_, -1)) {}

Keeper& Keeper::operator=(Keeper&& other) noexcept {
  if (this != &other) {
    stop();
    process_ = std::exchange(other.process_, -1);
    lifeline_ = std::exchange(other.lifeline_, -1);
    report_ = std::exchange(other.report_, -1);
  }
  return *this;
}

Keeper::~Keeper() {
  stop();
}

std::string Keeper::failure() {
  pollfd line = {.fd = report_, .events = POLLIN, .revents = 0};
  if (poll(&line, 1, 0) <= 0) return {};
  std::string text(4096, '\0');
  const auto size = read(report_, text.data(), text.size());
  if (size <= 0) return "the server's keeper ended";
  text.resize(static_cast<std::size_t>(size));
  return text;
}

void Keeper::let_go() {
  const char byte = 'k';
  if (write(lifeline_, &byte, 1) != 1) return;
  close(lifeline_);
  close(report_);
  lifeline_ = report_ = -1;
  process_ = -1;
}

void Keeper::stop() {
  if (lifeline_ >= 0) close(lifeline_);
  if (process_ > 0) waitpid(process_, nullptr, 0);
  if (report_ >= 0) close(report_);
  lifeline_ = report_ = -1;
  process_ = -1;
}

}  // namespace miglint
