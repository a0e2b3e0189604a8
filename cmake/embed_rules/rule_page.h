// In: the text of a rule's page, rules/<group>/<rule-id>.md. Out: its metadata and body, or what is
// wrong with it, by line. Reading files and knowing other pages does not belong here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace miglint {

/// A number that a project may set: `options: [longest-seconds=60]`.
struct PageOption {
  std::string name;
  long long value = 0;
};

/// What stands between the `---` lines at the head of a page, and the Markdown after it.
struct RulePage {
  std::string id;
  std::string group;
  std::string title;
  std::string level;
  std::string precision = "high";
  std::string versions;
  std::string proof;
  std::vector<std::string> dialects;
  std::vector<std::string> tags;
  std::string grows_with;  ///< "rows", "traffic"; empty: nothing.
  std::vector<PageOption> options;
  /// The linter itself reports this one (a syntax error, an unused ignore): there is no .cpp.
  bool engine = false;
  std::string body;
};

struct PageProblem {
  int line = 1;
  std::string text;
};

struct ParsedPage {
  RulePage page;
  std::vector<PageProblem> problems;
};

/// Reads a page and checks all that can be said without looking at other files. `group` and `id`
/// are what the page's path says.
ParsedPage parse_rule_page(std::string_view text, std::string_view group, std::string_view id);

}  // namespace miglint
