// Which config holds for a file: the closest `.miglint.toml` above it.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "project/config.h"

namespace miglint {

/// Looks upward from each file, up to the root of its repository, and reads each config once.
/// Configs do not add up: the closest one holds alone.
class ConfigFinder {
 public:
  /// `file`, unless empty, holds for everything: nothing is looked for.
  ConfigFinder(std::span<const KnownRule> rules, const std::string& file);

  /// The config for a file (or a folder) at `path`; an empty one when there is none. The reference
  /// stays valid.
  [[nodiscard]] const Config& for_path(const std::string& path);
  [[nodiscard]] const Config& for_folder(std::string_view folder);

  /// Of all configs that were read so far. With a mistake in it, a config sets nothing.
  [[nodiscard]] std::span<const ConfigProblem> problems() const { return problems_; }

 private:
  const Config& look_upward(const std::string& folder);
  const Config& load(const std::string& path);

  std::span<const KnownRule> rules_;
  std::deque<Config> configs_;
  const Config* given_ = nullptr;
  std::map<std::string, const Config*> by_folder_;  ///< By absolute path.
  std::map<std::string, const Config*, std::less<>> as_written_;
  std::vector<ConfigProblem> problems_;
};

}  // namespace miglint
