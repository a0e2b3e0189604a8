#include "frontend/alembic/operations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "frontend/alembic/operation_call.h"
#include "frontend/alembic/types.h"

namespace miglint::alembic {

using eval::Arguments;
using eval::Object;
using eval::Value;

namespace {

bool has_type(const Value& value, std::string_view name) {
  const Object* object = value.object();
  if (object == nullptr) return false;
  const std::string_view type = object->type;
  return type.substr(type.rfind('.') + 1) == name;
}

/// Where the table stands among an operation's arguments; -1: the operation is none of a batch.
int table_position(std::string_view operation) {
  using Pair = std::pair<std::string_view, int>;
  static constexpr auto positions = std::to_array<Pair>({
      {"add_column", 0},
      {"alter_column", 0},
      {"drop_column", 0},
      {"create_table_comment", 0},
      {"drop_table_comment", 0},
      {"create_index", 1},
      {"drop_index", 1},
      {"create_unique_constraint", 1},
      {"create_check_constraint", 1},
      {"create_primary_key", 1},
      {"create_foreign_key", 1},
      {"create_exclude_constraint", 1},
      {"drop_constraint", 1},
  });
  const auto found = std::ranges::find(positions, operation, &Pair::first);
  return found == positions.end() ? -1 : found->second;
}

}  // namespace

bool Operations::run(std::string_view name, const Arguments& arguments, Value& result) {
  const Call call{arguments, arguments.span};
  if (!arguments.whole) {
    emit(cannot_be_known(fmt::format("the arguments of op.{} are not known", name)), call.span);
    return true;
  }
  if (name == "create_table") {
    create_table(call, result);
  } else if (name == "drop_table") {
    Sql sql("DROP TABLE ");
    if (is_true(call.named("if_exists"))) sql += "IF EXISTS ";
    sql += words_.table(call.get(1, "schema"), call.value(0, "table_name"));
    emit(sql, call.span);
  } else if (name == "rename_table") {
    const Value* schema = call.get(2, "schema");
    Sql sql("ALTER TABLE ");
    sql += words_.table(schema, call.value(0, "old_table_name"));
    sql += " RENAME TO ";
    sql += words_.table(words_.is_mysql() ? schema : nullptr, call.value(1, "new_table_name"));
    emit(sql, call.span);
  } else if (name == "add_column") {
    add_column(call);
  } else if (name == "drop_column") {
    Sql sql("ALTER TABLE ");
    sql += words_.table(call.get(2, "schema"), call.value(0, "table_name"));
    sql += " DROP COLUMN ";
    if (is_true(call.named("if_exists"))) sql += "IF EXISTS ";
    sql += words_.name(call.value(1, "column_name"));
    emit(sql, call.span);
  } else if (name == "alter_column") {
    alter_column(call);
  } else if (name == "create_index") {
    create_index(call);
  } else if (name == "drop_index") {
    drop_index(call);
  } else if (name == "create_foreign_key") {
    create_foreign_key(call);
  } else if (name == "create_unique_constraint" || name == "create_primary_key" ||
             name == "create_check_constraint" || name == "create_exclude_constraint") {
    create_constraint(call, name.substr(7));
  } else if (name == "drop_constraint") {
    drop_constraint(call);
  } else if (name == "create_table_comment" || name == "drop_table_comment") {
    comment_on(call, name.starts_with("drop"));
  } else if (name == "bulk_insert") {
    bulk_insert(call);
  } else if (name == "execute") {
    execute(call.value(0, "sqltext"), nullptr, call.span);
  } else {
    return false;
  }
  return true;
}

bool Operations::run_in_batch(const Object& batch, std::string_view name,
                              const Arguments& arguments, Value& result) {
  const int position = table_position(name);
  if (position < 0 && name != "execute") return false;
  Arguments with_table = arguments;
  if (position >= 0) {
    const Value* table = batch.attributes.find("table");
    const Value* schema = batch.attributes.find("schema");
    auto& given_arguments = with_table.positional;
    const auto at = std::min(static_cast<std::size_t>(position), given_arguments.size());
    if (at < static_cast<std::size_t>(position)) {
      // The name came as a keyword: so does the table.
      with_table.named.set(name == "create_foreign_key" ? "source_table" : "table_name", *table);
    } else {
      given_arguments.insert(given_arguments.begin() + static_cast<std::ptrdiff_t>(at), *table);
    }
    if (schema != nullptr && !schema->is_null())
      with_table.named.set(name == "create_foreign_key" ? "source_schema" : "schema", *schema);
  }
  return run(name, with_table, result);
}

void Operations::create_types(const TableShape& table, Span span) {
  if (words_.is_mysql()) return;
  for (const Column& column : table.columns) {
    const auto native = native_enum(column.type, words_);
    if (!native || !native->create_type) continue;
    // One run makes a type once.
    if (!types_made_.insert(native->name.text).second) continue;
    run_on_type(column.type, "create", span);
  }
}

bool Operations::run_on_type(const Value& type, std::string_view name, Span span) {
  if (const auto domain = domain_command(type, name == "create", words_)) {
    emit(*domain, span);
    return true;
  }
  const auto native = native_enum(type, words_);
  if (!native) return false;
  if (words_.is_mysql()) return true;  // An enum is part of the column there.
  Sql sql;
  if (name == "create") {
    sql += "CREATE TYPE ";
    sql += native->name;
    sql += " AS ENUM (";
    for (std::size_t i = 0; i < native->labels.size(); ++i) {
      if (i > 0) sql += ", ";
      sql += native->labels[i];
    }
    sql += ")";
  } else {
    sql += "DROP TYPE ";
    sql += native->name;
  }
  emit(sql, span);
  return true;
}

void Operations::create_shape(TableShape& table, Span span, bool check_types) {
  if (check_types) create_types(table, span);
  emit(ddl_.create_table(table), span);
  const Sql name = words_.table(table.schema, table.name);
  for (const Column& column : table.columns) {
    if (!column.index) continue;
    eval::Attributes options;
    options.set("unique", column.unique);
    emit(ddl_.create_index(ddl_.index_name(table.schema, table.name, column.name), name,
                           {column.name}, options),
         span);
  }
  for (const Object* index : table.indexes) {
    if (index->positional.empty()) continue;
    emit(ddl_.create_index(index->positional[0], name,
                           {index->positional.begin() + 1, index->positional.end()},
                           index->attributes),
         span);
  }
  if (words_.is_mysql()) return;
  if (const Value* comment = given(table.options->find("comment"))) {
    Sql sql("COMMENT ON TABLE ");
    sql += name;
    sql += " IS ";
    sql += words_.string(*comment);
    emit(sql, span);
  }
  for (const Column& column : table.columns) {
    if (column.comment == nullptr) continue;
    Sql sql("COMMENT ON COLUMN ");
    sql += name;
    sql += ".";
    sql += words_.name(column.name);
    sql += " IS ";
    sql += words_.string(*column.comment);
    emit(sql, span);
  }
}

void Operations::create_table(const Call& call, Value& result) {
  TableShape table;
  table.name = call.value(0, "table_name");
  table.schema = call.named("schema");
  table.options = &call.arguments.named;
  std::vector<Value> items;
  for (std::size_t i = 1; i < call.arguments.positional.size(); ++i) {
    const Value& item = call.arguments.positional[i];
    items.push_back(item);
  }
  for (const Value& item : items) {
    if (auto column = read_column(item)) {
      table.columns.push_back(std::move(*column));
    } else if (has_type(item, "Index")) {
      table.indexes.push_back(item.object());
    } else if (item.object() != nullptr) {
      table.constraints.push_back(item.object());
    } else if (item.get<eval::Opaque>() != nullptr || item.is_unknown()) {
      emit(
          cannot_be_known(fmt::format("what `{}` adds to the table is not known", origin_of(item))),
          call.span);
      return;
    }
  }
  create_shape(table, call.span, true);
  Object made{.type = "sqlalchemy.Table",
              .positional = call.arguments.positional,
              .span = call.span,
              .origin = call.arguments.origin};
  if (table.schema != nullptr) made.attributes.set("schema", *table.schema);
  result = eval::make_object(std::move(made));
}

void Operations::add_constraint(const Sql& table, const Sql& constraint, Span span) {
  Sql sql("ALTER TABLE ");
  sql += table;
  sql += " ADD ";
  sql += constraint;
  emit(sql, span);
}

void Operations::add_column(const Call& call) {
  const Value table_name = call.value(0, "table_name");
  const Value* schema = call.get(2, "schema");
  const Sql table = words_.table(schema, table_name);
  const Value given_column = call.value(1, "column");
  const auto column = read_column(given_column);
  if (!column) {
    emit(cannot_be_known(fmt::format("the column `{}` is not known", origin_of(given_column))),
         call.span);
    return;
  }
  const std::vector<Column> alone{*column};
  Sql sql("ALTER TABLE ");
  sql += table;
  sql += " ADD COLUMN ";
  if (is_true(call.named("if_not_exists"))) sql += "IF NOT EXISTS ";
  sql += ddl_.column(*column, DdlWriter::counting_column(alone) == 0);
  if (column->primary_key && is_true(call.named("inline_primary_key"))) sql += " PRIMARY KEY";
  const bool inline_reference =
      column->foreign_keys.size() == 1 && is_true(call.named("inline_references"));
  if (inline_reference) sql += ddl_.inline_reference(*column->foreign_keys.front());
  emit(sql, call.span);
  if (column->unique && !column->index)
    add_constraint(table, ddl_.columns_constraint("UNIQUE", nullptr, {column->name}, {}),
                   call.span);
  if (!inline_reference) {
    for (const Object* key : column->foreign_keys)
      add_constraint(table, ddl_.foreign_key_of_column(*column, *key), call.span);
  }
  if (column->index) {
    eval::Attributes options;
    options.set("unique", column->unique);
    emit(ddl_.create_index(ddl_.index_name(schema, table_name, column->name), table, {column->name},
                           options),
         call.span);
  }
  if (column->comment != nullptr && !words_.is_mysql()) {
    Sql comment("COMMENT ON COLUMN ");
    comment += table;
    comment += ".";
    comment += words_.name(column->name);
    comment += " IS ";
    comment += words_.string(*column->comment);
    emit(comment, call.span);
  }
}

void Operations::alter_column(const Call& call) {
  const Sql table = words_.table(call.named("schema"), call.value(0, "table_name"));
  const Sql column = words_.name(call.value(1, "column_name"));
  if (words_.is_mysql()) {
    alter_mysql(call, table, column);
  } else {
    alter_postgres(call, table, column);
  }
}

void Operations::alter_postgres(const Call& call, const Sql& table, const Sql& column) {
  const auto alter = [&](const Sql& what) {
    Sql sql("ALTER TABLE ");
    sql += table;
    sql += " ALTER COLUMN ";
    sql += column;
    sql += " ";
    sql += what;
    emit(sql, call.span);
  };
  if (const Value* type = given(call.named("type_"))) {
    Sql sql("TYPE ");
    sql += type_sql(*type, words_);
    if (const Value* with = given(call.named("postgresql_using"))) {
      sql += " USING ";
      sql += with->text() != nullptr ? words_.statement(*with->text())
                                     : CoreWriter(words_).without_tables().expression(*with);
    }
    alter(sql);
  }
  if (const Value* nullable = given(call.get(2, "nullable"))) {
    if (nullable->get<bool>() == nullptr) {
      alter(cannot_be_known(
          fmt::format("whether it may be null depends on `{}`", origin_of(*nullable))));
    } else {
      alter(is_true(nullable) ? "DROP NOT NULL" : "SET NOT NULL");
    }
  }
  if (const Value* server = call.named("server_default"); server != nullptr && !is_false(server)) {
    const Value* existing = given(call.named("existing_server_default"));
    const bool had_identity = existing != nullptr && has_type(*existing, "Identity");
    if (has_type(*server, "Identity")) {
      if (had_identity) {
        alter(ddl_.identity_changes(*server->object(), *existing->object()));
      } else if (call.named("existing_server_default") == nullptr) {
        // Alembic takes the column for one that is an identity already.
        alter(ddl_.identity_changes(*server->object(), Object{}));
      } else {
        Sql sql("ADD ");
        sql += ddl_.identity(*server->object());
        alter(sql);
      }
    } else if (server->is_null()) {
      alter(had_identity ? "DROP IDENTITY" : "DROP DEFAULT");
    } else {
      Sql sql("SET DEFAULT ");
      sql += ddl_.server_default(*server);
      alter(sql);
    }
  }
  if (const Value* comment = call.named("comment"); comment != nullptr && !is_false(comment)) {
    Sql sql("COMMENT ON COLUMN ");
    sql += table;
    sql += ".";
    sql += column;
    sql += " IS ";
    sql += comment->is_null() ? Sql("NULL") : words_.string(*comment);
    emit(sql, call.span);
  }
  const Value* renamed = given(call.named("new_column_name"));
  if (renamed == nullptr) renamed = given(call.named("name"));
  if (renamed != nullptr) {
    Sql sql("ALTER TABLE ");
    sql += table;
    sql += " RENAME ";
    sql += column;
    sql += " TO ";
    sql += words_.name(*renamed);
    emit(sql, call.span);
  }
}

void Operations::alter_mysql(const Call& call, const Sql& table, const Sql& column) {
  const Value* renamed = given(call.named("new_column_name"));
  const Value* type = given(call.named("type_"));
  const Value* nullable = given(call.get(2, "nullable"));
  const Value* autoincrement = given(call.named("autoincrement"));
  const Value* comment = call.named("comment");
  if (is_false(comment)) comment = nullptr;
  const Value* server = call.named("server_default");
  if (is_false(server)) server = nullptr;
  const Value* full_type = type != nullptr ? type : given(call.named("existing_type"));
  // MySQL takes a function as the default of a date only where the whole column is given.
  const std::string affinity = full_type != nullptr ? type_name(*full_type).name : "";
  const bool is_date = affinity == "DateTime" || affinity == "DATETIME" || affinity == "TIMESTAMP";
  const Value* const given_default = call.named("server_default");
  const bool functional = is_date && !(given_default != nullptr && given_default->is_null());
  if (renamed == nullptr && !functional && type == nullptr && nullable == nullptr &&
      autoincrement == nullptr && comment == nullptr) {
    if (server == nullptr) return;
    Sql sql("ALTER TABLE ");
    sql += table;
    sql += " ALTER COLUMN ";
    sql += column;
    if (server->is_null()) {
      sql += " DROP DEFAULT";
    } else {
      sql += " SET DEFAULT ";
      sql += ddl_.server_default(*server);
    }
    emit(sql, call.span);
    return;
  }
  Sql sql("ALTER TABLE ");
  sql += table;
  const bool change = renamed != nullptr || functional;
  sql += change ? " CHANGE " : " MODIFY ";
  sql += column;
  if (change) {
    sql += " ";
    sql += renamed != nullptr ? words_.name(*renamed) : column;
  }
  sql += " ";
  if (full_type == nullptr) {
    emit(cannot_be_known("MySQL requires existing_type here: the call fails"), call.span);
    return;
  }
  sql += type_sql(*full_type, words_);
  if (nullable == nullptr) nullable = given(call.named("existing_nullable"));
  sql += nullable == nullptr || is_true(nullable) ? " NULL" : " NOT NULL";
  if (autoincrement == nullptr) autoincrement = given(call.named("existing_autoincrement"));
  if (is_true(autoincrement)) sql += " AUTO_INCREMENT";
  if (server == nullptr) server = call.named("existing_server_default");
  if (server != nullptr && !server->is_null() && !is_false(server)) {
    sql += " DEFAULT ";
    sql += ddl_.server_default(*server);
  }
  if (comment == nullptr) comment = call.named("existing_comment");
  if (comment != nullptr && !comment->is_null() && !is_false(comment)) {
    sql += " COMMENT ";
    sql += words_.string(*comment);
  }
  emit(sql, call.span);
}

void Operations::bulk_insert(const Call& call) {
  const Value table = call.value(0, "table");
  const Value rows = call.value(1, "rows");
  Object insert{.type = ".insert", .receiver = table, .origin = call.arguments.origin};
  const Value statement = eval::make_object(std::move(insert));
  if (rows.list() == nullptr) {
    emit(cannot_be_known(fmt::format("which rows `{}` holds is not known", origin_of(rows))),
         call.span);
    return;
  }
  for (const Value& row : rows.list()->items)
    emit(CoreWriter(words_).statement(statement, &row), call.span);
}

void Operations::comment_on(const Call& call, bool drop) {
  const Value* schema = call.named("schema");
  const Sql table = words_.table(schema, call.value(0, "table_name"));
  const Value comment = drop ? Value() : call.value(1, "comment");
  Sql sql(words_.is_mysql() ? "ALTER TABLE " : "COMMENT ON TABLE ");
  sql += table;
  sql += words_.is_mysql() ? " COMMENT " : " IS ";
  if (comment.is_null()) {
    sql += words_.is_mysql() ? "''" : "NULL";
  } else {
    sql += words_.string(comment);
  }
  emit(sql, call.span);
}

}  // namespace miglint::alembic
