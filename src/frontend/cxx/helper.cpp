#include "frontend/cxx/helper.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

#include "project/read_file.h"
#include "project/run_program.h"

namespace miglint::cxx {
namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "miglint-cxx";
/// A file with all of Qt and Boost takes some ten seconds on a slow machine.
constexpr unsigned kMostSeconds = 120;

bool is_program(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

std::string find_helper() {
  if (const char* const named = std::getenv("MIGLINT_CXX"); named != nullptr && *named != '\0')
    return is_program(named) ? named : "";
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  if (!error && is_program(self.parent_path() / kName))
    return (self.parent_path() / kName).string();
  const char* const path = std::getenv("PATH");
  std::string_view folders = path == nullptr ? "" : path;
  while (!folders.empty()) {
    const std::size_t end = std::min(folders.find(':'), folders.size());
    const fs::path here = fs::path(folders.substr(0, end)) / kName;
    if (end > 0 && is_program(here)) return here.string();
    folders.remove_prefix(std::min(end + 1, folders.size()));
  }
  return {};
}

/// A file of its own for text that is not the file's on disk; gone with the object.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view text) {
    std::string name = (fs::temp_directory_path() / "miglint-cxx-XXXXXX").string();
    const int file = ::mkstemp(name.data());
    if (file < 0) return;
    path_ = name;
    std::ofstream(path_, std::ios::binary) << text;
    ::close(file);
  }
  ~TemporaryFile() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

const std::string& helper_path() {
  static const std::string found = find_helper();
  return found;
}

std::string how_to_get_helper() {
  return "the helper miglint-cxx is neither beside miglint nor in PATH. It is built with miglint "
         "where "
         "Clang 19's development packages are installed (on Debian: scripts/setup --cxx, then "
         "build the "
         "target miglint-cxx)";
}

std::expected<std::string, std::string> run_helper(const HelperRequest& request) {
  std::vector<std::string> words{helper_path(), "--server", request.server};
  if (!request.commands.empty()) words.insert(words.end(), {"--commands", request.commands});
  for (const std::string& call : request.calls)
    words.insert(words.end(), {"--call", call});
  for (const std::string& table : request.tables)
    words.insert(words.end(), {"--table", table});
  const auto on_disk = read_file(request.path);
  std::optional<TemporaryFile> instead;
  if (!on_disk || *on_disk != request.text) {
    instead.emplace(request.text);
    words.insert(words.end(), {"--content", instead->path()});
  }
  // A path that begins with a dash is no option.
  words.push_back(request.path.starts_with('-') ? "./" + request.path : request.path);
  const auto result = run_program(words, kMostSeconds);
  if (!result)
    return std::unexpected(fmt::format("miglint-cxx cannot be started: {}", result.error()));
  constexpr int kBySignal = 128;
  if (result->exit_code == kTookTooLong || result->exit_code == kBySignal + 24)  // SIGXCPU
    return std::unexpected("miglint-cxx did not come to an end with it in time");
  if (result->exit_code >= kBySignal)
    return std::unexpected(
        fmt::format("miglint-cxx broke down on it (signal {})", result->exit_code - kBySignal));
  if (result->exit_code != 0) {
    return std::unexpected(fmt::format("miglint-cxx could not read it: {}",
                                       std::string_view(result->error).substr(0, 200)));
  }
  return result->out;
}

}  // namespace miglint::cxx
