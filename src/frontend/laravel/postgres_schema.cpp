// Illuminate\Database\Schema\Grammars\PostgresGrammar.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "frontend/laravel/schema_grammar.h"
#include "frontend/laravel/wrap.h"
#include "source/ascii.h"

namespace miglint::laravel::postgres_schema {
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
  [[nodiscard]] bool online(const Fluent& command) const {
    return !before(12) && command.get("online").truthy();
  }
  [[nodiscard]] std::string table() const { return wrap_.table(blueprint_.table()); }

  Sql column(const Fluent& column) const;
  Sql type(Fluent& column) const;
  [[nodiscard]] std::string integer_type(const Fluent& column, std::string_view type) const;
  [[nodiscard]] std::string moment_type(Fluent& column, std::string_view zone) const;
  [[nodiscard]] std::string spatial_type(const Fluent& column, const std::string& type) const;
  void modify(const Fluent& column, std::string& sql) const;
  [[nodiscard]] static std::string identity(const Fluent& column);

  Sql columns(std::string_view prefix) const;
  Statements create() const;
  Statements add(const Command& command) const;
  Statements change(const Fluent& column) const;
  Statements unique(const Fluent& command) const;
  [[nodiscard]] std::string index(const Fluent& command, std::string_view algorithm) const;
  [[nodiscard]] std::string fulltext(const Fluent& command) const;
  [[nodiscard]] std::string foreign(const Fluent& command) const;
  Statements comment(const Command& command) const;
  Statements simple(const Command& command) const;
  void add_starting_values(std::vector<std::string>& statements) const;

  Blueprint& blueprint_;
  const Connection& connection_;
  Wrapper wrap_;
};

std::string quoted(const Attribute& text) {
  return '\'' + replace_all(text.text(), "'", "''") + '\'';
}

void add_deferrable(const Fluent& command, std::string& sql) {
  const Attribute& deferrable = command.get("deferrable");
  const Attribute& immediate = command.get("initiallyImmediate");
  if (!deferrable.is_null()) sql += deferrable.truthy() ? " deferrable" : " not deferrable";
  if (deferrable.truthy() && !immediate.is_null()) {
    sql += immediate.truthy() ? " initially immediate" : " initially deferred";
  }
}

std::string Grammar::identity(const Fluent& column) {
  const Attribute& generated = column.get("generatedAs");
  if (generated.is_null()) return {};
  const bool has_options = !std::holds_alternative<bool>(generated.value) && generated.truthy();
  return fmt::format("generated {} as identity{}",
                     column.get("always").truthy() ? "always" : "by default",
                     has_options ? " (" + generated.text() + ")" : "");
}

std::string Grammar::integer_type(const Fluent& column, std::string_view type) const {
  const bool has_identity = !column.get("generatedAs").is_null();
  if (column.get("autoIncrement").truthy() && !has_identity && !column.get("change").truthy()) {
    if (type == "bigint") return "bigserial";
    return type == "smallint" ? "smallserial" : "serial";
  }
  if (before(10) && has_identity) return fmt::format("{} {}", type, identity(column));
  return std::string(type);
}

std::string Grammar::moment_type(Fluent& column, std::string_view zone) const {
  const Attribute& precision = column.get("precision");
  std::string sql = fmt::format("timestamp{} {} time zone",
                                precision.is_null() ? "" : "(" + precision.text() + ")", zone);
  if (column.get("useCurrent").truthy()) {
    if (before(10)) {
      sql += " default CURRENT_TIMESTAMP";
    } else {
      column.set("default", Raw{"CURRENT_TIMESTAMP"});
    }
  }
  return sql;
}

std::string Grammar::spatial_type(const Fluent& column, const std::string& type) const {
  if (before(11)) {
    const Attribute& projection = column.get("projection");
    if (column.get("isGeometry").is_null()) {
      return fmt::format("geography({}, {})", type,
                         projection.is_null() ? "4326" : projection.text());
    }
    return projection.is_null() ? fmt::format("geometry({})", type)
                                : fmt::format("geometry({}, {})", type, projection.text());
  }
  const Attribute& subtype = column.get("subtype");
  if (!subtype.truthy()) return type;
  const Attribute& srid = column.get("srid");
  return fmt::format("{}({}{})", type, ascii::lower_case(subtype.text()),
                     srid.truthy() ? "," + srid.text() : "");
}

Sql Grammar::type(Fluent& column) const {
  const std::string type = column.get("type").text();
  static constexpr auto plain =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"tinyText", "varchar(255)"},
                                                                    {"text", "text"},
                                                                    {"mediumText", "text"},
                                                                    {"longText", "text"},
                                                                    {"double", "double precision"},
                                                                    {"real", "real"},
                                                                    {"boolean", "boolean"},
                                                                    {"json", "json"},
                                                                    {"jsonb", "jsonb"},
                                                                    {"binary", "bytea"},
                                                                    {"uuid", "uuid"},
                                                                    {"ipAddress", "inet"},
                                                                    {"macAddress", "macaddr"},
                                                                    {"tsvector", "tsvector"}});
  const auto found = std::ranges::find(plain, type, [](const auto& p) { return p.first; });
  if (found != plain.end()) return std::string(found->second);
  if (type == "char" || type == "string") {
    const std::string name = type == "char" ? "char" : "varchar";
    const Attribute& length = column.get("length");
    return length.truthy() || before(10) ? name + "(" + length.text() + ")" : name;
  }
  if (type == "bigInteger") return integer_type(column, "bigint");
  if (type == "integer" || type == "mediumInteger") return integer_type(column, "integer");
  if (type == "smallInteger" || type == "tinyInteger") return integer_type(column, "smallint");
  if (type == "float") {
    if (before(11)) return "double precision";
    const Attribute& precision = column.get("precision");
    return precision.truthy() ? "float(" + precision.text() + ")" : "float";
  }
  if (type == "decimal") {
    return fmt::format("decimal({}, {})", column.get("total").text(), column.get("places").text());
  }
  if (type == "enum") {
    return fmt::format("varchar(255) check (\"{}\" in ({}))", column.name,
                       Wrapper::quote(column.get("allowed")));
  }
  if (type == "date") {
    if (!before(12) && column.get("useCurrent").truthy())
      column.set("default", Raw{"CURRENT_DATE"});
    return "date";
  }
  if (type == "dateTime" || type == "timestamp") return moment_type(column, "without");
  if (type == "dateTimeTz" || type == "timestampTz") return moment_type(column, "with");
  if (type == "time" || type == "timeTz") {
    const Attribute& precision = column.get("precision");
    return fmt::format("time{} {} time zone",
                       precision.is_null() ? "" : "(" + precision.text() + ")",
                       type == "time" ? "without" : "with");
  }
  if (type == "year") {
    if (!before(12) && column.get("useCurrent").truthy()) {
      column.set("default", Raw{"EXTRACT(YEAR FROM CURRENT_DATE)"});
    }
    return integer_type(column, "integer");
  }
  if (type == "geometry" || type == "geography" || column.has("spatial")) {
    return spatial_type(column, type);
  }
  if (type == "vector") {
    const Attribute& dimensions = column.get("dimensions");
    return dimensions.is_null() ? "vector" : "vector(" + dimensions.text() + ")";
  }
  if (type == "raw") return column.get("definition").text();
  if (type == "computed") {
    return std::unexpected("computed() is for SQL Server; PostgreSQL has storedAs()");
  }
  return std::unexpected(
      fmt::format("Laravel's PostgreSQL grammar has no column type \"{}\"", type));
}

void Grammar::modify(const Fluent& column, std::string& sql) const {
  const bool has_identity = !column.get("generatedAs").is_null();
  if (!column.get("collation").is_null()) {
    sql += " collate " + wrap_.value(column.get("collation").text());
  }
  const auto increment = [&] {
    if (!column.get("autoIncrement").truthy()) return;
    if (!before(10) && blueprint_.has_command("primary")) return;
    if (is_serial(column.get("type").text()) || has_identity) sql += " primary key";
  };
  if (before(10)) increment();
  sql += column.get("nullable").truthy() ? " null" : " not null";
  if (!column.get("default").is_null()) {
    sql += " default " + default_value(column.get("default"), connection_);
  }
  if (const Attribute& expression = column.get("virtualAs"); !expression.is_null()) {
    sql += " generated always as (" + expression.text() + ")";
    if (!before(12)) sql += " virtual";
  }
  if (const Attribute& expression = column.get("storedAs"); !expression.is_null()) {
    sql += " generated always as (" + expression.text() + ") stored";
  }
  if (!before(10)) {
    if (has_identity) sql += ' ' + identity(column);
    increment();
  }
}

Sql Grammar::column(const Fluent& original) const {
  Fluent column = original;
  const Sql of_type = type(column);
  if (!of_type) return of_type;
  std::string sql = wrap_.name(Attribute(column.name)) + ' ' + *of_type;
  modify(column, sql);
  return sql;
}

Sql Grammar::columns(std::string_view prefix) const {
  std::string all;
  for (const FluentPtr& added : added_columns(blueprint_)) {
    const Sql sql = column(*added);
    if (!sql) return sql;
    if (!all.empty()) all += ", ";
    all += std::string(prefix) + *sql;
  }
  return all;
}

void Grammar::add_starting_values(std::vector<std::string>& statements) const {
  for (const FluentPtr& column : blueprint_.columns()) {
    if (const Attribute value = starting_value(*column); !value.is_null()) {
      statements.push_back(fmt::format("alter sequence {}_{}_seq restart with {}",
                                       blueprint_.table().text(), column->name, value.text()));
    }
  }
}

Statements Grammar::create() const {
  const Sql all = columns("");
  if (!all) return std::unexpected(all.error());
  const bool temporary = blueprint_.options().get("temporary").truthy();
  std::vector<std::string> statements{
      fmt::format("{} table {} ({})", temporary ? "create temporary" : "create", table(), *all)};
  if (before(10)) add_starting_values(statements);
  return statements;
}

Statements Grammar::add(const Command& command) const {
  if (command.column != nullptr) {
    const Sql sql = column(*command.column);
    if (!sql) return std::unexpected(sql.error());
    return std::vector{fmt::format("alter table {} add column {}", table(), *sql)};
  }
  const Sql all = columns("add column ");
  if (!all) return std::unexpected(all.error());
  std::vector<std::string> statements{fmt::format("alter table {} {}", table(), *all)};
  if (before(10)) add_starting_values(statements);
  return statements;
}

Statements Grammar::change(const Fluent& original) const {
  Fluent column = original;
  const Sql of_type = type(column);
  if (!of_type) return std::unexpected(of_type.error());
  std::string type_change = "type " + *of_type;
  if (!column.get("collation").is_null()) {
    type_change += " collate " + wrap_.value(column.get("collation").text());
  }
  if (column.get("using").truthy()) type_change += " using " + column.get("using").text();
  std::vector<std::string> changes{std::move(type_change)};
  changes.emplace_back(column.get("nullable").truthy() ? "drop not null" : "set not null");
  const bool has_identity = !column.get("generatedAs").is_null();
  const bool increments = column.get("autoIncrement").truthy();
  if (!increments || has_identity) {
    const Attribute& value = column.get("default");
    changes.push_back(value.is_null() ? "drop default"
                                      : "set default " + default_value(value, connection_));
  }
  for (const std::string_view generated : {"virtualAs", "storedAs"}) {
    if (!column.has(generated)) continue;
    if (!column.get(generated).is_null()) {
      return std::unexpected(fmt::format("PostgreSQL cannot change a column to {}()", generated));
    }
    changes.emplace_back("drop expression if exists");
  }
  if (!increments || has_identity) changes.emplace_back("drop identity if exists");
  // The framework's own text has two spaces here.
  if (has_identity) changes.push_back("add  " + identity(column));
  std::string all;
  for (const std::string& change : changes) {
    if (!all.empty()) all += ", ";
    all += fmt::format("alter column {} {}", wrap_.name(Attribute(column.name)), change);
  }
  return std::vector{fmt::format("alter table {} {}", table(), all)};
}

Statements Grammar::unique(const Fluent& command) const {
  const std::string name = wrap_.name(command.get("index"));
  const std::string columns = wrap_.columnize(as_list(command.get("columns")));
  std::vector<std::string> statements;
  std::string sql;
  const Attribute& algorithm = command.get("algorithm");
  const bool by_index = !before(12) && (command.get("online").truthy() || algorithm.truthy());
  if (by_index) {
    statements.push_back(
        fmt::format("create unique index {}{} on {}{} ({})",
                    command.get("online").truthy() ? "concurrently " : "", name, table(),
                    algorithm.truthy() ? " using " + algorithm.text() : "", columns));
    sql =
        fmt::format("alter table {} add constraint {} unique using index {}", table(), name, name);
  } else {
    const Attribute& distinct = command.get("nullsNotDistinct");
    std::string word = "unique";
    if (!distinct.is_null()) word += distinct.truthy() ? " nulls not distinct" : " nulls distinct";
    sql = fmt::format("alter table {} add constraint {} {} ({})", table(), name, word, columns);
  }
  add_deferrable(command, sql);
  statements.push_back(std::move(sql));
  return statements;
}

std::string Grammar::index(const Fluent& command, std::string_view algorithm) const {
  std::string columns;
  const Attribute& operator_class = command.get("operatorClass");
  for (const Attribute& column : as_list(command.get("columns"))) {
    if (!columns.empty()) columns += ", ";
    columns += wrap_.name(column);
    if (!operator_class.is_null()) columns += ' ' + operator_class.text();
  }
  return fmt::format("create index {}{} on {}{} ({})", online(command) ? "concurrently " : "",
                     wrap_.name(command.get("index")), table(),
                     algorithm.empty() ? "" : fmt::format(" using {}", algorithm), columns);
}

std::string Grammar::fulltext(const Fluent& command) const {
  const Attribute& language = command.get("language");
  std::string columns;
  for (const Attribute& column : as_list(command.get("columns"))) {
    if (!columns.empty()) columns += " || ";
    columns += fmt::format("to_tsvector('{}', {})", language.truthy() ? language.text() : "english",
                           wrap_.name(column));
  }
  return fmt::format("create index {}{} on {} using gin (({}))",
                     online(command) ? "concurrently " : "", wrap_.name(command.get("index")),
                     table(), columns);
}

std::string Grammar::foreign(const Fluent& command) const {
  std::string sql = compile_foreign(blueprint_, command);
  add_deferrable(command, sql);
  if (!command.get("notValid").is_null()) sql += " not valid";
  return sql;
}

Statements Grammar::comment(const Command& command) const {
  const Attribute& text = command.column->get("comment");
  const bool changes = !before(10) && command.column->get("change").truthy();
  if (text.is_null() && !changes) return std::vector<std::string>();
  return std::vector{fmt::format("comment on column {}.{} is {}", table(),
                                 wrap_.name(Attribute(command.column->name)),
                                 text.is_null() ? "NULL" : quoted(text))};
}

Statements Grammar::simple(const Command& command) const {
  const Fluent& fluent = *command.fluent;
  const auto one = [](std::string sql) { return Statements(std::vector{std::move(sql)}); };
  const auto alter = [&](std::string_view rest) {
    return fmt::format("alter table {} {}", table(), rest);
  };
  const auto name_of = [&](std::string_view attribute) {
    return wrap_.name(fluent.get(attribute));
  };
  const std::string& name = command.name;
  if (name == "primary") {
    return one(alter("add primary key (" + wrap_.columnize(as_list(fluent.get("columns"))) + ")"));
  }
  if (name == "unique") return unique(fluent);
  if (name == "index" || name == "vectorIndex") {
    return one(index(fluent, fluent.get("algorithm").text()));
  }
  if (name == "spatialIndex") return one(index(fluent, "gist"));
  if (name == "fulltext") return one(fulltext(fluent));
  if (name == "foreign") return one(foreign(fluent));
  if (name == "drop") return one("drop table " + table());
  if (name == "dropIfExists") return one("drop table if exists " + table());
  if (name == "dropColumn") {
    return one(alter(prefixed_columns(connection_, "drop column", as_list(fluent.get("columns")))));
  }
  if (name == "dropPrimary") {
    const std::string whole = blueprint_.table().text();
    const std::string bare =
        before(10) ? whole : connection_.prefix + whole.substr(whole.find('.') + 1);
    return one(alter("drop constraint " + wrap_.name(Attribute(bare + "_pkey"))));
  }
  if (name == "dropUnique" || name == "dropForeign") {
    return one(alter("drop constraint " + name_of("index")));
  }
  if (name == "dropIndex" || name == "dropFullText" || name == "dropSpatialIndex") {
    return one("drop index " + name_of("index"));
  }
  if (name == "rename") return one(alter("rename to " + wrap_.table(fluent.get("to"))));
  if (name == "renameIndex") {
    return one(fmt::format("alter index {} rename to {}", name_of("from"), name_of("to")));
  }
  if (name == "renameColumn") {
    return one(alter(fmt::format("rename column {} to {}", name_of("from"), name_of("to"))));
  }
  if (name == "tableComment" && !before(9)) {
    return one(fmt::format("comment on table {} is {}", table(), quoted(fluent.get("comment"))));
  }
  return std::vector<std::string>();
}

Statements Grammar::compile(const Command& command) {
  if (command.name == "create") return create();
  if (command.name == "add") return add(command);
  if (command.name == "change") return change(*command.column);
  if (command.name == "Comment") return comment(command);
  if (command.name == "AutoIncrementStartingValues") {
    const Attribute value = before(10) ? Attribute() : starting_value(*command.column);
    if (value.is_null()) return std::vector<std::string>();
    if (before(12)) {
      return std::vector{fmt::format("alter sequence {}_{}_seq restart with {}",
                                     blueprint_.table().text(), command.column->name,
                                     value.text())};
    }
    return std::vector{fmt::format("select setval(pg_get_serial_sequence('{}', '{}'), {}, false)",
                                   table(), command.column->name, value.text())};
  }
  return simple(command);
}

}  // namespace

Statements compile(Blueprint& blueprint, const Command& command) {
  return Grammar(blueprint).compile(command);
}

}  // namespace miglint::laravel::postgres_schema
