#include "frontend/laravel/wrap.h"

#include <algorithm>

#include "source/ascii.h"

namespace miglint::laravel {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Place and length of the first `\s+as\s+`, in any case; npos when there is none.
std::pair<std::size_t, std::size_t> find_alias(std::string_view text) {
  const std::string low = ascii::lower_case(text);
  const std::size_t as = low.find(" as ");
  if (as == low.npos) return {low.npos, 0};
  std::size_t begin = as;
  while (begin > 0 && is_space(text[begin - 1]))
    --begin;
  std::size_t end = as + 4;
  while (end < text.size() && is_space(text[end]))
    ++end;
  return {begin, end - begin};
}

bool is_integer(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, ascii::is_digit);
}

/// "a[0][1]" is {"a", "0", "1"}.
std::vector<std::string> array_keys(std::string_view attribute) {
  const std::size_t open = attribute.find('[');
  if (open == attribute.npos || !attribute.ends_with(']')) return {std::string(attribute)};
  std::vector<std::string> keys;
  if (open > 0) keys.emplace_back(attribute.substr(0, open));
  for (std::size_t at = open; at < attribute.size();) {
    const std::size_t end = attribute.find(']', at);
    keys.emplace_back(attribute.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return keys;
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0;;) {
    const std::size_t next = text.find(separator, at);
    parts.push_back(text.substr(at, next == text.npos ? next : next - at));
    if (next == text.npos) return parts;
    at = next + separator.size();
  }
}

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
  std::string result;
  for (const std::string_view part : split(text, from)) {
    if (!result.empty() || part.data() != text.data()) result += to;
    result += part;
  }
  return result;
}

std::string Wrapper::value(std::string_view name) const {
  if (name == "*") return "*";
  return connection_.is_mysql() ? '`' + replace_all(name, "`", "``") + '`'
                                : '"' + replace_all(name, "\"", "\"\"") + '"';
}

std::string Wrapper::table(const Attribute& name) const {
  if (const Raw* raw = name.raw()) return raw->sql;
  return table_text(name.text());
}

std::string Wrapper::table_text(std::string_view name) const {
  if (const auto [at, length] = find_alias(name); at != name.npos) {
    return table_text(name.substr(0, at)) + " as " +
           value(connection_.prefix + std::string(name.substr(at + length)));
  }
  const std::size_t dot = name.rfind('.');
  if (dot == name.npos) return value(connection_.prefix + std::string(name));
  std::string result;
  for (const std::string_view part : split(name.substr(0, dot), "."))
    result += value(part) + '.';
  return result + value(connection_.prefix + std::string(name.substr(dot + 1)));
}

std::string Wrapper::name(const Attribute& name) const {
  if (const Raw* raw = name.raw()) return raw->sql;
  const std::string text = name.text();
  if (const auto [at, length] = find_alias(text); at != text.npos) {
    return this->name(Attribute(text.substr(0, at))) + " as " + value(text.substr(at + length));
  }
  return is_json_selector(text) ? json_selector(text) : segments(text);
}

std::string Wrapper::segments(std::string_view name) const {
  const auto parts = split(name, ".");
  std::string result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) result += '.';
    result += i == 0 && parts.size() > 1 ? table_text(parts[i]) : value(parts[i]);
  }
  return result;
}

std::string Wrapper::columnize(const Attribute::List& names) const {
  std::string result;
  for (const Attribute& one : names) {
    if (!result.empty()) result += ", ";
    result += name(one);
  }
  return result;
}

std::string Wrapper::quote(const Attribute& text) {
  if (const auto* list = text.list()) {
    std::string result;
    for (const Attribute& one : *list) {
      if (!result.empty()) result += ", ";
      result += quote(one);
    }
    return result;
  }
  return '\'' + text.text() + '\'';
}

bool Wrapper::is_json_selector(std::string_view name) {
  return name.find("->") != name.npos;
}

std::pair<std::string, std::string> Wrapper::json_field_and_path(std::string_view name) const {
  const std::size_t arrow = name.find("->");
  std::string field = segments(name.substr(0, arrow));
  if (arrow == name.npos) return {std::move(field), std::string()};
  std::string path = ", '$";
  for (const std::string_view segment : split(name.substr(arrow + 2), "->")) {
    const std::string escaped = replace_all(segment, "'", "''");
    const std::size_t bracket = escaped.find('[');
    const bool has_index = bracket != escaped.npos && escaped.ends_with(']');
    const std::string key = has_index ? escaped.substr(0, bracket) : escaped;
    if (!key.empty()) path += ".\"" + key + '"';
    if (has_index) path += escaped.substr(bracket);
  }
  return {std::move(field), path + '\''};
}

std::string Wrapper::json_selector(std::string_view name) const {
  if (connection_.is_mysql()) {
    const auto [field, path] = json_field_and_path(name);
    if (connection_.dialect == Dialect::mariadb && connection_.laravel >= 11) {
      return "json_value(" + field + path + ")";
    }
    return "json_unquote(json_extract(" + field + path + "))";
  }
  const auto parts = split(name, "->");
  std::string result = segments(parts.front());
  std::vector<std::string> keys;
  for (std::size_t i = 1; i < parts.size(); ++i)
    std::ranges::move(array_keys(parts[i]), std::back_inserter(keys));
  for (std::size_t i = 0; i < keys.size(); ++i) {
    result += i + 1 == keys.size() ? "->>" : "->";
    result += is_integer(keys[i]) ? keys[i] : '\'' + replace_all(keys[i], "'", "''") + '\'';
  }
  return result;
}

}  // namespace miglint::laravel
