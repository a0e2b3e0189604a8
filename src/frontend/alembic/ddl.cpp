#include "frontend/alembic/ddl.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "frontend/alembic/types.h"
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

bool is_schema_item(const Object& object) {
  static constexpr auto names = std::to_array<std::string_view>(
      {"ForeignKey", "CheckConstraint", "Sequence", "Computed", "Identity", "DefaultClause",
       "FetchedValue", "ColumnDefault", "UniqueConstraint", "PrimaryKeyConstraint"});
  return std::ranges::any_of(names, [&](std::string_view name) { return has_type(object, name); });
}

Sql joined(const std::vector<Sql>& parts, std::string_view between) {
  Sql sql;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) sql += between;
    sql += parts[i];
  }
  return sql;
}

}  // namespace

bool is_true(const Value* value) {
  return value != nullptr && value->get<bool>() != nullptr && *value->get<bool>();
}

bool is_false(const Value* value) {
  return value != nullptr && value->get<bool>() != nullptr && !*value->get<bool>();
}

const Value* given(const Value* value) {
  return value == nullptr || value->is_null() ? nullptr : value;
}

std::optional<std::vector<Value>> column_list(const Value* value) {
  if (value == nullptr) return std::nullopt;
  if (value->list() != nullptr) return value->list()->items;
  if (value->text() != nullptr || value->object() != nullptr) return std::vector<Value>{*value};
  return std::nullopt;
}

std::optional<Column> read_column(const Value& value) {
  if (!is_column(value)) return std::nullopt;
  const Object& object = *value.object();
  Column column;
  column.name = column_name(object);
  std::size_t first = 0;
  if (!object.positional.empty() &&
      (object.positional[0].text() != nullptr || object.positional[0].is_unknown() ||
       (object.positional[0].object() != nullptr &&
        has_type(*object.positional[0].object(), "quoted_name")))) {
    column.name = object.positional[0];
    first = 1;
  }
  for (std::size_t i = first; i < object.positional.size(); ++i) {
    const Value& item = object.positional[i];
    const Object* part = item.object();
    if (part == nullptr || !is_schema_item(*part)) {
      if (!column.has_type && !item.is_null()) {
        column.type = item;
        column.has_type = true;
      }
    } else if (has_type(*part, "ForeignKey")) {
      column.foreign_keys.push_back(part);
    } else if (has_type(*part, "CheckConstraint")) {
      column.checks.push_back(part);
    } else if (has_type(*part, "Computed")) {
      column.computed = part;
    } else if (has_type(*part, "Identity")) {
      column.identity = part;
    } else if (has_type(*part, "Sequence")) {
      column.sequence = part;
    } else if (has_type(*part, "DefaultClause") && !part->positional.empty()) {
      column.server_default = part->positional.data();
    }
  }
  const Attributes& named = object.attributes;
  if (const Value* type = given(named.find("type_"))) {
    column.type = *type;
    column.has_type = true;
  }
  column.primary_key = is_true(named.find("primary_key"));
  const Value* nullable = named.find("nullable");
  column.nullable_given = nullable != nullptr;
  column.nullable = nullable != nullptr ? !is_false(nullable) : !column.primary_key;
  column.unique = is_true(named.find("unique"));
  column.index = is_true(named.find("index"));
  column.autoincrement = named.find("autoincrement");
  column.comment = given(named.find("comment"));
  column.has_python_default = given(named.find("default")) != nullptr;
  if (const Value* server = given(named.find("server_default"))) {
    column.server_default = server;
    if (const Object* made = server->object()) {
      if (has_type(*made, "FetchedValue")) column.server_default = nullptr;
      if (has_type(*made, "Computed")) column.computed = made;
      if (has_type(*made, "Identity")) column.identity = made;
      if (has_type(*made, "DefaultClause") && !made->positional.empty())
        column.server_default = made->positional.data();
      if (column.computed != nullptr || column.identity != nullptr) column.server_default = nullptr;
    }
  }
  if (column.identity != nullptr && !column.nullable_given) column.nullable = false;
  return column;
}

int DdlWriter::counting_column(const std::vector<Column>& columns) {
  int keys = 0;
  int last = -1;
  int asked = -1;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i].primary_key) continue;
    ++keys;
    last = static_cast<int>(i);
    if (is_true(columns[i].autoincrement)) asked = last;
  }
  if (asked >= 0 || keys != 1) return asked;
  const Column& column = columns[static_cast<std::size_t>(last)];
  const bool ignores_keys =
      column.autoincrement != nullptr && column.autoincrement->str() == "ignore_fk";
  const bool automatic =
      column.autoincrement == nullptr || ignores_keys || column.autoincrement->str() == "auto";
  const bool in_key = column.in_foreign_key || !column.foreign_keys.empty();
  if (!automatic || !is_integer_like(column.type) || column.has_python_default ||
      column.server_default != nullptr || (in_key && !ignores_keys)) {
    return -1;
  }
  return last;
}

Sql DdlWriter::server_default(const Value& value) const {
  if (value.text() != nullptr) return words_.string(value);
  return CoreWriter(words_).without_tables().expression(value);
}

Sql DdlWriter::identity(const Object& identity) const {
  const Value* always = !identity.positional.empty() ? identity.positional.data()
                                                     : identity.attributes.find("always");
  Sql sql(is_true(always) ? "GENERATED ALWAYS AS IDENTITY" : "GENERATED BY DEFAULT AS IDENTITY");
  std::vector<std::string> options;
  const auto add = [&](std::string_view name, std::string_view words) {
    const Value* option = identity.attributes.find(name);
    if (option != nullptr && option->get<std::int64_t>() != nullptr)
      options.push_back(fmt::format("{} {}", words, *option->get<std::int64_t>()));
  };
  add("increment", "INCREMENT BY");
  add("start", "START WITH");
  add("minvalue", "MINVALUE");
  add("maxvalue", "MAXVALUE");
  if (is_true(identity.attributes.find("nominvalue"))) options.emplace_back("NO MINVALUE");
  if (is_true(identity.attributes.find("nomaxvalue"))) options.emplace_back("NO MAXVALUE");
  add("cache", "CACHE");
  if (const Value* cycle = given(identity.attributes.find("cycle")))
    options.emplace_back(is_true(cycle) ? "CYCLE" : "NO CYCLE");
  if (!options.empty()) sql += fmt::format(" ({})", fmt::join(options, " "));
  return sql;
}

Sql DdlWriter::identity_changes(const Object& identity, const Object& before) const {
  using Pair = std::pair<std::string_view, std::string_view>;
  static constexpr auto options = std::to_array<Pair>({{"cache", "CACHE"},
                                                       {"increment", "INCREMENT BY"},
                                                       {"maxvalue", "MAXVALUE"},
                                                       {"minvalue", "MINVALUE"},
                                                       {"start", "START WITH"}});
  const auto number_of = [](const Object& object, std::string_view name) -> const std::int64_t* {
    const Value* option = object.attributes.find(name);
    return option != nullptr ? option->get<std::int64_t>() : nullptr;
  };
  Sql sql;
  const bool always = is_true(identity.attributes.find("always"));
  if (always != is_true(before.attributes.find("always")))
    sql += always ? "SET GENERATED ALWAYS " : "SET GENERATED BY DEFAULT ";
  for (const auto& [name, words] : options) {
    const std::int64_t* now = number_of(identity, name);
    const std::int64_t* then = number_of(before, name);
    if (now == nullptr && then == nullptr) continue;
    if (now == nullptr)
      return cannot_be_known(fmt::format("what becomes of the identity's {} is not said", name));
    if (then == nullptr || *now != *then) sql += fmt::format("SET {} {} ", words, *now);
  }
  return sql.text.empty() ? cannot_be_known("a change of an identity column that changes nothing")
                          : sql;
}

Sql DdlWriter::postgres_column(const Column& column, bool counts_itself) const {
  Sql sql = words_.name(column.name);
  const bool own_sequence =
      column.sequence != nullptr && !is_true(column.sequence->attributes.find("optional"));
  if (counts_itself && column.identity == nullptr && !own_sequence) {
    const std::string type = type_name(column.type).name;
    if (type == "BigInteger" || type == "BIGINT") {
      sql += " BIGSERIAL";
    } else if (type == "SmallInteger" || type == "SMALLINT") {
      sql += " SMALLSERIAL";
    } else {
      sql += " SERIAL";
    }
  } else {
    sql += " ";
    sql += column.has_type
               ? type_sql(column.type, words_)
               : cannot_be_known(
                     "the column has no type, and SQLAlchemy refuses to write it: the call fails");
    if (column.server_default != nullptr) {
      sql += " DEFAULT ";
      sql += server_default(*column.server_default);
    }
  }
  if (column.computed != nullptr && !column.computed->positional.empty()) {
    sql += " GENERATED ALWAYS AS (";
    const Value& text = column.computed->positional[0];
    sql += text.text() != nullptr ? words_.statement(*text.text())
                                  : CoreWriter(words_).without_tables().expression(text);
    sql += ") STORED";
  }
  if (column.identity != nullptr) {
    sql += " ";
    sql += identity(*column.identity);
    if (column.nullable && column.nullable_given) sql += " NULL";
  } else if (!column.nullable) {
    sql += " NOT NULL";
  }
  return sql;
}

Sql DdlWriter::mysql_column(const Column& column, bool counts_itself) const {
  Sql sql = words_.name(column.name);
  sql += " ";
  sql += column.has_type
             ? type_sql(column.type, words_)
             : cannot_be_known(
                   "the column has no type, and SQLAlchemy refuses to write it: the call fails");
  if (column.computed != nullptr && !column.computed->positional.empty()) {
    sql += " GENERATED ALWAYS AS (";
    const Value& text = column.computed->positional[0];
    sql += text.text() != nullptr ? words_.statement(*text.text())
                                  : CoreWriter(words_).without_tables().expression(text);
    sql += ")";
    const Value* persisted = column.computed->attributes.find("persisted");
    if (is_true(persisted)) sql += " STORED";
    if (is_false(persisted)) sql += " VIRTUAL";
  }
  if (!column.nullable) {
    sql += " NOT NULL";
  } else if (type_name(column.type).name == "TIMESTAMP") {
    sql += " NULL";
  }
  if (column.comment != nullptr) {
    sql += " COMMENT ";
    sql += words_.string(*column.comment);
  }
  if (counts_itself && column.server_default == nullptr) {
    sql += " AUTO_INCREMENT";
  } else if (column.server_default != nullptr) {
    sql += " DEFAULT ";
    sql += server_default(*column.server_default);
  }
  return sql;
}

Sql DdlWriter::column(const Column& column, bool counts_itself) const {
  Sql sql = words_.is_mysql() ? mysql_column(column, counts_itself)
                              : postgres_column(column, counts_itself);
  for (const Object* check_of : column.checks) {
    sql += " ";
    sql += constraint(*check_of);
  }
  return sql;
}

Sql DdlWriter::create_table(TableShape& table) const {
  // A key constraint makes its columns key columns, which are NOT NULL unless they say otherwise.
  bool key_constraint = false;
  const auto note = [&](const std::optional<std::vector<Value>>& names, auto change) {
    if (!names) return;
    for (const Value& name : *names) {
      for (Column& column : table.columns) {
        const Value own = name.object() != nullptr ? column_name(*name.object()) : name;
        if (column.name.str() && column.name.str() == own.str()) change(column);
      }
    }
  };
  for (const Object* item : table.constraints) {
    if (has_type(*item, "PrimaryKeyConstraint")) {
      key_constraint = true;
      note(item->positional, [](Column& column) {
        column.primary_key = true;
        if (!column.nullable_given) column.nullable = false;
      });
    } else if (has_type(*item, "ForeignKeyConstraint") && !item->positional.empty()) {
      note(column_list(item->positional.data()),
           [](Column& column) { column.in_foreign_key = true; });
    }
  }
  const int counting = counting_column(table.columns);

  Sql sql("CREATE ");
  if (const Value* prefixes = table.options->find("prefixes"); prefixes && prefixes->list())
    for (const Value& prefix : prefixes->list()->items)
      sql += prefix.str().value_or("") + " ";
  sql += "TABLE ";
  if (is_true(table.options->find("if_not_exists"))) sql += "IF NOT EXISTS ";
  sql += words_.table(table.schema, table.name);
  sql += " (";
  std::vector<Sql> parts;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    parts.push_back(column(table.columns[i], static_cast<int>(i) == counting));

  if (!key_constraint) {
    // The counting column stands first in a key that columns make.
    std::vector<Value> keys;
    if (counting >= 0) keys.push_back(table.columns[static_cast<std::size_t>(counting)].name);
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      if (table.columns[i].primary_key && static_cast<int>(i) != counting)
        keys.push_back(table.columns[i].name);
    if (!keys.empty()) parts.push_back(columns_constraint("PRIMARY KEY", nullptr, keys, {}));
  }
  const auto add = [&](Sql clause) {
    if (!clause.text.empty() || !clause.known()) parts.push_back(std::move(clause));
  };
  for (const Object* item : table.constraints)
    if (has_type(*item, "PrimaryKeyConstraint")) add(constraint(*item));
  for (const Object* item : table.constraints) {
    if (has_type(*item, "PrimaryKeyConstraint") || is_true(item->attributes.find("use_alter")))
      continue;
    add(constraint(*item));
  }
  for (const Column& column : table.columns) {
    if (column.unique && !column.index)
      add(columns_constraint("UNIQUE", nullptr, {column.name}, {}));
    if (makes_check(column.type)) {
      Sql check("CHECK (");
      check += words_.name(column.name);
      check += " IN (";
      check += joined(enum_labels(column.type, words_), ", ");
      check += "))";
      Sql named = name_clause(column.type.object()->attributes.find("name"));
      named += check;
      add(named);
    }
    for (const Object* key : column.foreign_keys)
      if (!is_true(key->attributes.find("use_alter"))) add(foreign_key_of_column(column, *key));
  }
  sql += joined(parts, ", ");
  sql += ")";
  sql += after_table(table);
  return sql;
}

Sql DdlWriter::after_table(const TableShape& table) const {
  Sql sql;
  const auto option = [&](std::string_view name) { return given(table.options->find(name)); };
  if (!words_.is_mysql()) {
    if (const Value* parents = option("postgresql_inherits")) {
      std::vector<Sql> names;
      for (const Value& parent : column_list(parents).value_or(std::vector<Value>{}))
        names.push_back(words_.name(parent));
      sql += " INHERITS ( ";
      sql += joined(names, ", ");
      sql += " )";
    }
    if (const Value* by = option("postgresql_partition_by");
        by != nullptr && by->text() != nullptr) {
      sql += " PARTITION BY ";
      sql += words_.statement(*by->text());
    }
    if (const Value* space = option("postgresql_tablespace")) {
      sql += " TABLESPACE ";
      sql += words_.name(*space);
    }
    return sql;
  }
  const std::string_view prefix = words_.dialect() == Dialect::mariadb ? "mariadb_" : "mysql_";
  std::vector<std::pair<std::string, const Value*>> options;
  for (const auto& [name, value] : table.options->entries) {
    if (!name.starts_with(prefix)) continue;
    options.emplace_back(ascii::upper_case(name.substr(prefix.size())), &value);
  }
  if (const Value* comment = option("comment")) options.emplace_back("COMMENT", comment);
  // The collation follows the character set that it belongs to.
  std::ranges::stable_sort(options, {}, [](const auto& entry) { return entry.first == "COLLATE"; });
  for (auto& [word, value] : options) {
    if (word.ends_with("_CHARSET") || word.ends_with("CHARACTER_SET") ||
        word == "DEFAULT_COLLATE" || word == "PARTITION_BY")
      std::ranges::replace(word, '_', ' ');
    const bool spaced = word == "COLLATE" || word == "DEFAULT CHARACTER SET" ||
                        word == "CHARACTER SET" || word == "TABLESPACE" || word == "PARTITION BY";
    sql += " " + word + (spaced ? " " : "=");
    if (word == "COMMENT") {
      sql += words_.string(*value);
    } else if (value->str()) {
      sql += *value->str();
    } else {
      sql += words_.literal(*value);
    }
  }
  return sql;
}

}  // namespace miglint::alembic
