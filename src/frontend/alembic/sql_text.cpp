#include "frontend/alembic/sql_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "migration/reserved_words.h"
#include "source/ascii.h"

namespace miglint::alembic {

using eval::Text;
using eval::Value;

namespace {

/// The source of an expression as letters of a name.
std::string as_word(std::string_view origin) {
  std::string word;
  for (const char c : origin.substr(0, 60)) {
    if (ascii::is_word(c)) {
      word += c;
    } else if (!word.empty() && word.back() != '_') {
      word += '_';
    }
  }
  while (word.ends_with('_'))
    word.pop_back();
  return word.empty() ? "unknown" : word;
}

/// Where in SQL the end of a text stands.
enum class Place : std::uint8_t { code, single_quotes, double_quotes, dollar_quotes, comment };

Place place_after(std::string_view text, Place place) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    switch (place) {
      case Place::code:
        if (c == '\'') place = Place::single_quotes;
        if (c == '"' || c == '`') place = Place::double_quotes;
        if (text.substr(at).starts_with("--")) place = Place::comment;
        if (text.substr(at).starts_with("$$")) {
          place = Place::dollar_quotes;
          ++at;
        }
        break;
      case Place::single_quotes:
        if (c == '\'') place = Place::code;
        break;
      case Place::double_quotes:
        if (c == '"' || c == '`') place = Place::code;
        break;
      case Place::dollar_quotes:
        if (text.substr(at).starts_with("$$")) {
          place = Place::code;
          ++at;
        }
        break;
      case Place::comment:
        if (c == '\n') place = Place::code;
        break;
    }
  }
  return place;
}

}  // namespace

Sql cannot_be_known(std::string reason) {
  Sql sql;
  sql.opaque = std::move(reason);
  return sql;
}

std::string origin_of(const Value& value) {
  if (const auto* symbol = value.get<eval::Symbol>()) return symbol->origin;
  if (const auto* path = value.get<eval::External>()) return path->path;
  if (const eval::Object* object = value.object()) return object->origin;
  if (const eval::Callable* callable = value.callable()) return callable->name;
  if (const Text* text = value.text()) {
    std::string origin;
    for (const Text::Part& part : text->parts)
      origin += part.text;
    return origin;
  }
  return "value";
}

std::string Words::quote_always(std::string_view name) const {
  const char mark = is_mysql() ? '`' : '"';
  std::string quoted(1, mark);
  for (const char c : name) {
    quoted += c;
    if (c == mark) quoted += c;
  }
  return quoted + mark;
}

std::string Words::quote(std::string_view name) const {
  const bool legal = !name.empty() && std::ranges::all_of(name, [](char c) {
    return ascii::is_word(c) || c == '$';
  });
  const bool starts_well = !name.empty() && !(name[0] >= '0' && name[0] <= '9') && name[0] != '$';
  const bool lower = std::ranges::none_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (legal && starts_well && lower && !is_reserved(name, dialect_)) return std::string(name);
  return quote_always(name);
}

Sql Words::placeholder(std::string_view origin) const {
  Sql sql(quote_always(as_word(origin)));
  sql.symbolic = true;
  return sql;
}

Sql Words::name(const Value& value) const {
  if (const auto known = value.str()) return quote(*known);
  if (const eval::Object* object = value.object()) {
    if (object->type == "sqlalchemy.quoted_name" && !object->positional.empty()) {
      const Value* how =
          object->positional.size() > 1 ? &object->positional[1] : object->attributes.find("quote");
      const auto text = object->positional[0].str();
      if (text && how != nullptr && how->get<bool>() != nullptr)
        return *how->get<bool>() ? quote_always(*text) : *text;
      return name(object->positional[0]);
    }
    if (const Value* own = object->attributes.find("__name__")) return name(*own);
  }
  if (const auto* opaque = value.get<eval::Opaque>()) return cannot_be_known(opaque->reason);
  return placeholder(origin_of(value));
}

Sql Words::table(const Value* schema, const Value& table) const {
  Sql sql;
  if (schema != nullptr && !schema->is_null() && schema->str() != "") {
    const auto known = schema->str();
    if (known && known->contains('.')) {
      for (std::size_t at = 0; at <= known->size();) {
        const std::size_t dot = std::min(known->find('.', at), known->size());
        sql += quote(known->substr(at, dot - at)) + ".";
        at = dot + 1;
      }
    } else {
      sql += name(*schema);
      sql += ".";
    }
  }
  sql += name(table);
  return sql;
}

std::string Words::quoted(std::string_view text) const {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || (c == '\\' && is_mysql())) out += c;
    out += c;
  }
  return out + "'";
}

Sql Words::string(const Value& value) const {
  if (const auto known = value.str()) return quoted(*known);
  if (const Text* text = value.text()) {
    Sql sql("'");
    for (const Text::Part& part : text->parts) {
      const std::string literal = quoted(part.known ? part.text : as_word(part.text));
      sql += literal.substr(1, literal.size() - 2);
    }
    sql += "'";
    sql.symbolic = true;
    return sql;
  }
  if (const auto* opaque = value.get<eval::Opaque>()) return cannot_be_known(opaque->reason);
  Sql sql(quoted(as_word(origin_of(value))));
  sql.symbolic = true;
  return sql;
}

Sql Words::literal(const Value& value) const {
  if (value.is_null()) return "NULL";
  if (const auto* is = value.get<bool>()) return *is ? "true" : "false";
  if (const auto* is = value.get<std::int64_t>()) return fmt::format("{}", *is);
  if (const auto* is = value.get<double>()) return fmt::format("{}", *is);
  if (const eval::Object* object = value.object(); object != nullptr) {
    // SQLAlchemy's Enum stores the names of members; a plain column takes their values.
    if (object->type == "enum member") {
      if (const Value* inner = object->attributes.find("value")) return literal(*inner);
    }
  }
  return string(value);
}

Sql Words::statement(const Text& text) const {
  if (const auto known = text.str()) return *known;
  const bool any_known = std::ranges::any_of(text.parts, [](const Text::Part& part) {
    return part.known && part.text.find_first_not_of(" \t\n;") != std::string::npos;
  });
  if (!any_known) return cannot_be_known(fmt::format("the SQL text is `{}`", origin_of(text)));
  Sql sql;
  Place place = Place::code;
  for (std::size_t i = 0; i < text.parts.size(); ++i) {
    const Text::Part& part = text.parts[i];
    if (part.known) {
      place = place_after(part.text, place);
      sql += part.text;
      continue;
    }
    sql.symbolic = true;
    const bool after_word = !sql.text.empty() && ascii::is_word(sql.text.back());
    const bool before_word = i + 1 < text.parts.size() && text.parts[i + 1].known &&
                             ascii::is_word(text.parts[i + 1].text.front());
    if (place != Place::code || after_word || before_word) {
      sql += as_word(part.text);
    } else {
      sql += quote_always(as_word(part.text));
    }
  }
  return sql;
}

}  // namespace miglint::alembic
