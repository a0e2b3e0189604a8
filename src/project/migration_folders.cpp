#include "project/migration_folders.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include "project/natural_order.h"

namespace miglint {

namespace fs = std::filesystem;

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kNames{"migrations"sv, "migration"sv, "migrate"sv, "drizzle"sv};
constexpr std::array kPassedOver{"node_modules"sv, "vendor"sv, "testdata"sv, "target"sv,
                                 "build"sv,        "dist"sv,   "venv"sv};
/// Deeper down is nobody's project, and a tree may be endless.
constexpr int kDeepest = 12;

bool is_one_of(std::string_view name, const auto& names) {
  return std::ranges::find(names, name) != names.end();
}

bool holds_sql(const fs::path& folder) {
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (at->path().extension() == ".sql") return true;
    if (at.depth() >= kDeepest) at.disable_recursion_pending();
  }
  return false;
}

void find(const fs::path& folder, std::string_view name, int depth,
          const std::function<bool(const std::string& folder)>& is_recognised,
          std::vector<std::string>& found) {
  if ((is_recognised && is_recognised(folder.generic_string())) ||
      (is_one_of(name, kNames) && holds_sql(folder))) {
    found.push_back(folder.generic_string());
    return;
  }
  if (depth == kDeepest) return;
  std::error_code error;
  fs::directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    const std::string below = at->path().filename().string();
    std::error_code ignored;
    if (below.starts_with('.') || is_one_of(below, kPassedOver)) continue;
    if (at->is_symlink(ignored) || !at->is_directory(ignored)) continue;
    find(folder == "." ? fs::path(below) : at->path(), below, depth + 1, is_recognised, found);
  }
}

}  // namespace

std::vector<std::string> find_migration_folders(
    const std::string& folder,
    const std::function<bool(const std::string& folder)>& is_recognised) {
  std::vector<std::string> found;
  std::error_code error;
  const fs::path full = fs::absolute(folder, error).lexically_normal();
  const fs::path named = full.has_filename() ? full : full.parent_path();
  find(folder, named.filename().string(), 0, is_recognised, found);
  std::ranges::sort(found, natural_less);
  return found;
}

bool is_migration_folder(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/'))
    path.remove_suffix(1);
  return is_one_of(path.substr(path.rfind('/') + 1), kNames);
}

bool is_numbered(std::string_view name) {
  if (name.starts_with('V') || name.starts_with('v')) name.remove_prefix(1);
  const std::size_t digits = std::min(name.find_first_not_of("0123456789"), name.size());
  return digits != 0 && digits < name.size() && "_-. "sv.contains(name[digits]);
}

std::string history_folder(std::string_view path, std::string_view folder) {
  const std::size_t file = path.rfind('/');
  if (file == std::string_view::npos) return folder.empty() ? "." : std::string(folder);
  std::string_view above = path.substr(0, file);
  if (folder.empty()) folder = above;
  while (!above.empty()) {
    const std::size_t slash = above.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? above : above.substr(slash + 1);
    if (is_one_of(name, kNames)) return std::string(above);
    above = slash == std::string_view::npos ? std::string_view() : above.substr(0, slash);
  }
  return std::string(folder);
}

}  // namespace miglint
