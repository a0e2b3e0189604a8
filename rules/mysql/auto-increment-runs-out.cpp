// A numbered column of a type with room for few numbers, or a counter set near its end.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

struct Limit {
  std::string_view type;
  std::uint64_t last;           ///< The largest number that it holds.
  std::uint64_t last_unsigned;  ///< The same where it is UNSIGNED.
};

constexpr std::array kLimits{
    Limit{"tinyint", 127, 255},
    Limit{"smallint", 32'767, 65'535},
    Limit{"mediumint", 8'388'607, 16'777'215},
    Limit{"int", 2'147'483'647, 4'294'967'295},
    Limit{"bigint", 9'223'372'036'854'775'807, 18'446'744'073'709'551'615U},
};

constexpr std::uint64_t kFew = 100'000'000;  ///< INT is `integer-key`'s.

std::optional<std::uint64_t> last_number(std::string_view type, bool is_unsigned) {
  const auto found = std::ranges::find(kLimits, type, &Limit::type);
  if (found == kLimits.end()) return std::nullopt;
  return is_unsigned ? found->last_unsigned : found->last;
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string words(std::string_view type, bool is_unsigned) {
  return fmt::format("{}{}", type, is_unsigned ? " unsigned" : "");
}

constexpr std::string_view kSafeWay = "bigint unsigned NOT NULL AUTO_INCREMENT";

void report_type(const ObjectName& table, const ColumnDefinition& column, Findings& findings) {
  if (!column.auto_increment) return;
  const std::string_view type = column.type.name.name;
  const auto last = last_number(type, column.type.is_unsigned);
  if (!last || *last >= kFew) return;
  findings.add({
      .span = column.span,
      .message = fmt::format("`{}.{}` is numbered up to {} ({}); then every INSERT fails. Numbers "
                             "are used up by rolled-back and ignored inserts, too.",
                             mysql_name(table), mysql_name(column.name), *last,
                             words(type, column.type.is_unsigned)),
      .safe_way = std::string(kSafeWay),
  });
}

/// The counter starts where the type nearly ends.
void report_start(const ObjectName& table, std::string_view start, std::string_view column,
                  std::string_view type, bool is_unsigned, Span span, Findings& findings) {
  const auto first = number(start);
  const auto last = last_number(type, is_unsigned);
  if (!first || !last || *first < *last / 20 * 17) return;  // 85 %, as the field's tools have it.
  const std::string left =
      *first > *last ? std::string("no number") : fmt::format("{} numbers", *last - *first + 1);
  findings.add({
      .span = span,
      .message = fmt::format("With AUTO_INCREMENT={} there is {} left for `{}.{}`, which ends at "
                             "{} ({}); then every INSERT fails.",
                             *first, left, mysql_name(table), mysql_name(column), *last,
                             words(type, is_unsigned)),
      .safe_way = std::string(kSafeWay),
  });
}

void check_create(const op::CreateTable& create, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (at.direction == Direction::down || create.persistence == Persistence::temporary) return;
  for (const ColumnDefinition& column : create.columns) {
    report_type(create.table, column, findings);
    if (!column.auto_increment) continue;
    report_start(create.table, create.traits.auto_increment, column.name, column.type.name.name,
                 column.type.is_unsigned, operation.span, findings);
  }
}

void check_add(const op::AddColumn& add, const Operation& /*operation*/, const Moment& at,
               Findings& findings) {
  if (at.direction == Direction::up) report_type(add.table.name, add.column, findings);
}

void check_change(const op::ChangeColumn& change, const Operation& /*operation*/, const Moment& at,
                  Findings& findings) {
  if (at.direction == Direction::up) report_type(change.table.name, change.definition, findings);
}

void check_option(const op::SetTableOption& option, const Operation& operation, const Moment& at,
                  Findings& findings) {
  const Table* table = at.before.find_table(option.table.name);
  if (at.direction == Direction::down || table == nullptr) return;
  for (const Column& column : table->columns) {
    if (!column.auto_increment || !column.type) continue;
    report_start(option.table.name, option.traits.auto_increment, column.name, column.type->name,
                 column.type->is_unsigned, operation.span, findings);
  }
}

}  // namespace

extern const RuleLogic auto_increment_runs_out;
const RuleLogic auto_increment_runs_out{
    .operations = {on<check_create>(), on<check_add>(), on<check_change>(), on<check_option>()}};

}  // namespace miglint::rules
