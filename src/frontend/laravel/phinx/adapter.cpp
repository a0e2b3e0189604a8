// What Phinx\Db\Adapter\PdoAdapter has for all servers.
#include "frontend/laravel/phinx/adapter.h"

#include <algorithm>

#include "frontend/laravel/query.h"
#include "frontend/laravel/wrap.h"
#include "source/ascii.h"

namespace miglint::laravel::phinx {

const Attribute* TableName::option(std::string_view wanted) const {
  const auto found =
      std::ranges::find(options, wanted, [](const auto& option) { return option.first; });
  return found == options.end() || found->second.is_null() ? nullptr : &found->second;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string result;
  for (const std::string& part : parts) {
    if (&part != &parts.front()) result += between;
    result += part;
  }
  return result;
}

std::string full_name(const Target& target, std::string_view name) {
  return target.settings.prefix + std::string(name) + target.settings.suffix;
}

std::string quoted(const Target& target, std::string_view column) {
  if (target.connection.is_mysql()) return '`' + replace_all(column, "`", "``") + '`';
  return '"' + std::string(column) + '"';
}

std::string quoted_table(const Target& target, std::string_view name) {
  const std::string full = full_name(target, name);
  if (target.connection.is_mysql()) return replace_all(quoted(target, full), ".", "`.`");
  const std::size_t dot = full.find('.');
  const std::string schema = dot == full.npos ? target.settings.schema : full.substr(0, dot);
  return quoted(target, schema) + '.' +
         quoted(target, dot == full.npos ? full : full.substr(dot + 1));
}

std::string quoted_text(const Target& target, const Attribute& text) {
  return Query(target.connection, Attribute("x")).literal(Attribute(text.text()));
}

std::string default_clause(const Target& target, const Attribute& value, std::string_view type) {
  if (value.is_null()) return {};
  const auto boolean = [&](bool on) -> std::string {
    if (target.connection.is_mysql()) return on ? "1" : "0";
    return on ? "TRUE" : "FALSE";
  };
  std::string text;
  if (const Raw* raw = value.raw()) {
    text = raw->sql;
  } else if (const std::string* string = value.string()) {
    const bool is_now = ascii::lower_case(*string).starts_with("current_timestamp");
    text = is_now ? *string : quoted_text(target, value);
  } else if (const bool* flag = std::get_if<bool>(&value.value)) {
    text = boolean(*flag);
  } else {
    text = type == "boolean" ? boolean(value.truthy()) : value.text();
  }
  return " DEFAULT " + text;
}

Made alter(const Target& target, const Action& action) {
  return target.connection.is_mysql() ? mysql::alter(target, action)
                                      : postgres::alter(target, action);
}

std::expected<std::vector<std::string>, std::string> create_table(
    const Target& target, const TableName& table, std::vector<Column> columns,
    const std::vector<Index>& indexes) {
  std::vector<std::string> primary_key;
  if (const Attribute* given = table.option("primary_key")) {
    for (const Attribute& column : as_list(*given))
      primary_key.push_back(column.text());
  }
  // 'id' => false: none; a string: its name; else `id`.
  const Attribute* id = table.option("id");
  const std::string* named = id != nullptr ? id->string() : nullptr;
  if (id == nullptr || named != nullptr || id->is(true)) {
    Column key;
    key.name = named != nullptr ? *named : "id";
    key.type = "integer";
    key.identity = true;
    key.null = false;
    if (target.connection.is_mysql()) {
      const Attribute* is_signed = table.option("signed");
      key.is_signed =
          is_signed != nullptr ? is_signed->truthy() : !target.settings.unsigned_primary_keys;
      const Attribute* limit = table.option("limit");
      const auto* number = limit != nullptr ? std::get_if<std::int64_t>(&limit->value) : nullptr;
      if (number != nullptr) key.limit = *number;
    }
    if (!primary_key.empty() && primary_key != std::vector{key.name}) {
      return std::unexpected(
          "Phinx refuses a primary key beside the `id` column that it adds; "
          "'id' => false takes that away");
    }
    primary_key = {key.name};
    columns.insert(columns.begin(), std::move(key));
  }
  return target.connection.is_mysql()
             ? mysql::create_table(target, table, columns, indexes, primary_key)
             : postgres::create_table(target, table, columns, indexes, primary_key);
}

}  // namespace miglint::laravel::phinx
