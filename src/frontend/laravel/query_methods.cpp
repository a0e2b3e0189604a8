// What ends a query: reads, writes, and reads piece by piece.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "frontend/laravel/placeholder.h"
#include "frontend/laravel/session.h"
#include "frontend/php/functions.h"
#include "frontend/php/operators.h"

namespace miglint::laravel {

using eval::Arguments;
using eval::Value;

Value Session::new_query(const Attribute& table, Span span) {
  queries_.push_back(std::make_unique<Query>(on(), table));
  return handle("Query", queries_.size() - 1, span);
}

void Session::add_soft_delete(Query& query) const {
  if (!query.soft_deletes) return;
  query.soft_deletes = false;
  // The scope's condition comes last; conditions joined by OR are put into brackets first.
  const bool has_or =
      std::ranges::any_of(query.wheres, [](const auto& where) { return where.first == "or"; });
  if (has_or && query.wheres.size() > 1) {
    query.wheres = {{"and", "(" + Query::joined(query.wheres) + ")"}};
  }
  query.wheres.emplace_back("and",
                            query.is_null(Attribute(query.from().text() + ".deleted_at"), false));
}

Value Session::result(std::string type, const Value& receiver, Span span) {
  Value made = handle(std::move(type), 0, span);
  made.object()->positional = receiver.object()->positional;
  return made;
}

std::optional<Value> Session::read(Query& query, const Value& receiver, std::string_view method,
                                   Arguments& arguments) {
  const Span span = arguments.span;
  const Value first = argument(arguments, 0);
  Query asked = query;
  add_soft_delete(asked);
  const auto columns = [&](const Value& given) {
    if (given.is_null() || !asked.columns.empty()) return;
    Attribute::List list = as_list(name(given, span));
    for (const Attribute& column : list)
      asked.columns.push_back(asked.wrap().name(column));
  };
  if (method == "get" || method == "all" || method == "cursor" || method == "getModels") {
    columns(first);
    send(asked.select(), span);
    return result("?Rows", receiver, span);
  }
  if (method == "first" || method == "firstOrFail" || method == "sole") {
    columns(first);
    asked.limit = method == "sole" ? "2" : "1";
    send(asked.select(), span);
    return result("?Row", receiver, span);
  }
  if (method == "find" || method == "findOrFail") {
    const Attribute key(query.model.empty() ? "id" : query.from().text() + "." + query.key);
    if (const eval::Map* ids = first.map()) {
      Attribute::List list;
      for (const auto& [index, value] : ids->entries)
        list.push_back(bound(value, span));
      asked.wheres.emplace_back("and", asked.in(key, list, false));
      send(asked.select(), span);
      return result("?Rows", receiver, span);
    }
    Query one = query;
    one.wheres.emplace_back("and", one.compare(key, "=", bound(first, span)));
    add_soft_delete(one);
    one.limit = "1";
    send(one.select(), span);
    return result("?Row", receiver, span);
  }
  if (method == "value" || method == "pluck") {
    asked.columns = {asked.wrap().name(name(first, span))};
    if (const Value key = argument(arguments, 1); method == "pluck" && !key.is_null()) {
      asked.columns.push_back(asked.wrap().name(name(key, span)));
    }
    if (method == "value") asked.limit = "1";
    send(asked.select(), span);
    return php_->symbol(span);
  }
  static constexpr auto aggregates =
      std::to_array<std::string_view>({"count", "max", "min", "sum", "avg", "average"});
  if (std::ranges::find(aggregates, method) != aggregates.end()) {
    const Attribute column = first.is_null() ? Attribute("*") : name(first, span);
    send(asked.aggregate(method == "average" ? "avg" : method, column), span);
    return php_->symbol(span);
  }
  if (method == "exists" || method == "doesntExist" || method == "existsOr" ||
      method == "doesntExistOr") {
    send(asked.exists(), span);
    return php_->symbol(span);
  }
  if (method == "paginate" || method == "simplePaginate") {
    opaque(span, "which page is read is not known");
    return php_->symbol(span);
  }
  if (method == "toSql" || method == "toRawSql" || method == "getBindings" || method == "dump") {
    return php_->symbol(span);
  }
  return std::nullopt;
}

std::optional<Value> Session::in_chunks(Query& query, const Value& receiver,
                                        std::string_view method, Arguments& arguments) {
  const bool by_id = method.find("ById") != method.npos;
  const bool lazy = method.starts_with("lazy");
  const bool each = method == "each" || method == "eachById";
  const bool chunk = method.starts_with("chunk");
  if (!by_id && !lazy && !each && !chunk) return std::nullopt;
  const Span span = arguments.span;
  Query asked = query;
  const Value count = argument(arguments, each ? 1 : 0, "count");
  const std::string size = count.is_null() ? "1000" : bound(count, span).text();
  if (by_id) {
    const Value column = argument(arguments, lazy ? 1 : 2, "column");
    const Attribute key =
        column.is_null()
            ? Attribute(query.model.empty() ? query.key : query.from().text() + "." + query.key)
            : name(column, span);
    if (on().laravel >= 12) asked.wheres.emplace_back("and", asked.is_null(key, true));
    asked.orders.push_back(asked.wrap().name(key) + (method.ends_with("Desc") ? " desc" : " asc"));
    asked.limit = size;
  } else {
    asked.limit = size;
    asked.offset = "0";
  }
  add_soft_delete(asked);
  std::string first_page = asked.select();
  if (lazy) {
    send(first_page, span);
    return result("?Rows", receiver, span);
  }
  send(first_page, span);
  const Value closure = argument(arguments, each ? 0 : 1, "callback");
  const Value handed = result(each ? "?Row" : "?Rows", receiver, span);
  php_->in_loop(fmt::format("{}({})", method, size), span,
                [&] { php_->call(closure, {handed, php_->symbol(span)}, span); });
  return php_->symbol(span);
}

std::optional<Value> Session::write(Query& query, std::string_view method, Arguments& arguments) {
  const Span span = arguments.span;
  const Value first = argument(arguments, 0, "values");
  Query target = query;
  const auto not_known = [&](std::string_view what) -> Value {
    opaque(span, fmt::format("{} of {} is not known", what,
                             render(query.from().text(), on().dialect).text));
    return php_->symbol(span);
  };
  const auto stamp = [&](Row& values) {
    if (!query.timestamps) return;
    for (auto it = values.begin(); it != values.end(); ++it) {
      if (it->first != "updated_at") continue;
      auto moved = *it;
      values.erase(it);
      moved.first = query.from().text() + ".updated_at";
      values.push_back(std::move(moved));
      return;
    }
    values.emplace_back(query.from().text() + ".updated_at", unknown_value("now()"));
  };
  if (method == "update") {
    auto values = row(first, span);
    if (!values) return not_known("what is set in the rows");
    stamp(*values);
    add_soft_delete(target);
    send(target.update(*values), span);
    return php_->symbol(span);
  }
  if (method == "updateFrom" && !on().is_mysql()) {
    const auto values = row(first, span);
    if (!values) return not_known("what is set in the rows");
    send(target.update_from(*values), span);
    return php_->symbol(span);
  }
  if (method == "incrementEach" || method == "decrementEach") {
    const auto amounts = row(first, span);
    if (!amounts) return not_known("what is set in the rows");
    Row values;
    for (const auto& [column, amount] : *amounts) {
      values.emplace_back(
          column, Raw{fmt::format("{} {} {}", target.wrap().name(Attribute(column)),
                                  method.starts_with("inc") ? "+" : "-", target.literal(amount))});
    }
    if (const auto extra = row(argument(arguments, 1, "extra"), span))
      values.insert(values.end(), extra->begin(), extra->end());
    stamp(values);
    add_soft_delete(target);
    send(target.update(values), span);
    return php_->symbol(span);
  }
  if (method == "increment" || method == "decrement") {
    const std::string column = name(first, span).text();
    const Value amount = argument(arguments, 1, "amount");
    Row values{{column, Raw{fmt::format("{} {} {}", target.wrap().name(Attribute(column)),
                                        method == "increment" ? "+" : "-",
                                        amount.is_null() ? "1" : bound(amount, span).text())}}};
    if (auto extra = row(argument(arguments, 2, "extra"), span)) {
      values.insert(values.end(), extra->begin(), extra->end());
    }
    stamp(values);
    add_soft_delete(target);
    send(target.update(values), span);
    return php_->symbol(span);
  }
  if (method == "delete" || method == "forceDelete") {
    if (query.soft_deletes && method == "delete") {
      add_soft_delete(target);
      // SoftDeletingScope: an update of both columns.
      Row values{{"deleted_at", unknown_value("now()")}};
      stamp(values);
      send(target.update(values), span);
    } else {
      if (const Value id = argument(arguments, 0, "id"); !id.is_null()) {
        target.wheres.emplace_back(
            "and", target.compare(Attribute(query.from().text() + ".id"), "=", bound(id, span)));
      }
      target.soft_deletes = false;
      send(target.remove(), span);
    }
    return php_->symbol(span);
  }
  if (method == "restore" && query.soft_deletes) {
    Row values{{"deleted_at", Attribute()}};
    stamp(values);
    target.soft_deletes = false;
    send(target.update(values), span);
    return php_->symbol(span);
  }
  if (method == "truncate") {
    send(target.truncate(), span);
    return Value();
  }
  if (method == "insert" || method == "insertOrIgnore" || method == "insertGetId") {
    auto values = method == "insertGetId" ? std::optional<std::vector<Row>>{} : rows(first, span);
    if (method == "insertGetId") {
      if (auto one = row(first, span)) values.emplace().push_back(std::move(*one));
    }
    if (!values) return not_known("what is put into the rows");
    if (values->empty() && method != "insertGetId") return Value(true);
    // The columns of many rows are sorted by the framework.
    if (values->size() > 1 ||
        (php::as_map(first) != nullptr && !php::as_map(first)->entries.empty() &&
         php::as_map(php::as_map(first)->entries.front().second) != nullptr)) {
      for (Row& one : *values)
        std::ranges::sort(one, {}, [](const auto& entry) { return entry.first; });
    }
    std::string sql =
        method == "insertOrIgnore" ? target.insert_or_ignore(*values) : target.insert(*values);
    if (method == "insertGetId" && !on().is_mysql()) {
      const Value sequence = argument(arguments, 1, "sequence");
      sql += " returning " +
             target.wrap().name(sequence.is_null() ? Attribute(query.key) : name(sequence, span));
    }
    send(sql, span);
    return php_->symbol(span);
  }
  if (method == "insertUsing") {
    const auto select = subquery(query, argument(arguments, 1, "query"), span);
    if (!select) return not_known("the query that fills the rows");
    send(target.insert_using(as_list(name(argument(arguments, 0, "columns"), span)), *select),
         span);
    return php_->symbol(span);
  }
  if (method == "upsert") {
    auto values = rows(first, span);
    if (!values) return not_known("what is put into the rows");
    if (values->empty()) return Value(0);
    const bool many = php::as_map(php::as_map(first)->entries.front().second) != nullptr;
    for (Row& one : *values) {
      if (query.timestamps) {
        for (const std::string_view column : {"created_at", "updated_at"})
          one.emplace_back(column, unknown_value("now()"));
      }
      if (many) std::ranges::sort(one, {}, [](const auto& entry) { return entry.first; });
    }
    Row updates;
    const Value columns = argument(arguments, 2, "update");
    if (const eval::Map* map = columns.map()) {
      for (const auto& [key, value] : map->entries) {
        if (key.text() != nullptr) {
          updates.emplace_back(name(key, span).text(), bound(value, span));
        } else {
          updates.emplace_back(name(value, span).text(), Attribute());
        }
      }
    } else {
      for (const auto& [column, value] : values->front())
        updates.emplace_back(column, Attribute());
    }
    if (query.timestamps && columns.map() != nullptr)
      updates.emplace_back("updated_at", Attribute());
    const Attribute::List unique = as_list(name(argument(arguments, 1, "uniqueBy"), span));
    send(target.upsert(*values, unique, updates), span);
    return php_->symbol(span);
  }
  if (method == "updateOrInsert" || method == "updateOrCreate" || method == "firstOrCreate" ||
      method == "firstOrNew" || method == "insertOrUpdate") {
    auto match = row(argument(arguments, 0, "attributes"), span);
    auto more = row(argument(arguments, 1, "values"), span);
    if (!match) return not_known("which row is looked for");
    Arguments conditions;
    conditions.span = span;
    conditions.positional.push_back(argument(arguments, 0, "attributes"));
    where(target, "and", false, conditions);
    Query asked = target;
    const bool table_only = method == "updateOrInsert";
    add_soft_delete(asked);
    if (!table_only) asked.limit = "1";
    send(table_only ? asked.exists() : asked.select(), span);
    if (method == "firstOrNew") return php_->symbol(span);
    Row all = *match;
    if (more) all.insert(all.end(), more->begin(), more->end());
    if (query.timestamps) {
      all.emplace_back("updated_at", unknown_value("now()"));
      all.emplace_back("created_at", unknown_value("now()"));
    }
    php_->under({Guard::Kind::condition, "the row is not there", span}, [&] {
      std::string sql = query.insert({all});
      if (!table_only && !on().is_mysql()) {
        sql += " returning " + query.wrap().name(Attribute(query.key));
      }
      send(sql, span);
    });
    if (method != "firstOrCreate" && more && !more->empty()) {
      php_->under({Guard::Kind::condition, "the row is there", span}, [&] {
        Row values = *more;
        if (query.timestamps) values.emplace_back("updated_at", unknown_value("now()"));
        if (table_only) target.limit = "1";
        send(target.update(values), span);
      });
    }
    return php_->symbol(span);
  }
  if (method == "create" || method == "forceCreate" || method == "createQuietly") {
    auto values = row(argument(arguments, 0, "attributes"), span);
    if (!values) values = Row{{unknown_text("columns"), unknown_value("values")}};
    if (query.timestamps) {
      values->emplace_back("updated_at", unknown_value("now()"));
      values->emplace_back("created_at", unknown_value("now()"));
    }
    std::string sql = target.insert({*values});
    if (!on().is_mysql()) sql += " returning " + target.wrap().name(Attribute(query.key));
    send(sql, span, true);
    return php_->symbol(span);
  }
  return std::nullopt;
}

Value Session::query(const Value& receiver, std::string_view method, Arguments& arguments) {
  Query& query = *query_of(receiver);
  const Span span = arguments.span;
  if (!arguments.whole) {
    opaque(span, "what is given to " + std::string(method) + "() is not known");
    return receiver;
  }
  if (!query.model.empty()) {
    Arguments scoped = arguments;
    scoped.positional.insert(scoped.positional.begin(), receiver);
    if (call_application(query.model, "scope" + std::string(method), {}, scoped)) return receiver;
  }
  if (method == "when" || method == "unless") {
    const auto known = php::truth(argument(arguments, 0));
    const bool wanted = method == "when";
    if (known) {
      const Value chosen = argument(arguments, *known == wanted ? 1 : 2);
      if (chosen.callable() != nullptr)
        php_->call(chosen, {receiver, argument(arguments, 0)}, span);
      return receiver;
    }
    opaque(span, "whether this condition is added is not known");
    return receiver;
  }
  if (method == "tap") {
    php_->call(argument(arguments, 0), {receiver}, span);
    return receiver;
  }
  if (method == "clone" || method == "newQuery") {
    queries_.push_back(std::make_unique<Query>(query));
    return handle("Query", queries_.size() - 1, span);
  }
  if (method == "raw") return connection_method(method, arguments);
  if (method == "getConnection") return handle("Connection", current(), span);
  if (add_condition(query, method, arguments) || add_join(query, method, arguments) ||
      add_clause(query, method, arguments)) {
    return receiver;
  }
  if (auto value = write(query, method, arguments)) {
    const bool gives_row = method.starts_with("firstOr") || method == "updateOrCreate" ||
                           method == "create" || method == "forceCreate";
    return gives_row && !query.model.empty() ? result("?Row", receiver, span) : *value;
  }
  if (auto value = in_chunks(query, receiver, method, arguments)) return *value;
  if (auto value = read(query, receiver, method, arguments)) return *value;
  opaque(span,
         query.model.empty()
             ? fmt::format("the query's method {}() is not modelled", method)
             : fmt::format("{}() of the model {} is code of the application, which is not read",
                           method, query.model));
  // A condition may be part of it: what follows is not for all rows.
  query.wheres.emplace_back("and", unknown_text(source(span)));
  return receiver;
}

}  // namespace miglint::laravel
