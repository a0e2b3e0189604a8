// What the functions of string and container libraries do to known values.
#include <algorithm>
#include <array>

#include "frontend/cxx/program/formats.h"
#include "frontend/cxx/program/interpreter.h"
#include "frontend/cxx/program/sql_shape.h"

namespace miglint::cxx {
namespace {

template <std::size_t Count>
bool is_one_of(std::string_view name, const std::array<std::string_view, Count>& names) {
  return std::ranges::find(names, name) != names.end();
}

/// Give the same text again.
constexpr auto kSame = std::to_array<std::string_view>(
    {"c_str",         "data",          "str",      "toStdString", "toUtf8",        "toLatin1",
     "toLocal8Bit",   "constData",     "view",     "toString",    "get",           "string",
     "toStdWString",  "utf16",         "unicode",  "simplified",  "trimmed",       "strip",
     "Statement",     "GetStatement",  "value",    "native",      "toHtmlEscaped", "to_string",
     "getUnderlying", "GetUnderlying", "c_string", "latin1",      "ascii"});

constexpr auto kOfText = std::to_array<std::string_view>({"fromLatin1",
                                                          "fromUtf8",
                                                          "fromLocal8Bit",
                                                          "fromAscii",
                                                          "fromStdString",
                                                          "QStringLiteral",
                                                          "QLatin1String",
                                                          "qUtf8Printable",
                                                          "qPrintable",
                                                          "move",
                                                          "forward",
                                                          "as_const",
                                                          "ref",
                                                          "cref",
                                                          "tr",
                                                          "L1",
                                                          "addressof",
                                                          "string_view",
                                                          "string",
                                                          "QString",
                                                          "to_string_view",
                                                          "_s",
                                                          "_sv",
                                                          "literal",
                                                          "runtime",
                                                          "toSql",
                                                          "trim",
                                                          "Trim",
                                                          "runtime_format",
                                                          "StringPiece"});

std::vector<Text> texts_of(std::span<const Value> values) {
  std::vector<Text> texts;
  for (const Value& value : values)
    texts.push_back(as_text(value));
  return texts;
}

/// Of a choice, one answer for each; nothing when the value is no text.
template <class Make>
std::optional<Value> for_each_text(const Value& value, const Make& make) {
  if (value.is_text()) return make(value);
  if (!value.is(Value::Kind::choice)) return std::nullopt;
  std::optional<Value> all;
  for (const Value& one : *value.items) {
    const Value made = one.is_text() ? make(one) : one;
    all = all ? Value::choice(*all, made) : made;
  }
  return all;
}

}  // namespace

std::optional<Value> Interpreter::call_on_text(const Call& call,
                                               const std::vector<Argument>& arguments) {
  if (call.object == nullptr) return std::nullopt;
  static constexpr auto kChange = std::to_array<std::string_view>(
      {"append", "push_back", "replace", "clear", "prepend", "assign", "remove", "insert", "setNum",
       "sprintf", "write", "reserve", "setString"});
  Value of;
  Value* at = nullptr;
  if (is_one_of(call.name, kChange)) {
    at = place_of(call.object);
    if (at != nullptr && !at->is_text() && !at->is(Value::Kind::choice)) return std::nullopt;
  }
  of = at != nullptr ? *at : evaluate(call.object);
  if (!of.is_text() && !of.is(Value::Kind::choice)) return std::nullopt;
  std::vector<Value> values;
  for (const Argument& argument : arguments) {
    Value value = argument.value;
    if (value.is(Value::Kind::number) && !argument.expression->getType().isNull() &&
        argument.expression->getType()->isAnyCharacterType())
      value = Value::of(Text(std::string(1, static_cast<char>(value.number)),
                             place(argument.expression->getSourceRange())));
    values.push_back(std::move(value));
  }
  const auto result = [&](Value value) -> std::optional<Value> {
    if (at != nullptr) *at = value;
    return value;
  };
  const std::string& name = call.name;
  if (is_one_of(name, kSame)) return of;
  if (name == "arg") {
    const auto texts = texts_of(values);
    // What follows the first argument may be a width and a base.
    std::size_t count = texts.size();
    if (!arguments.empty() && !arguments.front().expression->getType().isNull() &&
        arguments.front().expression->getType()->isArithmeticType())
      count = 1;
    for (std::size_t i = 1; i < count; ++i) {
      if (values[i].is(Value::Kind::number)) count = i;
    }
    return for_each_text(of, [&](const Value& one) {
      return Value::of(format_places(one.text, std::span(texts).first(count)));
    });
  }
  if (name == "append" || name == "push_back") {
    if (values.empty()) return of;
    if (values.size() == 2 && values[1].is(Value::Kind::number) && values[0].is_text())
      values[0].text = values[0].text.substr(0, static_cast<std::size_t>(values[1].number));
    return result(join(of, values[0]));
  }
  if (name == "prepend" && !values.empty()) return result(join(values[0], of));
  if (name == "assign" && !values.empty()) return result(values[0]);
  if (name == "str" && !values.empty()) return result(values[0]);
  if (name == "clear") return result(Value::of(Text()));
  if (name == "reserve") return of;
  if (name == "replace" && values.size() >= 2 && values[0].is_text()) {
    const auto from = values[0].text.str();
    if (!from) return result(unknown_at(call.expression));
    const Text to = as_text(values[1]);
    const auto replaced = for_each_text(
        of, [&](const Value& one) { return Value::of(one.text.replaced(*from, to)); });
    return result(*replaced);
  }
  if (at != nullptr) return result(unknown_at(call.expression));

  const std::string flat = of.is_text() ? of.text.flat() : std::string();
  const bool is_whole = of.is_text() && of.text.is_known();
  const auto truth_of = [](bool is) { return Value::of(std::int64_t{is ? 1 : 0}); };
  const auto argument = values.empty() ? std::nullopt : values[0].text.str();
  if (name == "size" || name == "length" || name == "count")
    return is_whole ? Value::of(static_cast<std::int64_t>(flat.size()))
                    : unknown_at(call.expression);
  if ((name == "empty" || name == "isEmpty" || name == "isNull") && of.is_text()) {
    if (is_whole) return truth_of(flat.empty());
    // A part that is known is there.
    const bool has_known = flat.find_first_not_of('\x01') != flat.npos;
    return has_known ? truth_of(false) : unknown_at(call.expression);
  }
  if (name == "contains" && argument && of.is_text()) {
    if (flat.contains(*argument)) return truth_of(true);
    return is_whole ? truth_of(false) : unknown_at(call.expression);
  }
  if ((name == "startsWith" || name == "starts_with") && argument && of.is_text()) {
    if (flat.starts_with(*argument)) return truth_of(true);
    return is_whole ? truth_of(false) : unknown_at(call.expression);
  }
  if (name == "compare" && argument && is_whole)
    return Value::of(std::int64_t{flat.compare(*argument)});
  if ((name == "find" || name == "indexOf") && argument && is_whole) {
    const std::size_t found = flat.find(*argument);
    return Value::of(found == flat.npos ? std::int64_t{-1} : static_cast<std::int64_t>(found));
  }
  if ((name == "substr" || name == "mid" || name == "left") && of.is_text() && !values.empty()) {
    std::size_t begin = 0;
    std::size_t count = flat.size();
    if (!values[0].is(Value::Kind::number)) return unknown_at(call.expression);
    (name == "left" ? count : begin) =
        static_cast<std::size_t>(std::max<std::int64_t>(values[0].number, 0));
    if (values.size() > 1 && values[1].is(Value::Kind::number) && values[1].number >= 0)
      count = static_cast<std::size_t>(values[1].number);
    return Value::of(of.text.substr(begin, count));
  }
  return std::nullopt;
}

std::optional<Value> Interpreter::call_on_list(const Call& call,
                                               const std::vector<Argument>& arguments) {
  if (call.object == nullptr) return std::nullopt;
  const std::string& name = call.name;
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"push_back", "emplace_back", "append",     "push",     "insert",   "emplace",
       "size",      "length",       "count",      "empty",    "isEmpty",  "begin",
       "end",       "cbegin",       "cend",       "data",     "at",       "value",
       "front",     "back",         "first",      "last",     "join",     "clear",
       "get",       "value_or",     "constBegin", "constEnd", "has_value"});
  if (!is_one_of(name, kNames)) return std::nullopt;
  Value* at = place_of(call.object);
  const Value of = at != nullptr ? *at : evaluate(call.object);
  if (!of.is_list() && !of.is(Value::Kind::position)) return std::nullopt;
  const auto& items = *of.items;
  const auto position = [&](std::size_t index) {
    Value value = of;
    value.kind = Value::Kind::position;
    value.number = static_cast<std::int64_t>(index);
    return value;
  };
  if (name == "push_back" || name == "append" || name == "push" || name == "emplace_back") {
    if (at == nullptr) return std::nullopt;
    std::vector<Value> given;
    for (const Argument& argument : arguments)
      given.push_back(argument.value);
    if (given.empty()) return of;
    at->own_items().push_back(given.size() == 1 ? given.front() : Value::list(std::move(given)));
    return *at;
  }
  if ((name == "insert" || name == "emplace") && at != nullptr) {
    if (arguments.size() == 1) {
      at->own_items().push_back(arguments.front().value);
    } else if (arguments.size() == 2 && !arguments.front().value.is(Value::Kind::position)) {
      at->own_items().push_back(Value::list({arguments[0].value, arguments[1].value}));
    } else if (arguments.size() == 2) {
      at->own_items().push_back(arguments[1].value);
    }
    return *at;
  }
  if (name == "clear" && at != nullptr) return *at = Value::list({});
  if (name == "size" || name == "length" || (name == "count" && arguments.empty()))
    return Value::of(static_cast<std::int64_t>(items.size()));
  if (name == "empty" || name == "isEmpty") return Value::of(std::int64_t{items.empty() ? 1 : 0});
  if (name == "begin" || name == "cbegin" || name == "constBegin" || name == "data")
    return position(0);
  if (name == "end" || name == "cend" || name == "constEnd") return position(items.size());
  if ((name == "front" || name == "first") && !items.empty()) return items.front();
  if ((name == "back" || name == "last") && !items.empty()) return items.back();
  if ((name == "at" || name == "value") && !arguments.empty()) {
    const Value& key = arguments.front().value;
    for (const Value& entry : items) {
      if (entry.is_list() && entry.items->size() == 2 && same(entry.items->front(), key))
        return entry.items->back();
    }
    const Value found = element(of, key);
    return found.is(Value::Kind::unknown) ? unknown_at(call.expression) : found;
  }
  if (name == "join" && !arguments.empty()) {
    Text text;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) text.append(as_text(arguments.front().value));
      text.append(as_text(items[i]));
    }
    return Value::of(std::move(text));
  }
  return std::nullopt;
}

std::optional<Value> Interpreter::call_library(const Call& call,
                                               const std::vector<Argument>& arguments) {
  const std::string& name = call.name;
  const bool is_method = call.object != nullptr;
  std::vector<Value> values;
  for (const Argument& argument : arguments)
    values.push_back(argument.value);
  const auto with_pattern = [&](std::size_t pattern, auto format) -> std::optional<Value> {
    if (pattern >= values.size()) return std::nullopt;
    std::vector<Value> given(values.begin() + static_cast<std::ptrdiff_t>(pattern) + 1,
                             values.end());
    // Of the first value that may be one of several texts, each.
    const auto several = std::ranges::find_if(given, [](const Value& value) {
      return value.is(Value::Kind::choice) &&
             std::ranges::all_of(*value.items, [](const Value& one) { return one.is_text(); });
    });
    std::optional<Value> all;
    const std::size_t turns = several == given.end() ? 1 : several->items->size();
    const auto items = several == given.end() ? nullptr : several->items;
    for (std::size_t i = 0; i < turns; ++i) {
      if (items != nullptr) *several = (*items)[i];
      const auto texts = texts_of(given);
      const auto made = for_each_text(values[pattern], [&](const Value& one) {
        return Value::of(format(one.text, std::span<const Text>(texts)));
      });
      if (!made) return std::nullopt;
      all = all ? Value::choice(*all, *made) : *made;
    }
    return all;
  };
  if ((name == "format" || name == "vformat" || name == "format_to") && !is_method) {
    if (!values.empty() && !values[0].is_text() && !values[0].is(Value::Kind::choice) &&
        values.size() > 1)
      return with_pattern(1, format_braces);
    return with_pattern(0, format_braces);
  }
  if (name == "asprintf" || name == "StrFormat" || name == "StringPrintf" || name == "strformat" ||
      name == "sqlite3_mprintf" || name == "g_strdup_printf" || name == "string_format")
    return with_pattern(0, format_percent);
  if (name == "snprintf" || name == "sqlite3_snprintf" || name == "sprintf" ||
      name == "qsnprintf") {
    const std::size_t pattern = name == "sprintf" ? 1 : 2;
    const std::size_t buffer = name == "sqlite3_snprintf" ? 1 : 0;
    const auto made = with_pattern(pattern, format_percent);
    if (!made || buffer >= arguments.size()) return std::nullopt;
    if (Value* at = place_of(arguments[buffer].expression)) *at = *made;
    return made;
  }
  if (name == "strcpy" || name == "strncpy" || name == "strcat" || name == "strncat") {
    if (values.size() < 2) return std::nullopt;
    if (Value* at = place_of(arguments[0].expression))
      *at = name.contains("cat") ? join(*at, values[1]) : values[1];
    return values[1];
  }
  if (name == "StrCat" || name == "strcat_all" || name == "concat") {
    Text text;
    for (const Value& value : values)
      text.append(as_text(value));
    return Value::of(std::move(text));
  }
  if ((name == "to_string" || name == "number") && values.size() == 1) {
    if (values[0].is(Value::Kind::number))
      return Value::of(
          Text(std::to_string(values[0].number), place(call.expression->getSourceRange())));
    if (values[0].is_text()) return values[0];
    return Value::unknown(short_origin(source(arguments[0].expression->getSourceRange())),
                          place(call.expression->getSourceRange()),
                          name == "number" || values[0].is_number);
  }
  if (name == "join" && !is_method && values.size() == 2) {
    // fmt::join(list, separator)
    if (!values[0].is_list()) return unknown_at(call.expression);
    Text text;
    for (std::size_t i = 0; i < values[0].items->size(); ++i) {
      if (i > 0) text.append(as_text(values[1]));
      text.append(as_text((*values[0].items)[i]));
    }
    return Value::of(std::move(text));
  }
  if (is_one_of(name, kOfText) && !values.empty() &&
      (values[0].is_text() || values[0].is(Value::Kind::choice) || values[0].is_list()))
    return values[0];
  if ((name == "make_pair" || name == "make_tuple" || name == "qMakePair" || name == "to_array") &&
      !values.empty()) {
    if (name == "to_array") return values[0];
    return Value::list(values);
  }
  if ((name == "size" || name == "ssize") && values.size() == 1 && values[0].is_list())
    return Value::of(static_cast<std::int64_t>(values[0].items->size()));
  if ((name == "begin" || name == "end" || name == "cbegin" || name == "cend") &&
      values.size() == 1 && values[0].is_list()) {
    Value value = values[0];
    value.kind = Value::Kind::position;
    value.number = name.ends_with("begin") ? 0 : static_cast<std::int64_t>(values[0].items->size());
    return value;
  }
  if (name == "get" && !is_method && values.size() == 1 && values[0].is_list() &&
      call.function != nullptr) {
    const auto* given = call.function->getTemplateSpecializationArgs();
    if (given != nullptr && given->size() > 0 &&
        given->get(0).getKind() == clang::TemplateArgument::Integral)
      return element(values[0], Value::of(given->get(0).getAsIntegral().getExtValue()));
  }
  if (name == "for_each" && !values.empty() && values.back().is(Value::Kind::function) &&
      (values[0].is_list() || values[0].is(Value::Kind::position)) && call.of.starts_with("std")) {
    const auto items = values[0].items;
    for (const Value& item : *items)
      call_body(values.back().function, {{nullptr, item}}, {});
    return Value();
  }
  if (name == "strlen" && values.size() == 1 && values[0].is_text() && values[0].text.is_known())
    return Value::of(static_cast<std::int64_t>(values[0].text.flat().size()));
  if (name == "strcmp" && values.size() == 2) {
    const auto known = compare(clang::BO_EQ, values[0], values[1]);
    if (known) return Value::of(std::int64_t{*known ? 0 : 1});
    const auto server = is_for_server(values[0], arguments[1].expression);
    if (server) return Value::of(std::int64_t{*server ? 0 : 1});
  }
  return std::nullopt;
}

}  // namespace miglint::cxx
