// Python's own functions, what can be looped over, what counts as true, and the bounds of it all.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "frontend/python/interpreter.h"
#include "frontend/python/operators.h"

namespace miglint::python {

using eval::External;
using eval::Opaque;
using eval::Symbol;

namespace {

/// More than any migration needs; a loop without end must end here.
constexpr int most_steps = 2'000'000;
constexpr std::int64_t longest_range = 100'000;

const std::int64_t* integer(const Arguments& arguments, std::size_t at) {
  return at < arguments.positional.size() ? arguments.positional[at].get<std::int64_t>() : nullptr;
}

std::optional<Value> make_range(const Arguments& arguments) {
  std::int64_t from = 0;
  std::int64_t step = 1;
  const std::size_t count = arguments.positional.size();
  const auto* to = integer(arguments, count >= 2 ? 1 : 0);
  if (count >= 2) {
    if (integer(arguments, 0) == nullptr) return std::nullopt;
    from = *integer(arguments, 0);
  }
  if (count >= 3) {
    if (integer(arguments, 2) == nullptr) return std::nullopt;
    step = *integer(arguments, 2);
  }
  if (to == nullptr || step == 0) return std::nullopt;
  std::vector<Value> items;
  for (std::int64_t at = from; step > 0 ? at < *to : at > *to; at += step) {
    if (std::ssize(items) >= longest_range) return std::nullopt;
    items.emplace_back(at);
  }
  return eval::make_list(std::move(items));
}

/// False when they have no order that is known.
bool sort_values(std::vector<std::pair<Value, Value>>& keyed) {
  for (std::size_t i = 0; i + 1 < keyed.size(); ++i)
    if (!order(keyed[i].first, keyed[i + 1].first)) return false;
  std::ranges::stable_sort(
      keyed, [](const auto& a, const auto& b) { return order(a.first, b.first).value_or(0) < 0; });
  return true;
}

const Value* given_key(const Arguments& arguments) {
  const Value* key = arguments.named.find("key");
  return key != nullptr && !key->is_null() ? key : nullptr;
}

std::optional<bool> is_kind(const Value& value, std::string_view kind) {
  if (value.is_unknown() || value.get<External>() != nullptr) return std::nullopt;
  const bool is_text = value.text() != nullptr;
  const eval::List* list = value.list();
  if (kind == "builtins.str") return is_text;
  if (kind == "builtins.bool") return value.get<bool>() != nullptr;
  if (kind == "builtins.int")
    return value.get<std::int64_t>() != nullptr || value.get<bool>() != nullptr;
  if (kind == "builtins.float") return value.get<double>() != nullptr;
  if (kind == "builtins.dict") return value.map() != nullptr;
  if (kind == "builtins.list") return list != nullptr && !list->tuple && !list->set;
  if (kind == "builtins.tuple") return list != nullptr && list->tuple;
  if (kind == "builtins.set") return list != nullptr && list->set;
  return std::nullopt;
}

}  // namespace

std::optional<bool> Interpreter::truth(const Value& value) const {
  if (value.is_null()) return false;
  if (const auto* is = value.get<bool>()) return *is;
  if (const auto* is = value.get<std::int64_t>()) return *is != 0;
  if (const auto* is = value.get<double>()) return *is != 0;
  if (const eval::Text* text = value.text()) {
    if (text->known()) return !text->parts.empty();
    const bool some = std::ranges::any_of(text->parts, &eval::Text::Part::known);
    return some ? std::optional(true) : std::nullopt;
  }
  if (value.list() != nullptr) return !value.list()->items.empty();
  if (value.map() != nullptr) return !value.map()->entries.empty();
  if (value.callable() != nullptr) return true;
  if (const eval::Object* object = value.object()) {
    if (object->type == "class" || object->type == "enum member") return true;
    return object->type.starts_with("sqlalchemy.") ? std::optional(true) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::vector<Value>> Interpreter::items_of(const Value& value) {
  if (const eval::List* list = value.list()) return list->items;
  if (const eval::Map* map = value.map()) {
    std::vector<Value> keys;
    for (const auto& entry : map->entries)
      keys.push_back(entry.first);
    return keys;
  }
  if (const auto text = value.str()) {
    std::vector<Value> letters;
    for (const char letter : *text)
      letters.emplace_back(std::string(1, letter));
    return letters;
  }
  if (const eval::Object* object = value.object(); object != nullptr && object->type == "class") {
    const Value members = attribute_of(value, "__members__", object->origin);
    if (members.map() == nullptr) return std::nullopt;
    std::vector<Value> items;
    for (const auto& entry : members.map()->entries)
      items.push_back(entry.second);
    return items;
  }
  return std::nullopt;
}

Value Interpreter::call_builtin(std::string_view name, const Arguments& arguments) {
  const Value unknown = Symbol{arguments.origin};
  const auto& given = arguments.positional;
  const auto first_items = [&]() -> std::optional<std::vector<Value>> {
    if (given.empty()) return std::vector<Value>{};
    return items_of(given.front());
  };
  const auto propagate = [&] {
    return !given.empty() && given.front().get<Opaque>() != nullptr ? given.front() : unknown;
  };
  if (name == "print" || name == "super" || name == "exit") return unknown;
  if (name == "str" || name == "repr" || name == "format") {
    if (given.empty()) return "";
    if (name == "repr") return to_repr(given.front());
    const auto spec = name == "format" && given.size() > 1 ? given[1].str() : std::nullopt;
    return spec ? formatted(given.front(), *spec) : to_text(given.front());
  }
  if (name == "len") {
    const auto items = first_items();
    return items && !given.empty() ? Value(std::ssize(*items)) : propagate();
  }
  if (name == "range") return make_range(arguments).value_or(unknown);
  if (name == "list" || name == "tuple" || name == "set" || name == "frozenset" ||
      name == "sorted" || name == "reversed" || name == "iter") {
    auto items = first_items();
    if (!items) return propagate();
    if (name == "reversed") std::ranges::reverse(*items);
    if (name == "sorted") {
      const Value* key = given_key(arguments);
      std::vector<std::pair<Value, Value>> keyed;
      for (Value& item : *items)
        keyed.emplace_back(
            key != nullptr
                ? call(*key,
                       {.positional = {item}, .span = arguments.span, .origin = arguments.origin})
                : item,
            item);
      if (!sort_values(keyed)) return unknown;
      items->clear();
      for (auto& pair : keyed)
        items->push_back(std::move(pair.second));
      const Value* reverse = arguments.named.find("reverse");
      if (reverse != nullptr && truth(*reverse) == true) std::ranges::reverse(*items);
    }
    Value made = eval::make_list(std::move(*items), name == "tuple");
    made.list()->set = name == "set" || name == "frozenset";
    if (made.list()->set) {
      std::vector<Value> distinct;
      for (const Value& item : made.list()->items) {
        const bool seen = std::ranges::any_of(
            distinct, [&](const Value& other) { return eval::equal(item, other) == true; });
        if (!seen) distinct.push_back(item);
      }
      made.list()->items = std::move(distinct);
    }
    return made;
  }
  if (name == "dict") {
    auto made = std::make_shared<eval::Map>();
    if (!given.empty()) {
      if (const eval::Map* map = given.front().map()) {
        made->entries = map->entries;
      } else {
        const auto items = first_items();
        if (!items) return propagate();
        for (const Value& item : *items) {
          if (item.list() == nullptr || item.list()->items.size() != 2) return unknown;
          made->set(item.list()->items[0], item.list()->items[1]);
        }
      }
    }
    for (const auto& [key, value] : arguments.named.entries)
      made->set(key, value);
    return made;
  }
  if (name == "enumerate") {
    const auto items = first_items();
    if (!items) return propagate();
    const Value* start = arguments.get(1, "start");
    std::int64_t at =
        start != nullptr && start->get<std::int64_t>() != nullptr ? *start->get<std::int64_t>() : 0;
    std::vector<Value> pairs;
    for (const Value& item : *items)
      pairs.push_back(eval::make_list({at++, item}, true));
    return eval::make_list(std::move(pairs));
  }
  if (name == "zip") {
    std::vector<std::vector<Value>> rows;
    for (const Value& value : given) {
      auto items = items_of(value);
      if (!items) return unknown;
      rows.push_back(std::move(*items));
    }
    std::vector<Value> tuples;
    for (std::size_t at = 0;
         !rows.empty() &&
         std::ranges::all_of(rows, [&](const auto& row) { return at < row.size(); });
         ++at) {
      std::vector<Value> tuple;
      for (const auto& row : rows)
        tuple.push_back(row[at]);
      tuples.push_back(eval::make_list(std::move(tuple), true));
    }
    return eval::make_list(std::move(tuples));
  }
  if ((name == "map" || name == "filter") && given.size() == 2) {
    const auto items = items_of(given[1]);
    if (!items) return unknown;
    std::vector<Value> made;
    for (const Value& item : *items) {
      const Value result =
          given[0].is_null()
              ? item
              : call(given[0],
                     {.positional = {item}, .span = arguments.span, .origin = arguments.origin});
      if (name == "map") {
        made.push_back(result);
        continue;
      }
      const auto keep = truth(result);
      if (!keep) return unknown;
      if (*keep) made.push_back(item);
    }
    return eval::make_list(std::move(made));
  }
  if (name == "int") {
    if (given.empty()) return 0;
    if (const auto* is = given[0].get<std::int64_t>()) return *is;
    if (const auto* is = given[0].get<bool>()) return *is ? 1 : 0;
    if (const auto* is = given[0].get<double>()) return static_cast<std::int64_t>(*is);
    if (const auto text = given[0].str()) {
      std::int64_t value = 0;
      const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
      if (error == std::errc() && end == text->data() + text->size()) return value;
    }
    return propagate();
  }
  if (name == "bool") {
    if (given.empty()) return false;
    const auto known = truth(given[0]);
    return known ? Value(*known) : unknown;
  }
  if (name == "isinstance" && given.size() == 2) {
    const auto kinds =
        given[1].list() != nullptr ? given[1].list()->items : std::vector<Value>{given[1]};
    bool all_known = true;
    for (const Value& kind : kinds) {
      const auto* path = kind.get<External>();
      const auto is = path != nullptr ? is_kind(given[0], path->path) : std::nullopt;
      if (is == true) return true;
      if (!is) all_known = false;
    }
    return all_known ? Value(false) : unknown;
  }
  if ((name == "any" || name == "all") && given.size() == 1) {
    const auto items = first_items();
    if (!items) return unknown;
    bool known_all = true;
    for (const Value& item : *items) {
      const auto is = truth(item);
      if (!is) known_all = false;
      if (is && *is == (name == "any")) return name == "any";
    }
    return known_all ? Value(name == "all") : unknown;
  }
  if ((name == "min" || name == "max" || name == "sum") && !given.empty()) {
    const auto items = given.size() == 1 ? first_items() : given;
    if (!items || items->empty()) return unknown;
    std::int64_t result = name == "sum" ? 0 : std::int64_t{0};
    bool is_first = true;
    for (const Value& item : *items) {
      const auto* number = item.get<std::int64_t>();
      if (number == nullptr) return unknown;
      if (name == "sum") {
        result += *number;
      } else if (is_first || (name == "min" ? *number < result : *number > result)) {
        result = *number;
      }
      is_first = false;
    }
    return result;
  }
  if (name == "getattr" && given.size() >= 2) {
    const auto attribute = given[1].str();
    return attribute ? attribute_of(given[0], *attribute, arguments.origin) : unknown;
  }
  if (name == "setattr" && given.size() == 3) {
    const auto attribute = given[1].str();
    if (attribute && given[0].object() != nullptr)
      given[0].object()->attributes.set(*attribute, given[2]);
    return {};
  }
  if (name == "next" && !given.empty()) {
    const auto items = first_items();
    if (!items) return unknown;
    if (!items->empty()) return items->front();
    return given.size() > 1 ? given[1] : unknown;
  }
  if (name == "abs" && !given.empty()) {
    if (const auto* is = given[0].get<std::int64_t>()) return *is < 0 ? -*is : *is;
  }
  if (name == "hasattr" || name == "open" || name == "type" || name == "id" || name == "hash" ||
      name == "round" || name == "vars" || name == "callable" || name == "input" ||
      name == "float" || name == "bytes" || name == "bytearray" || name == "ord" || name == "chr" ||
      name == "issubclass" || name == "object" || name == "abs" || name.ends_with("Error") ||
      name.ends_with("Exception") || name.ends_with("Warning")) {
    return unknown;
  }
  return Opaque{fmt::format("`{}` is defined nowhere that is read", name), arguments.span};
}

bool Interpreter::spend() {
  if (++steps_ <= most_steps) return true;
  if (!std::exchange(said_too_long_, true) && !frames_.empty()) {
    library_.unknown("the code takes too many steps to be followed to its end",
                     {frame().module->file, 0, 0});
  }
  return false;
}

Span Interpreter::span(const Node& node) const {
  if (call_site_ && !frame().module->own) return *call_site_;
  return {frame().module->file, node.begin, node.end};
}

Guard Interpreter::guard(Guard::Kind kind, std::string condition, const Node& node) const {
  return {.kind = kind, .text = std::move(condition), .span = span(node)};
}

Value Interpreter::opaque(const Node& node, std::string reason) const {
  return Opaque{std::move(reason), span(node)};
}

}  // namespace miglint::python
