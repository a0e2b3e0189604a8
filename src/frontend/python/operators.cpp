#include "frontend/python/operators.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace miglint::python {

using eval::External;
using eval::Opaque;
using eval::Symbol;
using eval::Text;
using eval::Value;

namespace {

Value foreign(std::string_view operation, std::vector<Value> operands, const std::string& origin) {
  eval::Object made{.type = "operator", .positional = std::move(operands), .origin = origin};
  made.attributes.set("operator", std::string(operation));
  return eval::make_object(std::move(made));
}

std::optional<double> number(const Value& value) {
  if (const auto* is = value.get<bool>()) return *is ? 1 : 0;
  if (const auto* is = value.get<std::int64_t>()) return static_cast<double>(*is);
  if (const auto* is = value.get<double>()) return *is;
  return std::nullopt;
}

std::optional<Value> compute(std::string_view operation, std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  if (operation == "+" && !__builtin_add_overflow(a, b, &out)) return out;
  if (operation == "-" && !__builtin_sub_overflow(a, b, &out)) return out;
  if (operation == "*" && !__builtin_mul_overflow(a, b, &out)) return out;
  if (operation == "//" && b > 0) return (a - (((a % b) + b) % b)) / b;
  if (operation == "%" && b > 0) return ((a % b) + b) % b;
  if (operation == "/" && b != 0) return static_cast<double>(a) / static_cast<double>(b);
  if (operation == "|") return a | b;
  if (operation == "&") return a & b;
  if (operation == "**" && b >= 0 && b < 64) {
    std::int64_t power = 1;
    for (std::int64_t i = 0; i < b; ++i)
      if (__builtin_mul_overflow(power, a, &power)) return std::nullopt;
    return power;
  }
  return std::nullopt;
}

Value joined_lists(const eval::List& a, const eval::List& b) {
  std::vector<Value> items = a.items;
  items.insert(items.end(), b.items.begin(), b.items.end());
  return eval::make_list(std::move(items), a.tuple);
}

std::optional<bool> contains(const Value& container, const Value& item) {
  const auto any_equal = [&](const auto& values) -> std::optional<bool> {
    bool known = true;
    for (const Value& value : values) {
      const auto same = eval::equal(value, item);
      if (same == true) return true;
      if (!same) known = false;
    }
    return known ? std::optional(false) : std::nullopt;
  };
  if (const eval::List* list = container.list()) return any_equal(list->items);
  if (const eval::Map* map = container.map()) {
    std::vector<Value> keys;
    for (const auto& entry : map->entries)
      keys.push_back(entry.first);
    return any_equal(keys);
  }
  if (container.str() && item.str()) return container.str()->contains(*item.str());
  return std::nullopt;
}

std::optional<bool> is_same(const Value& a, const Value& b) {
  if (a.is_unknown() || b.is_unknown()) return std::nullopt;
  if (a.is_null() || b.is_null()) {
    // A library's answer may be None.
    const Value& other = a.is_null() ? b : a;
    if (other.is_null()) return true;
    if (other.object() != nullptr) {
      const std::string& type = other.object()->type;
      return type.starts_with("sqlalchemy.") || type == "class" ? std::optional(false)
                                                                : std::nullopt;
    }
    return other.get<External>() != nullptr ? std::nullopt : std::optional(false);
  }
  return eval::equal(a, b);
}

}  // namespace

bool is_foreign(const Value& value) {
  const eval::Object* object = value.object();
  return object != nullptr && object->type != "class" && object->type != "module" &&
         object->type != "enum member";
}

Value binary(std::string_view operation, const Value& a, const Value& b,
             const std::string& origin) {
  if (a.get<Opaque>() != nullptr) return a;
  if (b.get<Opaque>() != nullptr) return b;
  if (const Text* text = a.text(); text != nullptr && operation == "%")
    return percent_format(*text, b, origin);
  if (operation == "+" && (a.text() != nullptr || b.text() != nullptr) && !is_foreign(a) &&
      !is_foreign(b)) {
    Text made = a.text() != nullptr ? *a.text() : to_text(a);
    made.append(b.text() != nullptr ? *b.text() : to_text(b));
    return made;
  }
  if (is_foreign(a) || is_foreign(b)) return foreign(operation, {a, b}, origin);
  if (a.list() != nullptr && b.list() != nullptr && operation == "+")
    return joined_lists(*a.list(), *b.list());
  if (a.list() != nullptr && b.list() != nullptr && a.list()->set &&
      (operation == "-" || operation == "|")) {
    std::vector<Value> items;
    for (const Value& item : a.list()->items) {
      const auto in = contains(b, item);
      if (!in) return Symbol{origin};
      if (operation == "|" || !*in) items.push_back(item);
    }
    if (operation == "|")
      for (const Value& item : b.list()->items)
        if (contains(a, item) == false) items.push_back(item);
    Value made = eval::make_list(std::move(items));
    made.list()->set = true;
    return made;
  }
  if (a.map() != nullptr && b.map() != nullptr && operation == "|") {
    auto made = std::make_shared<eval::Map>(*a.map());
    for (const auto& [key, value] : b.map()->entries)
      made->set(key, value);
    return made;
  }
  if (operation == "*" && b.get<std::int64_t>() != nullptr) {
    const std::int64_t times = std::clamp<std::int64_t>(*b.get<std::int64_t>(), 0, 10000);
    if (const Text* text = a.text()) {
      Text made;
      for (std::int64_t i = 0; i < times; ++i)
        made.append(*text);
      return made;
    }
    if (const eval::List* list = a.list(); list != nullptr && list->items.size() < 1000) {
      std::vector<Value> items;
      for (std::int64_t i = 0; i < times; ++i)
        items.insert(items.end(), list->items.begin(), list->items.end());
      return eval::make_list(std::move(items), list->tuple);
    }
  }
  const auto* i = a.get<std::int64_t>();
  const auto* j = b.get<std::int64_t>();
  if (i != nullptr && j != nullptr) return compute(operation, *i, *j).value_or(Symbol{origin});
  const auto x = number(a);
  const auto y = number(b);
  if (x && y) {
    if (operation == "+") return *x + *y;
    if (operation == "-") return *x - *y;
    if (operation == "*") return *x * *y;
    if (operation == "/" && *y != 0) return *x / *y;
  }
  return Symbol{origin};
}

Value compare(std::string_view operation, const Value& a, const Value& b,
              const std::string& origin) {
  if (operation == "is" || operation == "is not") {
    const auto same = is_same(a, b);
    return same ? Value(*same == (operation == "is")) : Value(Symbol{origin});
  }
  if (operation == "in" || operation == "not in") {
    const auto in = contains(b, a);
    return in ? Value(*in == (operation == "in")) : Value(Symbol{origin});
  }
  if ((is_foreign(a) && a.object()->type != "enum member") ||
      (is_foreign(b) && b.object()->type != "enum member")) {
    return foreign(operation, {a, b}, origin);
  }
  if (operation == "==" || operation == "!=" || operation == "<>") {
    const auto same = eval::equal(a, b);
    return same ? Value(*same == (operation == "==")) : Value(Symbol{origin});
  }
  if (const auto which = order(a, b)) {
    if (operation == "<") return *which < 0;
    if (operation == "<=") return *which <= 0;
    if (operation == ">") return *which > 0;
    if (operation == ">=") return *which >= 0;
  }
  return Symbol{origin};
}

std::optional<int> order(const Value& a, const Value& b) {
  const auto x = number(a);
  const auto y = number(b);
  if (x && y) return *x < *y ? -1 : (*x > *y ? 1 : 0);
  const auto s = a.str();
  const auto t = b.str();
  if (s && t) return s->compare(*t);
  const eval::List* first = a.list();
  const eval::List* second = b.list();
  if (first == nullptr || second == nullptr || first->set || second->set) return std::nullopt;
  for (std::size_t i = 0; i < std::min(first->items.size(), second->items.size()); ++i) {
    const auto which = order(first->items[i], second->items[i]);
    if (!which || *which != 0) return which;
  }
  if (first->items.size() == second->items.size()) return 0;
  return first->items.size() < second->items.size() ? -1 : 1;
}

Value unary(std::string_view operation, const Value& a, const std::string& origin) {
  if (a.get<Opaque>() != nullptr) return a;
  if (is_foreign(a)) return foreign(operation, {a}, origin);
  if (const auto* is = a.get<std::int64_t>()) {
    if (operation == "-") return -*is;
    if (operation == "+") return *is;
    if (operation == "~") return ~*is;
  }
  if (const auto* is = a.get<double>()) return operation == "-" ? -*is : *is;
  return Symbol{origin};
}

}  // namespace miglint::python
