// Paths as reports and settings need them: from the root of the repository, from a config's folder.
//
// Comes in: paths as the command line and the file system give them. Goes out: paths with '/'
// between their parts. Reading files does not belong here.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace miglint {

/// The folder at or above `folder` that holds `.git`; empty when there is none.
[[nodiscard]] std::filesystem::path repository_root(const std::filesystem::path& folder);

/// `path` from `folder` on, both taken as they are written ("..", but no links, are resolved).
[[nodiscard]] std::string relative_path(const std::string& path, const std::string& folder);

/// Paths from the root of the repository that the first file is in; without a repository, from the
/// current folder.
class RepositoryPaths {
 public:
  /// Links are resolved, so that the same file has the same name wherever it is looked at from. A
  /// file outside of the root keeps its absolute path.
  [[nodiscard]] std::string of(const std::string& path);

 private:
  std::filesystem::path root_;
  std::map<std::string, std::filesystem::path> folders_;  ///< As written, and resolved.
};

}  // namespace miglint
