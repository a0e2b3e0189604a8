#include "project/collect_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ranges>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "project/list_folder.h"
#include "source/ascii.h"

namespace miglint {
namespace {

constexpr std::array<std::string_view, 10> kEndings{".sql", ".php", ".py",  ".cpp", ".cc",
                                                    ".cxx", ".c",   ".hpp", ".hh",  ".h"};

/// What a file or folder is however it is named: its device and its number there.
using Identity = std::pair<dev_t, ino_t>;

/// Ends as SQL, PHP, Python or C++ does, in letters of either case.
bool may_be_migration(std::string_view name) {
  if (name.empty() || name.front() == '.') return false;
  return std::ranges::any_of(kEndings, [&](std::string_view ending) {
    if (name.size() <= ending.size()) return false;
    return std::ranges::equal(name.substr(name.size() - ending.size()), ending,
                              [](char a, char b) { return ascii::lower(a) == b; });
  });
}

class Collector {
 public:
  explicit Collector(const IsExcluded& is_excluded) : is_excluded_(is_excluded) {}

  void take(std::string path);
  CollectedFiles result() && { return std::move(result_); }

 private:
  void take_folder(std::string path);
  std::vector<ListedName> names_in(const std::string& folder);
  void add_problem(const std::string& path, int error) {
    result_.problems.push_back({path, std::generic_category().message(error)});
  }

  const IsExcluded& is_excluded_;
  std::set<Identity> seen_;
  CollectedFiles result_;
};

void Collector::take(std::string path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    add_problem(path, errno);
  } else if (seen_.emplace(status.st_dev, status.st_ino).second) {
    if (S_ISDIR(status.st_mode)) {
      take_folder(std::move(path));
    } else {
      result_.files.push_back(std::move(path));
    }
  }
}

std::vector<ListedName> Collector::names_in(const std::string& folder) {
  std::vector<ListedName> names;
  if (const int error = list_folder(folder, names); error != 0) add_problem(folder, error);
  std::erase_if(names, [](const ListedName& listed) {
    const std::string& name = listed.name;
    const bool may_be_folder = listed.kind != ListedName::Kind::file && !name.starts_with('.') &&
                               name != "node_modules" && name != "testdata";
    return !may_be_folder && !may_be_migration(name);
  });
  return names;
}

/// Folders in folders wait on a stack, so that their number is bounded by memory alone.
void Collector::take_folder(std::string path) {
  std::vector<std::string> waiting;
  const auto wait_for_names_in = [&](std::string folder) {
    const std::vector<ListedName> names = names_in(folder);
    if (!folder.ends_with('/')) folder += '/';
    for (const ListedName& listed : names | std::views::reverse)
      waiting.push_back(folder + listed.name);
  };
  wait_for_names_in(std::move(path));
  while (!waiting.empty()) {
    std::string found = std::move(waiting.back());
    waiting.pop_back();
    if (is_excluded_ && is_excluded_(found)) continue;
    struct stat status{};
    if (::stat(found.c_str(), &status) != 0) {
      // A link to nowhere is nobody's migration, unless it has the name of one.
      if (may_be_migration(std::string_view(found).substr(found.rfind('/') + 1)))
        add_problem(found, errno);
      continue;
    }
    const bool is_folder = S_ISDIR(status.st_mode);
    if (!is_folder && !(S_ISREG(status.st_mode) &&
                        may_be_migration(std::string_view(found).substr(found.rfind('/') + 1)))) {
      continue;
    }
    if (!seen_.emplace(status.st_dev, status.st_ino).second) continue;
    if (is_folder) {
      wait_for_names_in(std::move(found));
    } else {
      result_.files.push_back(std::move(found));
    }
  }
}

}  // namespace

CollectedFiles collect_files(std::span<const std::string> paths, const IsExcluded& is_excluded) {
  Collector collector(is_excluded);
  for (const std::string& path : paths)
    collector.take(path);
  return std::move(collector).result();
}

}  // namespace miglint
