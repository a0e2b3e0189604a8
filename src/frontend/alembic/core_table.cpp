// Tables and columns as Core and models describe them.
#include <algorithm>

#include "frontend/alembic/core.h"

namespace miglint::alembic {

using eval::Value;

namespace {

bool is_table_type(std::string_view type) {
  return type == "sqlalchemy.table" || type == "sqlalchemy.Table" ||
         type == "sqlalchemy.TableClause";
}

}  // namespace

bool is_column(const Value& value) {
  const eval::Object* object = value.object();
  return object != nullptr &&
         (object->type == "sqlalchemy.Column" || object->type == "sqlalchemy.column" ||
          object->type == "sqlalchemy.mapped_column");
}

Value column_name(const eval::Object& column) {
  if (const Value* own = column.attributes.find("__name__")) return *own;
  if (const Value* named = column.attributes.find("name")) return *named;
  if (!column.positional.empty() && column.positional[0].text() != nullptr)
    return column.positional[0];
  if (!column.positional.empty() && column.positional[0].is_unknown()) return column.positional[0];
  return {};
}

std::optional<CoreTable> as_table(const Value& value, const Words& words) {
  const eval::Object* object = value.object();
  if (object == nullptr) return std::nullopt;
  CoreTable table;
  if (is_table_type(object->type) && !object->positional.empty()) {
    const Value* schema = object->attributes.find("schema");
    table.name = words.table(schema, object->positional[0]);
    table.key = table.name.text;
    for (const Value& item : object->positional) {
      if (is_column(item)) table.columns.push_back(item);
    }
    if (const Value* extra = object->attributes.find("__columns__"); extra && extra->list())
      for (const Value& item : extra->list()->items)
        table.columns.push_back(item);
    return table;
  }
  if (object->type == ".alias") {
    auto inner = as_table(object->receiver, words);
    if (!inner) return std::nullopt;
    if (!object->positional.empty()) {
      const Sql alias = words.name(object->positional[0]);
      inner->name += " AS ";
      inner->name += alias;
      inner->key = alias.text;
      inner->is_alias = true;
    }
    return inner;
  }
  if (object->type == "sqlalchemy.aliased" && !object->positional.empty())
    return as_table(object->positional[0], words);
  // A model: a class of the file with `__tablename__`, or its `__table__`.
  if (object->type == ".__table__") return as_table(object->receiver, words);
  if (object->type == "class") {
    if (const Value* own = object->attributes.find("__table__")) return as_table(*own, words);
    const Value* name = object->attributes.find("__tablename__");
    if (name == nullptr) return std::nullopt;
    const Value* schema = nullptr;
    if (const Value* extra = object->attributes.find("__table_args__")) {
      if (extra->map() != nullptr) schema = extra->map()->get("schema");
      if (extra->list() != nullptr && !extra->list()->items.empty() &&
          extra->list()->items.back().map() != nullptr)
        schema = extra->list()->items.back().map()->get("schema");
    }
    table.name = words.table(schema, *name);
    table.key = table.name.text;
    for (const auto& [key, member] : object->attributes.entries) {
      if (!is_column(member)) continue;
      eval::Object column = *member.object();
      if (column_name(column).is_null()) column.attributes.set("__name__", key);
      table.columns.push_back(eval::make_object(std::move(column)));
    }
    return table;
  }
  return std::nullopt;
}

Value column_of(const Value& table, std::string_view name, const Words& words,
                const std::string& origin) {
  const auto known = as_table(table, words);
  eval::Object made{.type = "sqlalchemy.column", .origin = origin};
  if (known) {
    const auto found = std::ranges::find_if(known->columns, [&](const Value& column) {
      const Value own = column_name(*column.object());
      const Value* key = column.object()->attributes.find("key");
      return own.str() == name || (key != nullptr && key->str() == name);
    });
    if (found != known->columns.end()) made = *found->object();
    made.attributes.set("__table__", known->key);
  }
  if (column_name(made).is_null()) made.attributes.set("__name__", name);
  made.origin = origin;
  return eval::make_object(std::move(made));
}

}  // namespace miglint::alembic
