// ADD COLUMN … NOT NULL without a default: MySQL makes a value up.
#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "lint/mysql_advice.h"
#include "lint/rule.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

std::string made_up(const TypeName& type) {
  const std::string_view name = type.name.name;
  if (name == "enum") return "the first value of the list";
  if (name == "date" || name == "datetime" || name == "timestamp") return "'0000-00-00'";
  if (name.ends_with("int") || name == "decimal" || name == "float" || name == "double" ||
      name == "bit" || name == "year") {
    return "0";
  }
  return "an empty value";
}

/// The script goes on to give the column values.
bool is_filled_later(const op::AddColumn& add, const Operation& operation, const Moment& at) {
  return find_later_in_script(operation, at, [&](const Operation& later, const Statement&) {
    const auto* update = std::get_if<op::UpdateRows>(&later.action);
    return update != nullptr && update->table == add.table.name &&
           std::ranges::any_of(update->assignments, [&](const Assignment& each) {
             return each.column == add.column.name;
           });
  });
}

void check(const op::AddColumn& add, const Operation& operation, const Moment& at,
           Findings& findings) {
  const ColumnDefinition& column = add.column;
  if (!column.not_null || column.default_value != nullptr || column.auto_increment) return;
  if (column.generated != Generated::no || at.is_new(add.table.name)) return;
  const std::string table = mysql_name(add.table.name);
  const std::string name = mysql_name(column.name);
  const bool is_filled = is_filled_later(add, operation, at);
  // The first value of an ENUM is its default where none is said, in strict mode, too.
  const bool is_enum = column.type.name.name == "enum";
  if (is_enum && is_filled) return;
  findings.add({
      .span = operation.span,
      .message =
          is_enum
              ? fmt::format("Rows that `{}` holds get {} for `{}`, which nobody has chosen, and "
                            "so do INSERTs of code that does not know the column.",
                            table, made_up(column.type), name)
          : is_filled
              ? fmt::format("INSERTs into `{}` of code that does not know `{}` fail in strict "
                            "mode, since it has no default.",
                            table, name)
              : fmt::format("Rows that `{}` holds get {} for `{}`, which nobody has chosen, and "
                            "INSERTs of code that does not know the column fail in strict mode.",
                            table, made_up(column.type), name),
      .safe_way =
          fmt::format("-- a default that means something\n"
                      "ALTER TABLE {0} ADD COLUMN {1} … NOT NULL DEFAULT …, ALGORITHM=INSTANT;\n"
                      "-- or NULL first, the rows filled in batches, NOT NULL last\n"
                      "ALTER TABLE {0} ADD COLUMN {1} … NULL, ALGORITHM=INSTANT;\n",
                      table, name),
  });
}

}  // namespace

extern const RuleLogic implicit_zero_value;
const RuleLogic implicit_zero_value{.operations = {on<check>()}};

}  // namespace miglint::rules
