// Folders that hold migrations by their names, and which files belong to one database.
//
// Comes in: paths. Goes out: paths of folders. What is in the files does not belong here.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace miglint {

/// The folders at or below `folder` that `is_recognised`, or that are called as migration folders
/// are (`migrations`, `migrate`, ...) and hold SQL files, at any depth; in the order of their
/// names. Hidden folders, those of packages and those of builds are passed over, links are not
/// followed.
[[nodiscard]] std::vector<std::string> find_migration_folders(
    const std::string& folder,
    const std::function<bool(const std::string& folder)>& is_recognised = {});

/// Is it called as migration folders are?
[[nodiscard]] bool is_migration_folder(std::string_view path);

/// Does the name give a place in an order: 001_blockers.sql, 20240131-add.sql, V2__orders.sql?
[[nodiscard]] bool is_numbered(std::string_view name);

/// The folder whose files are the history of one database, for a file at `path` that was found in
/// `folder`: the closest folder around the file that is called as a migration folder, else
/// `folder`. A file that was named itself has an empty `folder`: then it is the one it is in.
[[nodiscard]] std::string history_folder(std::string_view path, std::string_view folder);

}  // namespace miglint
