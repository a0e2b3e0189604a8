// In: the folder rules/. Out: its pages in the order of the table of rules, or what is wrong with
// them, as "file:line: text". What one page must hold is rule_page.h's business.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "rule_page.h"

namespace miglint {

struct RuleFolder {
  /// By group, then by id.
  std::vector<RulePage> pages;
  std::vector<std::string> problems;
};

/// Reads rules/<group>/<rule-id>.md. A page and its logic go together: a .cpp without a page is a
/// problem, and so is a page without a .cpp, unless it says `engine: true`.
RuleFolder read_rule_folder(const std::filesystem::path& folder);

}  // namespace miglint
