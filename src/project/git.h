// What has changed since a revision of the git repository.
//
// Comes in: a folder and a revision. Goes out: the files that are not as they were where this
// branch left it, or why that cannot be said. Which of them are migrations does not belong here.
// The program git does the work; its own settings cannot make it run anything else.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "migration/migration.h"

namespace miglint {

struct ChangesSince {
  std::filesystem::path root;  ///< Of the work tree, links resolved.
  std::string commit;          ///< What is compared with: the merge base.
  /// By path from `root`: `added`, `edited` or `renamed`. Files of the work tree count as they are,
  /// committed or not; those that git ignores are left out.
  std::map<std::string, Change, std::less<>> files;

  /// `unchanged` for a file of the work tree that is not among `files`; `not_compared` for one
  /// outside of it.
  [[nodiscard]] Change of(const std::filesystem::path& file) const;
};

/// The revision that others have seen: "origin/HEAD" where there is one, else "HEAD". Empty when
/// the folder is in no repository with a commit.
[[nodiscard]] std::string shared_revision(const std::string& folder);

/// The error is a message with what to do about it: no git, no repository, no such revision, or a
/// clone without the history that is needed.
[[nodiscard]] std::expected<ChangesSince, std::string> changes_since(const std::string& folder,
                                                                     const std::string& revision);

}  // namespace miglint
