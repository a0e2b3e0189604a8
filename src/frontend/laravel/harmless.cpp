// Helpers, facades and collections that send nothing to the database by themselves.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "frontend/laravel/pluralize.h"
#include "frontend/laravel/session.h"
#include "frontend/php/functions.h"
#include "frontend/php/operators.h"
#include "source/ascii.h"

namespace miglint::laravel {

using eval::Arguments;
using eval::Value;

namespace {

constexpr auto classes = std::to_array<std::string_view>({"App",
                                                          "Arr",
                                                          "Auth",
                                                          "Cache",
                                                          "Carbon",
                                                          "CarbonImmutable",
                                                          "CarbonInterval",
                                                          "CarbonPeriod",
                                                          "Closure",
                                                          "Config",
                                                          "Cookie",
                                                          "Crypt",
                                                          "Date",
                                                          "DateTime",
                                                          "Event",
                                                          "Facade",
                                                          "File",
                                                          "Hash",
                                                          "Http",
                                                          "Lang",
                                                          "Log",
                                                          "Number",
                                                          "Queue",
                                                          "RateLimiter",
                                                          "Redis",
                                                          "Route",
                                                          "Session",
                                                          "Storage",
                                                          "Str",
                                                          "URL",
                                                          "Uuid",
                                                          "Validator",
                                                          "View",
                                                          "Type",
                                                          "DateInterval",
                                                          "Process",
                                                          "Builder",
                                                          "Blueprint",
                                                          "Faker",
                                                          "Factory",
                                                          "Password",
                                                          "Notification",
                                                          "Mail",
                                                          "Ulid",
                                                          "Model",
                                                          "Relation",
                                                          "SchemaBuilder",
                                                          "Cast",
                                                          "Bus"});

constexpr auto functions = std::to_array<std::string_view>({"__",
                                                            "abort",
                                                            "abort_if",
                                                            "abort_unless",
                                                            "app_path",
                                                            "asset",
                                                            "base_path",
                                                            "bcrypt",
                                                            "blank",
                                                            "cache",
                                                            "carbon",
                                                            "class_basename",
                                                            "config",
                                                            "config_path",
                                                            "data_get",
                                                            "data_set",
                                                            "database_path",
                                                            "dd",
                                                            "decrypt",
                                                            "dump",
                                                            "encrypt",
                                                            "env",
                                                            "fake",
                                                            "filled",
                                                            "head",
                                                            "info",
                                                            "last",
                                                            "logger",
                                                            "now",
                                                            "optional",
                                                            "public_path",
                                                            "report",
                                                            "request",
                                                            "resource_path",
                                                            "rescue",
                                                            "retry",
                                                            "route",
                                                            "session",
                                                            "storage_path",
                                                            "str",
                                                            "throw_if",
                                                            "throw_unless",
                                                            "today",
                                                            "trans",
                                                            "url",
                                                            "value",
                                                            "with",
                                                            "object_get",
                                                            "e",
                                                            "tap",
                                                            "collect",
                                                            "enum_value",
                                                            "literal"});

Value map_of(std::vector<std::pair<Value, Value>> entries) {
  return eval::make_map(std::move(entries));
}

}  // namespace

std::optional<Value> Session::call_function(std::string_view name, Arguments& arguments) {
  const Span span = arguments.span;
  const Value first = argument(arguments, 0);
  if (name == "db") return handle("Connection", 0, span);
  if (name == "collect") {
    eval::Object object;
    object.type = php::as_map(first) != nullptr || first.is_null() ? "Collection" : "?Rows";
    if (object.type == "?Rows") {
      if (query_of(first) != nullptr) return first;
      return php_->symbol(span);
    }
    object.positional.push_back(first.is_null() ? eval::make_map()
                                                : map_of(php::as_map(first)->entries));
    object.span = span;
    return eval::make_object(std::move(object));
  }
  if (name == "config" || name == "env") {
    const auto key = first.str();
    if (key && around_.config) {
      const std::string setting = name == "env" ? "env:" + *key : *key;
      if (auto value = around_.config(setting)) return value;
    }
    return php_->symbol(span);
  }
  if (name == "tap") {
    const Value closure = argument(arguments, 1);
    if (closure.callable() != nullptr) php_->call(closure, {first}, span);
    return first;
  }
  if (name == "with" || name == "value") {
    const Value closure = name == "with" ? argument(arguments, 1) : first;
    if (closure.callable() != nullptr) {
      return php_->call(closure, name == "with" ? std::vector{first} : std::vector<Value>{}, span);
    }
    return first;
  }
  if (name == "class_basename") {
    if (const auto text = first.str()) return Value(class_basename(*text));
  }
  if (name == "app" || name == "resolve") {
    if (const auto what = first.str()) {
      if (*what == "db") return handle("Connection", 0, span);
      if (what->ends_with("Schema\\Builder") || *what == "db.schema") {
        return handle("SchemaBuilder", 0, span);
      }
      if (what->find('\\') != what->npos) {
        eval::Object object;
        object.type = *what;
        object.span = span;
        return eval::make_object(std::move(object));
      }
    }
    eval::Object object;
    object.type = "?Harmless";
    object.span = span;
    object.origin = source(span);
    return eval::make_object(std::move(object));
  }
  if (name == "retry" || name == "rescue") {
    const Value closure = argument(arguments, name == "retry" ? 1 : 0);
    return php_->call(closure, {}, span);
  }
  if (name == "event" || name == "dispatch" || name == "dispatch_sync") {
    opaque(span, fmt::format("{}() runs code of the application, which is not read", name));
    return php_->symbol(span);
  }
  if (std::ranges::find(functions, name) != functions.end()) return harmless(arguments);
  return std::nullopt;
}

std::optional<Value> Session::known_class(std::string_view class_name, std::string_view method,
                                          Arguments& arguments) {
  const std::string_view base = class_basename(class_name);
  const Span span = arguments.span;
  if (class_name == base || class_name.starts_with("Illuminate\\") ||
      class_name.starts_with("Carbon\\") || class_name.starts_with("Ramsey\\") ||
      class_name.starts_with("Doctrine\\DBAL\\") || class_name.starts_with("Symfony\\") ||
      class_name.starts_with("GuzzleHttp\\") || class_name.starts_with("Faker\\")) {
    if (base == "Str") {
      const auto text = argument(arguments, 0).str();
      if (text && method == "snake") return Value(snake(*text));
      if (text && method == "plural") return Value(plural(*text));
      if (text && method == "studly") return Value(studly(*text));
      if (text && method == "lower") return Value(ascii::lower_case(*text));
    }
    if (base == "App" && (method == "make" || method == "call")) return std::nullopt;
    if (base == "Config" && method == "get") return call_function("config", arguments);
    if (base == "Artisan") {
      const auto command = argument(arguments, 0).str();
      const bool only_files =
          command && (command->find(":clear") != command->npos || *command == "optimize" ||
                      *command == "storage:link" || command->find("cache") != command->npos ||
                      *command == "queue:restart" || *command == "vendor:publish");
      if (only_files) return php_->symbol(span);
      opaque(span, "the Artisan command runs code that is not read");
      return php_->symbol(span);
    }
    if (std::ranges::find(classes, base) != classes.end() || base.ends_with("Exception") ||
        class_name.starts_with("Carbon\\") || class_name.starts_with("Ramsey\\") ||
        class_name.starts_with("Doctrine\\") || class_name.starts_with("Symfony\\")) {
      run_closures(arguments);
      eval::Object object;
      object.type = "?Harmless";
      object.span = span;
      object.origin = source(span);
      return eval::make_object(std::move(object));
    }
  }
  return std::nullopt;
}

Value Session::collection(const Value& receiver, std::string_view method, Arguments& arguments) {
  const Span span = arguments.span;
  const Value first = argument(arguments, 0);
  const eval::Map* map = php::as_map(receiver);
  const auto collection_of = [&](Value of) {
    eval::Object object;
    object.type = "Collection";
    object.positional.push_back(std::move(of));
    object.span = span;
    return eval::make_object(std::move(object));
  };
  if (map == nullptr) {
    // Rows of a query: what is done with each is done under a loop.
    const Value row = member_of(receiver).value_or(php_->symbol(span));
    for (const Value& closure : arguments.positional) {
      if (closure.callable() == nullptr) continue;
      const Value handed =
          method == "chunk" || method == "pipe" || method == "tap" ? receiver : row;
      php_->in_loop(source(span), span,
                    [&] { php_->call(closure, {handed, php_->symbol(span)}, span); });
    }
    if (method == "first" || method == "last" || method == "firstWhere") return row;
    static constexpr auto keeps = std::to_array<std::string_view>(
        {"each",         "filter", "where",  "whereIn",     "whereNotIn", "whereNull",
         "whereNotNull", "unique", "sortBy", "sortByDesc",  "chunk",      "values",
         "reject",       "take",   "skip",   "toArray",     "all",        "reverse",
         "sort",         "load",   "lazy",   "makeVisible", "makeHidden"});
    if (std::ranges::find(keeps, method) != keeps.end()) return receiver;
    if (is_harmless_method(method)) return php_->symbol(span);
    opaque(span, fmt::format("{}() of the rows is not modelled", method));
    return php_->symbol(span);
  }
  if (method == "each") {
    for (const auto& [key, value] : eval::Map(*map).entries)
      php_->call(first, {value, key}, span);
    return receiver;
  }
  if (method == "map" || method == "filter" || method == "reject") {
    Value made = eval::make_map();
    for (const auto& [key, value] : eval::Map(*map).entries) {
      const Value mapped = first.is_null() ? value : php_->call(first, {value, key}, span);
      if (method == "map") {
        made.map()->entries.emplace_back(key, mapped);
        continue;
      }
      const auto keep = php::truth(mapped);
      if (!keep) return php_->symbol(span);
      if (*keep == (method == "filter")) made.map()->entries.emplace_back(key, value);
    }
    return collection_of(std::move(made));
  }
  if (method == "toArray" || method == "all") return map_of(map->entries);
  if (method == "values" || method == "keys") {
    Value made = eval::make_map();
    std::int64_t next = 0;
    for (const auto& [key, value] : map->entries)
      made.map()->entries.emplace_back(Value(next++), method == "keys" ? key : value);
    return collection_of(std::move(made));
  }
  if (method == "count") return static_cast<std::int64_t>(map->entries.size());
  if (method == "isEmpty") return map->entries.empty();
  if (method == "isNotEmpty") return !map->entries.empty();
  if (method == "push" || method == "put") {
    const Value key = method == "put" ? php::array_key(first)
                                      : Value(static_cast<std::int64_t>(map->entries.size()));
    const_cast<eval::Map*>(map)->set(key, method == "put" ? argument(arguments, 1) : first);
    return receiver;
  }
  if (is_harmless_method(method)) return harmless(arguments);
  opaque(span, fmt::format("the collection's method {}() is not modelled", method));
  return php_->symbol(span);
}

}  // namespace miglint::laravel
