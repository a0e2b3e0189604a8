// Eloquent's models and their rows.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "frontend/laravel/placeholder.h"
#include "frontend/laravel/pluralize.h"
#include "frontend/laravel/session.h"
#include "frontend/php/functions.h"
#include "frontend/php/operators.h"

namespace miglint::laravel {

using eval::Arguments;
using eval::Value;

Value Session::model_query(const Model& model, Span span) {
  note(CodeFact::Kind::model, span, model.name);
  Connection& connection =
      model.connection.empty() ? on() : numbered(connection_named(Value(model.connection), span));
  Value made = on_connection(connection, [&] { return new_query(Attribute(model.table), span); });
  Query& query = *query_of(made);
  query.model = model.name;
  query.key = model.key;
  query.timestamps = model.timestamps;
  query.soft_deletes = model.soft_deletes;
  return made;
}

std::optional<Value> Session::model_static(const std::string& class_name, std::string_view method,
                                           Arguments& arguments) {
  const Model model = around_.model(class_name);
  if (!model.is_model) return std::nullopt;
  if (method == "query" || method == "newQuery" || method == "on" || method == "newModelQuery") {
    Model asked = model;
    if (method == "on") {
      asked.connection = argument(arguments, 0, "connection").str().value_or(asked.connection);
      return model_query(asked, arguments.span);
    }
    return model_query(model, arguments.span);
  }
  if (method == "unguard" || method == "reguard" || method == "getTable" ||
      method == "flushEventListeners" || method == "unsetEventDispatcher" ||
      method == "preventLazyLoading" || method == "resolveConnection") {
    return method == "getTable" ? Value(model.table) : php_->symbol(arguments.span);
  }
  if (method == "unguarded" || method == "withoutEvents" || method == "withoutTimestamps" ||
      method == "withoutBroadcasting") {
    return php_->call(argument(arguments, 0), {}, arguments.span);
  }
  if (method == "destroy") {
    Value query_value = model_query(model, arguments.span);
    Arguments keys = arguments;
    keys.positional.insert(keys.positional.begin(), Value(model.key));
    return on_connection(connection_of(query_value), [&] {
      (void)query(query_value, "whereIn", keys);
      Arguments none;
      none.span = arguments.span;
      return query(query_value, "delete", none);
    });
  }
  Value made = model_query(model, arguments.span);
  return on_connection(connection_of(made), [&] { return query(made, method, arguments); });
}

/// What was assigned to a row. What only the model's own code knows stands under a name that says
/// so.
Row Session::columns_of(const eval::Object& object, Span span) {
  static constexpr auto own = std::to_array<std::string_view>(
      {"exists", "timestamps", "wasRecentlyCreated", "incrementing", "preventsLazyLoading"});
  Row values;
  bool all_known = true;
  for (const auto& [column, value] : object.attributes.entries) {
    if (std::ranges::find(own, column) != own.end()) continue;
    const bool many = column == "attributes";
    const eval::Map* map = many ? php::as_map(value) : nullptr;
    if (!many) values.emplace_back(column, bound(value, span));
    if (many && map == nullptr) all_known = false;
    for (std::size_t i = 0; map != nullptr && i < map->entries.size(); ++i)
      values.emplace_back(name(map->entries[i].first, span).text(),
                          bound(map->entries[i].second, span));
  }
  if (values.empty() || !all_known)
    values.emplace_back(unknown_text("columns"), unknown_value("values"));
  return values;
}

void Session::save(const Value& receiver, Span span) {
  const eval::Object& object = *receiver.object();
  if (object.type == "Model") {
    const Model model = around_.model(object.origin);
    Value made = model_query(model, span);
    Row values = columns_of(object, span);
    if (model.timestamps) {
      values.emplace_back("updated_at", unknown_value("now()"));
      values.emplace_back("created_at", unknown_value("now()"));
    }
    std::string sql = query_of(made)->insert({values});
    if (!on().is_mysql()) {
      sql += " returning " + query_of(made)->wrap().name(Attribute(model.key));
    }
    send(sql, span, true);
    return;
  }
  const Query* of = query_of(receiver);
  if (of == nullptr || of->model.empty()) {
    opaque(span, "what is saved here is not known");
    return;
  }
  Row values = columns_of(object, span);
  if (of->timestamps) values.emplace_back("updated_at", unknown_value("now()"));
  Query target(on(), of->from());
  target.wheres.emplace_back("and",
                             target.compare(Attribute(of->key), "=", unknown_value("$" + of->key)));
  send(target.update(values), span, true);
}

Value Session::row_method(const Value& receiver, std::string_view method, Arguments& arguments) {
  const Span span = arguments.span;
  const Query* of = query_of(receiver);
  const std::string model_name = receiver.object()->type == "Model" ? receiver.object()->origin
                                 : of != nullptr                    ? of->model
                                                                    : std::string();
  if (of != nullptr && !model_name.empty()) {
    if (auto related = relation(receiver, *of, method, arguments)) return *related;
  }
  if (!model_name.empty()) {
    if (auto result = call_application(model_name, method, receiver, arguments)) return *result;
  }
  if (method == "save" || method == "saveQuietly" || method == "push" || method == "saveOrFail") {
    save(receiver, span);
    return php_->symbol(span);
  }
  const bool fills = method == "fill" || method == "forceFill" || method == "setAttribute" ||
                     method == "setRawAttributes";
  const bool updates =
      (method == "update" || method == "updateQuietly") && of != nullptr && !of->model.empty();
  if (fills || updates) {
    if (method == "setAttribute") {
      receiver.object()->attributes.set(name(argument(arguments, 0), span).text(),
                                        argument(arguments, 1));
    } else if (const eval::Map* map = php::as_map(argument(arguments, 0))) {
      for (const auto& [key, value] : map->entries)
        receiver.object()->attributes.set(name(key, span).text(), value);
    } else {
      receiver.object()->attributes.set("attributes", argument(arguments, 0));
    }
    if (updates) save(receiver, span);
    return receiver;
  }
  const bool removes = method == "delete" || method == "forceDelete";
  if (removes && of != nullptr && !of->model.empty()) {
    Query target(on(), of->from());
    target.wheres.emplace_back(
        "and", target.compare(Attribute(of->key), "=", unknown_value("$" + of->key)));
    if (of->soft_deletes && method == "delete") {
      Row values{{"deleted_at", unknown_value("now()")}};
      if (of->timestamps) values.emplace_back("updated_at", unknown_value("now()"));
      send(target.update(values), span, true);
    } else {
      send(target.remove(), span, true);
    }
    return php_->symbol(span);
  }
  static constexpr auto writes = std::to_array<std::string_view>(
      {"update", "delete", "forceDelete", "increment", "decrement", "touch", "restore", "replicate",
       "attach", "detach", "sync", "associate", "dissociate", "updateQuietly", "deleteQuietly"});
  if (std::ranges::find(writes, method) != writes.end()) {
    opaque(span, fmt::format("what {}() changes is not known", method));
    return php_->symbol(span);
  }
  if (is_harmless_method(method)) return harmless(arguments);
  if (receiver.object()->type == "Model") {
    const Model model = around_.model(receiver.object()->origin);
    if (method == "getTable") return Value(model.table);
    if (method == "getKeyName") return Value(model.key);
    if (method == "getConnection") return handle("Connection", current(), span);
    Value made = model_query(model, span);
    return query(made, method, arguments);
  }
  opaque(span, fmt::format("{}() of a row is code of the application, which is not read", method));
  return php_->symbol(span);
}

Value Session::construct(const std::string& class_name, Arguments& arguments) {
  const std::string_view base = class_basename(class_name);
  const Span span = arguments.span;
  if (class_name.ends_with("Query\\Expression") || base == "Expression") {
    Arguments same = arguments;
    return connection_method("raw", same);
  }
  if (auto made = phinx_object(class_name, arguments)) return *made;
  eval::Object object;
  object.span = span;
  object.origin = source(span);
  static constexpr auto harmless_classes =
      std::to_array<std::string_view>({"DateTime",
                                       "DateTimeImmutable",
                                       "DateTimeZone",
                                       "DateInterval",
                                       "Carbon",
                                       "CarbonImmutable",
                                       "Exception",
                                       "RuntimeException",
                                       "InvalidArgumentException",
                                       "LogicException",
                                       "stdClass",
                                       "ConsoleOutput",
                                       "Filesystem",
                                       "Collection",
                                       "Stringable",
                                       "Comparator",
                                       "Uuid",
                                       "ArgvInput",
                                       "ArrayInput",
                                       "UnexpectedValueException",
                                       "Table",
                                       "Type",
                                       "ProgressBar",
                                       "BufferedOutput",
                                       "NullOutput",
                                       "Fluent",
                                       "SplFileInfo",
                                       "ReflectionClass"});
  if (std::ranges::find(harmless_classes, base) != harmless_classes.end() ||
      base.ends_with("Exception")) {
    if (base == "Collection" && php::as_map(argument(arguments, 0)) != nullptr) {
      object.type = "Collection";
      object.positional.push_back(argument(arguments, 0));
    } else {
      object.type = "?Harmless";
    }
    return eval::make_object(std::move(object));
  }
  const Model model = around_.model(class_name);
  if (model.is_model) {
    object.type = "Model";
    object.origin = class_name;
    object.positional.emplace_back(class_name);
    if (const eval::Map* map = argument(arguments, 0).map()) {
      for (const auto& [key, value] : map->entries)
        object.attributes.set(name(key, span).text(), value);
    }
    return eval::make_object(std::move(object));
  }
  object.type = class_name;
  return eval::make_object(std::move(object));
}

/// `$customer->invoices`: what the model's method invoices() gives, read.
std::optional<Value> Session::related_rows(const Value& row, std::string_view name) {
  const Query* of = query_of(row);
  if (of == nullptr || of->model.empty()) return std::nullopt;
  if (class_method(of->model, name, 0).of == nullptr) return std::nullopt;
  Arguments none;
  none.span = called_at_.value_or(row.object()->span);
  const auto made = call_application(of->model, name, row, none);
  if (!made || made->object() == nullptr || made->object()->type != "Query") return std::nullopt;
  return query(*made, "get", none);
}

std::optional<Value> Session::property(const Value& receiver, std::string_view name) {
  const eval::Object* object = receiver.object();
  const bool is_doctrine = around_.tool == Surroundings::Tool::doctrine;
  if (is_doctrine && name == "connection" && object != nullptr) {
    return handle("DoctrineConnection", 0, object->span);
  }
  if (Blueprint* made = blueprint_of(receiver)) {
    const Attribute& value = made->options().get(name);
    return value.is_null() ? Value() : Value(value.text());
  }
  if (object != nullptr && object->type == "?Row") {
    if (auto rows = related_rows(receiver, name)) return rows;
    return eval::Symbol{(object->origin.empty() ? "$row" : object->origin) + "->" +
                        std::string(name)};
  }
  return std::nullopt;
}

std::optional<Value> Session::static_property(const std::string& class_name,
                                              std::string_view name) {
  if (around_.config) {
    if (auto value = around_.config("class:" + class_name + ":" + std::string(name))) return value;
  }
  const bool is_constant = name.starts_with("::");
  const std::string_view bare = is_constant ? name.substr(2) : name;
  if (is_constant) {
    if (auto value = phinx_constant(class_name, bare)) return value;
  }
  return application_member(real_class(class_name), bare, is_constant, 0);
}

}  // namespace miglint::laravel
