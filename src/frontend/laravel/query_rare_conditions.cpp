// Conditions that migrations seldom have: full text, JSON, rows of values, points in time,
// relations.
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

namespace {

std::string option_of(const Value& options, std::string_view name) {
  const eval::Map* map = options.map();
  const Value* found = map == nullptr ? nullptr : map->get(name);
  return found == nullptr ? std::string() : found->str().value_or("");
}

std::string full_text(const Query& query, const Attribute::List& columns, const Attribute& value,
                      const Value& options) {
  const std::string mode = option_of(options, "mode");
  if (query.connection().is_mysql()) {
    const eval::Map* map = options.map();
    const Value* expanded = map == nullptr ? nullptr : map->get("expanded");
    const bool expands = expanded != nullptr && php::truth(*expanded) == true && mode != "boolean";
    return fmt::format("match ({}) against ({} in {} mode{})", query.wrap().columnize(columns),
                       query.literal(value), mode == "boolean" ? "boolean" : "natural language",
                       expands ? " with query expansion" : "");
  }
  std::string language = option_of(options, "language");
  if (language.empty()) language = "english";
  std::string vectors;
  for (const Attribute& column : columns) {
    vectors += fmt::format("{}to_tsvector('{}', {})", vectors.empty() ? "" : " || ", language,
                           query.wrap().name(column));
  }
  const std::string_view function = mode == "phrase"      ? "phraseto_tsquery"
                                    : mode == "websearch" ? "websearch_to_tsquery"
                                    : mode == "raw"       ? "to_tsquery"
                                                          : "plainto_tsquery";
  return fmt::format("({}) @@ {}('{}', {})", vectors, function, language, query.literal(value));
}

std::string json_of(const Query& query, std::string_view column) {
  return replace_all(query.wrap().name(Attribute(column)), "->>", "->");
}

std::string json_length(const Query& query, const std::string& column, std::string_view op,
                        const Attribute& value) {
  if (query.connection().is_mysql()) {
    const auto [field, path] = query.wrap().json_field_and_path(column);
    return fmt::format("json_length({}{}) {} {}", field, path, op, query.literal(value));
  }
  const std::string_view type = query.connection().laravel < 9 ? "json" : "jsonb";
  return fmt::format("{0}_array_length(({1})::{0}) {2} {3}", type, json_of(query, column), op,
                     query.literal(value));
}

/// nullopt: a place in a list, whose length PostgreSQL is asked for.
std::optional<std::string> json_has_key(const Query& query, const std::string& column) {
  if (query.connection().is_mysql()) {
    const auto [field, path] = query.wrap().json_field_and_path(column);
    return fmt::format("ifnull(json_contains_path({}, 'one'{}), 0)", field, path);
  }
  const std::size_t arrow = column.rfind("->");
  const std::string key = arrow == column.npos ? column : column.substr(arrow + 2);
  const bool is_place =
      key.ends_with(']') || (!key.empty() && key.find_first_not_of("-0123456789") == key.npos);
  if (arrow == column.npos || is_place) return std::nullopt;
  return fmt::format("coalesce(({})::jsonb ? '{}', false)", json_of(query, column.substr(0, arrow)),
                     replace_all(key, "'", "''"));
}

}  // namespace

/// Conditions on a moment: `wherePast('a')`, `whereToday('a')`.
bool Session::add_moment_condition(Query& query, std::string_view kind, const std::string& boolean,
                                   Arguments& arguments) {
  static constexpr auto moments = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"Past", "<"}, {"NowOrPast", "<="}, {"Future", ">"}, {"NowOrFuture", ">="}});
  static constexpr auto days =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"Today", "="},
                                                                    {"BeforeToday", "<"},
                                                                    {"TodayOrBefore", "<="},
                                                                    {"AfterToday", ">"},
                                                                    {"TodayOrAfter", ">="}});
  const auto named = [&](const auto& one) { return one.first == kind; };
  const auto moment = std::ranges::find_if(moments, named);
  const auto day = std::ranges::find_if(days, named);
  if (moment == moments.end() && day == days.end()) return false;
  for (const Attribute& column : as_list(name(argument(arguments, 0), arguments.span))) {
    query.wheres.emplace_back(
        boolean, moment != moments.end()
                     ? query.compare(column, moment->second, unknown_value("now()"))
                     : query.date_part("date", column, day->second, unknown_value("today()")));
  }
  return true;
}

bool Session::add_rare_condition(Query& query, const std::string& kind, const std::string& boolean,
                                 Arguments& arguments) {
  const Span span = arguments.span;
  const Value first = argument(arguments, 0);
  const Value second = argument(arguments, 1);
  const auto add = [&](std::string sql) { query.wheres.emplace_back(boolean, std::move(sql)); };
  const bool three = arguments.positional.size() > 2;
  const std::string op = three ? second.str().value_or("=") : "=";
  const Value value = three ? arguments.positional[2] : second;
  if (on().laravel >= 12 && add_moment_condition(query, kind, boolean, arguments)) return true;
  if (kind == "FullText") {
    add(full_text(query, as_list(name(first, span)), bound(second, span),
                  argument(arguments, 2, "options")));
    return true;
  }
  if (kind == "JsonLength") {
    add(json_length(query, name(first, span).text(), op, bound(value, span)));
    return true;
  }
  if (kind == "JsonContainsKey" || kind == "JsonDoesntContainKey") {
    const auto sql = json_has_key(query, name(first, span).text());
    if (sql) add((kind == "JsonContainsKey" ? "" : "not ") + *sql);
    if (sql) return true;
  }
  if (kind == "NullSafeEquals") {
    add(fmt::format("{} {} {}", query.wrap().name(name(first, span)),
                    on().is_mysql() ? "<=>" : "is not distinct from",
                    query.literal(bound(second, span))));
    return true;
  }
  if (kind == "RowValues" && three && php::as_map(value) != nullptr) {
    std::string values;
    for (const Attribute& one : as_list(bound(value, span)))
      values += (values.empty() ? "" : ", ") + query.literal(one);
    add(fmt::format("({}) {} ({})", query.wrap().columnize(as_list(name(first, span))), op,
                    values));
    return true;
  }
  const bool between_columns = kind == "BetweenColumns" || kind == "NotBetweenColumns";
  if (between_columns || kind == "ValueBetween" || kind == "ValueNotBetween") {
    const Attribute::List ends = as_list(name(second, span));
    if (ends.size() > 1) {
      add(fmt::format("{} {} {} and {}",
                      between_columns ? query.wrap().name(name(first, span))
                                      : query.literal(bound(first, span)),
                      kind.contains("Not") ? "not between" : "between",
                      query.wrap().name(ends.front()), query.wrap().name(ends.back())));
      return true;
    }
  }
  if ((kind == "All" || kind == "Any" || kind == "None") && php::as_map(first) != nullptr) {
    Query inner(query.connection(), query.from());
    for (const auto& [key, column] : php::as_map(first)->entries) {
      Arguments one;
      one.span = span;
      one.positional = {column, three ? second : Value("="), value};
      where(inner, kind == "All" ? "and" : "or", false, one);
    }
    query.wheres.emplace_back(kind == "None" ? boolean + " not" : boolean,
                              "(" + Query::joined(inner.wheres) + ")");
    return true;
  }
  static constexpr auto not_modelled = std::to_array<std::string_view>({"Has",
                                                                        "DoesntHave",
                                                                        "Relation",
                                                                        "HasMorph",
                                                                        "DoesntHaveMorph",
                                                                        "DoesntHaveRelation",
                                                                        "MorphRelation",
                                                                        "MorphDoesntHaveRelation",
                                                                        "BelongsTo",
                                                                        "AttachedTo",
                                                                        "MorphedTo",
                                                                        "NotMorphedTo",
                                                                        "JsonOverlaps",
                                                                        "JsonDoesntOverlap",
                                                                        "JsonContainsKey",
                                                                        "JsonDoesntContainKey",
                                                                        "RowValues",
                                                                        "BetweenColumns",
                                                                        "NotBetweenColumns",
                                                                        "ValueBetween",
                                                                        "ValueNotBetween",
                                                                        "All",
                                                                        "Any",
                                                                        "None",
                                                                        "VectorDistanceLessThan",
                                                                        "VectorSimilarTo",
                                                                        "Binary",
                                                                        "NotBinary",
                                                                        "Nested"});
  if (std::ranges::find(not_modelled, kind) == not_modelled.end()) return false;
  opaque(span, kind.contains("Has") || kind.contains("Relation") || kind.contains("To")
                   ? std::string("which tables the relation reads is not known")
                   : fmt::format("the condition where{}() is not modelled", kind));
  add(unknown_text(source(span)));
  return true;
}

}  // namespace miglint::laravel
