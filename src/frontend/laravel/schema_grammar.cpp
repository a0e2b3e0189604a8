#include "frontend/laravel/schema_grammar.h"

#include <fmt/format.h>

#include <algorithm>

#include "frontend/laravel/wrap.h"

namespace miglint::laravel {

Statements compile(Blueprint& blueprint, const Command& command) {
  return blueprint.connection().is_mysql() ? mysql_schema::compile(blueprint, command)
                                           : postgres_schema::compile(blueprint, command);
}

std::string default_value(const Attribute& value, const Connection& connection) {
  if (const Raw* raw = value.raw()) return raw->sql;
  if (const bool* flag = std::get_if<bool>(&value.value)) return *flag ? "'1'" : "'0'";
  // Before Laravel 12 the text stands between quotes as it is.
  if (connection.laravel < 12) return '\'' + value.text() + '\'';
  return '\'' + replace_all(value.text(), "'", "''") + '\'';
}

std::string compile_foreign(const Blueprint& blueprint, const Fluent& command) {
  const Wrapper wrap(blueprint.connection());
  std::string sql =
      fmt::format("alter table {} add constraint {} foreign key ({}) references {} ({})",
                  wrap.table(blueprint.table()), wrap.name(command.get("index")),
                  wrap.columnize(as_list(command.get("columns"))), wrap.table(command.get("on")),
                  wrap.columnize(as_list(command.get("references"))));
  if (const Attribute& action = command.get("onDelete"); !action.is_null()) {
    sql += " on delete " + action.text();
  }
  if (const Attribute& action = command.get("onUpdate"); !action.is_null()) {
    sql += " on update " + action.text();
  }
  return sql;
}

std::string prefixed_columns(const Connection& connection, std::string_view prefix,
                             const Attribute::List& columns) {
  const Wrapper wrap(connection);
  std::string result;
  for (const Attribute& column : columns) {
    if (!result.empty()) result += ", ";
    result += fmt::format("{} {}", prefix, wrap.name(column));
  }
  return result;
}

std::vector<FluentPtr> added_columns(const Blueprint& blueprint) {
  std::vector<FluentPtr> added;
  std::ranges::copy_if(blueprint.columns(), std::back_inserter(added),
                       [](const FluentPtr& column) { return !column->get("change").truthy(); });
  return added;
}

Attribute starting_value(const Fluent& column) {
  if (!column.get("autoIncrement").truthy()) return {};
  const Attribute& value =
      column.has("startingValue") ? column.get("startingValue") : column.get("from");
  return value.truthy() ? value : Attribute();
}

std::string foreign_key_checks(Dialect dialect, bool enabled) {
  if (dialect == Dialect::postgres) {
    return enabled ? "SET CONSTRAINTS ALL IMMEDIATE;" : "SET CONSTRAINTS ALL DEFERRED;";
  }
  return enabled ? "SET FOREIGN_KEY_CHECKS=1;" : "SET FOREIGN_KEY_CHECKS=0;";
}

}  // namespace miglint::laravel
