// Schema::… and the closures that get a Blueprint.
#include <fmt/format.h>

#include <algorithm>

#include "frontend/laravel/placeholder.h"
#include "frontend/laravel/pluralize.h"
#include "frontend/laravel/schema_grammar.h"
#include "frontend/laravel/session.h"
#include "frontend/php/functions.h"
#include "frontend/php/operators.h"

namespace miglint::laravel {

using eval::Arguments;
using eval::Value;

void Session::build(Blueprint& blueprint, Span span) {
  const auto statements = blueprint.to_sql();
  if (!statements) {
    opaque(span, statements.error());
    return;
  }
  for (const CompiledSql& statement : *statements)
    send(statement);
}

bool Session::call_blueprint(Blueprint& blueprint, std::string_view method, Attribute::List args,
                             Span span) {
  const auto made = blueprint.call(method, std::move(args), span);
  if (!made) opaque(span, made.error());
  return made.has_value();
}

void Session::build_with(const Value& table, const Value& closure, bool creates, Span span) {
  blueprints_.push_back(std::make_unique<Blueprint>(on(), name(table, span), span));
  Blueprint& blueprint = *blueprints_.back();
  const Value handed = handle("Blueprint", blueprints_.size() - 1, span);
  if (creates && !call_blueprint(blueprint, "create", {}, span)) return;
  if (closure.callable() == nullptr && closure.str() == std::nullopt && closure.map() == nullptr) {
    opaque(span, "the closure that says what is done to the table is not known");
    return;
  }
  php_->call(closure, {handed}, span);
  // `$table->engine = 'InnoDB';`
  for (const auto& [option, value] : handed.object()->attributes.entries)
    blueprint.options().set(option, name(value, span));
  build(blueprint, span);
}

Value Session::guarded_table(std::string_view method, Arguments& arguments) {
  const bool absent = method.find("Doesnt") != method.npos;
  const Value table = argument(arguments, 0, "table");
  const Value what = argument(arguments, 1, "column");
  const std::string_view test = method.ends_with("Column") ? "hasColumn" : "hasIndex";
  php_->under(
      {Guard::Kind::condition,
       fmt::format("{}Schema::{}('{}', '{}')", absent ? "!" : "", test,
                   render(name(table, arguments.span).text(), on().dialect).text,
                   render(name(what, arguments.span).text(), on().dialect).text),
       arguments.span},
      [&] { build_with(table, argument(arguments, 2, "callback"), false, arguments.span); });
  return {};
}

Value Session::schema(std::string_view method, Arguments& arguments) {
  const Span span = arguments.span;
  const Value first = argument(arguments, 0, "table");
  const auto one_command = [&](std::string_view command, Attribute::List args) {
    Blueprint blueprint(on(), name(first, span), span);
    if (call_blueprint(blueprint, command, std::move(args), span)) build(blueprint, span);
    return Value();
  };
  if (method == "create" || method == "table") {
    build_with(first, argument(arguments, 1, "callback"), method == "create", span);
    return {};
  }
  if (method == "drop" || method == "dropIfExists") return one_command(method, {});
  if (method == "rename") {
    Blueprint blueprint(on(), name(argument(arguments, 0, "from"), span), span);
    if (call_blueprint(blueprint, "rename", {name(argument(arguments, 1, "to"), span)}, span)) {
      build(blueprint, span);
    }
    return {};
  }
  if (method == "dropColumns") {
    return one_command("dropColumn",
                       {Attribute(as_list(name(argument(arguments, 1, "columns"), span)))});
  }
  if (method == "enableForeignKeyConstraints" || method == "disableForeignKeyConstraints") {
    send(foreign_key_checks(on().dialect, method.starts_with("enable")), span);
    return {};
  }
  if (method == "withoutForeignKeyConstraints") {
    send(foreign_key_checks(on().dialect, false), span);
    Value result = php_->call(argument(arguments, 0, "callback"), {}, span);
    send(foreign_key_checks(on().dialect, true), span);
    return result;
  }
  if (method.starts_with("whenTable")) return guarded_table(method, arguments);
  if (method == "connection" || method == "setConnection") {
    return handle("SchemaBuilder", connection_named(argument(arguments, 0, "name"), span), span);
  }
  if (method == "getConnection") return handle("Connection", current(), span);
  if (method == "createDatabase" || method == "dropDatabaseIfExists") {
    const Wrapper wrap(on());
    const std::string database = wrap.value(name(first, span).text());
    if (method == "dropDatabaseIfExists") {
      send("drop database if exists " + database, span);
      return {};
    }
    std::string sql = "create database " + database;
    if (on().charset) {
      sql +=
          (on().is_mysql() ? " default character set " : " encoding ") + wrap.value(*on().charset);
    }
    if (on().is_mysql() && on().collation) {
      sql += " default collate " + wrap.value(*on().collation);
    }
    send(sql, span);
    return {};
  }
  if (method == "ensureExtensionExists" || method == "ensureVectorExtensionExists") {
    const Wrapper wrap(on());
    const std::string extension = method.starts_with("ensureVector")
                                      ? wrap.value("vector")
                                      : wrap.value(name(first, span).text());
    send("create extension if not exists " + extension, span);
    return {};
  }
  if (method == "defaultStringLength") {
    if (const auto* length = first.get<std::int64_t>()) on().default_string_length = *length;
    return {};
  }
  if (method == "morphUsingUuids" || method == "morphUsingUlids") {
    on().morph_key_type = method == "morphUsingUuids" ? "uuid" : "ulid";
    return {};
  }
  const bool asks = method.starts_with("has") || method.starts_with("get") ||
                    method == "registerCustomDoctrineType" ||
                    method == "useNativeSchemaOperationsIfPossible" ||
                    method == "defaultTimePrecision" || method == "blueprintResolver";
  if (asks) return php_->symbol(span);  // What it asks of the catalog is no change.
  opaque(span, fmt::format("Schema::{}() is not modelled", method));
  return {};
}

Value Session::blueprint_for_model(Blueprint& blueprint, std::string_view method,
                                   Arguments& arguments) {
  const Value given = argument(arguments, 0, "model");
  std::string class_name;
  if (const auto text = given.str()) class_name = *text;
  if (given.object() != nullptr && !given.object()->positional.empty()) {
    class_name = given.object()->positional.front().str().value_or("");
  }
  if (class_name.empty()) {
    opaque(arguments.span, "which model the column refers to is not known");
    return {};
  }
  const Model model = around_.model(class_name);
  const Value own = argument(arguments, 1, "column");
  const Attribute column = own.is_null() ? Attribute(foreign_key_of_model(class_name, model.key))
                                         : name(own, arguments.span);
  FluentPtr made;
  if (method == "dropForeignIdFor" || method == "dropConstrainedForeignIdFor") {
    const std::string_view drop =
        method == "dropForeignIdFor" ? "dropColumn" : "dropConstrainedForeignId";
    made = blueprint.call(drop, {column}, arguments.span).value_or(nullptr);
  } else {
    const std::string_view type = method == "foreignUuidFor"   ? "uuid"
                                  : method == "foreignUlidFor" ? "ulid"
                                                               : std::string_view(model.key_type);
    made = blueprint.foreign_id_for(type, column, Attribute(model.table), Attribute(model.key),
                                    arguments.span);
  }
  fluents_.emplace_back(made, &blueprint);
  return handle("Column", fluents_.size() - 1, arguments.span);
}

Value Session::blueprint(Blueprint& blueprint, const Value& receiver, std::string_view method,
                         Arguments& arguments) {
  const Span span = arguments.span;
  if (method.ends_with("For") && (method.starts_with("foreign") || method.starts_with("drop"))) {
    return blueprint_for_model(blueprint, method, arguments);
  }
  if (method == "after" && argument(arguments, 1, "callback").callable() != nullptr) {
    blueprint.place_after(name(argument(arguments, 0, "column"), span));
    php_->call(argument(arguments, 1, "callback"), {receiver}, span);
    blueprint.place_after({});
    return {};
  }
  if (method == "when" || method == "unless") {
    const auto known = php::truth(argument(arguments, 0));
    if (known && *known == (method == "when")) php_->call(argument(arguments, 1), {receiver}, span);
    if (!known) opaque(span, "whether this is done to the table is not known");
    return receiver;
  }
  if (method == "getTable") return Value(render(blueprint.table().text(), on().dialect).text);
  if (method == "getPrefix") return Value(on().prefix);
  if (method == "hasColumn" || method == "getColumns" || method == "getConnection") {
    return php_->symbol(span);
  }
  Attribute::List given;
  if (!arguments.whole) {
    opaque(span, "what is given to $table->" + std::string(method) + "() is not known");
    return {};
  }
  for (const Value& value : arguments.positional)
    given.push_back(name(value, span));
  const auto parameters = blueprint_parameters(method);
  for (const auto& [key, value] : arguments.named.entries) {
    const auto at = std::ranges::find(parameters, key);
    if (at == parameters.end()) continue;
    const auto position = static_cast<std::size_t>(at - parameters.begin());
    if (given.size() <= position) given.resize(position + 1);
    given[position] = name(value, span);
  }
  const auto made = blueprint.call(method, given, span);
  if (!made) {
    if (auto done = package_macro(blueprint, method, span)) return *done;
    opaque(span, made.error());
    return {};
  }
  if (*made == nullptr) return {};
  if (method == "addColumn") {
    if (const eval::Map* more = argument(arguments, 2, "parameters").map()) {
      for (const auto& [key, value] : more->entries)
        (*made)->set(name(key, span).text(), name(value, span));
    }
  }
  // A method of what this one gives may not be known either: values of default() and its like.
  fluents_.emplace_back(*made, &blueprint);
  return handle("Column", fluents_.size() - 1, span);
}

Value Session::fluent(const Value& receiver, std::string_view method, Arguments& arguments) {
  const Span span = arguments.span;
  const auto index =
      static_cast<std::size_t>(*receiver.object()->positional.front().get<std::int64_t>());
  const auto [target, blueprint] = fluents_[index];
  if (method == "when" || method == "unless") {
    const auto known = php::truth(argument(arguments, 0));
    if (known && *known == (method == "when")) php_->call(argument(arguments, 1), {receiver}, span);
    if (!known) opaque(span, "whether the column is changed so is not known");
    return receiver;
  }
  const bool is_value = method == "default";
  Attribute::List given;
  for (const Value& value : arguments.positional)
    given.push_back(attribute(value, span, is_value));
  if (!arguments.named.entries.empty()) {
    static constexpr std::array<std::string_view, 3> constrained{"table", "column", "indexName"};
    for (const auto& [key, value] : arguments.named.entries) {
      const auto at = std::ranges::find(constrained, key);
      const auto position = method == "constrained" && at != constrained.end()
                                ? static_cast<std::size_t>(at - constrained.begin())
                            : key == "indexName" && method == "references" ? 1U
                                                                           : 0U;
      if (given.size() <= position) given.resize(position + 1);
      given[position] = attribute(value, span, is_value);
    }
  }
  if (is_value && !given.empty() && given.front().string() != nullptr &&
      begins_unknown(*given.front().string())) {
    // Printed between quotes, as the grammars do with every default.
    given.front() = name(arguments.positional.front(), span);
  }
  const FluentPtr result = blueprint->modify(target, method, given, span);
  if (result == target) return receiver;
  fluents_.emplace_back(result, blueprint);
  return handle("Column", fluents_.size() - 1, span);
}

}  // namespace miglint::laravel
