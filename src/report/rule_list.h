// The rules, as a list or one by one.
//
// Comes in: the table of rules. Goes out: text for people, or JSON. The words themselves are the
// rules' pages.
#pragma once

#include <span>
#include <string>

#include "lint/rule.h"

namespace miglint {

void write_rule_list_text(std::span<const RuleInfo> rules, bool color, std::string& out);
/// A list of {id, group, title, level, dialects, versions, tags, precision}.
void write_rule_list_json(std::span<const RuleInfo> rules, std::string& out);

void write_rule_page_text(const RuleInfo& rule, bool color, std::string& out);
/// The same object as in the list, with the page.
void write_rule_page_json(const RuleInfo& rule, std::string& out);

}  // namespace miglint
