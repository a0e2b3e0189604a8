// A policy that raises an error in every session that has not set a parameter.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

std::string_view parameter_of(const Expression* condition) {
  if (condition == nullptr) return {};
  const auto call = std::ranges::find_if(condition->functions, [](const FunctionCall& each) {
    return each.function.name == "current_setting" && each.arguments == 1 &&
           each.first_literal.find('.') != std::string_view::npos;
  });
  return call == condition->functions.end() ? std::string_view() : call->first_literal;
}

void report(const ObjectName& table, std::string_view policy,
            std::array<const Expression*, 2> conditions, const Operation& operation,
            Findings& findings) {
  std::string_view parameter = parameter_of(conditions[0]);
  if (parameter.empty()) parameter = parameter_of(conditions[1]);
  if (parameter.empty()) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format("`{}` raises an error in every session that has not set `{}`: each "
                             "query of `{}` there fails, such as those of a job, a report or a "
                             "console.",
                             identifier(policy), parameter, identifier(table)),
      .safe_way = fmt::format("-- no row instead of an error; '' is what a session has after SET "
                              "LOCAL\n"
                              "nullif(current_setting('{}', true), '')\n",
                              parameter),
  });
}

void check_create(const op::CreatePolicy& create, const Operation& operation, const Moment&,
                  Findings& findings) {
  report(create.table, create.policy, {create.using_condition, create.with_check}, operation,
         findings);
}

void check_alter(const op::AlterPolicy& alter, const Operation& operation, const Moment&,
                 Findings& findings) {
  report(alter.table, alter.policy, {alter.using_condition, alter.with_check}, operation, findings);
}

}  // namespace

extern const RuleLogic policy_setting_without_missing_ok;
const RuleLogic policy_setting_without_missing_ok{
    .operations = {on<check_create>(), on<check_alter>()}};

}  // namespace miglint::rules
