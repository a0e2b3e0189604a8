#include "verify/server/find_server.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <vector>

namespace miglint {
namespace {

namespace fs = std::filesystem;

constexpr int kOldest = 13;
constexpr int kNewest = 18;

/// The first line that a program writes; empty when it cannot be run.
std::string first_line(const std::string& command) {
  struct Close {
    void operator()(std::FILE* file) const { pclose(file); }
  };
  const std::unique_ptr<std::FILE, Close> output(popen(command.c_str(), "r"));
  std::array<char, 1024> line{};
  if (!output || std::fgets(line.data(), line.size(), output.get()) == nullptr) return {};
  std::string text = line.data();
  while (text.ends_with('\n'))
    text.pop_back();
  return text;
}

std::string in_shell_quotes(std::string_view text) {
  std::string quoted = "'";
  for (const char character : text)
    quoted += character == '\'' ? std::string("'\\''") : std::string(1, character);
  return quoted + "'";
}

/// "postgres (PostgreSQL) 15.20 (Debian …)" has the release after its second blank.
std::expected<ServerPrograms, std::string> look_at(const fs::path& bin) {
  for (const char* program : {"initdb", "postgres"}) {
    if (access((bin / program).c_str(), X_OK) != 0) {
      return std::unexpected(fmt::format("{} is not there", (bin / program).string()));
    }
  }
  const std::string line =
      first_line(in_shell_quotes((bin / "postgres").string()) + " --version 2>/dev/null");
  const auto mark = line.find(") ");
  if (mark == std::string::npos) {
    return std::unexpected(
        fmt::format("{} does not tell its version", (bin / "postgres").string()));
  }
  ServerPrograms programs{.bin = bin};
  programs.release = line.substr(mark + 2, line.find(' ', mark + 2) - mark - 2);
  programs.major = std::atoi(programs.release.c_str());
  if (programs.major < kOldest || programs.major > kNewest) {
    return std::unexpected(fmt::format("{} is PostgreSQL {}; {} to {} are supported", bin.string(),
                                       programs.release, kOldest, kNewest));
  }
  return programs;
}

/// The folders `<parent>/<anything>/<bin>`.
void add_below(const fs::path& parent, const fs::path& bin, std::vector<fs::path>& folders) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(parent, error)) {
    if (fs::exists(entry.path() / bin / "postgres", error)) folders.push_back(entry.path() / bin);
  }
}

std::vector<fs::path> usual_folders() {
  std::vector<fs::path> folders;
  const std::string configured = first_line("pg_config --bindir 2>/dev/null");
  if (!configured.empty()) folders.emplace_back(configured);
  add_below("/usr/lib/postgresql", "bin", folders);
  add_below("/usr", "bin", folders);  // /usr/pgsql-16
  add_below("/opt", "bin", folders);
  folders.emplace_back("/usr/local/pgsql/bin");
  folders.emplace_back("/usr/local/bin");
  folders.emplace_back("/usr/bin");
  return folders;
}

}  // namespace

std::expected<ServerPrograms, std::string> find_server(const fs::path& given,
                                                       std::optional<int> wanted) {
  if (!given.empty()) {
    auto programs = look_at(given);
    std::error_code ignored;
    if (!programs && fs::exists(given / "bin", ignored)) programs = look_at(given / "bin");
    return programs;
  }
  std::vector<ServerPrograms> found;
  for (const fs::path& folder : usual_folders()) {
    if (auto programs = look_at(folder)) found.push_back(*std::move(programs));
  }
  if (found.empty()) {
    return std::unexpected(
        "no PostgreSQL server of 13 to 18 is installed here: install one (Debian: "
        "`apt-get install postgresql`), or name the folder of its programs with --postgres-bin");
  }
  std::ranges::sort(found, {}, &ServerPrograms::major);
  const auto fits = [&](const ServerPrograms& each) { return wanted && each.major >= *wanted; };
  const auto best = std::ranges::find_if(found, fits);
  return best == found.end() ? found.back() : *best;
}

fs::path template_folder(std::string_view kind, std::string_view release,
                         const std::string& place) {
  fs::path cache;
  if (const char* set = std::getenv("XDG_CACHE_HOME"); set != nullptr && *set == '/') {
    cache = set;
  } else if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
    cache = fs::path(home) / ".cache";
  } else {
    return {};
  }
  return cache / "miglint" /
         fmt::format("{}-{}-{:016x}", kind, release, std::hash<std::string>()(place));
}

}  // namespace miglint
