#include "project/tools/tree.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "project/list_folder.h"
#include "project/natural_order.h"

namespace miglint {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongest = 256UZ * 1024;
/// Nobody's project lies deeper, and links may go round.
constexpr int kHighest = 16;

}  // namespace

std::string join_path(std::string_view folder, std::string_view name) {
  if (folder.empty()) return std::string(name);
  std::string path(folder);
  if (!path.ends_with('/')) path += '/';
  return path.append(name);
}

std::string folder_of(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/'))
    path.remove_suffix(1);
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return {};
  return std::string(path.substr(0, std::max<std::size_t>(slash, 1)));
}

std::string_view name_of(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/'))
    path.remove_suffix(1);
  return path.substr(path.rfind('/') + 1);
}

const std::vector<Tree::Entry>& Tree::entries(const std::string& folder) {
  const auto [found, is_new] = entries_.try_emplace(folder);
  if (!is_new) return found->second;
  std::vector<ListedName> names;
  // What cannot be read says nothing of a tool; that it cannot is told by whoever needs it.
  (void)list_folder(folder.empty() ? "." : folder, names);
  found->second.reserve(names.size());
  for (ListedName& listed : names) {
    std::error_code ignored;
    const bool is_folder = listed.kind == ListedName::Kind::unknown
                               ? fs::is_directory(join_path(folder, listed.name), ignored)
                               : listed.kind == ListedName::Kind::folder;
    found->second.push_back({std::move(listed.name), is_folder});
  }
  return found->second;
}

bool Tree::has(const std::string& path, bool is_folder) {
  const std::vector<Entry>& all = entries(folder_of(path));
  const std::string_view name = name_of(path);
  return std::ranges::any_of(
      all, [&](const Entry& entry) { return entry.is_folder == is_folder && entry.name == name; });
}

bool Tree::has_file(const std::string& path) {
  return has(path, false);
}

bool Tree::has_folder(const std::string& path) {
  return has(path, true);
}

std::string_view Tree::text(const std::string& path) {
  const auto [found, is_new] = texts_.try_emplace(path);
  if (is_new) found->second = read_beginning(path, kLongest);
  return found->second.bytes;
}

std::map<std::string, std::string> Tree::take_whole_texts() {
  std::map<std::string, std::string> texts;
  while (!texts_.empty()) {
    auto node = texts_.extract(texts_.begin());
    if (node.mapped().is_whole) {
      texts.emplace_hint(texts.end(), std::move(node.key()), std::move(node.mapped().bytes));
    }
  }
  return texts;
}

std::string Tree::find_above(const std::string& folder, std::string_view name) {
  std::error_code error;
  std::string at = folder;
  for (int i = 0; i < kHighest; ++i) {
    const std::string path = join_path(at, name);
    if (has_file(path)) return path;
    if (fs::exists(join_path(at, ".git"), error)) break;
    if (at.empty() || at == "." || at.ends_with("..")) {
      at = fs::absolute(at.empty() ? "." : at, error).lexically_normal().string();
      while (at.size() > 1 && at.ends_with('/'))
        at.pop_back();
    }
    std::string above = folder_of(at);
    if (above == at) break;
    at = std::move(above);
  }
  return {};
}

void Tree::add_file(const std::string& path) {
  const std::string folder = folder_of(path);
  (void)entries(folder);
  std::vector<Entry>& all = entries_[folder];
  const Entry entry{std::string(name_of(path)), false};
  if (std::ranges::find(all, entry) != all.end()) return;
  all.insert(std::ranges::lower_bound(all, entry.name, natural_less, &Entry::name), entry);
}

}  // namespace miglint
