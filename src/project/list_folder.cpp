#include "project/list_folder.h"

#include <dirent.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>

#include "project/natural_order.h"

namespace miglint {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

ListedName::Kind kind_of(const dirent& entry) {
  if (entry.d_type == DT_DIR) return ListedName::Kind::folder;
  return entry.d_type == DT_LNK || entry.d_type == DT_UNKNOWN ? ListedName::Kind::unknown
                                                              : ListedName::Kind::file;
}

}  // namespace

int list_folder(const std::string& folder, std::vector<ListedName>& names) {
  const std::unique_ptr<DIR, CloseFolder> opened(::opendir(folder.c_str()));
  if (!opened) return errno;
  const auto first = static_cast<std::ptrdiff_t>(names.size());
  errno = 0;
  while (const dirent* entry = ::readdir(opened.get())) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.push_back({std::string(name), kind_of(*entry)});
  }
  const int error = errno;
  std::ranges::sort(names.begin() + first, names.end(), natural_less, &ListedName::name);
  return error;
}

}  // namespace miglint
