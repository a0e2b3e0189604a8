// In: the rules' pages. Out: the C++ source of the table of rules that src/lint/rule.h declares,
// and the Markdown of docs/rules.md. Checking the pages does not belong here.
#pragma once

#include <span>
#include <string>

#include "rule_page.h"

namespace miglint {

std::string rule_table_source(std::span<const RulePage> pages);
std::string rule_table_document(std::span<const RulePage> pages);

}  // namespace miglint
