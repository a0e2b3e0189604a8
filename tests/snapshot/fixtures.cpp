#include "fixtures.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

#include "cli/commands.h"

namespace miglint {

namespace fs = std::filesystem;

namespace {

/// fixtures/<scenario>/safe and the like; else the folder that the file is in.
fs::path project_of(const fs::path& file) {
  fs::path at;
  for (const fs::path& part : file.parent_path()) {
    at /= part;
    if (part == "safe" || part == "unsafe") return at;
  }
  return file.parent_path();
}

}  // namespace

std::vector<std::string> fixture_folders() {
  std::set<std::string> folders;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator("fixtures", error)) {
    const fs::path& path = entry.path();
    const bool is_migration = path.extension() == ".sql" || path.extension() == ".php" ||
                              path.extension() == ".cpp" ||
                              path.parent_path().filename() == "versions";
    if (is_migration) folders.insert(project_of(path).string());
  }
  return {folders.begin(), folders.end()};
}

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string check_folder(const std::string& folder, Format format) {
  return run_folder(Command::check, folder, format);
}

std::string run_folder(Command command, const std::string& folder, Format format) {
  Arguments arguments;
  arguments.command = command;
  arguments.paths = {folder};
  arguments.format = format;
  // Tests may run side by side.
  const fs::path output =
      fs::temp_directory_path() / ("miglint-snapshot." + std::to_string(::getpid()));
  arguments.output = output.string();
  if (run(arguments) == kFailed) return "the run failed\n";
  std::string text = read_text(arguments.output);
  std::error_code error;
  fs::remove(output, error);
  return text;
}

}  // namespace miglint
