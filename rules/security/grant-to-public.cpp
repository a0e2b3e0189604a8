// GRANT of more than reading to PUBLIC: to every role there is, and every role that will be.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "lint/rule.h"
#include "lint/wording.h"
#include "source/ascii.h"

namespace miglint::rules {
namespace {

constexpr std::array<std::string_view, 8> writing{"insert",     "update",  "delete",   "truncate",
                                                  "references", "trigger", "maintain", "create"};

bool lets_write(const op::Grant& grant) {
  return grant.privileges.empty() ||
         std::ranges::any_of(grant.privileges, [](std::string_view privilege) {
           return std::ranges::find(writing, privilege) != writing.end();
         });
}

std::string objects_of(const op::Grant& grant) {
  std::string names;
  for (const ObjectName& object : grant.objects) {
    if (!names.empty()) names += ", ";
    names += identifier(object);
  }
  return grant.all_in_schema ? fmt::format("ALL {}S IN SCHEMA {}", grant.object_word, names)
                             : fmt::format("{} {}", grant.object_word, names);
}

std::string privileges_of(const op::Grant& grant) {
  if (grant.privileges.empty()) return "ALL";
  std::string names;
  for (const std::string_view privilege : grant.privileges) {
    if (!names.empty()) names += ", ";
    names += ascii::upper_case(privilege);
  }
  return names;
}

void check(const op::Grant& grant, const Operation& operation, const Moment&, Findings& findings) {
  static constexpr std::array<std::string_view, 3> words{"TABLE", "SEQUENCE", "SCHEMA"};
  if (grant.revoke || std::ranges::find(words, grant.object_word) == words.end()) return;
  const bool to_public =
      std::ranges::find(grant.grantees, std::string_view("public")) != grant.grantees.end();
  if (!to_public || !lets_write(grant)) return;
  const std::string privileges = privileges_of(grant);
  const std::string objects = objects_of(grant);
  findings.add({
      .span = operation.span,
      .message = fmt::format("PUBLIC is every role of the server, also those made later: each gets "
                             "{} on `{}`.",
                             privileges == "ALL" ? "all privileges" : privileges, objects),
      .safe_way = fmt::format("-- to the role that needs it\n"
                              "GRANT {} ON {} TO <role>;\n",
                              privileges, objects),
  });
}

}  // namespace

extern const RuleLogic grant_to_public;
const RuleLogic grant_to_public{.operations = {on<check>()}};

}  // namespace miglint::rules
