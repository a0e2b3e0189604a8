#include "frontend/alembic/mysql_types.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace miglint::alembic {

using eval::Value;

namespace {

std::optional<std::int64_t> number(const Value* value) {
  if (value == nullptr || value->get<std::int64_t>() == nullptr) return std::nullopt;
  return *value->get<std::int64_t>();
}

bool is_true(const Value* value) {
  return value != nullptr && value->get<bool>() != nullptr && *value->get<bool>();
}

const Value* named(const Value& type, std::string_view name) {
  return type_argument(type, 999, name);
}

/// UNSIGNED and ZEROFILL, which only MySQL's own types have.
Sql extended_number(Sql sql, const TypeName& name, const Value& type) {
  if (name.package != "mysql" && name.package != "mariadb") return sql;
  if (is_true(named(type, "unsigned"))) sql += " UNSIGNED";
  if (is_true(named(type, "zerofill"))) sql += " ZEROFILL";
  return sql;
}

Sql extended_string(Sql sql, const Value& type) {
  const Value* charset = named(type, "charset");
  const Value* collation = named(type, "collation");
  if (charset != nullptr && charset->str()) {
    sql += " CHARACTER SET " + *charset->str();
  } else if (is_true(named(type, "ascii"))) {
    sql += " ASCII";
  } else if (is_true(named(type, "unicode"))) {
    sql += " UNICODE";
  }
  if (collation != nullptr && collation->str()) {
    sql += " COLLATE " + *collation->str();
  } else if (is_true(named(type, "binary"))) {
    sql += " BINARY";
  }
  return sql;
}

Sql integer(std::string_view word, const TypeName& name, const Value& type) {
  const bool own = name.package == "mysql" || name.package == "mariadb";
  const Value* width = own ? type_argument(type, 0, "display_width") : nullptr;
  Sql sql(word);
  if (number(width)) sql += fmt::format("({})", number(width).value_or(0));
  return extended_number(std::move(sql), name, type);
}

Sql numeric(std::string_view word, const TypeName& name, const Value& type) {
  const auto precision = number(type_argument(type, 0, "precision"));
  const auto scale = number(type_argument(type, 1, "scale"));
  Sql sql(word);
  if (precision && scale) {
    sql += fmt::format("({}, {})", *precision, *scale);
  } else if (precision) {
    sql += fmt::format("({})", *precision);
  }
  return extended_number(std::move(sql), name, type);
}

Sql with_length(std::string_view word, const Value& type, bool required) {
  const Value* length = type_argument(type, 0, "length");
  const auto known = number(length);
  if (known) return extended_string(fmt::format("{}({})", word, *known), type);
  if (length != nullptr && !length->is_null())
    return cannot_be_known(fmt::format("the length `{}` is not known", origin_of(*length)));
  if (required)
    return cannot_be_known(fmt::format("{} requires a length on MySQL: the call fails", word));
  return extended_string(Sql(word), type);
}

Sql time_of(std::string_view word, const Value& type) {
  const auto digits = number(named(type, "fsp"));
  return digits && *digits != 0 ? Sql(fmt::format("{}({})", word, *digits)) : Sql(word);
}

Sql labels_of(std::string_view word, const Value& type, const Words& words) {
  Sql sql(word);
  sql += "(";
  bool first = true;
  for (const Sql& label : enum_labels(type, words)) {
    if (!std::exchange(first, false)) sql += ",";
    sql += label;
  }
  sql += ")";
  return extended_string(std::move(sql), type);
}

}  // namespace

Sql mysql_type(const TypeName& name, const Value& type, const Words& words) {
  const std::string& word = name.name;
  if (word == "Integer" || word == "INTEGER" || word == "INT")
    return integer("INTEGER", name, type);
  if (word == "BigInteger" || word == "BIGINT") return integer("BIGINT", name, type);
  if (word == "SmallInteger" || word == "SMALLINT") return integer("SMALLINT", name, type);
  if (word == "MEDIUMINT" || word == "TINYINT") return integer(word, name, type);
  if (word == "Boolean" || word == "BOOLEAN") return "BOOL";
  if (word == "String" || word == "Unicode" || word == "VARCHAR")
    return with_length("VARCHAR", type, true);
  if (word == "Text" || word == "TEXT" || word == "UnicodeText")
    return with_length("TEXT", type, false);
  if (word == "CHAR") return with_length("CHAR", type, false);
  if (word == "TINYTEXT" || word == "MEDIUMTEXT" || word == "LONGTEXT")
    return extended_string(Sql(word), type);
  if (word == "NVARCHAR" || word == "NCHAR") {
    Sql sql("NATIONAL ");
    sql += with_length(word.substr(1), type, word == "NVARCHAR");
    return sql;
  }
  if (word == "Numeric" || word == "NUMERIC") return numeric("NUMERIC", name, type);
  if (word == "DECIMAL") return numeric("DECIMAL", name, type);
  if (word == "Float" || word == "FLOAT") {
    const auto precision = number(type_argument(type, 0, "precision"));
    const auto scale = number(type_argument(type, 1, "scale"));
    const bool own = name.package == "mysql" || name.package == "mariadb";
    Sql sql("FLOAT");
    if (precision && scale && own) {
      sql += fmt::format("({}, {})", *precision, *scale);
    } else if (precision) {
      sql += fmt::format("({})", *precision);
    }
    return extended_number(std::move(sql), name, type);
  }
  if (word == "Double") return "DOUBLE";
  if (word == "Uuid") return "CHAR(32)";
  if (word == "UUID") return "UUID";
  if (word == "DOUBLE_PRECISION") return "DOUBLE PRECISION";
  if (word == "DOUBLE" || word == "REAL") {
    const auto precision = number(type_argument(type, 0, "precision"));
    const auto scale = number(type_argument(type, 1, "scale"));
    Sql sql(word);
    if (precision && scale) sql += fmt::format("({}, {})", *precision, *scale);
    return extended_number(std::move(sql), name, type);
  }
  if (word == "DateTime" || word == "DATETIME") return time_of("DATETIME", type);
  if (word == "TIMESTAMP") return time_of("TIMESTAMP", type);
  if (word == "Time" || word == "TIME") return time_of("TIME", type);
  if (word == "Date" || word == "DATE") return "DATE";
  if (word == "YEAR") {
    const auto width = number(type_argument(type, 0, "display_width"));
    return width ? Sql(fmt::format("YEAR({})", *width)) : Sql("YEAR");
  }
  if (word == "Interval") return "DATETIME";
  if (word == "JSON") return "JSON";
  if (word == "LargeBinary" || word == "BLOB") {
    const auto length = number(type_argument(type, 0, "length"));
    return length ? Sql(fmt::format("BLOB({})", *length)) : Sql("BLOB");
  }
  if (word == "PickleType") return "BLOB";
  if (word == "TINYBLOB" || word == "MEDIUMBLOB" || word == "LONGBLOB") return word;
  if (word == "BINARY" || word == "VARBINARY") {
    const auto length = number(type_argument(type, 0, "length"));
    return length ? Sql(fmt::format("{}({})", word, *length)) : Sql(word);
  }
  if (word == "BIT") {
    const auto length = number(type_argument(type, 0, "length"));
    return length ? Sql(fmt::format("BIT({})", *length)) : Sql("BIT");
  }
  if (word == "Enum" || word == "ENUM") {
    const Value* native = named(type, "native_enum");
    if (native == nullptr || native->get<bool>() == nullptr || *native->get<bool>())
      return labels_of("ENUM", type, words);
    std::size_t longest = 0;
    for (const Sql& label : enum_labels(type, words))
      longest = std::max(longest, label.text.size() - 2);
    return fmt::format("VARCHAR({})",
                       number(named(type, "length")).value_or(static_cast<std::int64_t>(longest)));
  }
  if (word == "SET") return labels_of("SET", type, words);
  return {};
}

}  // namespace miglint::alembic
