// A function that runs with its owner's rights and finds its objects along the caller's path.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

/// Functions whose search_path an ALTER FUNCTION of the script fixes.
std::vector<std::string_view> fixed_later(const ScriptEnd& at) {
  std::vector<std::string_view> keys;
  for (const Statement& statement : at.script) {
    for (const Operation& operation : statement.operations) {
      const auto* alter = std::get_if<op::AlterFunction>(&operation.action);
      if (alter == nullptr || !alter->sets_search_path) continue;
      keys.push_back(at.after.key(alter->function));
    }
  }
  std::ranges::sort(keys);
  return keys;
}

void report(const ObjectName& function, std::string_view word, const Operation& operation,
            Findings& findings) {
  const std::string name = identifier(function);
  findings.add({
      .span = operation.span,
      .message = fmt::format("`{}` runs with the rights of its owner, but finds tables, functions "
                             "and operators along the caller's `search_path`: whoever may call it "
                             "can put objects of their own in the way and have the owner run them.",
                             name),
      .safe_way = fmt::format("-- and name the schema of everything else that its body uses\n"
                              "ALTER {} {} SET search_path = pg_catalog, pg_temp;\n",
                              word, name),
  });
}

void check(const ScriptEnd& at, Findings& findings) {
  std::vector<std::string_view> fixed;
  bool looked = false;
  const auto is_fixed = [&](const ObjectName& function) {
    if (!looked) fixed = fixed_later(at);
    looked = true;
    return std::ranges::binary_search(fixed, std::string_view(at.after.key(function)));
  };
  for (const Statement& statement : at.script) {
    for (const Operation& operation : statement.operations) {
      if (const auto* create = std::get_if<op::CreateFunction>(&operation.action)) {
        if (!create->security_definer || create->sets_search_path) continue;
        if (is_fixed(create->function)) continue;
        report(create->function, create->procedure ? "PROCEDURE" : "FUNCTION", operation, findings);
      } else if (const auto* alter = std::get_if<op::AlterFunction>(&operation.action)) {
        if (!alter->sets_security_definer || is_fixed(alter->function)) continue;
        const Function* known = at.after.find_function(alter->function);
        if (known != nullptr && known->sets_search_path) continue;
        report(alter->function, "FUNCTION", operation, findings);
      }
    }
  }
}

}  // namespace

extern const RuleLogic security_definer_without_search_path;
const RuleLogic security_definer_without_search_path{.end = check};

}  // namespace miglint::rules
