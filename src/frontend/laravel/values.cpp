// PHP's values to the plain values of the builders.
#include "frontend/laravel/placeholder.h"
#include "frontend/laravel/session.h"
#include "frontend/php/functions.h"
#include "frontend/php/operators.h"

namespace miglint::laravel {

using eval::Arguments;
using eval::Value;

namespace {

std::string print(const eval::Text& text, bool is_value) {
  const bool whole = text.parts.size() == 1 && !text.parts.front().known;
  if (whole && is_value) return unknown_value(text.parts.front().text);
  std::string result;
  for (const eval::Text::Part& part : text.parts)
    result += part.known ? part.text : unknown_text(part.text);
  return result;
}

}  // namespace

Attribute Session::attribute(const Value& value, Span span, bool is_value) {
  if (value.is_null()) return {};
  if (const auto* flag = value.get<bool>()) return *flag;
  if (const auto* whole = value.get<std::int64_t>()) return *whole;
  if (const auto* real = value.get<double>()) return *real;
  if (const eval::Text* text = value.text()) return print(*text, is_value);
  if (const eval::Map* map = php::as_map(value)) {
    Attribute::List list;
    for (const auto& [key, item] : map->entries)
      list.push_back(attribute(item, span, is_value));
    return list;
  }
  if (const eval::Object* object = value.object()) {
    if (object->type == "Raw" && !object->positional.empty()) {
      const Value& sql = object->positional.front();
      return Raw{print(php::to_text(sql, source(span)), false)};
    }
    if (object->type == "Case") return attribute(object->positional.front(), span, is_value);
  }
  const std::string origin = php::origin_of(value, source(span));
  return is_value ? unknown_value(origin) : unknown_text(origin);
}

Value Session::argument(const Arguments& arguments, std::size_t position,
                        std::string_view name) const {
  const Value* found = arguments.get(position, name);
  if (found != nullptr) return *found;
  return {};
}

std::optional<Row> Session::row(const Value& value, Span span) {
  const eval::Map* map = php::as_map(value);
  if (map == nullptr) return std::nullopt;
  Row row;
  for (const auto& [key, item] : map->entries)
    row.emplace_back(name(key, span).text(), bound(item, span));
  return row;
}

std::optional<std::vector<Row>> Session::rows(const Value& value, Span span) {
  const eval::Map* map = php::as_map(value);
  if (map == nullptr) return std::nullopt;
  std::vector<Row> all;
  const bool many = !map->entries.empty() && php::as_map(map->entries.front().second) != nullptr;
  if (!many) {
    if (!map->entries.empty() && map->entries.front().second.is_unknown() &&
        map->entries.front().first.text() == nullptr) {
      return std::nullopt;
    }
    if (map->entries.empty()) return all;
    all.push_back(*row(value, span));
    return all;
  }
  for (const auto& [key, item] : map->entries) {
    auto one = row(item, span);
    if (!one) return std::nullopt;
    all.push_back(std::move(*one));
  }
  return all;
}

}  // namespace miglint::laravel
