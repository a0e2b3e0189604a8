// Does the linter say of an example what the page claims?
//
// In: an example of a rule's page. Out: where the findings differ from what is marked. A line is
// marked by `-- expect: rule-id[, rule-id]` at its end, in Python by `# expect: …`.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/rule.h"
#include "rule_page.h"

namespace miglint {

/// One entry for each difference: "line 12: `drop-table` is marked here but was not found".
/// A `bad` example gives the page's rule on the marked lines and on no other, and the other rules
/// that are marked at least there. A `good` one gives no error and no warning at all.
/// Where the rule offers fixes, they are written and the example is looked at again.
std::vector<std::string> check_example(std::string_view page, const Example& example,
                                       std::string_view rule_id, std::span<const RuleInfo> rules);

}  // namespace miglint
