// DB::… and what DB::connection() gives.
#include <fmt/format.h>

#include "frontend/laravel/placeholder.h"
#include "frontend/laravel/session.h"
#include "frontend/php/operators.h"

namespace miglint::laravel {

using eval::Arguments;
using eval::Value;

namespace {

Value raw(const Value& sql, Span span) {
  eval::Object object;
  object.type = "Raw";
  object.positional.push_back(sql);
  object.span = span;
  return eval::make_object(std::move(object));
}

std::string_view driver_name(Dialect dialect) {
  switch (dialect) {
    case Dialect::postgres:
      return "pgsql";
    case Dialect::mariadb:
      return "mariadb";
    case Dialect::mysql:
      break;
  }
  return "mysql";
}

}  // namespace

/// Within a transaction the framework makes savepoints, which change nothing about locks.
void Session::begin(Span span) {
  const bool open =
      now_ == &own_ && !script_.scopes.empty() && script_.scopes.front().wrap != Wrap::none;
  if (!open && transactions_++ == 0) {
    send(on().is_mysql() ? "START TRANSACTION" : "BEGIN", span);
  }
}

void Session::end(std::string_view word, Span span) {
  if (transactions_ == 0) return;
  --transactions_;
  if (transactions_ == 0) send(word, span);
}

Value Session::db(std::string_view method, Arguments& arguments) {
  return connection_method(method, arguments);
}

Value Session::connection_method(std::string_view method, Arguments& arguments) {
  const Span span = arguments.span;
  const Value first = argument(arguments, 0, "query");
  if (method == "statement" || method == "insert" || method == "update" || method == "delete" ||
      method == "affectingStatement" || method == "unprepared") {
    send_raw(first, argument(arguments, 1, "bindings"), span);
    return method == "statement" || method == "unprepared" || method == "insert"
               ? Value(true)
               : php_->symbol(span);
  }
  if (method == "select" || method == "selectOne" || method == "scalar" || method == "cursor" ||
      method == "selectFromWriteConnection" || method == "selectResultSets") {
    send_raw(first, argument(arguments, 1, "bindings"), span);
    return php_->symbol(span);
  }
  if (method == "raw") return raw(argument(arguments, 0, "value"), span);
  if (method == "table") {
    const Value table = argument(arguments, 0, "table");
    if (table.callable() != nullptr || query_of(table) != nullptr) {
      const Query outer(on(), Attribute("x"));
      const auto inner = subquery(outer, table, span);
      const Attribute alias = name(argument(arguments, 1, "as"), span);
      return new_query(Raw{"(" + inner.value_or("") + ") as " + outer.wrap().value(alias.text())},
                       span);
    }
    Attribute from = name(table, span);
    const Value as = argument(arguments, 1, "as");
    if (!as.is_null()) from = Attribute(from.text() + " as " + name(as, span).text());
    return new_query(from, span);
  }
  if (method == "query") return new_query({}, span);
  if (method == "transaction") {
    begin(span);
    Value result = php_->call(argument(arguments, 0, "callback"),
                              {handle("Connection", current(), span)}, span);
    end("COMMIT", span);
    return result;
  }
  if (method == "pretend") {
    opaque(span, "DB::pretend() runs nothing; what is in it is not followed");
    return php_->symbol(span);
  }
  if (method == "withoutForeignKeyConstraints") {
    Arguments same = arguments;
    return schema(method, same);
  }
  if (method == "connection") {
    return handle("Connection", connection_named(argument(arguments, 0, "name"), span), span);
  }
  if (method == "getSchemaBuilder") return handle("SchemaBuilder", current(), span);
  if (method == "getDriverName" || method == "getDefaultConnection" || method == "getName") {
    if (method == "getDriverName") return Value(driver_name(on().dialect));
    if (around_.config) {
      if (const auto usual = around_.config("database.default")) return *usual;
    }
    return php_->symbol(span);
  }
  if (method == "getTablePrefix") return Value(on().prefix);
  if (method == "isMaria") return on().dialect == Dialect::mariadb;
  if (method == "beginTransaction") {
    begin(span);
    return {};
  }
  if (method == "commit" || method == "rollBack" || method == "rollback") {
    end(method == "commit" ? "COMMIT" : "ROLLBACK", span);
    return {};
  }
  if (method == "getPdo" || method == "getDoctrineSchemaManager" || method == "getReadPdo") {
    eval::Object object;
    object.type = method == "getPdo" ? "PDO" : "?Harmless";
    object.span = span;
    object.origin = source(span);
    return eval::make_object(std::move(object));
  }
  if (method == "usingConnection") {
    Connection& other = numbered(connection_named(argument(arguments, 0, "name"), span));
    return on_connection(other,
                         [&] { return php_->call(argument(arguments, 1, "callback"), {}, span); });
  }
  if (method == "setDefaultConnection") {
    now_ = &numbered(connection_named(argument(arguments, 0, "name"), span));
    return {};
  }
  const bool asks = method.starts_with("get") || method.starts_with("enableQueryLog") ||
                    method.starts_with("disableQueryLog") || method.starts_with("flush") ||
                    method == "listen" || method == "purge" || method == "reconnect" ||
                    method == "disconnect" || method == "transactionLevel" ||
                    method == "afterCommit" || method == "quote" || method == "escape" ||
                    method == "registerDoctrineType" || method == "useDefaultQueryGrammar" ||
                    method == "prepareBindings" || method == "isDoctrineAvailable";
  if (asks) return php_->symbol(span);
  opaque(span, fmt::format("DB::{}() is not modelled", method));
  return {};
}

}  // namespace miglint::laravel
