// What a project has set for a rule: numbers that the rule's page names, names of its tenants.
//
// Comes in: the config of a file. Goes out: values, the rule's own where the config is silent.
// Levels do not belong here.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "project/config.h"

namespace miglint {

/// An option as a rule's page declares it: `options: [longest-seconds=60]`.
struct RuleOption {
  std::string_view name;
  std::int64_t value = 0;  ///< Unless the config has another.
};

/// The config that holds for a file.
struct FileSettings {
  const Config* config = nullptr;
  std::string path;  ///< Of the file, from the config's folder.
};

/// What holds for one rule in one file.
class RuleOptions {
 public:
  RuleOptions(std::string_view rule, std::span<const RuleOption> options,
              const FileSettings& settings)
      : rule_(rule), options_(options), settings_(settings) {}

  /// The name is one of those that the page declares.
  [[nodiscard]] std::int64_t number(std::string_view name) const;
  /// Columns that the project says hold a tenant.
  [[nodiscard]] std::span<const std::string> tenant_columns() const {
    return settings_.config->tenant_columns;
  }

 private:
  std::string_view rule_;
  std::span<const RuleOption> options_;
  const FileSettings& settings_;
};

}  // namespace miglint
