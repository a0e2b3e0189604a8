// A constraint of a domain is checked in every table that uses it, while nobody can write there.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <vector>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

using Action = op::AlterDomain::Action;

std::string condition(const op::AlterDomain& alter, const Operation& operation, const Moment& at) {
  if (alter.action == Action::set_not_null || alter.constraint.kind == ConstraintKind::not_null) {
    return "VALUE IS NOT NULL";
  }
  return alter.constraint.condition == nullptr
             ? "…"
             : condition_text(*alter.constraint.condition, operation, at);
}

std::string safe_way(const op::AlterDomain& alter, const Operation& operation, const Moment& at) {
  if (alter.action == Action::validate_constraint) {
    return "-- leave it NOT VALID: new values are checked all the same. To prove the old ones, "
           "for\n"
           "-- each table: ADD CONSTRAINT … CHECK (…) NOT VALID, later VALIDATE CONSTRAINT, which\n"
           "-- lets others write\n";
  }
  const std::string name = alter.constraint.name.empty() ? std::string(alter.domain.name) + "_check"
                                                         : std::string(alter.constraint.name);
  return fmt::format(
      "-- checks new values only, and scans nothing\n"
      "ALTER DOMAIN {} ADD CONSTRAINT {} CHECK ({}) NOT VALID;\n",
      identifier(alter.domain), identifier(name), condition(alter, operation, at));
}

void check(const op::AlterDomain& alter, const Operation& operation, const Moment& at,
           Findings& findings) {
  std::vector<std::string> tables;
  const Effect* first = nullptr;
  for (const Effect& effect : at.effects_of(operation)) {
    if (!effect.scan || effect.creates || at.is_new(effect.relation)) continue;
    if (first == nullptr) first = &effect;
    tables.push_back(fmt::format("`{}`", identifier(effect.relation, at.before)));
  }
  if (first == nullptr) return;
  findings.add({
      .span = operation.span,
      .message =
          fmt::format("{} on {} while every value of the domain `{}` there is checked: "
                      "writes wait until all of it is done.",
                      sql_name(first->lock), fmt::join(tables, ", "), identifier(alter.domain)),
      .safe_way = safe_way(alter, operation, at),
      .effect = lock_fact(*first),
  });
}

}  // namespace

extern const RuleLogic domain_constraint_scan;
const RuleLogic domain_constraint_scan{.operations = {on<check>()}};

}  // namespace miglint::rules
