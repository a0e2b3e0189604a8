// utf8 and utf8mb3: characters of at most three bytes.
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

bool has_three_bytes(std::string_view charset) {
  return charset == "utf8" || charset == "utf8mb3";
}

std::string_view charset_of(std::string_view charset, std::string_view collation) {
  return charset.empty() ? collation.substr(0, collation.find('_')) : charset;
}

void report(const std::string& what, Span span, Findings& findings) {
  findings.add({
      .span = span,
      .message = fmt::format("{} is written in utf8mb3, which has no room for characters of four "
                             "bytes: an emoji or a rare Chinese sign is refused (error 1366), or "
                             "cut off with all that follows where sql_mode is not strict.",
                             what),
      .safe_way = "CHARACTER SET utf8mb4",
  });
}

void report(const ColumnDefinition& column, const ObjectName& table, Findings& findings) {
  if (!has_three_bytes(charset_of(column.type.charset, column.collation.name))) return;
  report(fmt::format("`{}.{}`", mysql_name(table), mysql_name(column.name)), column.span, findings);
}

void check_create(const op::CreateTable& create, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (at.direction == Direction::down || create.persistence == Persistence::temporary) return;
  if (has_three_bytes(create.traits.charset)) {
    return report(fmt::format("`{}`", mysql_name(create.table)), operation.span, findings);
  }
  for (const ColumnDefinition& column : create.columns)
    report(column, create.table, findings);
}

void check_add(const op::AddColumn& add, const Operation& /*operation*/, const Moment& at,
               Findings& findings) {
  if (at.direction == Direction::up) report(add.column, add.table.name, findings);
}

void check_change(const op::ChangeColumn& change, const Operation& /*operation*/, const Moment& at,
                  Findings& findings) {
  if (at.direction == Direction::up) report(change.definition, change.table.name, findings);
}

void check_option(const op::SetTableOption& option, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (at.direction == Direction::down || !has_three_bytes(option.traits.charset)) return;
  report(fmt::format("`{}`", mysql_name(option.table.name)), operation.span, findings);
}

}  // namespace

extern const RuleLogic three_byte_charset;
const RuleLogic three_byte_charset{
    .operations = {on<check_create>(), on<check_add>(), on<check_change>(), on<check_option>()}};

}  // namespace miglint::rules
