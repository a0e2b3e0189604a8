// Operations on constraints and indexes, and what can be executed or created by itself.
#include <fmt/format.h>

#include <algorithm>

#include "frontend/alembic/operation_call.h"
#include "frontend/alembic/operations.h"
#include "frontend/alembic/types.h"

namespace miglint::alembic {

using eval::Object;
using eval::Value;

namespace {

std::string_view last_word(std::string_view type) {
  return type.substr(type.rfind('.') + 1);
}

}  // namespace

void Operations::create_index(const Call& call) {
  const Value* schema = call.get(3, "schema");
  const Value table_name = call.value(1, "table_name");
  const Sql table = words_.table(schema, table_name);
  const Value* given_columns = call.get(2, "columns");
  const auto columns = column_list(given_columns);
  if (!columns || columns->empty() || given_columns->text() != nullptr) {
    emit(cannot_be_known(
             given_columns == nullptr
                 ? "the argument `columns` is missing: the call fails"
                 : fmt::format("which columns `{}` names is not known", origin_of(*given_columns))),
         call.span);
    return;
  }
  Value name = call.value(0, "index_name");
  if (name.is_null()) {
    const Value& first = columns->front();
    name = ddl_.index_name(schema, table_name,
                           first.object() != nullptr ? column_name(*first.object()) : first);
  }
  eval::Attributes options = call.arguments.named;
  if (const Value* unique = call.get(4, "unique")) options.set("unique", *unique);
  emit(ddl_.create_index(name, table, *columns, options), call.span);
}

void Operations::drop_index(const Call& call) {
  const Value name = call.value(0, "index_name");
  const Value* schema = call.get(2, "schema");
  Sql sql("DROP INDEX ");
  if (!words_.is_mysql() && is_true(call.named("postgresql_concurrently"))) sql += "CONCURRENTLY ";
  if (is_true(call.named("if_exists"))) sql += "IF EXISTS ";
  if (name.is_null()) {
    emit(cannot_be_known("the index has no name, so that it cannot be dropped: the call fails"),
         call.span);
    return;
  }
  if (words_.is_mysql()) {
    sql += words_.name(name);
    sql += " ON ";
    sql += words_.table(schema, call.value(1, "table_name"));
  } else {
    sql += words_.table(schema, name);
  }
  emit(sql, call.span);
}

void Operations::create_foreign_key(const Call& call) {
  const Value* name = call.get(0, "constraint_name");
  const Sql table = words_.table(call.named("source_schema"), call.value(1, "source_table"));
  const Sql referred = words_.table(call.named("referent_schema"), call.value(2, "referent_table"));
  const auto local = column_list(call.get(3, "local_cols"));
  const auto remote = column_list(call.get(4, "remote_cols"));
  if (!local || !remote) {
    emit(cannot_be_known("the columns of the foreign key are not known"), call.span);
    return;
  }
  std::vector<Sql> columns;
  for (const Value& column : *remote)
    columns.push_back(words_.name(column));
  eval::Attributes options = call.arguments.named;
  constexpr std::size_t first_option = 5;
  for (std::size_t i = first_option; i < call.arguments.positional.size(); ++i) {
    constexpr std::string_view names[] = {"onupdate", "ondelete", "deferrable", "initially",
                                          "match"};
    if (i - first_option < std::size(names))
      options.set(names[i - first_option], call.arguments.positional[i]);
  }
  add_constraint(table, ddl_.foreign_key(name, *local, referred, columns, options), call.span);
}

void Operations::create_constraint(const Call& call, std::string_view kind) {
  const Value* name = call.get(0, "constraint_name");
  const Value* schema = kind == "exclude_constraint" ? call.named("schema") : call.get(3, "schema");
  const Sql table = words_.table(schema, call.value(1, "table_name"));
  if (kind == "check_constraint") {
    const Value condition = call.value(2, "condition");
    add_constraint(table, ddl_.check(name, condition, call.arguments.named), call.span);
    return;
  }
  if (kind == "exclude_constraint") {
    const auto& all = call.arguments.positional;
    const std::vector<Value> elements(all.begin() + std::min<std::ptrdiff_t>(2, std::ssize(all)),
                                      all.end());
    add_constraint(table, ddl_.exclude(name, elements, call.arguments.named), call.span);
    return;
  }
  const auto columns = column_list(call.get(2, "columns"));
  if (!columns) {
    emit(cannot_be_known("the columns of the constraint are not known"), call.span);
    return;
  }
  add_constraint(table,
                 ddl_.columns_constraint(kind == "primary_key" ? "PRIMARY KEY" : "UNIQUE", name,
                                         *columns, call.arguments.named),
                 call.span);
}

void Operations::drop_constraint(const Call& call) {
  const Value name = call.value(0, "constraint_name");
  const Value* type = call.get(2, "type_");
  const std::string kind = type != nullptr ? type->str().value_or("") : "";
  const bool needs_name = !words_.is_mysql() || kind != "primary";
  if (name.is_null() && needs_name) {
    emit(
        cannot_be_known("the constraint has no name, so that it cannot be dropped: the call fails"),
        call.span);
    return;
  }
  Sql sql("ALTER TABLE ");
  sql += words_.table(call.get(3, "schema"), call.value(1, "table_name"));
  if (!words_.is_mysql()) {
    sql += " DROP CONSTRAINT ";
    if (is_true(call.named("if_exists"))) sql += "IF EXISTS ";
    sql += words_.name(name);
  } else if (kind == "primary") {
    sql += " DROP PRIMARY KEY ";
  } else if (kind == "foreignkey") {
    sql += " DROP FOREIGN KEY ";
    sql += words_.name(name);
  } else if (kind == "unique") {
    sql += " DROP INDEX ";
    sql += words_.name(name);
  } else if (kind == "check") {
    sql += words_.dialect() == Dialect::mariadb ? " DROP CONSTRAINT " : " DROP CHECK ";
    sql += words_.name(name);
  } else {
    sql = cannot_be_known(
        "MySQL has no DROP CONSTRAINT for all kinds, and type_ is not given: the call fails");
  }
  emit(sql, call.span);
}

void Operations::execute(const Value& statement, const Value* parameters, Span span) {
  if (const auto* opaque = statement.get<eval::Opaque>()) {
    emit(cannot_be_known(opaque->reason), span);
    return;
  }
  if (statement.text() != nullptr || is_statement(statement)) {
    // A list of rows is sent row by row.
    if (parameters != nullptr && parameters->list() != nullptr && !parameters->list()->tuple) {
      for (const Value& row : parameters->list()->items)
        emit(CoreWriter(words_).statement(statement, &row), span);
      return;
    }
    emit(statement.text() != nullptr ? CoreWriter(words_).text(statement, parameters)
                                     : CoreWriter(words_).statement(statement, parameters),
         span);
    return;
  }
  const Object* object = statement.object();
  if (object != nullptr) {
    const std::string_view kind = last_word(object->type);
    const Value* on = object->positional.empty() ? nullptr : object->positional.data();
    const auto argument = [&](std::string_view name) { return object->attributes.find(name); };
    if (kind == "DDL" && on != nullptr && on->text() != nullptr) {
      emit(words_.statement(*on->text()), span);
      return;
    }
    if (on != nullptr &&
        (kind == "CreateSequence" || kind == "DropSequence" || kind == "CreateTable" ||
         kind == "DropTable" || kind == "CreateIndex" || kind == "DropIndex")) {
      if (run_on_object(*on, kind.starts_with("Create") ? "create" : "drop", span)) return;
    }
    if (on != nullptr && (kind == "CreateSchema" || kind == "DropSchema")) {
      Sql sql(kind == "CreateSchema" ? "CREATE SCHEMA " : "DROP SCHEMA ");
      if (is_true(argument("if_not_exists"))) sql += "IF NOT EXISTS ";
      if (is_true(argument("if_exists"))) sql += "IF EXISTS ";
      sql += words_.name(*on);
      if (is_true(argument("cascade"))) sql += " CASCADE";
      emit(sql, span);
      return;
    }
  }
  emit(cannot_be_known(fmt::format("what `{}` sends is not known", origin_of(statement))), span);
}

bool Operations::run_on_object(const Value& value, std::string_view name, Span span) {
  const Object* object = value.object();
  if (object == nullptr || (name != "create" && name != "drop")) return false;
  const bool create = name == "create";
  const std::string_view kind = last_word(object->type);
  if (kind == "Sequence" && !object->positional.empty()) {
    Sql sql(create ? "CREATE SEQUENCE " : "DROP SEQUENCE ");
    sql += words_.table(object->attributes.find("schema"), object->positional[0]);
    if (create) {
      const auto option = [&](std::string_view key, std::string_view words) {
        const Value* number = object->attributes.find(key);
        if (number != nullptr && number->get<std::int64_t>() != nullptr)
          sql += fmt::format(" {} {}", words, *number->get<std::int64_t>());
      };
      option("increment", "INCREMENT BY");
      option("start", "START WITH");
      option("minvalue", "MINVALUE");
      option("maxvalue", "MAXVALUE");
      option("cache", "CACHE");
    }
    emit(sql, span);
    return true;
  }
  if (kind == "Table" && !object->positional.empty()) {
    TableShape table;
    table.name = object->positional[0];
    table.schema = object->attributes.find("schema");
    table.options = &object->attributes;
    if (!create) {
      Sql sql("DROP TABLE ");
      sql += words_.table(table.schema, table.name);
      emit(sql, span);
      return true;
    }
    for (const Value& item : object->positional) {
      if (auto column = read_column(item)) {
        table.columns.push_back(std::move(*column));
      } else if (const Object* part = item.object();
                 part != nullptr && last_word(part->type).ends_with("Constraint")) {
        table.constraints.push_back(part);
      } else if (part != nullptr && last_word(part->type) == "Index") {
        table.indexes.push_back(part);
      }
    }
    create_shape(table, span, true);
    return true;
  }
  if (kind == "Index" && object->positional.size() > 1) {
    // The table is that of the columns.
    const Value& column = object->positional[1];
    const Value* table =
        column.object() != nullptr ? column.object()->attributes.find("__table__") : nullptr;
    if (table == nullptr || !table->str()) {
      emit(cannot_be_known(fmt::format("the table of `{}` is not known", object->origin)), span);
      return true;
    }
    if (create) {
      emit(ddl_.create_index(object->positional[0], *table->str(),
                             {object->positional.begin() + 1, object->positional.end()},
                             object->attributes),
           span);
    } else {
      Sql sql("DROP INDEX ");
      sql += words_.name(object->positional[0]);
      emit(sql, span);
    }
    return true;
  }
  return false;
}

}  // namespace miglint::alembic
