#include "lint/difference_words.h"

#include <fmt/format.h>

#include <string_view>

#include "lint/wording.h"

namespace miglint {
namespace {

using Object = SchemaDifference::Object;
using What = SchemaDifference::What;

std::string_view kind_word(TableKind kind) {
  switch (kind) {
    case TableKind::table:
    case TableKind::partitioned_table:
      break;
    case TableKind::foreign_table:
      return "foreign table";
    case TableKind::view:
      return "view";
    case TableKind::materialized_view:
      return "materialized view";
    case TableKind::sequence:
      return "sequence";
    case TableKind::composite_type:
      return "type";
  }
  return "table";
}

std::string changed_words(const SchemaDifference& difference, const std::string& name) {
  switch (difference.what) {
    case What::column_type:
      return fmt::format("the type of {} is `{}`, not `{}`", name, type_words(*difference.new_type),
                         type_words(*difference.old_type));
    case What::not_null:
      return difference.had ? fmt::format("{} is not NOT NULL any more", name)
                            : fmt::format("{} is still NOT NULL", name);
    case What::default_value:
      return difference.had ? fmt::format("{} has no default any more", name)
                            : fmt::format("{} still has a default", name);
    case What::validity:
      return fmt::format("{} is NOT VALID", name);
    case What::row_security:
      return difference.had ? fmt::format("row security of {} is off", name)
                            : fmt::format("row security of {} is still on", name);
    case What::definition:
      break;
  }
  return fmt::format("{} is not what it was", name);
}

std::string object_words(const SchemaDifference& difference, const Schema& schema) {
  const std::string relation =
      difference.relation.empty() ? std::string() : identifier(difference.relation, schema);
  const std::string name = identifier(difference.name);
  switch (difference.object) {
    case Object::table:
      return fmt::format("the {} `{}`", kind_word(difference.table_kind), relation);
    case Object::column:
      return fmt::format("the column `{}.{}`", relation, name);
    case Object::constraint:
      return fmt::format("the constraint `{}` of `{}`", name, relation);
    case Object::index:
      return fmt::format("the index `{}` of `{}`", name, relation);
    case Object::policy:
      return fmt::format("the policy `{}` of `{}`", name, relation);
    case Object::trigger:
      return fmt::format("the trigger `{}` of `{}`", name, relation);
    case Object::type:
      return fmt::format("the type `{}`", name);
    case Object::function:
      return fmt::format("the function `{}`", name);
  }
  return name;
}

}  // namespace

std::string difference_words(const SchemaDifference& difference, const Schema& schema) {
  if (difference.kind != SchemaDifference::Kind::changed) return object_words(difference, schema);
  if (difference.object == Object::column) {
    return changed_words(difference, fmt::format("`{}.{}`", identifier(difference.relation, schema),
                                                 identifier(difference.name)));
  }
  return changed_words(difference, object_words(difference, schema));
}

}  // namespace miglint
