#include "frontend/cxx/program/value.h"

#include <algorithm>

namespace miglint::cxx {

bool is_textual(const Value& value) {
  return value.is_text() || value.is(Value::Kind::choice);
}

std::string first_text(const Value& value) {
  if (value.is(Value::Kind::choice)) return first_text(value.items->front());
  return value.is_text() ? value.text.flat() : std::string();
}

bool same(const Value& a, const Value& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Value::Kind::unknown:
    case Value::Kind::text:
      return a.text == b.text;
    case Value::Kind::number:
      return a.number == b.number;
    case Value::Kind::null:
      return true;
    case Value::Kind::list:
    case Value::Kind::choice:
      return a.items == b.items ||
             (a.items && b.items && std::ranges::equal(*a.items, *b.items, same));
    case Value::Kind::position:
      return a.items == b.items && a.number == b.number;
    case Value::Kind::function:
      return a.function == b.function;
    case Value::Kind::transaction:
      return a.held == b.held;
  }
  return false;
}

Value Value::choice(const Value& a, const Value& b) {
  constexpr std::size_t kMost = 8;
  if (same(a, b)) return a;
  std::vector<Value> all;
  for (const Value* one : {&a, &b}) {
    if (one->is(Kind::choice)) {
      all.insert(all.end(), one->items->begin(), one->items->end());
    } else {
      all.push_back(*one);
    }
  }
  std::vector<Value> distinct;
  for (const Value& one : all) {
    const auto is_same = [&](const Value& other) { return same(one, other); };
    if (std::ranges::none_of(distinct, is_same)) distinct.push_back(one);
  }
  if (distinct.size() > kMost) return unknown("?", {});
  if (distinct.size() == 1) return distinct.front();
  Value value = list(std::move(distinct));
  value.kind = Kind::choice;
  return value;
}

Text as_text(const Value& value) {
  switch (value.kind) {
    case Value::Kind::text:
    case Value::Kind::unknown:
      if (value.is(Value::Kind::unknown) && value.text.pieces().empty())
        return Text::unknown("?", {});
      return value.text;
    case Value::Kind::number:
      return Text(std::to_string(value.number));
    case Value::Kind::choice:
      for (const Value& one : *value.items)
        if (one.is_text()) return Text::unknown("…", {});
      return as_text(value.items->front());
    default:
      return Text::unknown("?", {});
  }
}

}  // namespace miglint::cxx
