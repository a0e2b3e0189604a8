#include "frontend/php/operators.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdlib>

namespace miglint::php {
namespace {

using eval::Text;
using eval::Value;

eval::Symbol symbol(std::string_view origin) {
  return {std::string(origin)};
}

std::optional<double> numeric(const std::string& text) {
  if (text.empty()) return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (*end != '\0' || !std::isfinite(value)) return std::nullopt;
  return value;
}

bool is_number(const Value& value) {
  return value.get<std::int64_t>() != nullptr || value.get<double>() != nullptr;
}

std::optional<std::partial_ordering> compare(const Value& left, const Value& right) {
  const auto a = number(left);
  const auto b = number(right);
  if (a && b) return *a <=> *b;
  const auto s = left.str();
  const auto t = right.str();
  if (s && t) return *s <=> *t;
  return std::nullopt;
}

Value arithmetic(std::string_view op, const Value& left, const Value& right,
                 std::string_view origin) {
  const auto* i = left.get<std::int64_t>();
  const auto* j = right.get<std::int64_t>();
  const bool whole = i != nullptr && j != nullptr;
  constexpr std::int64_t large = 1LL << 31;
  const bool small = whole && std::abs(*i) < large && std::abs(*j) < large;
  if (small && op == "+") return *i + *j;
  if (small && op == "-") return *i - *j;
  if (small && op == "*") return *i * *j;
  if (whole && op == "%" && *j != 0) return *i % *j;
  if (small && op == "/" && *j != 0 && *i % *j == 0) return *i / *j;
  const auto a = number(left);
  const auto b = number(right);
  if (!a || !b) return symbol(origin);
  if (op == "+") return *a + *b;
  if (op == "-") return *a - *b;
  if (op == "*") return *a * *b;
  if (op == "/" && *b != 0) return *a / *b;
  if (op == "**") return std::pow(*a, *b);
  return symbol(origin);
}

}  // namespace

std::optional<double> number(const Value& value) {
  if (const auto* whole = value.get<std::int64_t>()) return static_cast<double>(*whole);
  if (const auto* real = value.get<double>()) return *real;
  if (const auto* flag = value.get<bool>()) return *flag ? 1 : 0;
  if (value.is_null()) return 0;
  const auto text = value.str();
  return text ? numeric(*text) : std::nullopt;
}

std::optional<bool> truth(const Value& value) {
  if (value.is_null()) return false;
  if (const auto* flag = value.get<bool>()) return *flag;
  if (const auto* whole = value.get<std::int64_t>()) return *whole != 0;
  if (const auto* real = value.get<double>()) return *real != 0;
  if (const Text* text = value.text()) {
    if (const auto known = text->str()) return !known->empty() && *known != "0";
    const bool has_letters =
        std::ranges::any_of(text->parts, [](const Text::Part& part) { return part.known; });
    return has_letters ? std::optional(true) : std::nullopt;
  }
  if (const eval::Map* map = value.map()) return !map->entries.empty();
  if (value.object() != nullptr && value.object()->type.starts_with('?')) return std::nullopt;
  if (value.object() != nullptr || value.callable() != nullptr) return true;
  return std::nullopt;
}

std::string origin_of(const Value& value, std::string_view fallback) {
  if (const auto* from = value.get<eval::Symbol>(); from != nullptr && !from->origin.empty()) {
    return from->origin;
  }
  if (value.object() != nullptr && !value.object()->origin.empty()) return value.object()->origin;
  return std::string(fallback);
}

Text to_text(const Value& value, std::string_view origin) {
  if (const Text* text = value.text()) return *text;
  if (value.is_null()) return {};
  if (const auto* flag = value.get<bool>()) return Text(*flag ? "1" : "");
  if (const auto* whole = value.get<std::int64_t>()) return Text(std::to_string(*whole));
  if (const auto* real = value.get<double>()) {
    const bool integral = *real == std::floor(*real) && std::abs(*real) < 1e15;
    return Text(integral ? fmt::format("{:.0f}", *real) : fmt::format("{}", *real));
  }
  if (value.object() != nullptr && value.object()->type == "Raw" &&
      !value.object()->positional.empty()) {
    return to_text(value.object()->positional.front(), origin);
  }
  Text text;
  text.append_unknown(origin_of(value, origin));
  return text;
}

std::optional<bool> identical(const Value& left, const Value& right) {
  if (left.is_unknown() || right.is_unknown()) return std::nullopt;
  // 1 and 1.0, and 1 and true, are not identical.
  if (left.data.index() != right.data.index()) return false;
  return eval::equal(left, right);
}

std::optional<bool> loosely_equal(const Value& left, const Value& right) {
  const auto known = [](const Value& value) { return value.text() == nullptr || value.str(); };
  if (left.is_unknown() || right.is_unknown() || !known(left) || !known(right)) {
    return identical(left, right);
  }
  const auto is_flag = [](const Value& v) { return v.is_null() || v.get<bool>() != nullptr; };
  if (is_flag(left) || is_flag(right)) {
    const auto a = truth(left);
    const auto b = truth(right);
    if (a && b) return *a == *b;
    return std::nullopt;
  }
  if (is_number(left) || is_number(right)) {
    const auto a = number(left);
    const auto b = number(right);
    if (a && b) return *a == *b;
  }
  return identical(left, right);
}

Value array_key(const Value& key) {
  if (const auto text = key.str()) {
    const bool digits = !text->empty() && text->size() < 18 &&
                        std::ranges::all_of(*text, [](char c) { return c >= '0' && c <= '9'; });
    if (digits && (text->size() == 1 || text->front() != '0')) {
      return static_cast<std::int64_t>(std::strtoll(text->c_str(), nullptr, 10));
    }
    return key;
  }
  if (const auto* flag = key.get<bool>()) return static_cast<std::int64_t>(*flag ? 1 : 0);
  if (const auto* real = key.get<double>()) return static_cast<std::int64_t>(*real);
  if (key.is_null()) return Value("");
  return key;
}

Value binary(std::string_view op, const Value& left, const Value& right, std::string_view origin) {
  const auto flag = [&](std::optional<bool> known, bool negate) -> Value {
    if (!known) return symbol(origin);
    return *known != negate;
  };
  if (op == ".") {
    Text text = to_text(left, origin);
    text.append(to_text(right, origin));
    return text;
  }
  if (op == "===") return flag(identical(left, right), false);
  if (op == "!==") return flag(identical(left, right), true);
  if (op == "==") return flag(loosely_equal(left, right), false);
  if (op == "!=" || op == "<>") return flag(loosely_equal(left, right), true);
  if (op == "<" || op == ">" || op == "<=" || op == ">=" || op == "<=>") {
    const auto order = compare(left, right);
    if (!order) return symbol(origin);
    if (op == "<") return *order < 0;
    if (op == ">") return *order > 0;
    if (op == "<=") return *order <= 0;
    if (op == ">=") return *order >= 0;
    return static_cast<std::int64_t>(*order < 0 ? -1 : *order > 0 ? 1 : 0);
  }
  if (op == "+" && left.map() != nullptr && right.map() != nullptr) {
    Value sum = eval::copy(left);
    for (const auto& [key, value] : right.map()->entries) {
      if (sum.map()->find(key) == nullptr) sum.map()->set(key, value);
    }
    return sum;
  }
  if (op == "+" || op == "-" || op == "*" || op == "/" || op == "%" || op == "**") {
    return arithmetic(op, left, right, origin);
  }
  return symbol(origin);
}

}  // namespace miglint::php
