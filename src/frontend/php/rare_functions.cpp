// PHP's own functions that migrations seldom call, of values that are known.
#include <algorithm>
#include <array>

#include "frontend/php/functions.h"
#include "frontend/php/operators.h"
#include "source/ascii.h"

namespace miglint::php {
namespace {

using eval::Arguments;
using eval::Map;
using eval::Value;

struct Call {
  Arguments& given;
  Interpreter& interpreter;

  [[nodiscard]] Value arg(std::size_t at) const {
    return at < given.positional.size() ? given.positional[at] : Value();
  }
  [[nodiscard]] bool has(std::size_t at) const { return at < given.positional.size(); }
  [[nodiscard]] const std::int64_t* number(std::size_t at) const {
    return at < given.positional.size() ? given.positional[at].get<std::int64_t>() : nullptr;
  }
};

/// nullopt: it cannot be computed.
using Result = std::optional<Value>;
using Function = Result (*)(const Call&);

bool is_in(const Map& map, const Value& value, bool& known) {
  return std::ranges::any_of(map.entries, [&](const auto& entry) {
    const auto equal = loosely_equal(entry.second, value);
    if (!equal) known = false;
    return equal.value_or(false);
  });
}

void append(Value& to, const Value& key, const Value& value) {
  if (key.text() != nullptr) {
    to.map()->set(key, value);
  } else {
    to.map()->set(Value(static_cast<std::int64_t>(to.map()->entries.size())), value);
  }
}

/// Entries of the first array whose values are in the second (`kept`), or are not.
Result of_both(const Call& call, bool kept) {
  const Map* one = as_map(call.arg(0));
  const Map* other = as_map(call.arg(1));
  if (one == nullptr || other == nullptr || call.has(2)) return std::nullopt;
  Value made = eval::make_map();
  bool known = true;
  for (const auto& [key, value] : one->entries) {
    if (is_in(*other, value, known) == kept) made.map()->set(key, value);
  }
  return known ? Result(made) : std::nullopt;
}

Result array_walk(const Call& call) {
  const Map* map = as_map(call.arg(0));
  if (map == nullptr || call.arg(1).callable() == nullptr) return std::nullopt;
  for (const auto& [key, value] : Map(*map).entries) {
    std::vector<Value> given{value, key};
    if (call.has(2)) given.push_back(call.arg(2));
    call.interpreter.call(call.arg(1), std::move(given), call.given.span);
  }
  return Value(true);
}

Result array_slice(const Call& call) {
  const Map* map = as_map(call.arg(0));
  if (map == nullptr || call.number(1) == nullptr || call.has(3)) return std::nullopt;
  const auto size = static_cast<std::int64_t>(map->entries.size());
  const auto from_end = [&](std::int64_t at) { return std::clamp<std::int64_t>(at, 0, size); };
  const std::int64_t offset = *call.number(1);
  const std::int64_t begin = from_end(offset < 0 ? size + offset : offset);
  const std::int64_t* length = call.number(2);
  if (call.has(2) && length == nullptr && !call.arg(2).is_null()) return std::nullopt;
  const std::int64_t end =
      length == nullptr ? size : from_end(*length < 0 ? size + *length : begin + *length);
  Value made = eval::make_map();
  for (std::int64_t i = begin; i < end; ++i) {
    const auto& [key, value] = map->entries[static_cast<std::size_t>(i)];
    append(made, key, value);
  }
  return made;
}

Result array_search(const Call& call) {
  const Map* map = as_map(call.arg(1));
  if (map == nullptr) return std::nullopt;
  for (const auto& [key, value] : map->entries) {
    const auto equal = loosely_equal(value, call.arg(0));
    if (!equal) return std::nullopt;
    if (*equal) return key;
  }
  return Value(false);
}

Result end_key(const Call& call, bool first) {
  const Map* map = as_map(call.arg(0));
  if (map == nullptr) return std::nullopt;
  if (map->entries.empty()) return Value();
  return first ? map->entries.front().first : map->entries.back().first;
}

Result extreme(const Call& call, bool greatest) {
  std::vector<Value> values = call.given.positional;
  if (const Map* map = as_map(call.arg(0)); map != nullptr && values.size() == 1) {
    values.clear();
    for (const auto& [key, value] : map->entries)
      values.push_back(value);
  }
  const Value* best = nullptr;
  for (const Value& value : values) {
    const auto of = number(value);
    if (!of) return std::nullopt;
    if (best == nullptr || (greatest ? *of > *number(*best) : *of < *number(*best))) best = &value;
  }
  return best == nullptr ? Result() : Result(*best);
}

Result str_pad(const Call& call) {
  const auto text = to_text(call.arg(0), "").str();
  const auto fill = call.has(2) ? call.arg(2).str() : std::optional<std::string>(" ");
  if (!text || !fill || fill->empty() || call.number(1) == nullptr) return std::nullopt;
  const auto wanted = static_cast<std::size_t>(std::clamp<std::int64_t>(*call.number(1), 0, 1000));
  if (call.has(3) && call.number(3) == nullptr) return std::nullopt;
  if (text->size() >= wanted) return Value(*text);
  std::string padding;
  while (padding.size() < wanted - text->size())
    padding += *fill;
  padding.resize(wanted - text->size());
  // STR_PAD_LEFT is 0, STR_PAD_RIGHT 1, STR_PAD_BOTH 2.
  const std::int64_t side = call.has(3) ? *call.number(3) : 1;
  if (side == 2) return std::nullopt;
  return Value(side == 0 ? padding + *text : *text + padding);
}

Result strtr(const Call& call) {
  const auto text = call.arg(0).str();
  const Map* pairs = as_map(call.arg(1));
  if (!text || pairs == nullptr) return std::nullopt;
  std::string result;
  for (std::size_t at = 0; at < text->size();) {
    const std::pair<Value, Value>* longest = nullptr;
    std::size_t length = 0;
    for (const auto& pair : pairs->entries) {
      const auto from = to_text(pair.first, "").str();
      if (!from || !to_text(pair.second, "").str()) return std::nullopt;
      if (from->size() > length && std::string_view(*text).substr(at).starts_with(*from)) {
        longest = &pair;
        length = from->size();
      }
    }
    result +=
        longest == nullptr ? std::string(1, (*text)[at]) : *to_text(longest->second, "").str();
    at += longest == nullptr ? 1 : length;
  }
  return Value(std::move(result));
}

Result ucwords(const Call& call) {
  auto text = call.arg(0).str();
  if (!text || call.has(1)) return std::nullopt;
  for (std::size_t i = 0; i < text->size(); ++i) {
    const bool begins = i == 0 || (*text)[i - 1] == ' ' || (*text)[i - 1] == '\t';
    char& c = (*text)[i];
    if (begins) c = ascii::upper(c);
  }
  return Value(std::move(*text));
}

constexpr auto functions = std::to_array<std::pair<std::string_view, Function>>({
    {"array_diff", [](const Call& call) { return of_both(call, false); }},
    {"array_intersect", [](const Call& call) { return of_both(call, true); }},
    {"array_key_first", [](const Call& call) { return end_key(call, true); }},
    {"array_key_last", [](const Call& call) { return end_key(call, false); }},
    {"array_search", array_search},
    {"array_slice", array_slice},
    {"array_walk", array_walk},
    {"max", [](const Call& call) { return extreme(call, true); }},
    {"min", [](const Call& call) { return extreme(call, false); }},
    {"str_pad", str_pad},
    {"strtr", strtr},
    {"ucwords", ucwords},
});

}  // namespace

std::optional<Value> call_rare_function(std::string_view name, Arguments& arguments,
                                        Interpreter& interpreter) {
  const auto found = std::ranges::find(functions, name, [](const auto& f) { return f.first; });
  if (found == functions.end()) return std::nullopt;
  return found->second(Call{arguments, interpreter});
}

}  // namespace miglint::php
