#include "dialect/postgres/impact/type_change.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <string>
#include <utility>

namespace miglint::postgres {
namespace {

using Cast = std::pair<std::string_view, std::string_view>;

/// pg_cast rows of PostgreSQL 15 with castmethod 'b' that a column can have, and those of the
/// extension citext. Casts among oid and the reg* types are found by `is_oid_like`.
constexpr std::array<Cast, 13> binary_casts{{
    {"bit", "varbit"},
    {"varbit", "bit"},
    {"cidr", "inet"},
    {"text", "bpchar"},
    {"text", "varchar"},
    {"varchar", "bpchar"},
    {"varchar", "text"},
    {"xml", "bpchar"},
    {"xml", "text"},
    {"xml", "varchar"},
    {"citext", "text"},
    {"citext", "varchar"},
    {"text", "citext"},
}};

bool is_oid_like(std::string_view type) {
  return type == "int4" || type == "oid" || (type.starts_with("reg") && type.size() > 3);
}

bool binary_coercible(std::string_view from, std::string_view to) {
  if (from == to) return true;
  if (from == "varchar" && to == "citext") return true;
  if (std::ranges::find(binary_casts, Cast{from, to}) != binary_casts.end()) return true;
  // int4 and oid go either way with every reg* type; two reg* types with each other do not.
  if (is_oid_like(from) && is_oid_like(to)) {
    return from == "int4" || from == "oid" || to == "int4" || to == "oid";
  }
  return false;
}

/// Same operator class for the type's default B-tree: varchar uses text's, cidr uses inet's.
bool same_operator_class(std::string_view from, std::string_view to) {
  const auto family = [](std::string_view type) -> std::string_view {
    if (type == "varchar") return "text";
    if (type == "cidr") return "inet";
    return type;
  };
  return family(from) == family(to);
}

using Modifiers = std::span<const std::int32_t>;

bool is_temporal(std::string_view type) {
  return type == "timestamp" || type == "timestamptz" || type == "time" || type == "timetz" ||
         type == "interval";
}

/// The length coercion to `to` can be left out for a value that already has `from`'s modifier.
bool modifier_only_widens(std::string_view type, Modifiers from, Modifiers to) {
  if (to.empty()) return type != "bpchar" && type != "bit";
  if (std::ranges::equal(from, to)) return true;
  if (from.empty()) {
    // An unconstrained date/time has the full precision of 6 digits.
    return is_temporal(type) && type != "interval" && to.size() == 1 && to[0] >= 6;
  }
  if (type == "varchar" || type == "varbit") return to[0] >= from[0];
  if (type == "numeric") {
    const auto scale = [](Modifiers modifiers) { return modifiers.size() > 1 ? modifiers[1] : 0; };
    return to[0] >= from[0] && scale(to) == scale(from);
  }
  if (type == "interval") return from.size() == to.size() && to.back() >= from.back();
  if (is_temporal(type)) return to[0] >= from[0];
  return false;
}

bool is_length_typed(std::string_view type) {
  return type == "varchar" || type == "bpchar" || type == "bit" || type == "varbit" ||
         type == "numeric" || is_temporal(type);
}

/// A domain's base type with its modifiers, down to no domain.
ColumnType base_of(ColumnType type, const Schema& schema) {
  for (int depth = 0; depth < 32; ++depth) {
    const UserType* user = schema.find_type({type.schema, type.name});
    if (user == nullptr || user->kind != UserType::Kind::domain || !user->base) break;
    type = *user->base;
  }
  return type;
}

/// With the schema in which the search path finds the type.
ColumnType column_type(const TypeName& type, const Schema& schema) {
  const UserType* user = schema.find_type(type.name);
  return {.schema = user != nullptr ? user->schema : std::string(type.name.schema),
          .name = std::string(type.name.name),
          .modifiers = {type.modifiers.begin(), type.modifiers.end()},
          .array_dimensions = type.array_dimensions};
}

}  // namespace

bool is_constrained_domain(const TypeName& type, const Schema& schema) {
  // The values of an array are checked as they come in; NULL, which old rows get, has none.
  if (type.array_dimensions > 0) return false;
  ObjectName name = type.name;
  for (int depth = 0; depth < 32; ++depth) {
    const UserType* user = schema.find_type(name);
    if (user == nullptr || user->kind != UserType::Kind::domain) return false;
    if (user->constrained) return true;
    if (!user->base) return false;
    name = {user->base->schema, user->base->name};
  }
  return false;
}

bool is_utc(std::string_view time_zone) {
  std::string zone(time_zone);
  std::ranges::transform(zone, zone.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  constexpr std::array<std::string_view, 14> names{
      "utc",      "etc/utc",   "gmt",           "etc/gmt", "uct", "etc/uct", "zulu",
      "etc/zulu", "universal", "etc/universal", "+00",     "-00", "0",       "etc/greenwich"};
  return std::ranges::find(names, std::string_view(zone)) != names.end();
}

TypeChange type_change(const ColumnType& from_type, const TypeName& to, const Schema& schema,
                       std::string_view time_zone) {
  const ColumnType whole = column_type(to, schema);
  const bool unchanged_type = from_type.schema == whole.schema && from_type.name == whole.name &&
                              from_type.array_dimensions == whole.array_dimensions;
  if (unchanged_type && from_type.schema != "pg_catalog")
    return {.rewrite = false, .new_operator_class = false};
  if (is_constrained_domain(to, schema)) return {};
  const ColumnType from = base_of(from_type, schema);
  const ColumnType into = base_of(whole, schema);
  const std::string_view old_name = from.name;
  const std::string_view new_name = into.name;
  if ((from.array_dimensions > 0) != (into.array_dimensions > 0)) return {};
  const bool same = old_name == new_name && from.schema == into.schema;

  if (from.array_dimensions > 0) {
    // Element coercion runs through ArrayCoerceExpr, which the server does not look into.
    const bool unchanged = same && (from.modifiers == into.modifiers);
    const bool drops_modifier = same && into.modifiers.empty();
    return {.rewrite = !(unchanged || drops_modifier), .new_operator_class = false};
  }
  if (from.schema != "pg_catalog" && !same && new_name != "text" && old_name != "citext") return {};

  const bool zone_change = (old_name == "timestamp" && new_name == "timestamptz") ||
                           (old_name == "timestamptz" && new_name == "timestamp");
  if (zone_change) {
    const bool same_bytes =
        is_utc(time_zone) && modifier_only_widens("timestamp", from.modifiers, into.modifiers);
    return {.rewrite = !same_bytes, .new_operator_class = true};
  }
  if (!binary_coercible(old_name, new_name)) return {};
  // A length coercion of an extension's type is a call that the planner cannot leave out.
  const bool free_of_length =
      !is_length_typed(new_name) &&
      (into.schema == "pg_catalog" || into.modifiers.empty() || from.modifiers == into.modifiers);
  const bool fits =
      free_of_length || (same ? modifier_only_widens(new_name, from.modifiers, into.modifiers)
                              : into.modifiers.empty());
  return {.rewrite = !fits, .new_operator_class = !same_operator_class(old_name, new_name)};
}

}  // namespace miglint::postgres
