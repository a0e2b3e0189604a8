// The names in a folder.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace miglint {

struct ListedName {
  /// A link, or what the file system does not say: only `stat` knows.
  enum class Kind : std::uint8_t { file, folder, unknown };
  std::string name;
  Kind kind = Kind::unknown;
};

/// Appends what stands in `folder`, in natural order, without "." and "..". Returns 0, or the
/// `errno` that ended the listing; what was read until then is there.
[[nodiscard]] int list_folder(const std::string& folder, std::vector<ListedName>& names);

}  // namespace miglint
