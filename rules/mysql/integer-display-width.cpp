// int(11): the number limits nothing.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "lint/column_definitions.h"
#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

using std::string_view_literals::operator""sv;

bool has_width(const TypeName& type) {
  static constexpr std::array kTypes{"tinyint"sv, "smallint"sv, "mediumint"sv,
                                     "int"sv,     "bigint"sv,   "year"sv};
  const bool is_integer = std::ranges::find(kTypes, type.name.name) != kTypes.end();
  if (!is_integer || type.modifiers.empty()) return false;
  // What BOOLEAN stands for, which connectors know by its width.
  return type.name.name != "tinyint" || type.modifiers.front() != 1;
}

template <class Op>
void check(const Op& /*op*/, const Operation& operation, const Moment& at, Findings& findings) {
  report_columns(operation, at, findings,
                 [](const ObjectName& table, const ColumnDefinition& column) -> Finding {
                   const TypeName& type = column.type;
                   if (!has_width(type)) return {};
                   return {.message = fmt::format(
                               "The {} in `{}.{} {}({})` limits nothing: it is a width for "
                               "display, which MySQL 8.0.19 and newer no longer show.",
                               type.modifiers.front(), mysql_name(table), mysql_name(column.name),
                               type.name.name, type.modifiers.front()),
                           .safe_way = std::string(type.name.name)};
                 });
}

}  // namespace

extern const RuleLogic integer_display_width;
const RuleLogic integer_display_width{
    .operations = {on<check<op::CreateTable>>(), on<check<op::AddColumn>>()}};

}  // namespace miglint::rules
