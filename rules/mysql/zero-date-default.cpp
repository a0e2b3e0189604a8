// DEFAULT '0000-00-00': a date that sql_mode forbids, now or at the next change of the table.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

bool is_date(std::string_view type) {
  return type == "date" || type == "datetime" || type == "timestamp";
}

bool is_zero_date(const ColumnDefinition& column) {
  if (column.default_value == nullptr || !is_date(column.type.name.name)) return false;
  const std::string_view value = column.default_value->literal;
  if (value == "0") return true;
  // A year, a month or a day of zero: '0000-00-00', '2024-00-00'.
  return value.starts_with("0000") || value.substr(0, 7).ends_with("-00") ||
         value.substr(0, 10).ends_with("-00");
}

enum class Mode : std::uint8_t { refuses, takes, unknown };

Mode mode_of(const Moment& at) {
  const Setting* set = at.settings.find("sql_mode");
  if (set == nullptr) {
    return at.migration.dialect == Dialect::mariadb ? Mode::takes : Mode::refuses;
  }
  if (!set->value_known || set->value.contains('@')) return Mode::unknown;
  std::string value = set->value;
  std::ranges::transform(value, value.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  // Without strict mode NO_ZERO_DATE only warns.
  const bool strict = value.contains("STRICT_") || value.contains("TRADITIONAL");
  const bool no_zero = value.contains("NO_ZERO") || value.contains("TRADITIONAL");
  return strict && no_zero ? Mode::refuses : Mode::takes;
}

void report(const ColumnDefinition& column, const ObjectName& table, const Moment& at,
            Findings& findings) {
  if (at.direction == Direction::down || !is_zero_date(column)) return;
  const std::string name = fmt::format("{}.{}", mysql_name(table), mysql_name(column.name));
  const Mode mode = mode_of(at);
  findings.add({
      .assumed = mode != Mode::refuses,
      .span = column.span,
      .message =
          mode == Mode::refuses
              ? fmt::format("{} refuses this default of `{}` (error 1067, Invalid default value): "
                            "its sql_mode has NO_ZERO_DATE and NO_ZERO_IN_DATE.",
                            server_name(at), name)
              : fmt::format("`{}` has a date that is none for its default: where sql_mode has "
                            "NO_ZERO_DATE, as MySQL's own has, this and every later ALTER of `{}` "
                            "fails (error 1067).",
                            name, mysql_name(table)),
      .safe_way = fmt::format("{} {} NULL", mysql_name(column.name), column.type.name.name),
  });
}

void check_create(const op::CreateTable& create, const Operation& /*operation*/, const Moment& at,
                  Findings& findings) {
  if (create.persistence == Persistence::temporary) return;
  for (const ColumnDefinition& column : create.columns)
    report(column, create.table, at, findings);
}

void check_add(const op::AddColumn& add, const Operation& /*operation*/, const Moment& at,
               Findings& findings) {
  report(add.column, add.table.name, at, findings);
}

void check_change(const op::ChangeColumn& change, const Operation& /*operation*/, const Moment& at,
                  Findings& findings) {
  report(change.definition, change.table.name, at, findings);
}

}  // namespace

extern const RuleLogic zero_date_default;
const RuleLogic zero_date_default{
    .operations = {on<check_create>(), on<check_add>(), on<check_change>()}};

}  // namespace miglint::rules
