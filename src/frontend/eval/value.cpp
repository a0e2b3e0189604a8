#include "frontend/eval/value.h"

#include <algorithm>

namespace miglint::eval {
namespace {

/// A list may hold itself; what is nested deeper than this is not looked at.
constexpr int deepest = 64;

std::optional<bool> equal_items(const Value& a, const Value& b, int depth);

std::optional<bool> equal_lists(const List& a, const List& b, int depth) {
  if (a.items.size() != b.items.size() || a.tuple != b.tuple) return false;
  std::optional<bool> all = true;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    const auto same = equal_items(a.items[i], b.items[i], depth + 1);
    if (same == false) return false;
    if (!same) all = std::nullopt;
  }
  return all;
}

std::optional<bool> equal_maps(const Map& a, const Map& b, int depth) {
  if (a.entries.size() != b.entries.size()) return false;
  std::optional<bool> all = true;
  for (const auto& [key, value] : a.entries) {
    const Value* other = b.find(key);
    if (other == nullptr) return false;
    const auto same = equal_items(value, *other, depth + 1);
    if (same == false) return false;
    if (!same) all = std::nullopt;
  }
  return all;
}

std::optional<double> number(const Value& value) {
  if (const auto* is = value.get<bool>()) return *is ? 1 : 0;
  if (const auto* is = value.get<std::int64_t>()) return static_cast<double>(*is);
  if (const auto* is = value.get<double>()) return *is;
  return std::nullopt;
}

std::optional<bool> equal_items(const Value& a, const Value& b, int depth) {
  if (depth > deepest || a.is_unknown() || b.is_unknown()) return std::nullopt;
  const auto x = number(a);
  const auto y = number(b);
  if (x && y) {
    const auto* i = a.get<std::int64_t>();
    const auto* j = b.get<std::int64_t>();
    return i != nullptr && j != nullptr ? *i == *j : *x == *y;
  }
  if (a.data.index() != b.data.index()) return false;
  if (a.is_null()) return true;
  if (const Text* text = a.text()) {
    if (text->known() && b.text()->known()) return *text == *b.text();
    return std::nullopt;
  }
  if (const List* list = a.list()) return equal_lists(*list, *b.list(), depth);
  if (const Map* map = a.map()) return equal_maps(*map, *b.map(), depth);
  if (const auto* path = a.get<External>()) {
    if (path->path == b.get<External>()->path) return true;
    return std::nullopt;
  }
  if (const Object* object = a.object()) {
    if (object == b.object()) return true;
    return std::nullopt;
  }
  if (const Callable* callable = a.callable()) return callable == b.callable();
  return std::nullopt;
}

Value copy_below(const Value& value, int depth) {
  if (depth > deepest) return value;
  if (const List* list = value.list()) {
    auto made = std::make_shared<List>(*list);
    for (Value& item : made->items)
      item = copy_below(item, depth + 1);
    return made;
  }
  if (const Map* map = value.map()) {
    auto made = std::make_shared<Map>(*map);
    for (auto& [key, item] : made->entries)
      item = copy_below(item, depth + 1);
    return made;
  }
  return value;
}

template <class T>
T* pointer(const Data& data) {
  const auto* shared = std::get_if<std::shared_ptr<T>>(&data);
  return shared != nullptr ? shared->get() : nullptr;
}

}  // namespace

Text::Text(std::string text) {
  if (!text.empty()) parts.push_back({.text = std::move(text)});
}

bool Text::known() const {
  return std::ranges::all_of(parts, &Part::known);
}

std::optional<std::string> Text::str() const {
  if (!known()) return std::nullopt;
  return parts.empty() ? std::string() : parts.front().text;
}

void Text::append(std::string_view text) {
  if (text.empty()) return;
  if (!parts.empty() && parts.back().known) {
    parts.back().text += text;
  } else {
    parts.push_back({std::string(text), true});
  }
}

void Text::append(const Text& other) {
  // By value: a text may be appended to itself.
  for (const Part& part : std::vector<Part>(other.parts)) {
    if (part.known) {
      append(part.text);
    } else {
      parts.push_back(part);
    }
  }
}

void Text::append_unknown(std::string origin) {
  parts.push_back({std::move(origin), false});
}

std::optional<std::string> Value::str() const {
  return text() != nullptr ? text()->str() : std::nullopt;
}

List* Value::list() const {
  return pointer<List>(data);
}
Map* Value::map() const {
  return pointer<Map>(data);
}
Object* Value::object() const {
  return pointer<Object>(data);
}
Callable* Value::callable() const {
  return pointer<Callable>(data);
}

const Value* Map::find(const Value& key) const {
  const auto found = std::ranges::find_if(
      entries, [&](const auto& entry) { return equal(entry.first, key).value_or(false); });
  return found == entries.end() ? nullptr : &found->second;
}

const Value* Map::get(std::string_view key) const {
  const auto found =
      std::ranges::find_if(entries, [&](const auto& entry) { return entry.first.str() == key; });
  return found == entries.end() ? nullptr : &found->second;
}

void Map::set(const Value& key, Value value) {
  const auto found = std::ranges::find_if(
      entries, [&](const auto& entry) { return equal(entry.first, key).value_or(false); });
  if (found == entries.end()) {
    entries.emplace_back(key, std::move(value));
  } else {
    found->second = std::move(value);
  }
}

const Value* Attributes::find(std::string_view name) const {
  const auto found = std::ranges::find(entries, name, &std::pair<std::string, Value>::first);
  return found == entries.end() ? nullptr : &found->second;
}

Value* Attributes::find(std::string_view name) {
  const auto found = std::ranges::find(entries, name, &std::pair<std::string, Value>::first);
  return found == entries.end() ? nullptr : &found->second;
}

void Attributes::set(std::string_view name, Value value) {
  if (Value* found = find(name)) {
    *found = std::move(value);
  } else {
    entries.emplace_back(name, std::move(value));
  }
}

const Value* Arguments::get(std::size_t position, std::string_view name) const {
  if (position < positional.size()) return &positional[position];
  return named.find(name);
}

Value make_list(std::vector<Value> items, bool tuple) {
  return std::make_shared<List>(List{std::move(items), tuple, false});
}

Value make_map(std::vector<std::pair<Value, Value>> entries) {
  return std::make_shared<Map>(Map{std::move(entries)});
}

Value make_object(Object object) {
  return std::make_shared<Object>(std::move(object));
}

Value make_callable(std::string name, std::function<Value(const Arguments&)> call) {
  return std::make_shared<Callable>(Callable{std::move(name), std::move(call), {}});
}

Value copy(const Value& value) {
  return copy_below(value, 0);
}

std::optional<bool> equal(const Value& a, const Value& b) {
  return equal_items(a, b, 0);
}

}  // namespace miglint::eval
