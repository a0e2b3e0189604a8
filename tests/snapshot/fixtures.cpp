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

std::vector<std::string> fixture_folders() {
  std::set<std::string> folders;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator("fixtures", error)) {
    if (entry.path().extension() == ".sql") folders.insert(entry.path().parent_path().string());
  }
  return {folders.begin(), folders.end()};
}

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string check_folder(const std::string& folder, Format format) {
  Arguments arguments;
  arguments.command = Command::check;
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
