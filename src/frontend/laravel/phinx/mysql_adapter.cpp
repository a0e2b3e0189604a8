// Phinx\Db\Adapter\MysqlAdapter.
#include <algorithm>

#include "frontend/laravel/phinx/mysql_types.h"
#include "frontend/laravel/wrap.h"
#include "source/ascii.h"

namespace miglint::laravel::phinx::mysql {
namespace {

/// Names in backquotes, as an index has them: not escaped.
std::string index_definition(const Index& index) {
  std::string sql;
  if (index.type == "unique") sql += " UNIQUE";
  if (index.type == "fulltext") sql += " FULLTEXT";
  sql += " KEY";
  if (index.name) sql += " `" + *index.name + '`';
  const auto order_of = [&](const std::string& column) -> const std::string* {
    const auto found =
        std::ranges::find(index.order, column, [](const auto& one) { return one.first; });
    return found == index.order.end() ? nullptr : &found->second;
  };
  std::vector<std::string> columns;
  if (!index.limits) {
    for (const std::string& column : index.columns) {
      columns.push_back('`' + column + '`');
      if (const std::string* order = order_of(column)) columns.back() += ' ' + *order;
    }
    const std::string limit = index.limit.truthy() ? '(' + index.limit.text() + ')' : "";
    return sql + " (" + joined(columns, ",") + limit + ')';
  }
  // As Phinx writes it: instead of the order stands whether there is one.
  std::string list;
  for (const std::string& column : index.columns) {
    const auto found =
        std::ranges::find(*index.limits, column, [](const auto& one) { return one.first; });
    const bool limited = found != index.limits->end() && found->second > 0;
    list += '`' + column + '`' + (limited ? '(' + std::to_string(found->second) + ')' : "") + ' ' +
            (order_of(column) != nullptr ? "1" : "") + ", ";
  }
  const std::size_t end = list.find_last_not_of(", ");
  return sql + " (" + list.substr(0, end == list.npos ? 0 : end + 1) + " )";
}

std::string names(const Target& target, const std::vector<std::string>& columns) {
  std::vector<std::string> all;
  for (const std::string& column : columns)
    all.push_back(quoted(target, column));
  return joined(all, ",");
}

std::string foreign_key(const Target& target, const ForeignKey& key) {
  std::string sql;
  if (!key.constraint.empty()) sql += " CONSTRAINT " + quoted(target, key.constraint);
  sql += " FOREIGN KEY (" + names(target, key.columns) + ')';
  sql +=
      " REFERENCES " + quoted_table(target, key.table) + " (" + names(target, key.referenced) + ')';
  if (!key.on_delete.empty()) sql += " ON DELETE " + key.on_delete;
  if (!key.on_update.empty()) sql += " ON UPDATE " + key.on_update;
  return sql;
}

Made add_column(const Target& target, const Action& action, const std::string& before) {
  const auto definition = column_definition(target, action.column);
  if (!definition) return std::unexpected(definition.error());
  std::string sql = before + quoted(target, action.column.name) + ' ' + *definition;
  if (action.column.after == "FIRST") {
    sql += " FIRST";
  } else if (!action.column.after.empty()) {
    sql += " AFTER " + quoted(target, action.column.after);
  }
  return Instructions{{std::move(sql)}, {}, false};
}

}  // namespace

Made alter(const Target& target, const Action& action) {
  using Kind = Action::Kind;
  const std::string table = quoted_table(target, action.table->name);
  switch (action.kind) {
    case Kind::create_table:
      break;
    case Kind::drop_table:
      return Instructions{{}, {"DROP TABLE " + table}, false};
    case Kind::rename_table:
      return Instructions{
          {}, {"RENAME TABLE " + table + " TO " + quoted_table(target, action.new_name)}, false};
    case Kind::change_primary_key: {
      // Phinx asks the catalog whether there is one.
      Instructions made{{"DROP PRIMARY KEY"}, {}, true};
      if (action.columns)
        made.parts.push_back("ADD PRIMARY KEY (" + names(target, *action.columns) + ')');
      return made;
    }
    case Kind::change_comment:
      return Instructions{{" COMMENT=" + quoted_text(target, action.comment) + ' '}, {}, false};
    case Kind::add_column:
      return add_column(target, action, "ADD ");
    case Kind::change_column:
      return add_column(target, action, "CHANGE " + quoted(target, action.name) + ' ');
    case Kind::remove_column:
      return Instructions{{"DROP COLUMN " + quoted(target, action.name)}, {}, false};
    case Kind::rename_column:
      // Phinx asks the catalog for the definition and sends it unchanged with CHANGE COLUMN.
      return Instructions{{"RENAME COLUMN " + quoted(target, action.name) + " TO " +
                           quoted(target, action.new_name)},
                          {},
                          true};
    case Kind::add_index:
      if (action.index.type == "fulltext") {
        return Instructions{
            {}, {"ALTER TABLE " + table + " ADD " + index_definition(action.index)}, false};
      }
      return Instructions{{"ADD " + index_definition(action.index)}, {}, false};
    case Kind::drop_index: {
      // Without a name it is looked up by its columns: the server calls it like the first of them.
      const std::string name = action.index.name.value_or(
          action.index.columns.empty() ? "" : ascii::lower_case(action.index.columns.front()));
      return Instructions{{"DROP INDEX " + quoted(target, name)}, {}, !action.index.name};
    }
    case Kind::add_foreign_key:
      return Instructions{{"ADD " + foreign_key(target, action.key)}, {}, false};
    case Kind::drop_foreign_key: {
      if (!action.key.constraint.empty())
        return Instructions{{"DROP FOREIGN KEY " + action.key.constraint}, {}, false};
      // Looked up by its columns; InnoDB names what has no name.
      return Instructions{
          {"DROP FOREIGN KEY " + full_name(target, action.table->name) + "_ibfk_1"}, {}, true};
    }
  }
  return std::unexpected("this action is not modelled");
}

std::expected<std::vector<std::string>, std::string> create_table(
    const Target& target, const TableName& table, const std::vector<Column>& columns,
    const std::vector<Index>& indexes, const std::vector<std::string>& primary_key) {
  const auto option = [&](std::string_view name, const std::string& usual) {
    const Attribute* given = table.option(name);
    return given != nullptr ? given->text() : usual;
  };
  const std::string collation = option("collation", target.settings.collation);
  std::string tail = "ENGINE = " + option("engine", target.settings.engine);
  tail += " CHARACTER SET " + collation.substr(0, collation.find('_')) + " COLLATE " + collation;
  if (const Attribute* comment = table.option("comment"))
    tail += " COMMENT=" + quoted_text(target, *comment) + ' ';
  if (const Attribute* format = table.option("row_format"))
    tail += " ROW_FORMAT=" + format->text() + ' ';
  std::vector<std::string> parts;
  for (const Column& column : columns) {
    const auto definition = column_definition(target, column);
    if (!definition) return std::unexpected(definition.error());
    parts.push_back(quoted(target, column.name) + ' ' + *definition);
  }
  if (!primary_key.empty()) parts.push_back("PRIMARY KEY (" + names(target, primary_key) + ')');
  std::string sql = "CREATE TABLE " + quoted_table(target, table.name) + " (" + joined(parts, ", ");
  for (const Index& index : indexes)
    sql += ", " + index_definition(index);
  sql += ") " + tail;
  sql.resize(sql.find_last_not_of(' ') + 1);
  return std::vector{std::move(sql)};
}

}  // namespace miglint::laravel::phinx::mysql
