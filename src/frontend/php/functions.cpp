#include "frontend/php/functions.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "frontend/php/operators.h"
#include "source/ascii.h"

namespace miglint::php {
namespace {

using eval::Arguments;
using eval::Map;
using eval::Text;
using eval::Value;

struct Call {
  std::string_view name;
  Arguments& given;
  Interpreter& interpreter;

  [[nodiscard]] Value arg(std::size_t i) const {
    return i < given.positional.size() ? given.positional[i] : Value();
  }
  [[nodiscard]] bool has(std::size_t i) const { return i < given.positional.size(); }
  [[nodiscard]] Value unknown() const { return interpreter.symbol(given.span); }
  [[nodiscard]] std::string origin() const { return unknown().get<eval::Symbol>()->origin; }
};

using Function = Value (*)(Call&);

Value list_of(std::vector<Value> items) {
  std::vector<std::pair<Value, Value>> entries;
  for (std::size_t i = 0; i < items.size(); ++i)
    entries.emplace_back(Value(static_cast<std::int64_t>(i)), std::move(items[i]));
  return eval::make_map(std::move(entries));
}

/// Changes the letters of a text; parts that are not known stay as they are.
template <class Change>
Value change_letters(Call& call, Change change) {
  Text text = to_text(call.arg(0), call.origin());
  for (Text::Part& part : text.parts) {
    if (part.known) std::ranges::transform(part.text, part.text.begin(), change);
  }
  return text;
}

Value change_first(Call& call, char (*change)(char)) {
  Text text = to_text(call.arg(0), call.origin());
  if (!text.parts.empty() && text.parts.front().known) {
    text.parts.front().text[0] = change(text.parts.front().text[0]);
  }
  return text;
}

Value trim(Call& call) {
  const auto text = call.arg(0).str();
  const auto letters = call.has(1) ? call.arg(1).str() : std::string(" \n\r\t\v\0", 6);
  if (!text || !letters) return call.unknown();
  std::string_view rest = *text;
  if (call.name != "rtrim") {
    rest.remove_prefix(std::min(rest.find_first_not_of(*letters), rest.size()));
  }
  if (call.name != "ltrim") {
    const std::size_t last = rest.find_last_not_of(*letters);
    rest = rest.substr(0, last == rest.npos ? 0 : last + 1);
  }
  return rest;
}

Value implode(Call& call) {
  Value glue = call.arg(0);
  Value pieces = call.arg(1);
  if (glue.map() != nullptr) std::swap(glue, pieces);
  if (pieces.map() == nullptr) return call.unknown();
  Text result;
  bool first = true;
  for (const auto& [key, value] : pieces.map()->entries) {
    if (!first) result.append(to_text(glue, call.origin()));
    first = false;
    result.append(to_text(value, call.origin()));
  }
  return result;
}

Value explode(Call& call) {
  const auto separator = call.arg(0).str();
  const auto text = call.arg(1).str();
  if (!separator || !text || separator->empty()) return call.unknown();
  std::vector<Value> parts;
  for (std::size_t at = 0;;) {
    const std::size_t next = text->find(*separator, at);
    parts.emplace_back(text->substr(at, next == text->npos ? next : next - at));
    if (next == text->npos) break;
    at = next + separator->size();
  }
  return list_of(std::move(parts));
}

Value sprintf(Call& call) {
  const auto format = call.arg(0).str();
  if (!format) return call.unknown();
  std::vector<Value> values(call.given.positional.begin() + 1, call.given.positional.end());
  if (call.name == "vsprintf") {
    if (call.arg(1).map() == nullptr) return call.unknown();
    values.clear();
    for (const auto& [key, value] : call.arg(1).map()->entries)
      values.push_back(value);
  }
  Text result;
  std::size_t next = 0;
  for (std::size_t i = 0; i < format->size(); ++i) {
    const char c = (*format)[i];
    if (c != '%') {
      result.append(std::string_view(&c, 1));
      continue;
    }
    std::size_t end = i + 1;
    while (end < format->size() && !std::isalpha(static_cast<unsigned char>((*format)[end])) &&
           (*format)[end] != '%')
      ++end;
    if (end >= format->size()) break;
    const std::string flags = format->substr(i + 1, end - i - 1);
    const char kind = (*format)[end];
    i = end;
    if (kind == '%') {
      result.append("%");
      continue;
    }
    std::size_t index = next;
    const std::size_t dollar = flags.find('$');
    if (dollar != flags.npos) {
      index = static_cast<std::size_t>(std::atoi(flags.c_str())) - 1;
    } else {
      ++next;
    }
    const std::string width = flags.substr(dollar != flags.npos ? dollar + 1 : 0);
    const bool plain = std::ranges::all_of(
        width, [](char each) { return std::isdigit(static_cast<unsigned char>(each)) != 0; });
    if (index >= values.size() || (kind != 's' && kind != 'd' && kind != 'u') || !plain) {
      result.append_unknown(call.origin());
      continue;
    }
    const Text text = to_text(values[index], call.origin());
    const auto known = text.str();
    const auto wanted = static_cast<std::size_t>(std::atoi(width.c_str()));
    if (known && known->size() < wanted) {
      result.append(std::string(wanted - known->size(), width.starts_with('0') ? '0' : ' '));
    } else if (!known && wanted > 0) {
      result.append_unknown(call.origin());
      continue;
    }
    result.append(text);
  }
  return result;
}

Value str_replace(Call& call) {
  const auto text = call.arg(2).str();
  if (!text) return call.unknown();
  std::vector<std::pair<std::string, std::string>> pairs;
  const auto strings = [](const Value& value) {
    std::vector<std::optional<std::string>> all;
    if (value.map() == nullptr) return std::vector{value.str()};
    for (const auto& [key, item] : value.map()->entries)
      all.push_back(item.str());
    return all;
  };
  const auto from = strings(call.arg(0));
  const auto to = strings(call.arg(1));
  std::string result = *text;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const auto with = call.arg(1).map() == nullptr ? to.front()
                      : i < to.size()              ? to[i]
                                                   : std::optional<std::string>("");
    if (!from[i] || !with || from[i]->empty()) return call.unknown();
    for (std::size_t at = 0; (at = result.find(*from[i], at)) != result.npos; at += with->size())
      result.replace(at, from[i]->size(), *with);
  }
  return Value(std::move(result));
}

Value count(Call& call) {
  const Map* map = as_map(call.arg(0));
  return map == nullptr ? call.unknown() : Value(static_cast<std::int64_t>(map->entries.size()));
}

Value in_array(Call& call) {
  const Map* map = as_map(call.arg(1));
  if (map == nullptr) return call.unknown();
  bool all_known = true;
  for (const auto& [key, value] : map->entries) {
    const auto same = loosely_equal(call.arg(0), value);
    if (same == true) return true;
    if (!same) all_known = false;
  }
  return all_known ? Value(false) : call.unknown();
}

Value array_key_exists(Call& call) {
  const Map* map = as_map(call.arg(1));
  if (map == nullptr || call.arg(0).is_unknown()) return call.unknown();
  return map->find(array_key(call.arg(0))) != nullptr;
}

Value array_keys(Call& call) {
  const Map* map = as_map(call.arg(0));
  if (map == nullptr || call.has(1)) return call.unknown();
  std::vector<Value> keys;
  for (const auto& [key, value] : map->entries)
    keys.push_back(call.name == "array_keys" ? key : value);
  return list_of(std::move(keys));
}

Value array_merge(Call& call) {
  Value merged = eval::make_map();
  std::int64_t next = 0;
  for (const Value& one : call.given.positional) {
    const Map* map = as_map(one);
    if (map == nullptr) return call.unknown();
    for (const auto& [key, value] : map->entries)
      merged.map()->set(key.text() != nullptr ? key : Value(next++), value);
  }
  return merged;
}

Value array_map(Call& call) {
  const Map* map = as_map(call.arg(1));
  if (call.arg(0).is_null()) return call.unknown();
  if (map == nullptr) {
    call.interpreter.in_loop(call.origin(), call.given.span, [&] {
      call.interpreter.call(call.arg(0), {call.unknown()}, call.given.span);
    });
    return call.unknown();
  }
  Value made = eval::make_map();
  for (const auto& [key, value] : Map(*map).entries)
    made.map()->entries.emplace_back(key,
                                     call.interpreter.call(call.arg(0), {value}, call.given.span));
  return made;
}

Value array_filter(Call& call) {
  const Map* map = as_map(call.arg(0));
  if (map == nullptr) return call.unknown();
  Value made = eval::make_map();
  for (const auto& [key, value] : Map(*map).entries) {
    const Value kept =
        call.has(1) && !call.arg(1).is_null()
            ? call.interpreter.call(call.arg(1), {call.has(2) ? key : value}, call.given.span)
            : value;
    const auto known = truth(kept);
    if (!known) return call.unknown();
    if (*known) made.map()->entries.emplace_back(key, value);
  }
  return made;
}

Value array_flip(Call& call) {
  const Map* map = as_map(call.arg(0));
  if (map == nullptr) return call.unknown();
  Value made = eval::make_map();
  for (const auto& [key, value] : map->entries) {
    if (value.is_unknown()) return call.unknown();
    made.map()->set(array_key(value), key);
  }
  return made;
}

Value array_combine(Call& call) {
  const Map* keys = as_map(call.arg(0));
  const Map* values = as_map(call.arg(1));
  if (keys == nullptr || values == nullptr || keys->entries.size() != values->entries.size()) {
    return call.unknown();
  }
  Value made = eval::make_map();
  for (std::size_t i = 0; i < keys->entries.size(); ++i)
    made.map()->set(array_key(keys->entries[i].second), values->entries[i].second);
  return made;
}

Value array_unique(Call& call) {
  const Map* map = as_map(call.arg(0));
  if (map == nullptr) return call.unknown();
  Value made = eval::make_map();
  for (const auto& [key, value] : map->entries) {
    const bool seen = std::ranges::any_of(made.map()->entries, [&](const auto& entry) {
      return loosely_equal(entry.second, value).value_or(false);
    });
    if (!seen) made.map()->entries.emplace_back(key, value);
  }
  return made;
}

Value array_column(Call& call) {
  const Map* map = as_map(call.arg(0));
  if (map == nullptr || call.has(2)) return call.unknown();
  std::vector<Value> column;
  for (const auto& [key, row] : map->entries) {
    if (row.object() != nullptr) {
      const Value* found = row.object()->attributes.find(call.arg(1).str().value_or(""));
      if (found != nullptr) column.push_back(*found);
      continue;
    }
    const Map* fields = as_map(row);
    if (fields == nullptr) return call.unknown();
    if (const Value* found = fields->find(call.arg(1))) column.push_back(*found);
  }
  return list_of(std::move(column));
}

Value array_reverse(Call& call) {
  const Map* map = as_map(call.arg(0));
  if (map == nullptr) return call.unknown();
  std::vector<Value> items;
  bool keyed = false;
  for (const auto& [key, value] : map->entries) {
    items.push_back(value);
    keyed = keyed || key.text() != nullptr;
  }
  if (keyed) {
    auto entries = map->entries;
    std::ranges::reverse(entries);
    return eval::make_map(std::move(entries));
  }
  std::ranges::reverse(items);
  return list_of(std::move(items));
}

Value range(Call& call) {
  const auto from = number(call.arg(0));
  const auto to = number(call.arg(1));
  if (!from || !to || call.has(2) || std::abs(*to - *from) > 1000) return call.unknown();
  std::vector<Value> items;
  const double step = *to < *from ? -1 : 1;
  for (double i = *from; step > 0 ? i <= *to : i >= *to; i += step)
    items.emplace_back(static_cast<std::int64_t>(i));
  return list_of(std::move(items));
}

Value is_null(Call& call) {
  if (call.arg(0).is_unknown()) return call.unknown();
  return call.arg(0).is_null();
}

Value type_check(Call& call) {
  const Value value = call.arg(0);
  if (value.is_unknown()) return call.unknown();
  if (call.name == "is_array") return value.map() != nullptr;
  if (call.name == "is_string") return value.text() != nullptr;
  if (call.name == "is_bool") return value.get<bool>() != nullptr;
  if (call.name == "is_int" || call.name == "is_integer") {
    return value.get<std::int64_t>() != nullptr;
  }
  if (call.name == "is_callable") return value.callable() != nullptr;
  if (call.name == "is_numeric") return number(value).has_value();
  return call.unknown();
}

Value substr(Call& call) {
  const auto text = call.arg(0).str();
  const auto from = number(call.arg(1));
  const auto length = call.has(2) ? number(call.arg(2)) : std::optional<double>(1e9);
  if (!text || !from || !length || *length < 0) return call.unknown();
  const auto size = static_cast<double>(text->size());
  const double begin = std::clamp(*from < 0 ? size + *from : *from, 0.0, size);
  return Value(text->substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(*length)));
}

Value text_test(Call& call) {
  const auto text = call.arg(0).str();
  const auto part = call.arg(1).str();
  if (!text || !part) return call.unknown();
  if (call.name == "str_starts_with") return text->starts_with(*part);
  if (call.name == "str_ends_with") return text->ends_with(*part);
  return text->find(*part) != text->npos;
}

Value strlen(Call& call) {
  const auto text = call.arg(0).str();
  return text ? Value(static_cast<std::int64_t>(text->size())) : call.unknown();
}

Value str_repeat(Call& call) {
  const auto text = call.arg(0).str();
  const auto times = number(call.arg(1));
  if (!text || !times || *times < 0 || *times * static_cast<double>(text->size()) > 10000) {
    return call.unknown();
  }
  std::string result;
  for (int i = 0; i < static_cast<int>(*times); ++i)
    result += *text;
  return Value(std::move(result));
}

Value array_fill_keys(Call& call) {
  const Map* map = as_map(call.arg(0));
  if (map == nullptr) return call.unknown();
  Value made = eval::make_map();
  for (const auto& [key, value] : map->entries)
    made.map()->set(array_key(value), call.arg(1));
  return made;
}

Value call_user_func(Call& call) {
  std::vector<Value> rest(call.given.positional.begin() + 1, call.given.positional.end());
  return call.interpreter.call(call.arg(0), std::move(rest), call.given.span);
}

constexpr auto functions = std::to_array<std::pair<std::string_view, Function>>({
    {"array_column", array_column},
    {"array_combine", array_combine},
    {"array_fill_keys", array_fill_keys},
    {"array_filter", array_filter},
    {"array_flip", array_flip},
    {"array_key_exists", array_key_exists},
    {"array_keys", array_keys},
    {"array_map", array_map},
    {"array_merge", array_merge},
    {"array_reverse", array_reverse},
    {"array_unique", array_unique},
    {"array_values", array_keys},
    {"call_user_func", call_user_func},
    {"count", count},
    {"explode", explode},
    {"implode", implode},
    {"in_array", in_array},
    {"is_array", type_check},
    {"is_bool", type_check},
    {"is_callable", type_check},
    {"is_int", type_check},
    {"is_integer", type_check},
    {"is_null", is_null},
    {"is_numeric", type_check},
    {"is_string", type_check},
    {"join", implode},
    {"lcfirst", [](Call& call) { return change_first(call, ascii::lower); }},
    {"ltrim", trim},
    {"mb_strtolower", [](Call& call) { return change_letters(call, ascii::lower); }},
    {"mb_strtoupper", [](Call& call) { return change_letters(call, ascii::upper); }},
    {"range", range},
    {"rtrim", trim},
    {"sizeof", count},
    {"sprintf", sprintf},
    {"str_contains", text_test},
    {"str_ends_with", text_test},
    {"str_repeat", str_repeat},
    {"str_replace", str_replace},
    {"str_starts_with", text_test},
    {"strlen", strlen},
    {"strtolower", [](Call& call) { return change_letters(call, ascii::lower); }},
    {"strtoupper", [](Call& call) { return change_letters(call, ascii::upper); }},
    {"substr", substr},
    {"trim", trim},
    {"ucfirst", [](Call& call) { return change_first(call, ascii::upper); }},
    {"vsprintf", sprintf},
});

}  // namespace

const Map* as_map(const Value& value) {
  if (value.map() != nullptr) return value.map();
  const eval::Object* object = value.object();
  const bool collection = object != nullptr && object->type == "Collection";
  return collection && !object->positional.empty() ? object->positional.front().map() : nullptr;
}

std::optional<Value> call_php_function(std::string_view name, Arguments& arguments,
                                       Interpreter& interpreter) {
  Call call{name, arguments, interpreter};
  if (!arguments.whole) return call.unknown();
  const auto found =
      std::ranges::lower_bound(functions, name, {}, [](const auto& f) { return f.first; });
  if (found != functions.end() && found->first == name) return found->second(call);
  if (auto value = call_rare_function(name, arguments, interpreter)) return value;
  if (!is_harmless_function(name)) return std::nullopt;
  // A function that is given a closure calls it, maybe often.
  for (const Value& value : arguments.positional) {
    if (value.callable() == nullptr) continue;
    interpreter.in_loop(call.origin(), arguments.span, [&] {
      interpreter.call(value, {call.unknown(), call.unknown()}, arguments.span);
    });
  }
  return call.unknown();
}

}  // namespace miglint::php
