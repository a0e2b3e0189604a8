// Phinx\Db\Adapter\PostgresAdapter, for PostgreSQL 10 and later.
#include <algorithm>
#include <array>

#include "frontend/laravel/phinx/adapter.h"
#include "frontend/laravel/wrap.h"
#include "source/ascii.h"

namespace miglint::laravel::phinx::postgres {
namespace {

template <std::size_t Count>
bool is_one_of(std::string_view word, const std::array<std::string_view, Count>& words) {
  return std::ranges::find(words, word) != words.end();
}

struct SqlType {
  std::string name;
  std::optional<std::int64_t> limit;
};

bool is_array_of_words(std::string_view type) {
  const std::size_t bracket = type.find('[');
  if (bracket == type.npos || bracket == 0) return false;
  for (std::string_view rest = type.substr(bracket); !rest.empty(); rest.remove_prefix(2)) {
    if (!rest.starts_with("[]")) return false;
  }
  return true;
}

std::optional<SqlType> sql_type(const std::string& type) {
  static constexpr auto same = std::to_array<std::string_view>(
      {"text", "time", "date", "boolean", "json", "jsonb", "uuid", "cidr", "inet", "macaddr",
       "timestamp", "integer", "decimal", "interval"});
  static constexpr auto other =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"tinyinteger", "smallint"},
                                                                    {"smallinteger", "smallint"},
                                                                    {"biginteger", "bigint"},
                                                                    {"double", "double precision"},
                                                                    {"float", "real"},
                                                                    {"datetime", "timestamp"},
                                                                    {"binaryuuid", "uuid"},
                                                                    {"blob", "bytea"},
                                                                    {"binary", "bytea"},
                                                                    {"geometry", "geography"},
                                                                    {"point", "geography"},
                                                                    {"linestring", "geography"},
                                                                    {"polygon", "geography"}});
  if (is_one_of(type, same) || is_array_of_words(type)) return SqlType{type, {}};
  if (type == "string") return SqlType{"character varying", 255};
  if (type == "char") return SqlType{"character", 255};
  const auto found = std::ranges::find(other, type, [](const auto& one) { return one.first; });
  if (found == other.end()) return std::nullopt;
  return SqlType{std::string(found->second), {}};
}

/// What stands behind the type's name, with a blank before each part.
std::string type_arguments(const Column& column, const SqlType& type) {
  static constexpr auto without_limit = std::to_array<std::string_view>(
      {"tinyinteger", "smallinteger", "integer", "biginteger", "boolean", "text", "binary"});
  const std::int64_t limit = column.limit.value_or(0);
  const std::int64_t scale = column.scale.value_or(0);
  const auto in_brackets = [](const std::string& text) { return " (" + text + ')'; };
  if (type.name == "decimal" && (limit != 0 || scale != 0)) {
    return in_brackets(std::to_string(limit != 0 ? limit : 18) + ", " + std::to_string(scale));
  }
  if (type.name == "time" || type.name == "timestamp") {
    return (column.limit ? in_brackets(std::to_string(limit)) : std::string()) +
           (column.timezone ? " WITH TIME ZONE" : "");
  }
  if (!is_one_of(column.type, without_limit) && (limit != 0 || type.limit)) {
    return in_brackets(std::to_string(limit != 0 ? limit : type.limit.value_or(0)));
  }
  return {};
}

std::expected<std::string, std::string> column_definition(const Target& target,
                                                          const Column& column) {
  std::string sql;
  if (column.identity && !column.generated) {
    sql = column.type == "smallinteger" ? "SMALLSERIAL"
          : column.type == "biginteger" ? "BIGSERIAL"
                                        : "SERIAL";
  } else if (column.literal) {
    sql = column.type;
  } else {
    const auto type = sql_type(column.type);
    if (!type) {
      return std::unexpected("Phinx has no column type `" + column.type + "` on PostgreSQL");
    }
    sql = ascii::upper_case(type->name) + type_arguments(column, *type);
  }
  sql += column.null ? " NULL" : " NOT NULL";
  if (!column.initial.is_null()) sql += ' ' + default_clause(target, column.initial, column.type);
  return sql;
}

bool is_identity(const Column& column) {
  return column.identity && column.generated;
}

std::string comment_on(const Target& target, std::string_view table, const Column& column) {
  return "COMMENT ON COLUMN " + quoted_table(target, table) + '.' + quoted(target, column.name) +
         " IS " +
         (ascii::lower_case(column.comment) == "null"
              ? "NULL"
              : quoted_text(target, Attribute(column.comment)));
}

/// Schema and table of a name.
std::pair<std::string, std::string> parts_of(const Target& target, std::string_view name) {
  const std::string full = full_name(target, name);
  const std::size_t dot = full.find('.');
  if (dot == full.npos) return {target.settings.schema, full};
  return {full.substr(0, dot), full.substr(dot + 1)};
}

std::string index_name(const Target& target, std::string_view table, const Index& index) {
  return index.name ? *index.name
                    : parts_of(target, table).second + '_' + joined(index.columns, "_");
}

std::string create_index(const Target& target, std::string_view table, const Index& index) {
  std::vector<std::string> columns;
  for (const std::string& column : index.columns) {
    const auto order =
        std::ranges::find(index.order, column, [](const auto& one) { return one.first; });
    columns.push_back('"' + column + '"');
    if (order != index.order.end()) columns.back() += ' ' + order->second;
  }
  std::string sql = std::string("CREATE ") + (index.type == "unique" ? "UNIQUE" : "") + " INDEX " +
                    quoted(target, index_name(target, table, index)) + " ON " +
                    quoted_table(target, table) + ' ';
  if (index.type == "gin") sql += " USING gin";
  sql += '(' + joined(columns, ",") + ')';
  if (!index.include.empty()) sql += " INCLUDE (\"" + joined(index.include, "\",\"") + "\")";
  return sql;
}

std::string foreign_key_name(const Target& target, std::string_view table, const ForeignKey& key) {
  if (!key.constraint.empty()) return key.constraint;
  return parts_of(target, table).second + '_' + joined(key.columns, "_") + "_fkey";
}

std::string foreign_key(const Target& target, std::string_view table, const ForeignKey& key) {
  std::string sql = " CONSTRAINT " + quoted(target, foreign_key_name(target, table, key)) +
                    " FOREIGN KEY (\"" + joined(key.columns, "\", \"") + "\") REFERENCES " +
                    quoted_table(target, key.table) + " (\"" + joined(key.referenced, "\", \"") +
                    "\")";
  if (!key.on_delete.empty()) sql += " ON DELETE " + key.on_delete;
  if (!key.on_update.empty()) sql += " ON UPDATE " + key.on_update;
  return sql;
}

/// The type's change as Phinx cuts it out of the definition: without NULL, and without the default
/// and all that follows on its line.
std::string type_change(const Column& column, const std::string& quoted_name,
                        const std::string& definition) {
  static constexpr auto integers =
      std::to_array<std::string_view>({"smallinteger", "integer", "biginteger"});
  std::string sql = "ALTER COLUMN " + quoted_name + " TYPE " + definition;
  if (is_one_of(column.type, integers)) sql += " USING (" + quoted_name + "::bigint)";
  if (column.type == "uuid") sql += " USING (" + quoted_name + "::uuid)";
  sql = replace_all(replace_all(sql, " NOT NULL", ""), " NULL", "");
  for (std::size_t at = sql.find("DEFAULT "); at != sql.npos; at = sql.find("DEFAULT ", at)) {
    const std::size_t end = std::min(sql.find('\n', at), sql.size());
    sql.erase(at, end - at);
  }
  if (column.type == "boolean") {
    sql += " USING (CASE WHEN " + quoted_name + " IS NULL THEN NULL WHEN " + quoted_name +
           "::int=0 THEN FALSE ELSE TRUE END)";
  }
  return sql;
}

Made change_column(const Target& target, const Action& action) {
  const Column& column = action.column;
  const auto definition = column_definition(target, column);
  if (!definition) return std::unexpected(definition.error());
  const std::string name = quoted(target, action.name);
  const std::string alter = "ALTER COLUMN " + name;
  Instructions made;
  if (column.type == "boolean") made.parts.push_back(alter + " DROP DEFAULT");
  made.parts.push_back(type_change(column, name, *definition));
  // Phinx asks the catalog whether the column is an identity by now; most are not.
  made.parts.push_back(alter + (is_identity(column)
                                    ? " ADD GENERATED " + *column.generated + " AS IDENTITY"
                                    : " DROP IDENTITY IF EXISTS"));
  made.parts.push_back(alter +
                       (!column.identity && column.null ? " DROP NOT NULL" : " SET NOT NULL"));
  if (!column.initial.is_null()) {
    made.parts.push_back(alter + " SET " + default_clause(target, column.initial, column.type));
  } else if (!column.identity) {
    made.parts.push_back(alter + " DROP DEFAULT");
  }
  const std::string& table = action.table->name;
  if (action.name != column.name) {
    made.after.push_back("ALTER TABLE " + quoted_table(target, table) + " RENAME COLUMN " + name +
                         " TO " + quoted(target, column.name));
  }
  if (!column.comment.empty()) made.after.push_back(comment_on(target, table, column));
  return made;
}

std::string names(const Target& target, const std::vector<std::string>& columns) {
  std::vector<std::string> all;
  for (const std::string& column : columns)
    all.push_back(quoted(target, column));
  return joined(all, ",");
}

std::string identity(const Column& column) {
  return is_identity(column) ? "GENERATED " + *column.generated + " AS IDENTITY" : "";
}

}  // namespace

Made alter(const Target& target, const Action& action) {
  using Kind = Action::Kind;
  const std::string& name = action.table->name;
  const std::string table = quoted_table(target, name);
  switch (action.kind) {
    case Kind::create_table:
      break;
    case Kind::drop_table:
      return Instructions{{}, {"DROP TABLE " + table}, false};
    case Kind::rename_table:
      return Instructions{{},
                          {"ALTER TABLE " + table + " RENAME TO " +
                           quoted(target, full_name(target, action.new_name))},
                          false};
    case Kind::change_primary_key: {
      const std::string key = quoted(target, parts_of(target, name).second + "_pkey");
      // Phinx asks the catalog for its name.
      Instructions made{{"DROP CONSTRAINT " + key}, {}, true};
      if (action.columns) {
        made.parts.push_back("ADD CONSTRAINT " + key + " PRIMARY KEY (" +
                             names(target, *action.columns) + ')');
      }
      return made;
    }
    case Kind::change_comment:
      return Instructions{
          {},
          {"COMMENT ON TABLE " + table + " IS " +
           (action.comment.is_null() ? "NULL" : quoted_text(target, action.comment))},
          false};
    case Kind::add_column: {
      const auto definition = column_definition(target, action.column);
      if (!definition) return std::unexpected(definition.error());
      Instructions made{{"ADD " + quoted(target, action.column.name) + ' ' + *definition + ' ' +
                         identity(action.column)},
                        {},
                        false};
      if (!action.column.comment.empty())
        made.after.push_back(comment_on(target, name, action.column));
      return made;
    }
    case Kind::change_column:
      return change_column(target, action);
    case Kind::remove_column:
      return Instructions{{"DROP COLUMN " + quoted(target, action.name)}, {}, false};
    case Kind::rename_column:
      return Instructions{{},
                          {"ALTER TABLE " + table + " RENAME COLUMN " +
                           quoted(target, action.name) + " TO " + quoted(target, action.new_name)},
                          false};
    case Kind::add_index:
      return Instructions{{}, {create_index(target, name, action.index)}, false};
    case Kind::drop_index: {
      const std::string index = quoted(target, parts_of(target, name).first) + '.' +
                                quoted(target, index_name(target, name, action.index));
      return Instructions{{}, {"DROP INDEX IF EXISTS " + index}, !action.index.name};
    }
    case Kind::add_foreign_key:
      return Instructions{{"ADD " + foreign_key(target, name, action.key)}, {}, false};
    case Kind::drop_foreign_key:
      // Without a name Phinx looks it up by its columns: it is the one that it gives itself.
      return Instructions{
          {"DROP CONSTRAINT " + quoted(target, foreign_key_name(target, name, action.key))},
          {},
          action.key.constraint.empty()};
  }
  return std::unexpected("this action is not modelled");
}

std::expected<std::vector<std::string>, std::string> create_table(
    const Target& target, const TableName& table, const std::vector<Column>& columns,
    const std::vector<Index>& indexes, const std::vector<std::string>& primary_key) {
  std::vector<std::string> parts;
  for (const Column& column : columns) {
    const auto definition = column_definition(target, column);
    if (!definition) return std::unexpected(definition.error());
    parts.push_back(quoted(target, column.name) + ' ' + *definition);
    if (is_identity(column)) parts.back() += ' ' + identity(column);
  }
  if (!primary_key.empty()) {
    parts.push_back("CONSTRAINT " + quoted(target, parts_of(target, table.name).second + "_pkey") +
                    " PRIMARY KEY (" + names(target, primary_key) + ')');
  }
  std::vector<std::string> statements{"CREATE TABLE " + quoted_table(target, table.name) + " (" +
                                      joined(parts, ", ") + ')'};
  for (const Column& column : columns) {
    if (!column.comment.empty()) statements.push_back(comment_on(target, table.name, column));
  }
  for (const Index& index : indexes)
    statements.push_back(create_index(target, table.name, index));
  if (const Attribute* comment = table.option("comment")) {
    statements.push_back("COMMENT ON TABLE " + quoted_table(target, table.name) + " IS " +
                         quoted_text(target, *comment));
  }
  return statements;
}

}  // namespace miglint::laravel::phinx::postgres
