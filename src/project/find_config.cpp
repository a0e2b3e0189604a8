#include "project/find_config.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "project/paths.h"

namespace miglint {

namespace fs = std::filesystem;

namespace {

/// As people would write it: a config of a project is mostly near where they are.
std::string shown(const fs::path& path) {
  std::error_code error;
  const std::string near = relative_path(path.string(), fs::current_path(error).string());
  return near.starts_with("../../..") ? path.string() : near;
}

}  // namespace

ConfigFinder::ConfigFinder(std::span<const KnownRule> rules, const std::string& file)
    : rules_(rules) {
  configs_.emplace_back().folder = ".";  // The one that sets nothing.
  if (!file.empty()) given_ = &load(file);
}

const Config& ConfigFinder::for_path(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return for_folder(".");
  return for_folder(std::string_view(path).substr(0, std::max<std::size_t>(slash, 1)));
}

const Config& ConfigFinder::for_folder(std::string_view folder) {
  if (given_ != nullptr) return *given_;
  // Nearly always one of few folders, each for many files.
  if (const auto known = as_written_.find(folder); known != as_written_.end()) {
    return *known->second;
  }
  const Config& found = look_upward(std::string(folder));
  as_written_.emplace(folder, &found);
  return found;
}

const Config& ConfigFinder::look_upward(const std::string& folder) {
  std::error_code error;
  fs::path at = fs::absolute(folder, error).lexically_normal();
  if (!at.has_filename()) at = at.parent_path();  // "a/b/" is "a/b".

  std::vector<std::string> below;
  const Config* found = nullptr;
  while (found == nullptr) {
    if (const auto known = by_folder_.find(at.string()); known != by_folder_.end()) {
      found = known->second;
      break;
    }
    below.push_back(at.string());
    const fs::path file = at / kConfigName;
    std::error_code ignored;
    if (fs::exists(file, ignored)) {
      found = &load(shown(file));
    } else if (fs::exists(at / ".git", ignored) || at.parent_path() == at) {
      found = &configs_.front();
    } else {
      at = at.parent_path();
    }
  }
  for (std::string& name : below)
    by_folder_.emplace(std::move(name), found);
  return *found;
}

const Config& ConfigFinder::load(const std::string& path) {
  auto config = load_config(path, rules_);
  if (config) return configs_.emplace_back(std::move(*config));
  problems_.insert(problems_.end(), config.error().begin(), config.error().end());
  return configs_.front();
}

}  // namespace miglint
