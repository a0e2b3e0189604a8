// The file tree as recognition asks it: what stands in a folder, how a file begins.
//
// Comes in: paths. Goes out: names and texts, each read once. Knowing migration tools does not
// belong here.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "project/read_file.h"

namespace miglint {

/// "a/b" and "c" to "a/b/c"; an empty folder is the current one.
[[nodiscard]] std::string join_path(std::string_view folder, std::string_view name);
/// The folder that the file or folder at `path` stands in; empty for the current one.
[[nodiscard]] std::string folder_of(std::string_view path);
/// The last part of a path.
[[nodiscard]] std::string_view name_of(std::string_view path);

class Tree {
 public:
  struct Entry {
    std::string name;
    bool is_folder = false;
    bool operator==(const Entry&) const = default;
  };

  /// What stands in the folder, in natural order; nothing for a folder that cannot be read.
  [[nodiscard]] const std::vector<Entry>& entries(const std::string& folder);
  [[nodiscard]] bool has_file(const std::string& path);
  [[nodiscard]] bool has_folder(const std::string& path);
  /// The file's first 256 kB; empty when it cannot be read.
  [[nodiscard]] std::string_view text(const std::string& path);
  /// The texts of the files that were read to their ends, by path; they are gone from here.
  [[nodiscard]] std::map<std::string, std::string> take_whole_texts();
  /// The closest file of that name in `folder` or above it, within the repository; empty for none.
  [[nodiscard]] std::string find_above(const std::string& folder, std::string_view name);

  /// Standard input stands where this file is, or would be.
  void add_file(const std::string& path);

 private:
  [[nodiscard]] bool has(const std::string& path, bool is_folder);

  std::map<std::string, std::vector<Entry>> entries_;
  std::map<std::string, FileBeginning> texts_;
};

}  // namespace miglint
