// Constraints and indexes.
#include <fmt/format.h>

#include <algorithm>

#include "frontend/alembic/ddl.h"
#include "source/ascii.h"

namespace miglint::alembic {

using eval::Attributes;
using eval::Object;
using eval::Value;

namespace {

bool has_type(const Object& object, std::string_view name) {
  const std::string_view type = object.type;
  return type.substr(type.rfind('.') + 1) == name;
}

const Value* option(const Object& object, std::size_t at, std::string_view name) {
  return at < object.positional.size() ? &object.positional[at] : object.attributes.find(name);
}

/// "schema.table.column" or a column: the table, and the column.
std::pair<Sql, Sql> referred(const Value& value, const Words& words) {
  if (const Object* column = value.object(); is_column(value)) {
    const Value* table = column->attributes.find("__table__");
    return {
        table != nullptr && table->str() ? Sql(*table->str()) : words.placeholder(column->origin),
        words.name(column_name(*column))};
  }
  const auto text = value.str();
  if (!text) {
    const Sql unknown = words.placeholder(origin_of(value));
    return {unknown, unknown};
  }
  const std::size_t dot = text->rfind('.');
  if (dot == std::string::npos) return {words.quote(*text), words.quote(*text)};
  const std::string table = text->substr(0, dot);
  const std::size_t schema = table.rfind('.');
  Sql name = schema == std::string::npos ? words.quote(table)
                                         : words.quote(table.substr(0, schema)) + "." +
                                               words.quote(table.substr(schema + 1));
  return {name, words.quote(text->substr(dot + 1))};
}

}  // namespace

Sql DdlWriter::name_clause(const Value* name) const {
  if (given(name) == nullptr) return {};
  Sql sql("CONSTRAINT ");
  sql += words_.name(*name);
  sql += " ";
  return sql;
}

Sql DdlWriter::deferrability(const Attributes& options) const {
  Sql sql;
  if (const Value* deferrable = given(options.find("deferrable")))
    sql += is_true(deferrable) ? " DEFERRABLE" : " NOT DEFERRABLE";
  if (const Value* initially = given(options.find("initially")); initially && initially->str())
    sql += " INITIALLY " + *initially->str();
  return sql;
}

Sql DdlWriter::validity(const Attributes& options) const {
  return !words_.is_mysql() && is_true(options.find("postgresql_not_valid")) ? " NOT VALID" : "";
}

Sql DdlWriter::columns_constraint(std::string_view words, const Value* name,
                                  const std::vector<Value>& columns,
                                  const Attributes& options) const {
  if (columns.empty()) return {};
  Sql sql = name_clause(name);
  sql += words;
  if (!words_.is_mysql() && is_true(options.find("postgresql_nulls_not_distinct")))
    sql += " NULLS NOT DISTINCT";
  sql += " (";
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) sql += ", ";
    sql += words_.name(is_column(columns[i]) ? column_name(*columns[i].object()) : columns[i]);
  }
  sql += ")";
  if (!words_.is_mysql()) {
    const auto include = column_list(given(options.find("postgresql_include")));
    if (include && !include->empty()) {
      sql += " INCLUDE (";
      for (std::size_t i = 0; i < include->size(); ++i) {
        if (i > 0) sql += ", ";
        sql += words_.name((*include)[i]);
      }
      sql += ")";
    }
  }
  sql += deferrability(options);
  return sql;
}

Sql DdlWriter::check(const Value* name, const Value& condition, const Attributes& options) const {
  Sql sql = name_clause(name);
  sql += "CHECK (";
  sql += condition.text() != nullptr ? words_.statement(*condition.text())
                                     : CoreWriter(words_).without_tables().expression(condition);
  sql += ")";
  sql += deferrability(options);
  sql += validity(options);
  return sql;
}

Sql DdlWriter::foreign_key(const Value* name, const std::vector<Value>& local,
                           const Sql& referred_table, const std::vector<Sql>& referred_columns,
                           const Attributes& options) const {
  Sql sql = name_clause(name);
  sql += "FOREIGN KEY(";
  for (std::size_t i = 0; i < local.size(); ++i) {
    if (i > 0) sql += ", ";
    sql += words_.name(is_column(local[i]) ? column_name(*local[i].object()) : local[i]);
  }
  sql += ") REFERENCES ";
  sql += referred_table;
  sql += " (";
  for (std::size_t i = 0; i < referred_columns.size(); ++i) {
    if (i > 0) sql += ", ";
    sql += referred_columns[i];
  }
  sql += ")";
  if (const Value* match = given(options.find("match")); match && match->str())
    sql += " MATCH " + *match->str();
  if (const Value* action = given(options.find("ondelete")); action && action->str())
    sql += " ON DELETE " + *action->str();
  if (const Value* action = given(options.find("onupdate")); action && action->str())
    sql += " ON UPDATE " + *action->str();
  sql += deferrability(options);
  sql += validity(options);
  return sql;
}

Sql DdlWriter::foreign_key_of_column(const Column& column, const Object& key) const {
  const Value* target = option(key, 0, "column");
  if (target == nullptr) return cannot_be_known("a ForeignKey without its target");
  auto [table, referred_column] = referred(*target, words_);
  return foreign_key(key.attributes.find("name"), {column.name}, table, {referred_column},
                     key.attributes);
}

Sql DdlWriter::inline_reference(const Object& key) const {
  const Value* target = option(key, 0, "column");
  if (target == nullptr) return cannot_be_known("a ForeignKey without its target");
  auto [table, column] = referred(*target, words_);
  Sql sql(" REFERENCES ");
  sql += table;
  sql += " (";
  sql += column;
  sql += ")";
  return sql;
}

Sql DdlWriter::exclude(const Value* name, const std::vector<Value>& elements,
                       const Attributes& options) const {
  Sql sql = name_clause(name);
  const Value* with = given(options.find("using"));
  sql += fmt::format("EXCLUDE USING {} (", with != nullptr ? with->str().value_or("gist") : "gist");
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (i > 0) sql += ", ";
    const eval::List* pair = elements[i].list();
    if (pair == nullptr || pair->items.size() != 2)
      return cannot_be_known("the elements of the exclusion constraint are not known");
    sql += pair->items[0].text() != nullptr
               ? words_.name(pair->items[0])
               : CoreWriter(words_).without_tables().expression(pair->items[0]);
    sql += " WITH " + pair->items[1].str().value_or("=");
  }
  sql += ")";
  if (const Value* where = given(options.find("where"))) {
    sql += " WHERE (";
    sql += where->text() != nullptr ? words_.statement(*where->text())
                                    : CoreWriter(words_).without_tables().expression(*where);
    sql += ")";
  }
  sql += deferrability(options);
  return sql;
}

Sql DdlWriter::constraint(const Object& object) const {
  const Value* name = object.attributes.find("name");
  if (has_type(object, "PrimaryKeyConstraint"))
    return columns_constraint("PRIMARY KEY", name, object.positional, object.attributes);
  if (has_type(object, "UniqueConstraint"))
    return columns_constraint("UNIQUE", name, object.positional, object.attributes);
  if (has_type(object, "CheckConstraint")) {
    const Value* condition = option(object, 0, "sqltext");
    if (condition == nullptr) return cannot_be_known("a CheckConstraint without its condition");
    if (name == nullptr) name = option(object, 1, "name");
    return check(name, *condition, object.attributes);
  }
  if (has_type(object, "ExcludeConstraint"))
    return exclude(name, object.positional, object.attributes);
  if (has_type(object, "ForeignKeyConstraint")) {
    const auto local = column_list(option(object, 0, "columns"));
    const auto targets = column_list(option(object, 1, "refcolumns"));
    if (name == nullptr) name = option(object, 2, "name");
    if (!local || !targets || targets->empty())
      return cannot_be_known("the columns of a foreign key are not known");
    Sql table;
    std::vector<Sql> columns;
    for (const Value& target : *targets) {
      auto [referred_table, column] = referred(target, words_);
      table = referred_table;
      columns.push_back(column);
    }
    return foreign_key(name, *local, table, columns, object.attributes);
  }
  return cannot_be_known(fmt::format("`{}` is not rendered", object.origin));
}

Value DdlWriter::index_name(const Value* schema, const Value& table, const Value& column) const {
  eval::Text name("ix_");
  if (given(schema) != nullptr && schema->str()) name.append(*schema->str() + "_");
  for (const Value* part : {&table, &column}) {
    if (part->text() != nullptr) {
      name.append(*part->text());
    } else {
      name.append_unknown(origin_of(*part));
    }
    if (part == &table) name.append("_");
  }
  return name;
}

Sql DdlWriter::index_columns(const std::vector<Value>& columns, const Attributes& options) const {
  const Value* ops = options.find("postgresql_ops");
  const Value* length = options.find("mysql_length");
  Sql sql("(");
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) sql += ", ";
    const Value& column = columns[i];
    const Object* object = column.object();
    Value plain = column;
    if (is_column(column)) plain = column_name(*object);
    std::optional<std::string> key = plain.str();
    if (plain.text() != nullptr || plain.is_unknown()) {
      sql += words_.name(plain);
    } else {
      const bool group =
          object != nullptr &&
          (object->type == "operator" || (words_.is_mysql() && (object->type == "sqlalchemy.func" ||
                                                                object->type == ".nulls_last" ||
                                                                object->type == ".nulls_first")));
      if (group) sql += "(";
      sql += CoreWriter(words_).without_tables().expression(column);
      if (group) sql += ")";
      // `.desc()` on a column keeps its key.
      if (object != nullptr && is_column(object->receiver))
        key = column_name(*object->receiver.object()).str();
    }
    if (words_.is_mysql()) {
      const Value* own = length;
      if (length != nullptr && length->map() != nullptr)
        own = key ? length->map()->get(*key) : nullptr;
      if (own != nullptr && own->get<std::int64_t>() != nullptr)
        sql += fmt::format("({})", *own->get<std::int64_t>());
    } else if (ops != nullptr && ops->map() != nullptr && key) {
      if (const Value* op = ops->map()->get(*key); op != nullptr && op->str())
        sql += " " + *op->str();
    }
  }
  sql += ")";
  return sql;
}

Sql DdlWriter::create_index(const Value& name, const Sql& table, const std::vector<Value>& columns,
                            const Attributes& options) const {
  Sql sql("CREATE ");
  if (is_true(options.find("unique"))) sql += "UNIQUE ";
  if (words_.is_mysql()) {
    if (const Value* prefix = given(options.find("mysql_prefix")); prefix && prefix->str())
      sql += *prefix->str() + " ";
  }
  sql += "INDEX ";
  if (!words_.is_mysql()) {
    const Value* concurrently = options.find("postgresql_concurrently");
    if (is_true(concurrently)) sql += "CONCURRENTLY ";
    if (concurrently != nullptr && concurrently->is_unknown()) {
      // Worse than either answer would be to pick one.
      return cannot_be_known(fmt::format("whether it is built concurrently depends on `{}`",
                                         origin_of(*concurrently)));
    }
  }
  if (is_true(options.find("if_not_exists"))) sql += "IF NOT EXISTS ";
  sql += words_.name(name);
  sql += " ON ";
  sql += table;
  sql += " ";
  if (words_.is_mysql()) {
    sql += index_columns(columns, options);
    if (const Value* parser = given(options.find("mysql_with_parser")); parser && parser->str())
      sql += " WITH PARSER " + *parser->str();
    if (const Value* with = given(options.find("mysql_using"))) {
      sql += " USING ";
      sql += words_.name(*with);
    }
    return sql;
  }
  if (const Value* with = given(options.find("postgresql_using")); with && with->str()) {
    sql += "USING " + ascii::lower_case(*with->str()) + " ";
  }
  sql += index_columns(columns, options);
  if (const auto include = column_list(given(options.find("postgresql_include")));
      include && !include->empty()) {
    sql += " INCLUDE (";
    for (std::size_t i = 0; i < include->size(); ++i) {
      if (i > 0) sql += ", ";
      sql += words_.name((*include)[i]);
    }
    sql += ")";
  }
  if (is_true(options.find("postgresql_nulls_not_distinct"))) sql += " NULLS NOT DISTINCT";
  if (const Value* with = given(options.find("postgresql_with")); with && with->map()) {
    std::string settings;
    for (const auto& [key, value] : with->map()->entries)
      settings += fmt::format("{}{} = {}", settings.empty() ? "" : ", ", key.str().value_or(""),
                              value.str() ? *value.str() : words_.literal(value).text);
    sql += " WITH (" + settings + ")";
  }
  if (const Value* space = given(options.find("postgresql_tablespace"))) {
    sql += " TABLESPACE ";
    sql += words_.name(*space);
  }
  if (const Value* where = given(options.find("postgresql_where"))) {
    sql += " WHERE ";
    sql += where->text() != nullptr ? words_.statement(*where->text())
                                    : CoreWriter(words_).without_tables().expression(*where);
  }
  return sql;
}

}  // namespace miglint::alembic
