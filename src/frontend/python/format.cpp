// Values as text: str(), repr(), format(), the operator % and str.format.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "frontend/python/operators.h"

namespace miglint::python {

using eval::External;
using eval::Opaque;
using eval::Symbol;
using eval::Text;
using eval::Value;

namespace {

constexpr int deepest = 20;

std::string float_text(double value) {
  std::string text = fmt::format("{}", value);
  if (std::isfinite(value) && text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string origin_of(const Value& value) {
  if (const auto* symbol = value.get<Symbol>()) return symbol->origin;
  if (const auto* path = value.get<External>()) return path->path;
  if (const eval::Object* object = value.object()) return object->origin;
  if (const eval::Callable* callable = value.callable()) return callable->name;
  return "?";
}

Text unknown(std::string origin) {
  Text text;
  text.append_unknown(std::move(origin));
  return text;
}

std::string quoted(const std::string& text) {
  const char quote = text.contains('\'') && !text.contains('"') ? '"' : '\'';
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      out += c;
    }
  }
  return out + quote;
}

Text repr(const Value& value, int depth);

Text joined(const std::vector<Value>& items, std::string_view open, std::string_view close,
            int depth) {
  Text made{std::string(open)};
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) made.append(", ");
    made.append(repr(items[i], depth + 1));
  }
  made.append(close);
  return made;
}

Text repr(const Value& value, int depth) {
  if (depth > deepest) return unknown("...");
  if (const Text* text = value.text()) {
    if (const auto known = text->str()) return Text(quoted(*known));
    Text made("'");
    made.append(*text);
    made.append("'");
    return made;
  }
  if (const eval::List* list = value.list()) {
    if (list->set) return joined(list->items, "{", "}", depth);
    if (!list->tuple) return joined(list->items, "[", "]", depth);
    return joined(list->items, "(", list->items.size() == 1 ? ",)" : ")", depth);
  }
  if (const eval::Map* map = value.map()) {
    Text made("{");
    for (std::size_t i = 0; i < map->entries.size(); ++i) {
      if (i > 0) made.append(", ");
      made.append(repr(map->entries[i].first, depth + 1));
      made.append(": ");
      made.append(repr(map->entries[i].second, depth + 1));
    }
    made.append("}");
    return made;
  }
  return to_text(value);
}

/// Splits "[[fill]align][sign][0][width][,][.precision][type]".
struct Spec {
  char fill = ' ';
  char align = 0;
  std::size_t width = 0;
  bool commas = false;
  std::optional<int> precision;
  char type = 0;
  bool known = true;
};

Spec read_spec(std::string_view text) {
  Spec spec;
  const auto is_align = [](char c) { return c == '<' || c == '>' || c == '^'; };
  if (text.size() > 1 && is_align(text[1])) {
    spec.fill = text[0];
    spec.align = text[1];
    text.remove_prefix(2);
  } else if (!text.empty() && is_align(text[0])) {
    spec.align = text[0];
    text.remove_prefix(1);
  }
  if (text.starts_with('0')) {
    spec.fill = '0';
    if (spec.align == 0) spec.align = '>';
  }
  const auto digits = [&]() -> std::optional<int> {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
  };
  if (const auto width = digits())
    spec.width = static_cast<std::size_t>(std::clamp(*width, 0, 500));
  if (text.starts_with(',')) {
    spec.commas = true;
    text.remove_prefix(1);
  }
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    spec.precision = digits();
  }
  if (!text.empty()) spec.type = text[0];
  spec.known = text.size() <= 1 && !spec.commas;
  return spec;
}

}  // namespace

Text to_text(const Value& value) {
  if (value.is_null()) return Text("None");
  if (const auto* is = value.get<bool>()) return Text(*is ? "True" : "False");
  if (const auto* is = value.get<std::int64_t>()) return Text(fmt::format("{}", *is));
  if (const auto* is = value.get<double>()) return Text(float_text(*is));
  if (const Text* text = value.text()) return *text;
  if (value.list() != nullptr || value.map() != nullptr) return repr(value, 0);
  if (const eval::Object* object = value.object()) {
    if (object->type == "enum member") {
      // `class Status(str, Enum)` prints differently from one version of Python to the next.
      return Text(object->origin);
    }
    // `str(sa.text("..."))` and the name of a table or column.
    const Value* known = object->attributes.find("__str__");
    if (known != nullptr && known->text() != nullptr) return *known->text();
    if (object->type == "sqlalchemy.text" && !object->positional.empty() &&
        object->positional[0].text() != nullptr) {
      return *object->positional[0].text();
    }
  }
  return unknown(origin_of(value));
}

Text to_repr(const Value& value) {
  return repr(value, 0);
}

Text formatted(const Value& value, std::string_view spec_text) {
  if (spec_text.empty()) return to_text(value);
  const Spec spec = read_spec(spec_text);
  const Text plain = to_text(value);
  auto known = plain.str();
  if (!spec.known || !known) return unknown(known ? *known : origin_of(value));
  if (spec.precision && (spec.type == 'f' || spec.type == 'F')) {
    double number = 0;
    if (const auto* is = value.get<double>()) number = *is;
    if (const auto* is = value.get<std::int64_t>()) number = static_cast<double>(*is);
    known = fmt::format("{:.{}f}", number, *spec.precision);
  } else if (const auto* is = value.get<std::int64_t>(); is != nullptr && spec.type == 'x') {
    known = fmt::format("{:x}", *is);
  }
  const bool is_number = value.get<std::int64_t>() != nullptr || value.get<double>() != nullptr;
  const char align = spec.align != 0 ? spec.align : (is_number ? '>' : '<');
  if (known->size() < spec.width) {
    const std::size_t missing = spec.width - known->size();
    const std::size_t before = align == '>' ? missing : (align == '^' ? missing / 2 : 0);
    *known = std::string(before, spec.fill) + *known + std::string(missing - before, spec.fill);
  }
  return Text(*known);
}

Value percent_format(const Text& format, const Value& values, const std::string& origin) {
  std::vector<Value> given{values};
  if (const eval::List* list = values.list(); list != nullptr && list->tuple) given = list->items;
  std::size_t next = 0;
  Text made;
  for (const Text::Part& part : format.parts) {
    if (!part.known) {
      made.append_unknown(part.text);
      continue;
    }
    const std::string& text = part.text;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t percent = text.find('%', at);
      made.append(std::string_view(text).substr(at, percent - at));
      if (percent == std::string::npos) break;
      at = percent + 1;
      Value value;
      bool has_value = false;
      if (at < text.size() && text[at] == '(') {
        const std::size_t close = text.find(')', at);
        if (close == std::string::npos) return Symbol{origin};
        const std::string key = text.substr(at + 1, close - at - 1);
        at = close + 1;
        const Value* found = values.map() != nullptr ? values.map()->get(key) : nullptr;
        value = found != nullptr ? *found : Value(Symbol{key});
        has_value = true;
      }
      const std::size_t letter = text.find_first_not_of("0123456789.-+ #", at);
      if (letter == std::string::npos) return Symbol{origin};
      const std::string width = text.substr(at, letter - at);
      at = letter + 1;
      if (text[letter] == '%') {
        made.append("%");
        continue;
      }
      if (!has_value) {
        if (values.is_unknown()) {
          value = values;
        } else if (next < given.size()) {
          value = given[next++];
        } else {
          return Symbol{origin};
        }
      }
      if (value.get<Opaque>() != nullptr) return value;
      if (text[letter] == 'r') {
        made.append(to_repr(value));
      } else {
        const bool left = width.starts_with('-');
        const std::string spec = width.empty()         ? ""
                                 : left                ? "<" + width.substr(1)
                                 : text[letter] == 's' ? ">" + width
                                                       : width;
        made.append(
            formatted(value, text[letter] == 'f' ? (spec.empty() ? ".6" : spec) + "f" : spec));
      }
    }
  }
  return made;
}

Value brace_format(const Text& format, const eval::Arguments& arguments) {
  std::size_t next = 0;
  Text made;
  for (const Text::Part& part : format.parts) {
    if (!part.known) {
      made.append_unknown(part.text);
      continue;
    }
    const std::string& text = part.text;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t brace = text.find_first_of("{}", at);
      made.append(std::string_view(text).substr(at, brace - at));
      if (brace == std::string::npos) break;
      if (brace + 1 < text.size() && text[brace + 1] == text[brace]) {
        made.append(std::string_view(text).substr(brace, 1));
        at = brace + 2;
        continue;
      }
      const std::size_t close = text.find('}', brace);
      if (text[brace] == '}' || close == std::string::npos) return Symbol{arguments.origin};
      std::string field = text.substr(brace + 1, close - brace - 1);
      at = close + 1;
      std::string spec;
      if (const std::size_t colon = field.find(':'); colon != std::string::npos) {
        spec = field.substr(colon + 1);
        field.resize(colon);
      }
      bool use_repr = false;
      if (const std::size_t bang = field.find('!'); bang != std::string::npos) {
        use_repr = field.substr(bang) == "!r";
        field.resize(bang);
      }
      const std::size_t name_end = field.find_first_of(".[");
      const std::string name = field.substr(0, name_end);
      Value value = Symbol{field};
      if (name.empty()) {
        if (next < arguments.positional.size()) value = arguments.positional[next++];
      } else if (std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; })) {
        std::size_t index = 0;
        std::from_chars(name.data(), name.data() + name.size(), index);
        if (index < arguments.positional.size()) value = arguments.positional[index];
      } else if (const Value* found = arguments.named.find(name)) {
        value = *found;
      }
      if (name_end != std::string::npos) {
        // `{0[key]}` and `{row.name}`: one step of it.
        const bool is_item = field[name_end] == '[';
        const std::string key =
            field.substr(name_end + 1, field.size() - name_end - (is_item ? 2 : 1));
        const Value* found = nullptr;
        if (is_item && value.map() != nullptr) found = value.map()->get(key);
        if (!is_item && value.object() != nullptr) found = value.object()->attributes.find(key);
        value = found != nullptr ? Value(*found) : Value(Symbol{field});
      }
      if (value.get<Opaque>() != nullptr) return value;
      made.append(use_repr ? to_repr(value) : formatted(value, spec));
    }
  }
  return made;
}

}  // namespace miglint::python
