// Methods of str, list, set and dict.
#include <algorithm>
#include <ranges>

#include "frontend/python/operators.h"
#include "source/ascii.h"

namespace miglint::python {

using eval::Arguments;
using eval::Opaque;
using eval::Symbol;
using eval::Text;
using eval::Value;

namespace {

constexpr std::string_view white_space = " \t\n\r\f\v";

std::string stripped(std::string_view text, std::string_view letters, bool left, bool right) {
  const std::size_t begin = left ? text.find_first_not_of(letters) : 0;
  if (begin == std::string_view::npos) return "";
  const std::size_t end = right ? text.find_last_not_of(letters) + 1 : text.size();
  return end > begin ? std::string(text.substr(begin, end - begin)) : "";
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  if (from.empty()) return std::string(text);
  std::string out;
  for (std::size_t at = 0;;) {
    const std::size_t found = text.find(from, at);
    out += text.substr(at, found - at);
    if (found == std::string_view::npos) return out;
    out += to;
    at = found + from.size();
  }
}

Value split_text(std::string_view text, const Value* separator) {
  std::vector<Value> parts;
  const auto by = separator != nullptr ? separator->str() : std::nullopt;
  if (separator != nullptr && !separator->is_null() && !by) return Symbol{"split"};
  if (by && !by->empty()) {
    for (std::size_t at = 0;;) {
      const std::size_t found = text.find(*by, at);
      parts.emplace_back(std::string(text.substr(at, found - at)));
      if (found == std::string_view::npos) break;
      at = found + by->size();
    }
  } else {
    for (std::size_t at = text.find_first_not_of(white_space); at != std::string_view::npos;) {
      const std::size_t end = text.find_first_of(white_space, at);
      parts.emplace_back(std::string(text.substr(at, end - at)));
      at = end == std::string_view::npos ? end : text.find_first_not_of(white_space, end);
    }
  }
  return eval::make_list(std::move(parts));
}

Value split_lines(std::string_view text) {
  std::vector<Value> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line(text.substr(at, end - at));
    if (line.ends_with('\r')) line.pop_back();
    lines.emplace_back(std::move(line));
    at = end + 1;
  }
  return eval::make_list(std::move(lines));
}

std::string cased(std::string text, bool up) {
  std::ranges::transform(text, text.begin(), up ? ascii::upper : ascii::lower);
  return text;
}

std::string titled(std::string text, bool each_word) {
  bool first = true;
  for (char& c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) c = cased(std::string(1, c), first)[0];
    first = each_word && !letter;
  }
  return text;
}

Value join_texts(const Text& between, const Arguments& arguments) {
  const Value* given = arguments.get(0, "iterable");
  if (given == nullptr) return Symbol{arguments.origin};
  if (given->get<Opaque>() != nullptr) return *given;
  std::vector<Value> items;
  if (given->list() != nullptr) {
    items = given->list()->items;
  } else if (given->map() != nullptr) {
    for (const auto& entry : given->map()->entries)
      items.push_back(entry.first);
  } else {
    return Symbol{arguments.origin};
  }
  Text made;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].get<Opaque>() != nullptr) return items[i];
    if (i > 0) made.append(between);
    made.append(to_text(items[i]));
  }
  return made;
}

}  // namespace

std::optional<Value> text_method(const Text& text, std::string_view name,
                                 const Arguments& arguments) {
  if (name == "format") return brace_format(text, arguments);
  if (name == "join") return join_texts(text, arguments);
  if (name == "format_map" && !arguments.positional.empty()) {
    Arguments named{.origin = arguments.origin};
    if (const eval::Map* map = arguments.positional[0].map())
      for (const auto& [key, value] : map->entries)
        if (key.str()) named.named.set(*key.str(), value);
    return brace_format(text, named);
  }
  const auto known = text.str();
  if (!known) {
    // White space at the ends of a text changes nothing in SQL.
    if (name == "strip" || name == "lstrip" || name == "rstrip" || name == "encode") return text;
    Text made;
    if (name == "lower" || name == "upper" || name == "replace" || name == "title") {
      for (const Text::Part& part : text.parts) {
        if (!part.known) {
          made.append_unknown(part.text);
        } else if (const auto changed = text_method(Text(part.text), name, arguments);
                   changed && changed->text() != nullptr) {
          made.append(*changed->text());
        }
      }
      return made;
    }
    return std::nullopt;
  }
  const auto argument = [&](std::size_t at) -> std::optional<std::string> {
    return at < arguments.positional.size() ? arguments.positional[at].str() : std::nullopt;
  };
  if (name == "strip" || name == "lstrip" || name == "rstrip") {
    const std::string letters = argument(0).value_or(std::string(white_space));
    return stripped(*known, letters, name != "rstrip", name != "lstrip");
  }
  if (name == "lower" || name == "casefold") return cased(*known, false);
  if (name == "upper") return cased(*known, true);
  if (name == "title") return titled(*known, true);
  if (name == "capitalize") return titled(*known, false);
  if (name == "encode" || name == "decode") return text;
  if (name == "splitlines") return split_lines(*known);
  if (name == "split" && arguments.positional.size() < 2)
    return split_text(*known, arguments.get(0, "sep"));
  if (name == "replace" && arguments.positional.size() >= 2) {
    const auto from = argument(0);
    const Text* to = arguments.positional[1].text();
    if (!from || arguments.positional[1].is_unknown()) return std::nullopt;
    if (to == nullptr) return std::nullopt;
    if (to->known()) return replaced(*known, *from, *to->str());
    Text made;
    for (std::size_t at = 0;;) {
      const std::size_t found = from->empty() ? std::string::npos : known->find(*from, at);
      made.append(std::string_view(*known).substr(at, found - at));
      if (found == std::string::npos) return made;
      made.append(*to);
      at = found + from->size();
    }
  }
  if (name == "startswith" && argument(0)) return known->starts_with(*argument(0));
  if (name == "endswith" && argument(0)) return known->ends_with(*argument(0));
  if (name == "isdigit")
    return !known->empty() &&
           std::ranges::all_of(*known, [](char c) { return c >= '0' && c <= '9'; });
  if (name == "find" && argument(0)) {
    const std::size_t found = known->find(*argument(0));
    return found == std::string::npos ? Value(-1) : Value(static_cast<std::int64_t>(found));
  }
  if (name == "removeprefix" && argument(0))
    return known->starts_with(*argument(0)) ? known->substr(argument(0)->size()) : *known;
  if (name == "removesuffix" && argument(0))
    return known->ends_with(*argument(0)) ? known->substr(0, known->size() - argument(0)->size())
                                          : *known;
  return std::nullopt;
}

std::optional<Value> list_method(const Value& value, std::string_view name,
                                 const Arguments& arguments) {
  eval::List& list = *value.list();
  const auto& given = arguments.positional;
  if ((name == "append" || name == "add") && given.size() == 1) {
    list.items.push_back(given[0]);
    return Value();
  }
  if ((name == "extend" || name == "update") && given.size() == 1) {
    if (given[0].list() == nullptr) return std::nullopt;
    const std::vector<Value> more = given[0].list()->items;
    list.items.insert(list.items.end(), more.begin(), more.end());
    return Value();
  }
  if (name == "insert" && given.size() == 2 && given[0].get<std::int64_t>() != nullptr) {
    const auto at =
        std::clamp<std::int64_t>(*given[0].get<std::int64_t>(), 0, std::ssize(list.items));
    list.items.insert(list.items.begin() + at, given[1]);
    return Value();
  }
  if (name == "pop" && !list.items.empty() &&
      (given.empty() || eval::equal(given[0], 0) == true || eval::equal(given[0], -1) == true)) {
    const bool front = !given.empty() && eval::equal(given[0], 0) == true;
    Value taken = front ? list.items.front() : list.items.back();
    list.items.erase(front ? list.items.begin() : list.items.end() - 1);
    return taken;
  }
  if (name == "index" && given.size() == 1) {
    for (std::size_t i = 0; i < list.items.size(); ++i)
      if (eval::equal(list.items[i], given[0]) == true) return static_cast<std::int64_t>(i);
  }
  if (name == "copy") return eval::make_list(list.items, list.tuple);
  if (name == "reverse") {
    std::ranges::reverse(list.items);
    return Value();
  }
  if (name == "clear") {
    list.items.clear();
    return Value();
  }
  if (name == "remove" || name == "discard") {
    const auto found = std::ranges::find_if(list.items, [&](const Value& item) {
      return !given.empty() && eval::equal(item, given[0]) == true;
    });
    if (found != list.items.end()) list.items.erase(found);
    return Value();
  }
  return std::nullopt;
}

std::optional<Value> map_method(const Value& value, std::string_view name,
                                const Arguments& arguments) {
  eval::Map& map = *value.map();
  const auto& given = arguments.positional;
  if (name == "items" || name == "keys" || name == "values") {
    std::vector<Value> made;
    for (const auto& [key, item] : map.entries) {
      if (name == "items") {
        made.push_back(eval::make_list({key, item}, true));
      } else {
        made.push_back(name == "keys" ? key : item);
      }
    }
    return eval::make_list(std::move(made));
  }
  if ((name == "get" || name == "pop" || name == "setdefault") && !given.empty()) {
    if (given[0].is_unknown()) return std::nullopt;
    const Value* found = map.find(given[0]);
    const Value* fallback = arguments.get(1, "default");
    Value taken = found != nullptr ? *found : (fallback != nullptr ? *fallback : Value());
    if (name == "pop")
      std::erase_if(map.entries, [&](const auto& entry) {
        return eval::equal(entry.first, given[0]).value_or(false);
      });
    if (name == "setdefault" && found == nullptr) map.set(given[0], taken);
    return taken;
  }
  if (name == "update") {
    if (!given.empty() && given[0].map() == nullptr) return std::nullopt;
    if (!given.empty())
      for (const auto& [key, item] : given[0].map()->entries)
        map.set(key, item);
    for (const auto& [key, item] : arguments.named.entries)
      map.set(key, item);
    return Value();
  }
  if (name == "copy") return std::make_shared<eval::Map>(map);
  return std::nullopt;
}

}  // namespace miglint::python
