// Files and folders that were named to the files that are looked at, in the order of migrations.
//
// Comes in: paths. Goes out: paths of files, and what could not be had and why. Reading the files,
// and knowing migration tools and their folders, do not belong here.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace miglint {

/// A file or folder that cannot be looked at.
struct PathProblem {
  std::string path;
  std::string reason;  ///< "No such file or directory"
};

struct CollectedFiles {
  /// Each file once. Those of a folder stand in natural order, as do the folders in it.
  std::vector<std::string> files;
  std::vector<PathProblem> problems;
};

/// Asked for each file and folder that is found, not for those that are named.
using IsExcluded = std::function<bool(const std::string& path)>;

/// A named file is taken whatever its name. In a folder, and in the folders in it, files are taken
/// that may be migrations (.sql, .py, .php, and those of C++); hidden folders, node_modules and
/// testdata are passed over. Links are followed; a folder is entered once.
[[nodiscard]] CollectedFiles collect_files(std::span<const std::string> paths,
                                           const IsExcluded& is_excluded = {});

}  // namespace miglint
