// Conditions, joins and other clauses of a query.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "frontend/laravel/placeholder.h"
#include "frontend/laravel/session.h"
#include "frontend/php/functions.h"
#include "frontend/php/operators.h"
#include "source/ascii.h"

namespace miglint::laravel {

using eval::Arguments;
using eval::Value;

namespace {

/// Illuminate\Database\Query\Builder::$operators; anything else is taken for the value.
constexpr auto operators = std::to_array<std::string_view>(
    {"=",         "<",      ">",     "<=",          ">=",         "<>",
     "!=",        "<=>",    "like",  "like binary", "not like",   "ilike",
     "&",         "|",      "^",     "<<",          ">>",         "&~",
     "is",        "is not", "rlike", "not rlike",   "regexp",     "not regexp",
     "~",         "~*",     "!~",    "!~*",         "similar to", "not similar to",
     "not ilike", "~~*",    "!~~*"});

/// As the framework pads a day or a month: '05'.
Attribute two_digits(const Attribute& value) {
  if (value.raw() != nullptr || value.is_null() || has_unknown(value.text())) return value;
  const std::string text = value.text();
  return text.size() < 2 ? Attribute("0" + text) : Attribute(text);
}

bool is_operator(const Value& value) {
  const auto text = value.str();
  return text && std::ranges::find(operators, ascii::lower_case(*text)) != operators.end();
}

}  // namespace

std::string Session::nested(const Query& outer, const Value& closure, Span span) {
  queries_.push_back(std::make_unique<Query>(outer.connection(), outer.from()));
  Query& inner = *queries_.back();
  inner.is_join = outer.is_join;
  php_->call(closure, {handle("Query", queries_.size() - 1, span)}, span);
  return inner.wheres.empty() ? "" : "(" + Query::joined(inner.wheres) + ")";
}

std::optional<std::string> Session::subquery(const Query& outer, const Value& from, Span span) {
  if (const Query* query = query_of(from)) {
    Query copy = *query;
    add_soft_delete(copy);
    return copy.select();
  }
  if (from.callable() != nullptr) {
    queries_.push_back(std::make_unique<Query>(outer.connection(), Attribute()));
    Query& inner = *queries_.back();
    const Value handed = handle("Query", queries_.size() - 1, span);
    php_->call(from, {handed}, span);
    return inner.select();
  }
  if (from.text() != nullptr) return name(from, span).text();
  return std::nullopt;
}

void Session::where(Query& query, const std::string& boolean, bool negate, Arguments& arguments) {
  const Span span = arguments.span;
  const auto& given = arguments.positional;
  const std::string word = negate ? boolean + " not" : boolean;
  const auto add = [&](std::string sql) {
    if (!sql.empty()) query.wheres.emplace_back(word, std::move(sql));
  };
  if (given.empty()) return;
  const Value& column = given.front();
  if (const eval::Map* conditions = column.map()) {
    std::string all;
    for (const auto& [key, value] : conditions->entries) {
      Query inner(query.connection(), query.from());
      Arguments one;
      one.span = span;
      if (value.map() != nullptr && key.text() == nullptr) {
        for (const auto& [index, part] : value.map()->entries)
          one.positional.push_back(part);
      } else {
        one.positional = {key, value};
      }
      where(inner, boolean, false, one);
      if (inner.wheres.empty()) continue;
      all += (all.empty() ? "" : " " + boolean + " ") + Query::joined(inner.wheres);
    }
    if (!all.empty()) add("(" + all + ")");
    return;
  }
  if (column.callable() != nullptr && given.size() == 1) {
    add(nested(query, column, span));
    return;
  }
  Value op = given.size() > 1 ? given[1] : Value();
  Value value = given.size() > 2 ? given[2] : Value();
  if (given.size() == 2) {
    value = op;
    op = Value("=");
  } else if (given.size() > 2 && !is_operator(op)) {
    if (op.is_unknown() || !op.str()) {
      opaque(span, "which comparison the condition makes is not known");
      return;
    }
    value = op;
    op = Value("=");
  }
  const std::string sign = op.str().value_or("=");
  const Attribute left = name(column, span);
  if (given.size() == 1) {
    add(left.raw() != nullptr ? left.raw()->sql : query.is_null(left, false));
    return;
  }
  if (value.callable() != nullptr || query_of(value) != nullptr) {
    if (const auto inner = subquery(query, value, span)) {
      add(fmt::format("{} {} ({})", query.wrap().name(left), sign, *inner));
    }
    return;
  }
  if (value.is_null()) {
    add(query.is_null(left, sign != "="));
    return;
  }
  add(query.compare(left, sign, bound(value, span)));
}

bool Session::add_condition(Query& query, std::string_view method, Arguments& arguments) {
  const Span span = arguments.span;
  std::string_view rest = method;
  std::string boolean = "and";
  if (rest.starts_with("orWhere")) {
    boolean = "or";
    rest.remove_prefix(2);
  } else if (rest.starts_with("where")) {
    rest.remove_prefix(0);
  } else {
    return false;
  }
  std::string kind(rest.substr(5));
  const Value first = argument(arguments, 0, "column");
  const Value second = argument(arguments, 1);
  const auto add = [&](std::string sql) { query.wheres.emplace_back(boolean, std::move(sql)); };
  if (kind.empty()) {
    where(query, boolean, false, arguments);
    return true;
  }
  if (kind == "Not" && on().laravel > 8) {
    where(query, boolean, true, arguments);
    return true;
  }
  if (kind == "Raw") {
    const Attribute sql = name(first, span);
    std::string text = sql.text();
    if (const eval::Map* values = second.map()) {
      std::string out;
      std::size_t next = 0;
      for (const char c : text) {
        if (c == '?' && next < values->entries.size()) {
          out += query.literal(bound(values->entries[next++].second, span));
        } else {
          out += c;
        }
      }
      text = out;
    }
    add(text);
    return true;
  }
  if (kind == "Null" || kind == "NotNull") {
    for (const Attribute& column : as_list(name(first, span)))
      add(query.is_null(column, kind == "NotNull"));
    return true;
  }
  if (kind == "In" || kind == "NotIn" || kind == "IntegerInRaw" || kind == "IntegerNotInRaw") {
    const bool negate = kind == "NotIn" || kind == "IntegerNotInRaw";
    const Attribute column = name(first, span);
    if (const eval::Map* values = php::as_map(second)) {
      Attribute::List list;
      for (const auto& [key, value] : values->entries)
        list.push_back(bound(value, span));
      add(query.in(column, list, negate));
    } else if (const bool sub = second.callable() != nullptr ||
                                (query_of(second) != nullptr && second.object()->type == "Query");
               sub) {
      add(fmt::format("{} {} ({})", query.wrap().name(column), negate ? "not in" : "in",
                      subquery(query, second, span).value_or("")));
    } else {
      add(query.in(column, {bound(second, span)}, negate));
    }
    return true;
  }
  if (kind == "Between" || kind == "NotBetween") {
    const eval::Map* ends = second.map();
    const bool known = ends != nullptr && ends->entries.size() > 1;
    const Attribute low = known ? bound(ends->entries[0].second, span) : bound(second, span);
    const Attribute high = known ? bound(ends->entries[1].second, span) : bound(second, span);
    add(query.between(name(first, span), low, high, kind == "NotBetween"));
    return true;
  }
  if (kind == "Column") {
    if (const eval::Map* pairs = first.map()) {
      Query inner(query.connection(), query.from());
      for (const auto& [key, value] : pairs->entries) {
        Arguments one;
        one.span = span;
        if (value.map() != nullptr) {
          for (const auto& [index, part] : value.map()->entries)
            one.positional.push_back(part);
        } else {
          one.positional = {key, value};
        }
        add_condition(inner, "whereColumn", one);
      }
      add("(" + Query::joined(inner.wheres) + ")");
      return true;
    }
    const bool three = arguments.positional.size() > 2;
    add(query.compare_columns(name(first, span), three ? second.str().value_or("=") : "=",
                              name(three ? arguments.positional[2] : second, span)));
    return true;
  }
  if (kind == "Exists" || kind == "NotExists") {
    add(fmt::format("{} ({})", kind == "Exists" ? "exists" : "not exists",
                    subquery(query, first, span).value_or("")));
    return true;
  }
  static constexpr auto parts = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"Date", "date"}, {"Time", "time"}, {"Day", "day"}, {"Month", "month"}, {"Year", "year"}});
  const auto part = std::ranges::find(parts, kind, [](const auto& p) { return p.first; });
  if (part != parts.end()) {
    const bool three = arguments.positional.size() > 2;
    Attribute value = bound(three ? arguments.positional[2] : second, span);
    if (kind == "Month" || kind == "Day") value = two_digits(value);
    add(query.date_part(part->second, name(first, span), three ? second.str().value_or("=") : "=",
                        value));
    return true;
  }
  if (kind == "Like" || kind == "NotLike") {
    const bool as_written = php::truth(argument(arguments, 2, "caseSensitive")) == true;
    const std::string_view word = query.connection().is_mysql()
                                      ? (as_written ? "like binary" : "like")
                                  : as_written ? "like"
                                               : "ilike";
    add(query.compare(name(first, span), (kind == "NotLike" ? "not " : "") + std::string(word),
                      bound(second, span)));
    return true;
  }
  if (kind == "JsonContains" || kind == "JsonDoesntContain") {
    add((kind == "JsonContains" ? "" : "not ") +
        query.json_contains(name(first, span), bound(second, span)));
    return true;
  }
  if (kind == "Key" || kind == "KeyNot") {
    const Attribute key(query.key);
    const Attribute qualified(query.model.empty() ? query.key
                                                  : query.from().text() + "." + query.key);
    if (const eval::Map* ids = second.map() != nullptr ? second.map() : first.map()) {
      Attribute::List list;
      for (const auto& [index, value] : ids->entries)
        list.push_back(bound(value, span));
      add(query.in(qualified, list, kind == "KeyNot"));
    } else {
      add(query.compare(qualified, kind == "Key" ? "=" : "!=", bound(first, span)));
    }
    return true;
  }
  if (add_rare_condition(query, kind, boolean, arguments)) return true;
  // whereEmail('x') is where('email', 'x'): the framework calls it a dynamic condition.
  if (ascii::is_upper(kind[0]) && kind.find("And") == kind.npos &&
      arguments.positional.size() == 1) {
    std::string column;
    for (const char c : kind) {
      if (ascii::is_upper(c) && !column.empty()) column += '_';
      column += ascii::lower(c);
    }
    add(query.compare(Attribute(column), "=", bound(first, span)));
    return true;
  }
  return false;
}

bool Session::add_join(Query& query, std::string_view method, Arguments& arguments) {
  static constexpr auto types =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"join", "inner"},
                                                                    {"leftJoin", "left"},
                                                                    {"rightJoin", "right"},
                                                                    {"crossJoin", "cross"},
                                                                    {"joinSub", "inner"},
                                                                    {"leftJoinSub", "left"},
                                                                    {"rightJoinSub", "right"}});
  const auto type = std::ranges::find(types, method, [](const auto& t) { return t.first; });
  if (type == types.end()) return false;
  const Span span = arguments.span;
  Join made{std::string(type->second), {}, {}};
  std::size_t at = 1;
  if (method.ends_with("Sub")) {
    made.table = "(" + subquery(query, argument(arguments, 0), span).value_or("") + ") as " +
                 query.wrap().table(name(argument(arguments, 1), span));
    at = 2;
  } else {
    made.table = query.wrap().table(name(argument(arguments, 0, "table"), span));
  }
  Value first = argument(arguments, at);
  if (const Value named = argument(arguments, at, "first"); !named.is_null()) first = named;
  if (first.callable() != nullptr) {
    queries_.push_back(std::make_unique<Query>(query.connection(), query.from()));
    Query& on = *queries_.back();
    on.is_join = true;
    php_->call(first, {handle("Query", queries_.size() - 1, span)}, span);
    made.on = on.wheres;
  } else if (!first.is_null()) {
    const bool three = arguments.positional.size() > at + 2;
    const Value op = three ? argument(arguments, at + 1) : Value("=");
    const Value other = argument(arguments, three ? at + 2 : at + 1);
    made.on.emplace_back(
        "and", query.compare_columns(name(first, span), op.str().value_or("="), name(other, span)));
  }
  query.joins.push_back(std::move(made));
  return true;
}

bool Session::add_clause(Query& query, std::string_view method, Arguments& arguments) {
  const Span span = arguments.span;
  const Value first = argument(arguments, 0);
  const Value second = argument(arguments, 1);
  const auto text = [&](const Value& value) {
    const Attribute printed = name(value, span);
    return printed.text();
  };
  const auto columns_of = [&] {
    Attribute::List list;
    for (const Value& value : arguments.positional) {
      for (const Attribute& column : as_list(name(value, span)))
        list.push_back(column);
    }
    return list;
  };
  if (method == "forPage") {
    const auto* page = first.get<std::int64_t>();
    const auto* size = second.get<std::int64_t>();
    const std::int64_t rows = size != nullptr ? *size : 15;
    if (page == nullptr || (size == nullptr && !second.is_null())) return false;
    query.offset = std::to_string((*page - 1) * rows);
    query.limit = std::to_string(rows);
    return true;
  }
  if (method == "havingNull" || method == "havingNotNull") {
    query.havings.emplace_back("and", query.is_null(name(first, span), method == "havingNotNull"));
    return true;
  }
  if (method == "fromRaw") {
    query.set_from(Raw{text(first)});
    return true;
  }
  if (method == "fromSub") {
    query.set_from(Raw{"(" + subquery(query, first, span).value_or("") + ") as " +
                       query.wrap().value(text(second))});
    return true;
  }
  if (method == "on" || method == "orOn") {
    const std::string boolean = method == "on" ? "and" : "or";
    if (first.callable() != nullptr) {
      query.wheres.emplace_back(boolean, nested(query, first, span));
      return true;
    }
    const bool three = arguments.positional.size() > 2;
    query.wheres.emplace_back(
        boolean, query.compare_columns(name(first, span), three ? second.str().value_or("=") : "=",
                                       name(three ? arguments.positional[2] : second, span)));
    return true;
  }
  if (method == "select" || method == "addSelect") {
    if (method == "select") query.columns.clear();
    for (const Value& value : arguments.positional) {
      const eval::Map* map = value.map();
      if (map == nullptr) {
        query.columns.push_back(query.wrap().name(name(value, span)));
        continue;
      }
      for (const auto& [key, column] : map->entries) {
        if (column.callable() != nullptr || query_of(column) != nullptr) {
          query.columns.push_back("(" + subquery(query, column, span).value_or("") + ") as " +
                                  query.wrap().value(text(key)));
        } else {
          query.columns.push_back(query.wrap().name(name(column, span)));
        }
      }
    }
    return true;
  }
  if (method == "selectRaw") {
    query.columns.push_back(text(first));
    return true;
  }
  if (method == "selectSub") {
    query.columns.push_back("(" + subquery(query, first, span).value_or("") + ") as " +
                            query.wrap().value(text(second)));
    return true;
  }
  if (method == "from") {
    query.set_from(name(first, span));
    if (!second.is_null()) query.set_from(Attribute(text(first) + " as " + text(second)));
    return true;
  }
  if (method == "distinct") {
    query.distinct = true;
    return true;
  }
  if (method == "groupBy") {
    for (const Attribute& column : columns_of())
      query.groups.push_back(query.wrap().name(column));
    return true;
  }
  if (method == "groupByRaw") {
    query.groups.push_back(text(first));
    return true;
  }
  if (method == "havingRaw" || method == "orHavingRaw") {
    query.havings.emplace_back(method == "havingRaw" ? "and" : "or", text(first));
    return true;
  }
  if (method == "having" || method == "orHaving") {
    const bool three = arguments.positional.size() > 2;
    query.havings.emplace_back(
        method == "having" ? "and" : "or",
        fmt::format("{} {} {}", query.wrap().name(name(first, span)),
                    three ? second.str().value_or("=") : "=",
                    query.literal(bound(three ? arguments.positional[2] : second, span))));
    return true;
  }
  if (method == "orderBy" || method == "orderByDesc" || method == "latest" || method == "oldest") {
    std::string direction = method == "orderByDesc" || method == "latest" ? "desc" : "asc";
    if (method == "orderBy" && !second.is_null()) direction = ascii::lower_case(text(second));
    const bool by_default = first.is_null();
    query.orders.push_back(
        query.wrap().name(by_default ? Attribute("created_at") : name(first, span)) + " " +
        direction);
    return true;
  }
  if (method == "orderByRaw") {
    query.orders.push_back(text(first));
    return true;
  }
  if (method == "inRandomOrder") {
    query.orders.emplace_back(query.connection().is_mysql() ? "RAND()" : "RANDOM()");
    return true;
  }
  if (method == "reorder") {
    query.orders.clear();
    return true;
  }
  if (method == "limit" || method == "take") {
    const Attribute count = bound(first, span);
    query.limit = count.text();
    return true;
  }
  if (method == "offset" || method == "skip") {
    query.offset = bound(first, span).text();
    return true;
  }
  if (method == "lockForUpdate" || method == "sharedLock") {
    const bool mysql = query.connection().is_mysql();
    query.lock = method == "lockForUpdate" ? "for update"
                 : mysql                   ? "lock in share mode"
                                           : "for share";
    return true;
  }
  if (method == "union" || method == "unionAll") {
    query.unions.emplace_back(method == "unionAll", subquery(query, first, span).value_or(""));
    return true;
  }
  if (method == "withTrashed" || method == "onlyTrashed" || method == "withoutTrashed" ||
      method == "withoutGlobalScopes" || method == "withoutGlobalScope") {
    if (method == "onlyTrashed") {
      query.wheres.emplace_back(
          "and", query.is_null(Attribute(query.from().text() + ".deleted_at"), true));
    }
    query.soft_deletes = query.soft_deletes && method == "withoutTrashed";
    return true;
  }
  return method == "with" || method == "without" || method == "useWritePdo" || method == "toBase" ||
         method == "getQuery" || method == "newQuery" || method == "query" || method == "clone" ||
         method == "withoutEvents" || method == "setModel" || method == "useIndex" ||
         method == "forceIndex" || method == "ignoreIndex" || method == "beforeQuery" ||
         method == "afterQuery" || method == "timeout" || method == "withCasts" ||
         method == "withOnly" || method == "setEagerLoads" || method == "withoutEagerLoads";
}

}  // namespace miglint::laravel
