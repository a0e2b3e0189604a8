#include "frontend/laravel/fluent.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace miglint::laravel {
namespace {

/// PHP prints a float with 17 digits' worth of precision, the shortest that reads back the same.
std::string print(double number) {
  if (std::isfinite(number) && number == std::floor(number) && std::abs(number) < 1e15) {
    return fmt::format("{:.0f}", number);
  }
  return fmt::format("{}", number);
}

}  // namespace

bool Attribute::truthy() const {
  struct Truth {
    bool operator()(std::monostate) const { return false; }
    bool operator()(bool flag) const { return flag; }
    bool operator()(std::int64_t number) const { return number != 0; }
    bool operator()(double number) const { return number != 0; }
    bool operator()(const std::string& text) const { return !text.empty() && text != "0"; }
    bool operator()(const Raw&) const { return true; }
    bool operator()(const List& list) const { return !list.empty(); }
  };
  return std::visit(Truth{}, value);
}

std::string Attribute::text() const {
  struct Print {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(bool flag) const { return flag ? "1" : ""; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return print(number); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const Raw& raw) const { return raw.sql; }
    std::string operator()(const List&) const { return "Array"; }
  };
  return std::visit(Print{}, value);
}

Attribute::List as_list(const Attribute& value) {
  if (const auto* list = value.list()) return *list;
  if (value.is_null()) return {};
  return {value};
}

const Attribute& Fluent::get(std::string_view attribute) const {
  static const Attribute null;
  const auto found = std::ranges::find(attributes, attribute,
                                       [](const auto& a) -> const auto& { return a.first; });
  return found == attributes.end() ? null : found->second;
}

bool Fluent::has(std::string_view attribute) const {
  return std::ranges::any_of(attributes, [&](const auto& a) { return a.first == attribute; });
}

void Fluent::set(std::string_view attribute, Attribute value) {
  for (auto& [key, old] : attributes) {
    if (key == attribute) {
      old = std::move(value);
      return;
    }
  }
  attributes.emplace_back(attribute, std::move(value));
}

}  // namespace miglint::laravel
