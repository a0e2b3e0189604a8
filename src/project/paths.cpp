#include "project/paths.h"

#include <system_error>

namespace miglint {

namespace fs = std::filesystem;

namespace {

/// Of a path that need not exist, and that may be unreadable: then as it is written.
fs::path resolved(const fs::path& path) {
  std::error_code error;
  fs::path full = fs::weakly_canonical(path, error);
  return error ? fs::absolute(path, error).lexically_normal() : full;
}

bool is_within(const fs::path& relative) {
  return !relative.empty() && *relative.begin() != ".." && !relative.is_absolute();
}

}  // namespace

fs::path repository_root(const fs::path& folder) {
  std::error_code error;
  fs::path at = fs::absolute(folder, error).lexically_normal();
  while (!error) {
    std::error_code ignored;
    // In a work tree or a submodule it is a file.
    if (fs::exists(at / ".git", ignored)) return at;
    fs::path above = at.parent_path();
    if (above == at) break;
    at = std::move(above);
  }
  return {};
}

std::string relative_path(const std::string& path, const std::string& folder) {
  std::error_code error;
  const fs::path from = fs::absolute(folder, error).lexically_normal();
  const fs::path to = fs::absolute(path, error).lexically_normal();
  const fs::path relative = to.lexically_relative(from);
  return relative.empty() ? to.generic_string() : relative.generic_string();
}

std::string RepositoryPaths::of(const std::string& path) {
  const fs::path written(path);
  const auto [folder, is_new] = folders_.try_emplace(written.parent_path().string());
  if (is_new) folder->second = resolved(folder->first.empty() ? "." : folder->first);
  fs::path full = folder->second / written.filename();
  std::error_code error;
  if (fs::is_symlink(full, error)) full = resolved(full);

  if (root_.empty()) root_ = repository_root(full.parent_path());
  if (root_.empty()) root_ = resolved(".");
  const fs::path relative = full.lexically_relative(root_);
  return is_within(relative) ? relative.generic_string() : full.generic_string();
}

}  // namespace miglint
