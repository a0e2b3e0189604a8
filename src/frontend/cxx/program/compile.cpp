#include "frontend/cxx/program/compile.h"

#include <clang/Tooling/CompilationDatabase.h>
#include <clang/Tooling/JSONCompilationDatabase.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>
#include <set>

#include "frontend/cxx/program/sql_shape.h"

namespace miglint::cxx {
namespace {

namespace fs = std::filesystem;

constexpr int kHighest = 12;

/// The folders above the file, up to the repository's root.
std::vector<fs::path> folders_above(const fs::path& file) {
  std::vector<fs::path> folders;
  std::error_code error;
  fs::path folder = file.parent_path();
  for (int i = 0; i < kHighest && !folder.empty(); ++i) {
    folders.push_back(folder);
    if (fs::exists(folder / ".git", error) || folder == folder.root_path()) break;
    folder = folder.parent_path();
  }
  return folders;
}

/// compile_commands.json in one of the folders, or in a folder of builds there.
std::string find_database(const std::vector<fs::path>& folders) {
  std::error_code error;
  for (const fs::path& folder : folders) {
    const fs::path here = folder / "compile_commands.json";
    if (fs::exists(here, error)) return here.string();
    for (const char* const name :
         {"build", "out", "_build", "builddir", "cmake-build-debug", "cmake-build-release"}) {
      const fs::path below = folder / name;
      if (!fs::is_directory(below, error)) continue;
      if (fs::exists(below / "compile_commands.json", error))
        return (below / "compile_commands.json").string();
      for (fs::directory_iterator at(below, error); !error && at != fs::directory_iterator();
           at.increment(error)) {
        if (fs::exists(at->path() / "compile_commands.json", error))
          return (at->path() / "compile_commands.json").string();
      }
    }
  }
  return {};
}

/// Names that `#if` asks for and that switch a database on: a file for PostgreSQL is mostly inside
/// of one. Guards of headers do not count.
std::set<std::string> switches_in(std::string_view text) {
  std::set<std::string> names;
  for (std::size_t at = text.find('#'); at != text.npos; at = text.find('#', at + 1)) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::size_t word = line.find_first_not_of("# \t");
    if (word == line.npos) continue;
    const std::string_view rest = line.substr(word);
    if (!rest.starts_with("if") || rest.starts_with("ifndef") || rest.contains('!')) continue;
    for (std::size_t i = 0; i < rest.size();) {
      std::size_t last = i;
      while (last < rest.size() &&
             (std::isalnum(static_cast<unsigned char>(rest[last])) != 0 || rest[last] == '_'))
        ++last;
      const std::string_view name = rest.substr(i, last - i);
      const std::string lower = lower_case(name);
      const bool is_switch = lower.starts_with("have") || lower.starts_with("with") ||
                             lower.starts_with("use") || lower.starts_with("enable") ||
                             lower.starts_with("has");
      for (const std::string_view part : {"sql", "pg", "postgres", "maria", "odbc", "soci"})
        if (is_switch && lower.contains(part)) names.insert(std::string(name));
      i = std::max(last, i + 1);
    }
  }
  return names;
}

bool is_c(const std::string& path) {
  return path.ends_with(".c");
}

CompileCommand guessed(const std::string& path, const std::vector<fs::path>& folders,
                       std::string_view text) {
  CompileCommand command;
  command.is_guessed = true;
  command.folder = fs::current_path().string();
  command.arguments = {"clang", "-x", is_c(path) ? "c" : "c++",
                       is_c(path) ? "-std=gnu17" : "-std=gnu++20", "-fPIC"};
  std::error_code error;
  for (const fs::path& folder : folders) {
    if (folder == folder.root_path()) break;
    for (const char* const below : {"", "include", "src"}) {
      const fs::path one = *below == '\0' ? folder : folder / below;
      if (fs::is_directory(one, error)) command.arguments.push_back("-I" + one.string());
    }
  }
  for (const char* const common :
       {"/usr/include/postgresql", "/usr/include/mariadb", "/usr/include/mysql",
        "/usr/include/soci", "/usr/include/x86_64-linux-gnu/qt5",
        "/usr/include/x86_64-linux-gnu/qt5/QtCore", "/usr/include/x86_64-linux-gnu/qt5/QtSql",
        "/usr/include/x86_64-linux-gnu/qt6", "/usr/include/x86_64-linux-gnu/qt6/QtCore",
        "/usr/include/x86_64-linux-gnu/qt6/QtSql"}) {
    if (fs::is_directory(common, error))
      command.arguments.push_back(std::string("-isystem") + common);
  }
  for (const std::string& name : switches_in(text))
    command.arguments.push_back("-D" + name + "=1");
  command.arguments.push_back(path);
  return command;
}

}  // namespace

CompileCommand compile_command(const std::string& path, const std::string& database,
                               std::string_view text) {
  std::error_code error;
  const fs::path file = fs::absolute(path, error).lexically_normal();
  const std::vector<fs::path> folders = folders_above(file);
  std::string commands = database.empty() ? find_database(folders) : database;
  if (!commands.empty() && fs::is_directory(commands, error)) commands += "/compile_commands.json";
  if (!commands.empty()) {
    std::string message;
    auto loaded = clang::tooling::JSONCompilationDatabase::loadFromFile(
        commands, message, clang::tooling::JSONCommandLineSyntax::AutoDetect);
    if (loaded != nullptr) {
      const auto all = clang::tooling::inferMissingCompileCommands(std::move(loaded));
      const auto found = all->getCompileCommands(file.string());
      if (!found.empty()) {
        CompileCommand command;
        command.folder = found.front().Directory;
        command.arguments = found.front().CommandLine;
        return command;
      }
    }
  }
  return guessed(file.string(), folders, text);
}

}  // namespace miglint::cxx
