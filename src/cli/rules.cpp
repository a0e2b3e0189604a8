#include "rules/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/output.h"
#include "report/rule_list.h"
#include "source/nearest_name.h"

namespace miglint {
namespace {

int finish(const Arguments& arguments, std::string_view out) {
  const auto failure = write_output(arguments.output, out);
  if (failure) complain(*failure);
  return failure ? kFailed : kNothingFound;
}

}  // namespace

int run_rules(const Arguments& arguments) {
  std::string out;
  if (arguments.format == Format::json) {
    write_rule_list_json(rules::all(), out);
  } else {
    write_rule_list_text(rules::all(), use_color(arguments.color, arguments.output), out);
  }
  return finish(arguments, out);
}

int run_explain(const Arguments& arguments) {
  const auto rules = rules::all();
  const auto rule = std::ranges::find(rules, arguments.rule, &RuleInfo::id);
  if (rule == rules.end()) {
    std::vector<std::string_view> ids;
    for (const RuleInfo& known : rules)
      ids.push_back(known.id);
    const auto near = nearest_name(arguments.rule, ids);
    complain(fmt::format(
        "there is no rule `{}`{}", arguments.rule,
        near ? fmt::format("; did you mean `{}`?", *near) : ". `miglint rules` lists them."));
    return kFailed;
  }
  std::string out;
  if (arguments.format == Format::json) {
    write_rule_page_json(*rule, out);
  } else {
    write_rule_page_text(*rule, use_color(arguments.color, arguments.output), out);
  }
  return finish(arguments, out);
}

}  // namespace miglint
