// The types and columns of Phinx\Db\Adapter\MysqlAdapter.
#include "frontend/laravel/phinx/mysql_types.h"

#include <algorithm>
#include <array>
#include <utility>

#include "source/ascii.h"

namespace miglint::laravel::phinx::mysql {
namespace {

struct SqlType {
  std::string name;
  std::optional<std::int64_t> limit;
};

struct Size {
  std::string_view name;
  std::int64_t length;
  std::int64_t shown = 0;
};

constexpr std::int64_t kLongest = 2147483647;
constexpr auto integers = std::to_array<Size>({{"bigint", kLongest, 20},
                                               {"int", 1073741823, 11},
                                               {"mediumint", 16777215, 8},
                                               {"smallint", 65535, 6},
                                               {"tinyint", 255, 4}});
constexpr auto texts = std::to_array<Size>(
    {{"longtext", kLongest}, {"mediumtext", 16777215}, {"text", 65535}, {"tinytext", 255}});
constexpr auto blobs =
    std::to_array<Size>({{"tinyblob", 255}, {"blob", 65535}, {"mediumblob", 16777215}});
constexpr auto spatial =
    std::to_array<std::string_view>({"geometry", "point", "linestring", "polygon"});

template <std::size_t Count>
bool is_one_of(std::string_view word, const std::array<std::string_view, Count>& words) {
  return std::ranges::find(words, word) != words.end();
}

SqlType blob(std::optional<std::int64_t> limit) {
  if (!limit) return {"blob", {}};
  for (const Size& size : blobs) {
    if (*limit <= size.length) return {std::string(size.name), {}};
  }
  return {"longblob", {}};
}

SqlType binary(std::string name, std::optional<std::int64_t> limit) {
  if (limit.value_or(255) > 255) return blob(limit);
  return {std::move(name), limit.value_or(255)};
}

SqlType integer(std::int64_t limit) {
  if (limit >= 255) {
    for (const Size& size : integers) {
      if (limit >= size.length) return {std::string(size.name), size.shown};
    }
  }
  return {"int", limit != 0 ? limit : 11};
}

/// An integer type whose limit may be given as the greatest value that it holds.
SqlType sized(std::string name, std::int64_t limit, std::int64_t greatest, std::int64_t shown,
              std::int64_t usual) {
  if (limit == greatest) limit = shown;
  return {std::move(name), limit != 0 ? limit : usual};
}

std::optional<SqlType> sql_type(const std::string& type, std::optional<std::int64_t> limit) {
  static constexpr auto plain = std::to_array<std::string_view>(
      {"float", "double", "decimal", "date", "enum", "set", "json"});
  static constexpr auto timed = std::to_array<std::string_view>({"datetime", "timestamp", "time"});
  const std::int64_t given = limit.value_or(0);
  if (is_one_of(type, plain) || is_one_of(type, spatial)) return SqlType{type, {}};
  if (is_one_of(type, timed)) return SqlType{type, limit};
  if (type == "string") return SqlType{"varchar", given != 0 ? given : 255};
  if (type == "char") return SqlType{"char", given != 0 ? given : 255};
  if (type == "text") {
    const auto size = std::ranges::find_if(
        texts, [&](const Size& one) { return given != 0 && given >= one.length; });
    return SqlType{size == texts.end() ? "text" : std::string(size->name), {}};
  }
  if (type == "binary" || type == "varbinary") return binary(type, limit);
  if (type == "binaryuuid") return SqlType{"binary", 16};
  if (type == "blob") return blob(limit);
  if (type == "tinyblob") return blob(given != 0 ? given : 255);
  if (type == "mediumblob") return blob(given != 0 ? given : 16777215);
  if (type == "longblob") return blob(given != 0 ? given : kLongest);
  if (type == "bit") return SqlType{"bit", given != 0 ? given : 64};
  if (type == "biginteger") return sized("bigint", given, kLongest, 20, 20);
  if (type == "mediuminteger") return sized("mediumint", given, 16777215, 8, 8);
  if (type == "smallinteger") return sized("smallint", given, 65535, 6, 6);
  if (type == "tinyinteger") return sized("tinyint", given, 255, 4, 4);
  if (type == "integer") return integer(given);
  if (type == "boolean") return SqlType{"tinyint", 1};
  if (type == "uuid") return SqlType{"char", 36};
  if (type == "year") return SqlType{"year", given == 0 || given == 2 ? 4 : given};
  return std::nullopt;
}

}  // namespace

std::expected<std::string, std::string> column_definition(const Target& target,
                                                          const Column& column) {
  static constexpr auto with_sign =
      std::to_array<std::string_view>({"integer", "tinyinteger", "smallinteger", "mediuminteger",
                                       "biginteger", "float", "decimal", "double", "boolean"});
  static constexpr auto by_expression = std::to_array<std::string_view>({"blob", "json", "text"});
  const bool is_new = target.connection.server.major >= 8;
  std::string sql = column.type;
  std::optional<std::int64_t> limit;
  if (!column.literal) {
    auto type = sql_type(column.type, column.limit);
    if (!type) return std::unexpected("Phinx has no column type `" + column.type + "` on MySQL");
    sql = ascii::upper_case(type->name);
    limit = type->limit;
  }
  if (column.limit.value_or(0) != 0 && column.scale.value_or(0) != 0) {
    sql += '(' + std::to_string(*column.limit) + ',' + std::to_string(*column.scale) + ')';
  } else if (limit) {
    sql += '(' + std::to_string(*limit) + ')';
  }
  if (column.values && !column.values->empty()) {
    std::vector<std::string> values;
    for (const Attribute& value : *column.values)
      values.push_back(value.is_null() ? "NULL" : quoted_text(target, value));
    sql += '(' + joined(values, ", ") + ')';
  }
  if (!column.encoding.empty()) sql += " CHARACTER SET " + column.encoding;
  if (!column.collation.empty()) sql += " COLLATE " + column.collation;
  if (!column.is_signed && is_one_of(column.type, with_sign)) sql += " unsigned";
  sql += column.null ? " NULL" : " NOT NULL";
  if (is_new && is_one_of(column.type, spatial) && column.srid) {
    sql += " SRID " + std::to_string(*column.srid);
  }
  if (column.identity) sql += " AUTO_INCREMENT";
  const bool as_expression =
      is_new && column.initial.string() != nullptr &&
      (is_one_of(column.type, spatial) || is_one_of(column.type, by_expression));
  sql +=
      default_clause(target,
                     as_expression ? Attribute(Raw{'(' + quoted_text(target, column.initial) + ')'})
                                   : column.initial,
                     column.type);
  if (!column.comment.empty()) sql += " COMMENT " + quoted_text(target, Attribute(column.comment));
  if (!column.update.empty()) sql += " ON UPDATE " + column.update;
  return sql;
}

}  // namespace miglint::laravel::phinx::mysql
