#include "lint/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "lint/mysql_advice.h"

namespace miglint {
namespace {

/// What no table or column may be called without quotes: pg_get_keywords() of PostgreSQL 18 with
/// catcode R or T.
constexpr auto reserved_words = std::to_array<std::string_view>({
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "authorization",
    "binary",
    "both",
    "case",
    "cast",
    "check",
    "collate",
    "collation",
    "column",
    "concurrently",
    "constraint",
    "create",
    "cross",
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "false",
    "fetch",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "group",
    "having",
    "ilike",
    "in",
    "initially",
    "inner",
    "intersect",
    "into",
    "is",
    "isnull",
    "join",
    "lateral",
    "leading",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "natural",
    "not",
    "notnull",
    "null",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "outer",
    "overlaps",
    "placing",
    "primary",
    "references",
    "returning",
    "right",
    "select",
    "session_user",
    "similar",
    "some",
    "symmetric",
    "system_user",
    "table",
    "tablesample",
    "then",
    "to",
    "trailing",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
});
static_assert(std::ranges::is_sorted(reserved_words));

/// Names of the catalog, and what people call those types.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> type_aliases{{
    {"int2", "smallint"},
    {"int4", "integer"},
    {"int8", "bigint"},
    {"float4", "real"},
    {"float8", "double precision"},
    {"bool", "boolean"},
    {"bpchar", "char"},
}};

/// Messages are made in many places that know a name and nothing else.
thread_local std::optional<Dialect> written_for;

Dialect dialect_of_names() {
  assert(written_for && "whose SQL the name is for: see NamesWrittenFor");
  return written_for.value_or(Dialect::postgres);
}

bool needs_no_quotes(std::string_view name) {
  const auto is_letter = [](char c) { return c == '_' || (c >= 'a' && c <= 'z'); };
  const auto is_inner = [&](char c) { return is_letter(c) || c == '$' || (c >= '0' && c <= '9'); };
  return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, is_inner) &&
         !std::ranges::binary_search(reserved_words, name);
}

template <class Modifiers>
std::string type_text(const ObjectName& name, const Modifiers& modifiers, int dimensions) {
  const bool builtin = name.schema.empty() || name.schema == "pg_catalog";
  const auto* alias =
      std::ranges::find(type_aliases, name.name, &decltype(type_aliases)::value_type::first);
  std::string text = !builtin                      ? identifier(name)
                     : alias != type_aliases.end() ? std::string(alias->second)
                                                   : identifier(name.name);
  // The first modifier of an interval is a set of fields, not a number that people write.
  if (!modifiers.empty() && name.name != "interval") {
    text += fmt::format("({})", fmt::join(modifiers, ", "));
  }
  for (int dimension = 0; dimension < dimensions; ++dimension)
    text += "[]";
  return text;
}

std::string_view text_at(Span part, const Statement& statement) {
  const bool verbatim = statement.source != nullptr && statement.source->verbatim;
  const bool inside = part.file == statement.span.file && part.begin >= statement.span.begin &&
                      part.end <= statement.span.end && !part.empty();
  if (!verbatim || !inside) return {};
  return statement.text.substr(part.begin - statement.span.begin, part.end - part.begin);
}

template <class Conjuncts>
std::string joined(const Conjuncts& conjuncts) {
  const bool known = std::ranges::none_of(
      conjuncts, [](std::string_view part) { return part.starts_with("opaque:"); });
  if (conjuncts.empty() || !known) return "…";
  // A part may be an OR, which binds weaker.
  return conjuncts.size() == 1 ? std::string(conjuncts[0])
                               : fmt::format("({})", fmt::join(conjuncts, ") AND ("));
}

}  // namespace

NamesWrittenFor::NamesWrittenFor(Dialect dialect) : before_(std::exchange(written_for, dialect)) {}

NamesWrittenFor::~NamesWrittenFor() {
  written_for = before_;
}

std::string identifier(std::string_view name) {
  if (dialect_of_names() != Dialect::postgres) return mysql_name(name);
  if (needs_no_quotes(name)) return std::string(name);
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string identifier(const ObjectName& name) {
  const std::string own = identifier(name.name);
  return name.schema.empty() ? own : identifier(name.schema) + '.' + own;
}

std::string identifier(RelationKey relation, const Schema& schema) {
  const auto dot = relation.find('.');
  if (dot == RelationKey::npos) return identifier(relation);
  const ObjectName name{relation.substr(0, dot), relation.substr(dot + 1)};
  const ObjectName alone{{}, name.name};
  return schema.key(alone) == relation ? identifier(alone) : identifier(name);
}

std::string identifiers(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) {
    if (!text.empty()) text += ", ";
    text += identifier(name);
  }
  return text;
}

std::string type_words(const TypeName& type) {
  return type_text(type.name, type.modifiers, type.array_dimensions);
}

std::string type_words(const ColumnType& type) {
  return type_text({type.schema, type.name}, type.modifiers, type.array_dimensions);
}

std::string blocks(LockMode lock, std::string_view relation) {
  const std::string_view what = blocks_reads(lock)    ? "reads and writes of"
                                : blocks_writes(lock) ? "writes to"
                                                      : "other schema changes of";
  return fmt::format("blocks {} `{}`", what, relation);
}

std::string_view statement_text(const Operation& operation, const Moment& at) {
  return operation.nesting.in_block ? std::string_view() : at.statement.text;
}

std::string_view source_text(Span part, const Operation& operation, const Moment& at) {
  return source_text(part, operation, at.statement);
}

std::string_view source_text(Span part, const Operation& operation, const Statement& statement) {
  // Of SQL in a string that EXECUTE runs, every part has the place of the whole.
  return part == operation.span ? std::string_view() : text_at(part, statement);
}

std::string condition_text(std::span<const std::string> conjuncts) {
  return joined(conjuncts);
}

std::string condition_text(const Expression& condition, const Operation& operation,
                           const Moment& at) {
  if (const auto text = source_text(condition.span, operation, at); !text.empty()) {
    return std::string(text);
  }
  return joined(condition.conjuncts);
}

LockFact lock_fact(const Effect& effect) {
  return {.relation = std::string(effect.relation),
          .lock = effect.lock,
          .rewrite = effect.rewrite,
          .scan = effect.scan,
          .index_build = effect.index_build};
}

}  // namespace miglint
