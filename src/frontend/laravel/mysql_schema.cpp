// Illuminate\Database\Schema\Grammars\MySqlGrammar and MariaDbGrammar.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "frontend/laravel/schema_grammar.h"
#include "frontend/laravel/wrap.h"
#include "source/ascii.h"

namespace miglint::laravel::mysql_schema {
namespace {

using Sql = std::expected<std::string, std::string>;

bool is_serial(std::string_view type) {
  return type == "bigInteger" || type == "integer" || type == "mediumInteger" ||
         type == "smallInteger" || type == "tinyInteger";
}

class Grammar {
 public:
  explicit Grammar(Blueprint& blueprint)
      : blueprint_(blueprint), connection_(blueprint.connection()), wrap_(connection_) {}

  Statements compile(const Command& command);

 private:
  [[nodiscard]] bool before(int laravel) const { return connection_.laravel < laravel; }
  [[nodiscard]] std::string table() const { return wrap_.table(blueprint_.table()); }

  Sql column(const Fluent& column);
  Sql type(Fluent& column) const;
  [[nodiscard]] std::string number_type(const Fluent& column) const;
  [[nodiscard]] std::string time_type(Fluent& column, std::string_view name) const;
  [[nodiscard]] std::string geometry(const Fluent& column) const;
  void modify(const Fluent& column, std::string& sql) const;
  void modify_default(const Fluent& column, std::string& sql) const;
  void modify_generated(const Fluent& column, std::string& sql) const;

  Statements create();
  Statements add(const Command& command);
  Statements change(const Fluent& column);
  Statements drop_column(const Fluent& command) const;
  [[nodiscard]] std::string key(const Fluent& command, std::string_view type) const;
  Statements simple(const Command& command) const;
  void add_starting_values(std::vector<std::string>& statements) const;

  Blueprint& blueprint_;
  const Connection& connection_;
  Wrapper wrap_;
};

/// What newer versions say of how the server may work: `->instant()`, `->lock('none')`.
std::string online_options(const Connection& connection, const Fluent& command) {
  std::string sql;
  if (connection.laravel < 12) return sql;
  if (command.get("instant").truthy()) sql += ", algorithm=instant";
  if (command.get("lock").truthy()) sql += ", lock=" + command.get("lock").text();
  return sql;
}

std::string Grammar::number_type(const Fluent& column) const {
  const std::string& type = column.get("type").text();
  const Attribute& precision = column.get("precision");
  const Attribute& total = column.get("total");
  const Attribute& places = column.get("places");
  if (type == "decimal") return fmt::format("decimal({}, {})", total.text(), places.text());
  if (type == "float" && !before(11)) {
    return precision.truthy() ? fmt::format("float({})", precision.text()) : "float";
  }
  // Before Laravel 11, float() and double() were one type with digits before and after the point.
  if (before(11) && total.truthy() && places.truthy()) {
    return fmt::format("double({}, {})", total.text(), places.text());
  }
  return "double";
}

std::string Grammar::time_type(Fluent& column, std::string_view name) const {
  const Attribute precision = column.get("precision");
  const std::string digits = precision.truthy() ? fmt::format("({})", precision.text()) : "";
  const std::string current = "CURRENT_TIMESTAMP" + digits;
  std::string sql = std::string(name) + digits;
  if (before(10)) {
    if (column.get("useCurrent").truthy()) sql += " default " + current;
    if (column.get("useCurrentOnUpdate").truthy()) sql += " on update " + current;
    return sql;
  }
  if (column.get("useCurrent").truthy()) column.set("default", Raw{current});
  if (column.get("useCurrentOnUpdate").truthy()) column.set("onUpdate", Raw{current});
  return sql;
}

std::string Grammar::geometry(const Fluent& column) const {
  static constexpr auto subtypes =
      std::to_array<std::string_view>({"point", "linestring", "polygon", "geometrycollection",
                                       "multipoint", "multilinestring", "multipolygon"});
  std::string subtype = ascii::lower_case(column.get("subtype").text());
  if (std::ranges::find(subtypes, subtype) == subtypes.end()) subtype = "geometry";
  if (const Attribute& srid = column.get("srid"); srid.truthy()) {
    subtype += connection_.dialect == Dialect::mariadb ? " ref_system_id=" : " srid ";
    subtype += srid.text();
  }
  return subtype;
}

Sql Grammar::type(Fluent& column) const {
  const std::string type = column.get("type").text();
  const auto length = [&] { return column.get("length").text(); };
  static constexpr auto plain =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"tinyText", "tinytext"},
                                                                    {"text", "text"},
                                                                    {"mediumText", "mediumtext"},
                                                                    {"longText", "longtext"},
                                                                    {"bigInteger", "bigint"},
                                                                    {"integer", "int"},
                                                                    {"mediumInteger", "mediumint"},
                                                                    {"tinyInteger", "tinyint"},
                                                                    {"smallInteger", "smallint"},
                                                                    {"boolean", "tinyint(1)"},
                                                                    {"json", "json"},
                                                                    {"jsonb", "json"},
                                                                    {"ipAddress", "varchar(45)"},
                                                                    {"macAddress", "varchar(17)"}});
  const auto found = std::ranges::find(plain, type, [](const auto& p) { return p.first; });
  if (found != plain.end()) return std::string(found->second);
  if (type == "char") return "char(" + length() + ")";
  if (type == "string") return "varchar(" + length() + ")";
  if (type == "float" || type == "double" || type == "decimal") return number_type(column);
  if (type == "enum") return "enum(" + Wrapper::quote(column.get("allowed")) + ")";
  if (type == "set") return "set(" + Wrapper::quote(column.get("allowed")) + ")";
  if (type == "dateTime" || type == "dateTimeTz") return time_type(column, "datetime");
  if (type == "timestamp" || type == "timestampTz") return time_type(column, "timestamp");
  if (type == "time" || type == "timeTz") {
    const Attribute& precision = column.get("precision");
    return precision.truthy() ? "time(" + precision.text() + ")" : "time";
  }
  if (type == "date" || type == "year") {
    const bool has_default =
        connection_.dialect == Dialect::mariadb || connection_.server >= ServerVersion{8, 0};
    if (!before(12) && has_default && column.get("useCurrent").truthy()) {
      column.set("default", Raw{type == "date" ? "(CURDATE())" : "(YEAR(CURDATE()))"});
    }
    return type;
  }
  if (type == "binary") {
    if (!column.get("length").truthy()) return "blob";
    return (column.get("fixed").truthy() ? "binary(" : "varbinary(") + length() + ")";
  }
  if (type == "uuid") {
    const bool native = connection_.dialect == Dialect::mariadb && !before(11) &&
                        connection_.server >= ServerVersion{10, 7};
    return native ? "uuid" : "char(36)";
  }
  if (type == "geometry" || type == "geography") return geometry(column);
  if (before(11) && column.has("spatial")) return type;
  if (type == "vector") {
    const Attribute& dimensions = column.get("dimensions");
    return dimensions.is_null() ? "vector" : "vector(" + dimensions.text() + ")";
  }
  if (type == "raw") return column.get("definition").text();
  return std::unexpected(fmt::format("Laravel's MySQL grammar has no column type \"{}\"", type));
}

void Grammar::modify_generated(const Fluent& column, std::string& sql) const {
  const auto expression = [&](std::string_view attribute) {
    const std::string text = column.get(attribute).text();
    return Wrapper::is_json_selector(text) ? wrap_.json_selector(text) : text;
  };
  if (column.has("virtualAsJson")) {
    sql += " as (" + expression("virtualAsJson") + ")";
  } else if (!column.get("virtualAs").is_null()) {
    sql += " as (" + column.get("virtualAs").text() + ")";
  }
  if (column.has("storedAsJson")) {
    sql += " as (" + expression("storedAsJson") + ") stored";
  } else if (!column.get("storedAs").is_null()) {
    sql += " as (" + column.get("storedAs").text() + ") stored";
  }
}

void Grammar::modify_default(const Fluent& column, std::string& sql) const {
  if (const Attribute& value = column.get("default"); !value.is_null()) {
    sql += " default " + default_value(value, connection_);
  }
}

void Grammar::modify(const Fluent& column, std::string& sql) const {
  const std::string type = column.get("type").text();
  if (column.get("unsigned").truthy()) sql += " unsigned";
  if (!column.get("charset").is_null()) sql += " character set " + column.get("charset").text();
  if (!column.get("collation").is_null()) {
    sql += " collate '" + column.get("collation").text() + "'";
  }
  modify_generated(column, sql);
  const bool generated = !column.get("virtualAs").is_null() || !column.get("storedAs").is_null() ||
                         !column.get("virtualAsJson").is_null() ||
                         !column.get("storedAsJson").is_null();
  if (!generated) {
    sql += column.get("nullable").truthy() ? " null" : " not null";
  } else if (column.get("nullable").is(false)) {
    sql += " not null";
  }
  const std::string_view invisible = column.get("invisible").is_null() ? "" : " invisible";
  if (before(10)) sql += invisible;
  if (before(11)) {
    const auto* srid = std::get_if<std::int64_t>(&column.get("srid").value);
    if (srid != nullptr && *srid > 0) sql += fmt::format(" srid {}", *srid);
  }
  modify_default(column, sql);
  if (!column.get("onUpdate").is_null()) sql += " on update " + column.get("onUpdate").text();
  if (!before(10)) sql += invisible;
  if (is_serial(type) && column.get("autoIncrement").truthy()) {
    const bool no_key =
        !before(10) && (blueprint_.has_command("primary") ||
                        (column.get("change").truthy() && !column.get("primary").truthy()));
    sql += no_key ? " auto_increment" : " auto_increment primary key";
  }
  if (const Attribute& comment = column.get("comment"); !comment.is_null()) {
    // addslashes()
    std::string text;
    for (const char c : comment.text()) {
      if (c == '\'' || c == '"' || c == '\\') text += '\\';
      text += c;
    }
    sql += " comment '" + text + "'";
  }
  if (!column.get("after").is_null()) sql += " after " + wrap_.name(column.get("after"));
  if (!column.get("first").is_null()) sql += " first";
}

Sql Grammar::column(const Fluent& original) {
  Fluent column = original;
  const Sql of_type = type(column);
  if (!of_type) return of_type;
  std::string sql = wrap_.name(Attribute(column.name)) + ' ' + *of_type;
  modify(column, sql);
  return sql;
}

void Grammar::add_starting_values(std::vector<std::string>& statements) const {
  for (const FluentPtr& column : blueprint_.columns()) {
    if (const Attribute value = starting_value(*column); !value.is_null()) {
      statements.push_back(
          fmt::format("alter table {} auto_increment = {}", table(), value.text()));
    }
  }
}

Statements Grammar::create() {
  std::string structure;
  for (const FluentPtr& added : added_columns(blueprint_)) {
    const Sql sql = column(*added);
    if (!sql) return std::unexpected(sql.error());
    if (!structure.empty()) structure += ", ";
    structure += *sql;
  }
  if (!before(10)) {
    for (Command& command : blueprint_.commands()) {
      if (command.name != "primary") continue;
      const Attribute& algorithm = command.fluent->get("algorithm");
      structure += fmt::format("{}primary key {}({})", structure.empty() ? "" : ", ",
                               algorithm.truthy() ? "using " + algorithm.text() : "",
                               wrap_.columnize(as_list(command.fluent->get("columns"))));
      command.skip = true;
      break;
    }
  }
  const Fluent& options = blueprint_.options();
  std::string sql = fmt::format("{} table {} ({})",
                                options.get("temporary").truthy() ? "create temporary" : "create",
                                table(), structure);
  const auto option = [&](std::string_view name, const std::optional<std::string>& fallback) {
    const Attribute& own = options.get(name);
    return own.is_null() ? fallback : std::optional(own.text());
  };
  if (const auto charset = option("charset", connection_.charset)) {
    sql += " default character set " + *charset;
  }
  if (const auto collation = option("collation", connection_.collation)) {
    sql += " collate '" + *collation + "'";
  }
  if (const auto engine = option("engine", connection_.engine)) sql += " engine = " + *engine;
  std::vector<std::string> statements{std::move(sql)};
  if (before(10)) add_starting_values(statements);
  return statements;
}

Statements Grammar::add(const Command& command) {
  if (command.column != nullptr) {
    const Sql sql = column(*command.column);
    if (!sql) return std::unexpected(sql.error());
    return std::vector{fmt::format("alter table {} add {}{}", table(), *sql,
                                   online_options(connection_, *command.column))};
  }
  std::string columns;
  for (const FluentPtr& added : added_columns(blueprint_)) {
    const Sql sql = column(*added);
    if (!sql) return std::unexpected(sql.error());
    columns += (columns.empty() ? "add " : ", add ") + *sql;
  }
  std::vector<std::string> statements{fmt::format("alter table {} {}", table(), columns)};
  if (before(10)) add_starting_values(statements);
  return statements;
}

Statements Grammar::change(const Fluent& original) {
  Fluent column = original;
  const Sql of_type = type(column);
  if (!of_type) return std::unexpected(of_type.error());
  const Attribute& renamed = column.get("renameTo");
  std::string sql =
      fmt::format("alter table {} {} {}{} {}", table(), renamed.is_null() ? "modify" : "change",
                  wrap_.name(Attribute(column.name)),
                  renamed.is_null() ? "" : ' ' + wrap_.name(renamed), *of_type);
  modify(column, sql);
  return std::vector{sql + online_options(connection_, column)};
}

std::string Grammar::key(const Fluent& command, std::string_view type) const {
  const Attribute& algorithm = command.get("algorithm");
  return fmt::format(
      "alter table {} add {} {}{}({}){}", table(), type, wrap_.name(command.get("index")),
      algorithm.truthy() ? " using " + algorithm.text() : "",
      wrap_.columnize(as_list(command.get("columns"))), online_options(connection_, command));
}

Statements Grammar::drop_column(const Fluent& command) const {
  return std::vector{
      fmt::format("alter table {} {}{}", table(),
                  prefixed_columns(connection_, "drop", as_list(command.get("columns"))),
                  online_options(connection_, command))};
}

Statements Grammar::simple(const Command& command) const {
  const Fluent& fluent = *command.fluent;
  const auto one = [](std::string sql) { return Statements(std::vector{std::move(sql)}); };
  const auto alter = [&](std::string_view rest) {
    return fmt::format("alter table {} {}", table(), rest);
  };
  const auto index = [&] { return wrap_.name(fluent.get("index")); };
  const std::string& name = command.name;
  if (name == "primary" && !before(9)) {
    const Attribute& algorithm = fluent.get("algorithm");
    return one(alter(fmt::format(
        "add primary key {}({}){}", algorithm.truthy() ? "using " + algorithm.text() : "",
        wrap_.columnize(as_list(fluent.get("columns"))), online_options(connection_, fluent))));
  }
  if (name == "primary") return one(key(fluent, "primary key"));
  if (name == "unique" || name == "index" || name == "fulltext") return one(key(fluent, name));
  if (name == "spatialIndex") return one(key(fluent, "spatial index"));
  if (name == "vectorIndex") {
    return one(alter(fmt::format("add vector index {}({}) {}", index(),
                                 wrap_.columnize(as_list(fluent.get("columns"))),
                                 fluent.get("operatorClass").text())));
  }
  if (name == "drop") return one("drop table " + table());
  if (name == "dropIfExists") return one("drop table if exists " + table());
  if (name == "dropColumn") return drop_column(fluent);
  if (name == "dropPrimary") return one(alter("drop primary key"));
  if (name == "dropUnique" || name == "dropIndex" || name == "dropFullText" ||
      name == "dropSpatialIndex") {
    return one(alter("drop index " + index()));
  }
  if (name == "dropForeign") return one(alter("drop foreign key " + index()));
  if (name == "foreign") {
    return one(compile_foreign(blueprint_, fluent) + online_options(connection_, fluent));
  }
  if (name == "rename") {
    return one(fmt::format("rename table {} to {}", table(), wrap_.table(fluent.get("to"))));
  }
  if (name == "renameIndex") {
    return one(alter(fmt::format("rename index {} to {}", wrap_.name(fluent.get("from")),
                                 wrap_.name(fluent.get("to")))));
  }
  if (name == "renameColumn") {
    return one(alter(fmt::format("rename column {} to {}", wrap_.name(fluent.get("from")),
                                 wrap_.name(fluent.get("to")))));
  }
  if (name == "tableComment") {
    return one(alter("comment = '" + replace_all(fluent.get("comment").text(), "'", "''") + "'"));
  }
  return std::vector<std::string>();
}

Statements Grammar::compile(const Command& command) {
  if (command.name == "create") return create();
  if (command.name == "add") return add(command);
  if (command.name == "change") return change(*command.column);
  if (command.name == "AutoIncrementStartingValues") {
    const Attribute value = before(10) ? Attribute() : starting_value(*command.column);
    if (value.is_null()) return std::vector<std::string>();
    return std::vector{fmt::format("alter table {} auto_increment = {}", table(), value.text())};
  }
  return simple(command);
}

}  // namespace

Statements compile(Blueprint& blueprint, const Command& command) {
  return Grammar(blueprint).compile(command);
}

}  // namespace miglint::laravel::mysql_schema
