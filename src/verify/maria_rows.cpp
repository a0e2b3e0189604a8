#include "verify/maria_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <optional>
#include <utility>

namespace miglint {
namespace {

std::string quoted(std::string_view name) {
  std::string out = "`";
  for (const char character : name)
    out += character == '`' ? std::string("``") : std::string(1, character);
  return out + "`";
}

struct MariaColumn {
  std::string name;
  std::string type;       ///< information_schema.columns.data_type
  std::string full_type;  ///< column_type: "enum('a','b')"
  std::int64_t length = 0;
};

struct TypeValue {
  std::string_view types;  ///< Between blanks.
  std::string_view value;  ///< Over `g`, the row's number.
};

constexpr std::array kValues{
    TypeValue{" int bigint mediumint ", "g"},
    TypeValue{" smallint ", "g % 32767"},
    TypeValue{" tinyint ", "g % 100"},
    TypeValue{" bit ", "1"},
    TypeValue{" decimal float double ", "g % 1000"},
    TypeValue{" date ", "DATE_ADD('2020-01-01', INTERVAL g % 1000 DAY)"},
    TypeValue{" datetime timestamp ", "DATE_ADD('2020-01-01 12:00:00', INTERVAL g MINUTE)"},
    TypeValue{" time ", "SEC_TO_TIME(g % 80000)"},
    TypeValue{" year ", "2000 + g % 100"},
    TypeValue{" json longtext mediumtext text ", "CONCAT('{\"n\": ', g, '}')"},
    TypeValue{" tinytext varbinary binary blob longblob mediumblob tinyblob ", "CONCAT('b', g)"},
    TypeValue{" uuid ", "CONCAT(LPAD(HEX(g), 8, '0'), '-0000-4000-8000-000000000000')"},
};

std::optional<std::string> value_of(const MariaColumn& column) {
  if (column.type == "enum" || column.type == "set") return "1";
  if (column.type == "char" || column.type == "varchar") {
    return fmt::format("RIGHT(CONCAT('{} ', g), {})", column.name.substr(0, 8),
                       std::max<std::int64_t>(column.length, 1));
  }
  const auto known = std::ranges::find_if(kValues, [&](const TypeValue& each) {
    return each.types.find(" " + column.type + " ") != std::string_view::npos;
  });
  if (known == kValues.end()) return std::nullopt;
  return std::string(known->value);
}

}  // namespace

void MariaFill::table(const std::string& name) {
  if (!seen_.emplace(name).second) return;
  const auto columns = session_.run(
      fmt::format("SELECT column_name, data_type, column_type, character_maximum_length FROM "
                  "information_schema.columns WHERE table_schema = DATABASE() AND table_name = {} "
                  "AND extra NOT "
                  "LIKE '%auto_increment%' AND is_generated = 'NEVER' ORDER BY ordinal_position",
                  quote_literal(name)));
  const auto keys = session_.run(fmt::format(
      "SELECT column_name, referenced_table_name, referenced_column_name FROM "
      "information_schema.key_column_usage WHERE table_schema = DATABASE() AND table_name = {} AND "
      "referenced_table_name IS NOT NULL",
      quote_literal(name)));
  if (!columns || !keys || columns->empty()) return;
  std::map<std::string, std::string> values;
  for (const Row& key : *keys) {
    const std::string parent = key[1].value_or("");
    if (parent != name) table(parent);
    values[key[0].value_or("")] =
        parent == name
            ? "NULL"
            : fmt::format("(SELECT MIN({}) FROM {})", quoted(key[2].value_or("")), quoted(parent));
  }
  FilledTable filled{.table = name};
  std::string names;
  std::string list;
  for (const Row& row : *columns) {
    const MariaColumn column{.name = row[0].value_or(""),
                             .type = row[1].value_or(""),
                             .full_type = row[2].value_or(""),
                             .length = std::atoll(row[3].value_or("0").c_str())};
    const auto key = values.find(column.name);
    const auto value = key != values.end() ? std::optional(key->second) : value_of(column);
    if (!value) continue;
    names += (names.empty() ? "" : ", ") + quoted(column.name);
    list += (list.empty() ? "" : ", ") + *value;
  }
  const auto done = session_.run(fmt::format(
      "INSERT IGNORE INTO {} ({}) SELECT {} FROM (SELECT seq AS g FROM seq_1_to_{}) AS n",
      quoted(name), names, list, rows_));
  const auto count = session_.run("SELECT COUNT(*) FROM " + quoted(name));
  if (count && !count->empty()) filled.rows = std::atoll((*count)[0][0].value_or("0").c_str());
  if (filled.rows == 0 && !done) filled.remark = done.error().message;
  filled_.push_back(std::move(filled));
}

}  // namespace miglint
