// SELECT, EXISTS, and the tables that a statement reads.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "frontend/alembic/core.h"

namespace miglint::alembic {

using eval::Object;
using eval::Value;

bool is_exists(const Value& value) {
  const Object* object = value.object();
  for (int depth = 0; object != nullptr && depth < 100; ++depth) {
    if (object->type == "sqlalchemy.exists") return true;
    if (object->type != ".where" && object->type != ".select_from") return false;
    object = object->receiver.object();
  }
  return false;
}

/// A subquery refers to the tables around it, unless it would be left with none of its own.
void CoreWriter::leave_out_enclosing(std::vector<CoreTable>& tables) const {
  if (tables.size() < 2) return;
  std::erase_if(tables, [&](const CoreTable& table) {
    return std::ranges::find(enclosing_, table.key) != enclosing_.end();
  });
}

Sql CoreWriter::write_exists(const Value& value) {
  std::vector<Value> conditions;
  std::vector<CoreTable> tables;
  const Object* at = value.object();
  for (; at != nullptr && at->type.starts_with('.'); at = at->receiver.object()) {
    if (at->type == ".where")
      conditions.insert(conditions.begin(), at->positional.begin(), at->positional.end());
    for (const Value& part : at->positional)
      note_tables(part, tables, 0);
  }
  Sql sql("EXISTS (");
  if (at != nullptr && !at->positional.empty() && is_statement(at->positional[0])) {
    sql += statement(at->positional[0], nullptr);
    sql += ")";
    return conditions.empty() ? sql
                              : cannot_be_known("an EXISTS with two conditions is not rendered");
  }
  if (at != nullptr)
    for (const Value& part : at->positional)
      note_tables(part, tables, 0);
  leave_out_enclosing(tables);
  sql += "SELECT *";
  for (std::size_t i = 0; i < tables.size(); ++i) {
    sql += i == 0 ? " FROM " : ", ";
    sql += tables[i].name;
  }
  if (!conditions.empty()) {
    sql += " WHERE ";
    sql += write_joined(conditions, "AND", 3, 0);
  }
  sql += ")";
  return sql;
}

void CoreWriter::note_tables(const Value& value, std::vector<CoreTable>& tables, int depth) {
  const Object* object = value.object();
  if (depth > 40) return;
  if (value.list() != nullptr)
    for (const Value& item : value.list()->items)
      note_tables(item, tables, depth + 1);
  if (object == nullptr || is_statement(value) || is_exists(value)) return;
  const auto add = [&](CoreTable table) {
    const bool seen =
        std::ranges::any_of(tables, [&](const CoreTable& other) { return other.key == table.key; });
    if (!seen) tables.push_back(std::move(table));
  };
  if (const auto table = as_table(value, words_)) {
    add(*table);
    return;
  }
  if (is_column(value)) {
    if (const Value* own = object->attributes.find("__table__"); own != nullptr && own->str())
      add({.name = *own->str(), .key = *own->str()});
    return;
  }
  for (const Value& argument : object->positional)
    note_tables(argument, tables, depth + 1);
  note_tables(object->receiver, tables, depth + 1);
}

Sql CoreWriter::write_select(const Chain& chain) {
  const Step& start = chain.steps.front();
  std::vector<Value> wanted;
  for (const Value& given : start.object->positional) {
    if (given.list() != nullptr) {
      wanted.insert(wanted.end(), given.list()->items.begin(), given.list()->items.end());
    } else {
      wanted.push_back(given);
    }
  }
  if (start.object->type == ".select") wanted = {chain.root};
  std::vector<CoreTable> tables;
  for (const Value& value : wanted)
    note_tables(value, tables, 0);
  Sql from;
  Sql tail;
  bool distinct = false;
  for (const Step& step : chain.steps) {
    if (step.name == "where" || step.name == "filter") {
      for (const Value& condition : step.object->positional)
        note_tables(condition, tables, 0);
    } else if (step.name == "select_from") {
      tables.clear();
      for (const Value& table : step.object->positional)
        note_tables(table, tables, 0);
      if (tables.empty()) return cannot_be_known("a SELECT from a join is not rendered");
    } else if (step.name == "distinct") {
      distinct = true;
    } else if (step.name == "order_by" || step.name == "group_by") {
      tail += step.name == "order_by" ? " ORDER BY " : " GROUP BY ";
      for (std::size_t i = 0; i < step.object->positional.size(); ++i) {
        if (i > 0) tail += ", ";
        tail += write(step.object->positional[i], 1);
      }
    } else if (step.name == "limit" || step.name == "offset") {
      tail += step.name == "limit" ? " LIMIT " : " OFFSET ";
      if (!step.object->positional.empty()) tail += write(step.object->positional[0], 15);
    } else if (step.name != "select" && step.name != "as_scalar" &&
               step.name != "scalar_subquery" && step.name != "correlate" &&
               step.name != "execution_options" && step.name != "label" &&
               step.name != "subquery") {
      return cannot_be_known(fmt::format("`.{}()` of a SELECT is not rendered", step.name));
    }
  }
  leave_out_enclosing(tables);
  Sql sql(distinct ? "SELECT DISTINCT " : "SELECT ");
  bool is_first = true;
  ++depth_;
  const std::size_t inner = enclosing_.size();
  for (const CoreTable& table : tables)
    enclosing_.push_back(table.key);
  for (const Value& value : wanted) {
    if (const auto table = as_table(value, words_)) {
      for (const Value& column : table->columns) {
        if (!std::exchange(is_first, false)) sql += ", ";
        sql += table->key + ".";
        sql += words_.name(column_name(*column.object()));
      }
      if (table->columns.empty())
        sql = cannot_be_known(fmt::format("the columns of {} are not known", table->key));
      continue;
    }
    if (!std::exchange(is_first, false)) sql += ", ";
    sql += write(value, 0);
  }
  for (std::size_t i = 0; i < tables.size(); ++i) {
    sql += i == 0 ? " FROM " : ", ";
    sql += tables[i].name;
  }
  sql += write_where(chain, 0);
  sql += tail;
  enclosing_.resize(inner);
  --depth_;
  return sql;
}

}  // namespace miglint::alembic
