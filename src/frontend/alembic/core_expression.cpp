// Core's expressions.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "frontend/alembic/core.h"
#include "frontend/alembic/types.h"
#include "source/ascii.h"

namespace miglint::alembic {

using eval::Object;
using eval::Value;

namespace {

constexpr int deepest = 60;

struct Operator {
  std::string_view python;
  std::string_view sql;
  int precedence;
};

// Precedences as in SQLAlchemy's operators: a higher one binds closer.
constexpr int or_precedence = 2;
constexpr int and_precedence = 3;
constexpr int not_precedence = 4;
constexpr int comparison_precedence = 5;
constexpr int sum_precedence = 7;
constexpr int product_precedence = 8;
constexpr int closest = 15;

constexpr auto operators = std::to_array<Operator>({
    {"==", "=", comparison_precedence},
    {"!=", "!=", comparison_precedence},
    {"<", "<", comparison_precedence},
    {"<=", "<=", comparison_precedence},
    {">", ">", comparison_precedence},
    {">=", ">=", comparison_precedence},
    {"&", "AND", and_precedence},
    {"|", "OR", or_precedence},
    {"+", "+", sum_precedence},
    {"-", "-", sum_precedence},
    {"*", "*", product_precedence},
    {"/", "/", product_precedence},
    {"%", "%", product_precedence},
});

Sql grouped(Sql sql, int own, int outer) {
  if (own > outer || outer == 0) return sql;
  Sql out("(");
  out += sql;
  out += ")";
  return out;
}

bool is_texty(const Value& value) {
  if (value.text() != nullptr) return true;
  if (!is_column(value)) return false;
  for (const Value& argument : value.object()->positional) {
    const std::string name = type_name(argument).name;
    if (name == "String" || name == "Text" || name == "VARCHAR" || name == "TEXT" ||
        name == "Unicode" || name == "CHAR")
      return true;
  }
  return false;
}

/// Functions that SQL writes without parentheses.
bool is_bare_function(std::string_view name) {
  static constexpr auto names = std::to_array<std::string_view>(
      {"current_date", "current_time", "current_timestamp", "current_user", "localtime",
       "localtimestamp", "session_user", "user"});
  return std::ranges::find(names, name) != names.end();
}

/// MySQL casts to a few types only.
Sql cast_type(const Value& type, const Words& words) {
  if (!words.is_mysql()) return type_sql(type, words);
  const std::string name = type_name(type).name;
  if (name == "Numeric" || name == "DECIMAL" || name == "NUMERIC") {
    Sql sql = type_sql(type, words);
    if (sql.text.starts_with("NUMERIC")) sql.text.replace(0, 7, "DECIMAL");
    return sql;
  }
  if (is_integer_like(type) && name != "Float" && name != "FLOAT") return "SIGNED INTEGER";
  if (name == "String" || name == "Text" || name == "Unicode" || name == "TEXT" ||
      name == "VARCHAR")
    return "CHAR";
  return type_sql(type, words);
}

/// `~x.in_(y)` is `x.notin_(y)`.
std::optional<Value> negated(const Value& value) {
  using Pair = std::pair<std::string_view, std::string_view>;
  static constexpr auto opposites = std::to_array<Pair>({{".in_", ".notin_"},
                                                         {".notin_", ".in_"},
                                                         {".not_in", ".in_"},
                                                         {".is_", ".isnot"},
                                                         {".isnot", ".is_"},
                                                         {".is_not", ".is_"},
                                                         {".like", ".notlike"},
                                                         {".notlike", ".like"}});
  if (value.object() == nullptr) return std::nullopt;
  const auto found =
      std::ranges::find(opposites, std::string_view(value.object()->type), &Pair::first);
  if (found == opposites.end()) return std::nullopt;
  Object opposite = *value.object();
  opposite.type = found->second;
  return eval::make_object(std::move(opposite));
}

std::string_view after_dot(std::string_view type) {
  return type.substr(type.rfind('.') + 1);
}

}  // namespace

Sql CoreWriter::write_binary(const Value& a, std::string_view word, const Value& b, int own,
                             int outer) {
  Sql sql = write(a, own);
  sql += fmt::format(" {} ", word);
  sql += write(b, own);
  return grouped(std::move(sql), own, outer);
}

Sql CoreWriter::write_joined(const std::vector<Value>& parts, std::string_view word, int own,
                             int outer) {
  if (parts.size() == 1) return write(parts[0], outer);
  Sql sql;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) sql += fmt::format(" {} ", word);
    sql += write(parts[i], own);
  }
  return grouped(std::move(sql), own, outer);
}

Sql CoreWriter::write_list(const Value& items) {
  if (items.list() == nullptr) {
    if (is_statement(items)) return write_subquery(items);
    if (items.get<eval::Opaque>() != nullptr)
      return cannot_be_known(items.get<eval::Opaque>()->reason);
    Sql sql("(");
    sql += words_.string(items);
    sql += ")";
    return sql;
  }
  Sql sql("(");
  for (std::size_t i = 0; i < items.list()->items.size(); ++i) {
    if (i > 0) sql += ", ";
    sql += write(items.list()->items[i], 0);
  }
  if (items.list()->items.empty()) sql += "NULL";
  sql += ")";
  return sql;
}

Sql CoreWriter::write_subquery(const Value& value) {
  Sql sql("(");
  sql += statement(value, nullptr);
  sql += ")";
  return sql;
}

Sql CoreWriter::write_operator(const Object& object, int precedence) {
  const auto word = object.attributes.find("operator")->str().value_or("");
  if (object.positional.size() == 1) {
    if (word == "~") {
      if (const auto opposite = negated(object.positional[0])) return write(*opposite, precedence);
      Sql sql("NOT ");
      sql += write(object.positional[0], not_precedence);
      return grouped(std::move(sql), not_precedence, precedence);
    }
    Sql sql(word);
    sql += write(object.positional[0], closest);
    return sql;
  }
  const Value& a = object.positional[0];
  const Value& b = object.positional[1];
  const auto found = std::ranges::find(operators, std::string_view(word), &Operator::python);
  if (found == operators.end())
    return cannot_be_known(
        fmt::format("the operator {} of `{}` is not rendered", word, object.origin));
  const bool is_null =
      b.is_null() || (b.object() != nullptr && b.object()->type == "sqlalchemy.null");
  if ((word == "==" || word == "!=") && is_null) {
    Sql sql = write(a, comparison_precedence);
    sql += word == "==" ? " IS NULL" : " IS NOT NULL";
    return grouped(std::move(sql), comparison_precedence, precedence);
  }
  if ((word == "==" || word == "!=") && b.get<bool>() != nullptr) {
    Sql sql = write(a, comparison_precedence);
    sql += word == "==" ? " = " : " != ";
    sql += words_.literal(b);
    return grouped(std::move(sql), comparison_precedence, precedence);
  }
  if (word == "+" && (is_texty(a) || is_texty(b))) {
    if (!words_.is_mysql()) return write_binary(a, "||", b, sum_precedence, precedence);
    Sql sql("concat(");
    sql += write(a, 0);
    sql += ", ";
    sql += write(b, 0);
    sql += ")";
    return grouped(std::move(sql), sum_precedence, precedence);
  }
  return write_binary(a, found->sql, b, found->precedence, precedence);
}

Sql CoreWriter::write_column(const Object& object) {
  Sql sql;
  const Value* table = object.attributes.find("__table__");
  if (table != nullptr && table->str() && with_tables_) sql += *table->str() + ".";
  sql += words_.name(column_name(object));
  return sql;
}

Sql CoreWriter::write_method(const Object& object, const Value& value, int precedence) {
  const std::string_view name = std::string_view(object.type).substr(1);
  const Value& on = object.receiver;
  const auto& given = object.positional;
  const auto suffix = [&](std::string_view words) {
    // NULLS LAST after DESC is of one piece with it.
    const bool is_ordered =
        on.object() != nullptr && (on.object()->type == ".desc" || on.object()->type == ".asc");
    Sql sql = write(on, is_ordered ? 0 : comparison_precedence);
    sql += words;
    return grouped(std::move(sql), comparison_precedence, precedence);
  };
  const auto compared = [&](std::string_view word) {
    return write_binary(on, word, given[0], comparison_precedence, precedence);
  };
  if (name == "in_" || name == "notin_" || name == "not_in") {
    Sql sql = write(on, comparison_precedence);
    sql += name == "in_" ? " IN " : " NOT IN ";
    sql += given.empty() ? Sql("(NULL)") : write_list(given[0]);
    return grouped(std::move(sql), comparison_precedence, name == "in_" ? precedence : closest);
  }
  if ((name == "is_" || name == "isnot" || name == "is_not") && !given.empty()) {
    Sql sql = write(on, comparison_precedence);
    sql += name == "is_" ? " IS " : " IS NOT ";
    sql += given[0].get<bool>() != nullptr ? Sql(*given[0].get<bool>() ? "true" : "false")
                                           : write(given[0], comparison_precedence);
    return grouped(std::move(sql), comparison_precedence, precedence);
  }
  if (!given.empty()) {
    if (name == "like") return compared("LIKE");
    if (name == "notlike" || name == "not_like") return compared("NOT LIKE");
    if (name == "ilike" && !words_.is_mysql()) return compared("ILIKE");
    if (name == "is_distinct_from") return compared("IS DISTINCT FROM");
    if (name == "concat") return write_binary(on, "||", given[0], sum_precedence, precedence);
    if (name == "startswith" || name == "endswith" || name == "contains") {
      Sql sql = write(on, comparison_precedence);
      sql += " LIKE ";
      if (words_.is_mysql()) {
        sql += name == "startswith" ? "concat(" : "concat('%', ";
        sql += write(given[0], 0);
        sql += name == "endswith" ? ")" : ", '%')";
        // Never without parentheses there.
        return grouped(std::move(sql), comparison_precedence, closest);
      }
      if (name != "startswith") sql += "'%' || ";
      sql += write(given[0], sum_precedence);
      if (name != "endswith") sql += " || '%'";
      return grouped(std::move(sql), comparison_precedence, precedence);
    }
    if (name == "between" && given.size() > 1) {
      Sql sql = write(on, comparison_precedence);
      sql += " BETWEEN ";
      sql += write(given[0], comparison_precedence);
      sql += " AND ";
      sql += write(given[1], comparison_precedence);
      return grouped(std::move(sql), comparison_precedence, precedence);
    }
    if (name == "cast") {
      Sql sql("CAST(");
      sql += write(on, 0);
      sql += " AS ";
      sql += cast_type(given[0], words_);
      sql += ")";
      return sql;
    }
    if (name == "__getitem__") {
      // A JSON column's element, or an array's.
      Sql sql = write(on, closest);
      sql += given[0].text() != nullptr ? " -> " : "[";
      sql += write(given[0], closest);
      if (given[0].text() == nullptr) sql += "]";
      return grouped(std::move(sql), product_precedence, precedence);
    }
    if (name == "label") {
      Sql sql = write(on, 0);
      if (depth_ > 0 && precedence == 0) {
        sql += " AS ";
        sql += words_.name(given[0]);
      }
      return sql;
    }
    if (name == "__call__" && on.object() != nullptr && on.object()->type == ".op" &&
        !on.object()->positional.empty()) {
      const auto word = on.object()->positional[0].str();
      if (word)
        return write_binary(on.object()->receiver, *word, given[0], sum_precedence, precedence);
    }
  }
  if (name == "desc") return suffix(" DESC");
  if (name == "asc") return suffix(" ASC");
  if (name == "nullslast" || name == "nulls_last") return suffix(" NULLS LAST");
  if (name == "nullsfirst" || name == "nulls_first") return suffix(" NULLS FIRST");
  if (name == "self_group" || name == "label") return write(on, precedence);
  if (name == "astext" && on.object() != nullptr && on.object()->type == ".__getitem__") {
    Sql sql = write(on.object()->receiver, closest);
    sql += " ->> ";
    sql += write(on.object()->positional[0], closest);
    return grouped(std::move(sql), product_precedence, precedence);
  }
  if (name == "distinct") {
    Sql sql("DISTINCT ");
    sql += write(on, closest);
    return sql;
  }
  if (name == "as_scalar" || name == "scalar_subquery" || name == "exists" || is_statement(value)) {
    Sql sql(name == "exists" ? "EXISTS " : "");
    sql += write_subquery(is_statement(value) && name != "exists" ? value : on);
    return sql;
  }
  if (name == "bindparams") return text(value, parameters_);
  if (is_exists(value)) return grouped(write_exists(value), 1, precedence);
  return cannot_be_known(fmt::format("`{}` is not rendered", object.origin));
}

Sql CoreWriter::write_function(const Object& object, std::string_view name) {
  const std::string small = ascii::lower_case(name);
  if (is_bare_function(small) && object.positional.empty()) {
    return ascii::upper_case(small);
  }
  Sql sql(name);
  if (small == "count" && object.positional.empty()) return sql += "(*)", sql;
  sql += "(";
  for (std::size_t i = 0; i < object.positional.size(); ++i) {
    if (i > 0) sql += ", ";
    sql += write(object.positional[i], 0);
  }
  sql += ")";
  return sql;
}

Sql CoreWriter::write_case(const Object& object) {
  std::vector<Value> pairs = object.positional;
  const Value* whens = object.attributes.find("whens");
  if (whens != nullptr) pairs = {*whens};
  if (pairs.size() == 1 && pairs[0].list() != nullptr && !pairs[0].list()->tuple)
    pairs = pairs[0].list()->items;
  if (pairs.size() == 1 && pairs[0].map() != nullptr) {
    std::vector<Value> from_map;
    for (const auto& [key, value] : pairs[0].map()->entries)
      from_map.push_back(eval::make_list({key, value}, true));
    pairs = from_map;
  }
  Sql sql("CASE");
  if (const Value* subject = object.attributes.find("value")) {
    sql += " ";
    sql += write(*subject, closest);
  }
  for (const Value& pair : pairs) {
    if (pair.list() == nullptr || pair.list()->items.size() != 2)
      return cannot_be_known(fmt::format("`{}` is not rendered", object.origin));
    sql += " WHEN ";
    sql += write(pair.list()->items[0], closest);
    sql += " THEN ";
    sql += write(pair.list()->items[1], closest);
  }
  if (const Value* otherwise = object.attributes.find("else_")) {
    sql += " ELSE ";
    sql += write(*otherwise, closest);
  }
  sql += " END";
  return sql;
}

Sql CoreWriter::write_call(const Object& object, std::string_view name, int precedence) {
  const auto& given = object.positional;
  if (name == "and_") return write_joined(given, "AND", and_precedence, precedence);
  if (name == "or_") return write_joined(given, "OR", or_precedence, precedence);
  if (name == "null") return "NULL";
  if (name == "true" || name == "false") return name;
  if (name == "case") return write_case(object);
  if (name == "exists") return grouped(write_exists(eval::make_object(object)), 1, precedence);
  if (given.empty()) {
    if (name == "bindparam") {
      const Value* own = object.attributes.find("value");
      if (own != nullptr) return words_.literal(*own);
    }
    return cannot_be_known(fmt::format("`{}` is not rendered", object.origin));
  }
  if (name == "text") return text(eval::make_object(object), parameters_);
  if (name == "literal_column" && given[0].text() != nullptr)
    return words_.statement(*given[0].text());
  if (name == "literal" || name == "inline_literal" || name == "quoted_name")
    return words_.literal(given[0]);
  if (name == "type_coerce") return write(given[0], precedence);
  if (name == "not_" && words_.is_mysql() && is_column(given[0])) {
    Sql sql = write(given[0], comparison_precedence);
    sql += " = 0";
    return grouped(std::move(sql), comparison_precedence, precedence);
  }
  if (name == "not_") {
    if (const auto opposite = negated(given[0])) return write(*opposite, precedence);
    Sql sql("NOT ");
    sql += write(given[0], not_precedence);
    return grouped(std::move(sql), not_precedence, precedence);
  }
  if (name == "cast" && given.size() > 1) {
    Sql sql("CAST(");
    sql += write(given[0], 0);
    sql += " AS ";
    sql += cast_type(given[1], words_);
    sql += ")";
    return sql;
  }
  if (name == "desc" || name == "asc") {
    Sql sql = write(given[0], closest);
    sql += name == "desc" ? " DESC" : " ASC";
    return sql;
  }
  if (name == "distinct") {
    Sql sql("DISTINCT ");
    sql += write(given[0], closest);
    return sql;
  }
  if (name == "tuple_") return write_list(eval::make_list(given));
  if (name == "array") {
    Sql sql = write_list(given[0]);
    if (sql.text.size() > 1) sql.text = "ARRAY[" + sql.text.substr(1, sql.text.size() - 2) + "]";
    return sql;
  }
  if (name == "bindparam") {
    const Value* value = given.size() > 1 ? &given[1] : object.attributes.find("value");
    if (parameters_ != nullptr && parameters_->map() != nullptr && given[0].str()) {
      if (const Value* bound = parameters_->map()->get(*given[0].str())) value = bound;
    }
    return value != nullptr ? words_.literal(*value) : words_.placeholder(origin_of(given[0]));
  }
  return cannot_be_known(fmt::format("`{}` is not rendered", object.origin));
}

Sql CoreWriter::write(const Value& value, int precedence) {
  if (depth_ > deepest) return cannot_be_known("an expression that is nested too deeply");
  if (const auto* opaque = value.get<eval::Opaque>()) return cannot_be_known(opaque->reason);
  if (const auto* path = value.get<eval::External>()) {
    // `sa.null` without its parentheses is a mistake that SQLAlchemy refuses.
    return words_.placeholder(path->path);
  }
  const Object* object = value.object();
  if (object == nullptr) {
    if (value.list() != nullptr) return write_list(value);
    // What is bound is a value, known or not: never a name.
    if (value.get<eval::Symbol>() != nullptr) return words_.string(value);
    return words_.literal(value);
  }
  ++depth_;
  Sql sql;
  if (is_column(value)) {
    sql = write_column(*object);
  } else if (object->type == "operator") {
    sql = write_operator(*object, precedence);
  } else if (object->type.starts_with('.')) {
    sql = write_method(*object, value, precedence);
  } else if (object->type == "sqlalchemy.func") {
    sql = write_function(*object, object->attributes.find("__name__")->str().value_or(""));
  } else if (object->type == "enum member") {
    sql = words_.literal(value);
  } else if (is_statement(value) && object->type != "sqlalchemy.text") {
    sql = write_subquery(value);
  } else if (object->type.starts_with("sqlalchemy.") || object->type.starts_with("postgresql.") ||
             object->type.starts_with("alembic.")) {
    sql = write_call(*object, after_dot(object->type), precedence);
  } else {
    // A date, a UUID: a value that is not known here.
    sql = words_.string(value);
  }
  --depth_;
  return sql;
}

}  // namespace miglint::alembic
