#include "runbook/check_sql.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "lint/wording.h"

namespace miglint {
namespace {

constexpr std::string_view kDefaultSchema = "public";

struct Parts {
  std::string_view schema;
  std::string_view name;
};

Parts parts_of(RelationKey relation) {
  const auto dot = relation.find('.');
  if (dot == RelationKey::npos) return {{}, relation};
  return {relation.substr(0, dot), relation.substr(dot + 1)};
}

}  // namespace

std::string CheckSql::name(std::string_view column) const {
  if (is_postgres()) return identifier(column);
  std::string quoted = "`";
  for (const char c : column) {
    if (c == '`') quoted += '`';
    quoted += c;
  }
  return quoted + '`';
}

std::string CheckSql::table(RelationKey relation) const {
  const auto [schema, own] = parts_of(relation);
  const bool plain = schema.empty() || (!is_postgres() && schema == kDefaultSchema);
  return plain ? name(own) : name(schema) + '.' + name(own);
}

std::string CheckSql::names(std::span<const std::string> columns, std::string_view prefix) const {
  std::string out;
  for (const std::string& column : columns)
    out += fmt::format("{}{}{}", out.empty() ? "" : ", ", prefix, name(column));
  return out;
}

std::string CheckSql::literal(std::string_view text) const {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || (c == '\\' && !is_postgres())) quoted += c;
    quoted += c;
  }
  return quoted + '\'';
}

std::string CheckSql::regclass(RelationKey relation) const {
  return fmt::format("to_regclass({})", literal(table(relation)));
}

std::string CheckSql::count(RelationKey relation, std::string_view condition) const {
  return fmt::format("SELECT count(*) AS answer\n  FROM {}{}{}", table(relation),
                     condition.empty() ? "" : "\n WHERE ", condition);
}

std::string CheckSql::orphans(RelationKey relation, std::span<const std::string> columns,
                              RelationKey referenced,
                              std::span<const std::string> referenced_columns) const {
  std::string present;
  std::string joined;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string column = name(columns[i]);
    present += fmt::format("{}c.{} IS NOT NULL", i == 0 ? "" : " AND ", column);
    joined +=
        fmt::format("{}p.{} = c.{}", i == 0 ? "" : " AND ", name(referenced_columns[i]), column);
  }
  return fmt::format(
      "SELECT count(*) AS answer\n  FROM {} AS c\n WHERE {}\n"
      "   AND NOT EXISTS (SELECT 1 FROM {} AS p WHERE {})",
      table(relation), present, table(referenced), joined);
}

std::string CheckSql::duplicates(RelationKey relation, std::span<const std::string> expressions,
                                 std::string_view condition, bool nulls_not_distinct) const {
  std::string where(condition.empty() ? std::string() : fmt::format("({})", condition));
  for (const std::string& expression : expressions) {
    if (nulls_not_distinct) break;
    where += fmt::format("{}{} IS NOT NULL", where.empty() ? "" : " AND ", expression);
  }
  return fmt::format(
      "SELECT count(*) AS answer\n"
      "  FROM (SELECT 1 FROM {}{}{} GROUP BY {} HAVING count(*) > 1) AS doubled",
      table(relation), where.empty() ? "" : " WHERE ", where, fmt::join(expressions, ", "));
}

std::string CheckSql::not_apart(RelationKey relation, std::span<const std::string> values,
                                std::span<const std::string> operators,
                                std::string_view condition) const {
  std::string listed;
  std::string compared;
  for (std::size_t i = 0; i < values.size(); ++i) {
    listed += fmt::format(", {} AS value_{}", values[i], i + 1);
    compared += fmt::format(" AND a.value_{0} {1} b.value_{0}", i + 1, operators[i]);
  }
  return fmt::format(
      "WITH kept AS (SELECT tableoid AS part, ctid AS place{}\n                FROM {}{}{})\n"
      "SELECT count(*) AS answer\n  FROM kept AS a\n"
      " WHERE EXISTS (SELECT 1 FROM kept AS b\n"
      "                WHERE (a.part, a.place) <> (b.part, b.place){})",
      listed, table(relation), condition.empty() ? "" : " WHERE ", condition, compared);
}

std::string CheckSql::share(std::string_view condition, std::string_view rows) const {
  if (is_postgres()) {
    return fmt::format(
        "SELECT CASE WHEN count(*) = 0 THEN 100\n"
        "            ELSE round(100.0 * count(*) FILTER (WHERE covered) / count(*), 2) END AS "
        "answer,\n"
        "       count(*) FILTER (WHERE covered) || ' of ' || count(*) || ' rows' AS remark\n"
        "  FROM (SELECT {} AS covered\n          FROM {}) AS to_fill",
        condition, rows);
  }
  return fmt::format(
      "SELECT CASE WHEN count(*) = 0 THEN 100\n"
      "            ELSE round(100.0 * sum(covered) / count(*), 2) END AS answer,\n"
      "       concat(coalesce(sum(covered), 0), ' of ', count(*), ' rows') AS remark\n"
      "  FROM (SELECT {} AS covered\n          FROM {}) AS to_fill",
      condition, rows);
}

/// The answer's columns, and the names as the table w.
std::string CheckSql::named(std::span<const std::string> wanted) const {
  if (is_postgres()) {
    std::string values;
    for (const std::string& each : wanted)
      values += fmt::format("{}({})", values.empty() ? "" : ", ", literal(each));
    return fmt::format(
        "SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark\n"
        "  FROM (VALUES {}) AS w (name)\n",
        values);
  }
  // MySQL and MariaDB differ in what they call the columns of VALUES.
  std::string rows;
  for (const std::string& each : wanted)
    rows += fmt::format("{} {}{}", rows.empty() ? "SELECT" : " UNION ALL SELECT", literal(each),
                        rows.empty() ? " AS name" : "");
  return fmt::format(
      "SELECT count(*) AS answer, group_concat(w.name ORDER BY w.name SEPARATOR ', ') AS remark\n"
      "  FROM ({}) AS w\n",
      rows);
}

std::string CheckSql::missing(std::span<const std::string> wanted, std::string_view found) const {
  return fmt::format("{} WHERE NOT EXISTS (SELECT 1 FROM {})", named(wanted), found);
}

std::string CheckSql::present(std::span<const std::string> wanted, std::string_view found) const {
  return fmt::format("{} WHERE EXISTS (SELECT 1 FROM {})", named(wanted), found);
}

std::string CheckSql::found_relation() const {
  if (is_postgres()) return "(SELECT 1) AS one WHERE to_regclass(w.name) IS NOT NULL";
  return "information_schema.tables AS i WHERE w.name =\n"
         "       concat(if(i.table_schema = DATABASE(), '', concat(i.table_schema, '.')), "
         "i.table_name)";
}

std::string CheckSql::lookup_name(RelationKey relation) const {
  if (is_postgres()) return table(relation);
  const auto [schema, own] = parts_of(relation);
  return std::string(schema == kDefaultSchema ? own : relation);
}

std::string CheckSql::found_column(RelationKey table, bool not_null) const {
  if (!is_postgres()) {
    return about("columns", table) + " AND i.column_name = w.name" +
           (not_null ? " AND i.is_nullable = 'NO'" : "");
  }
  return fmt::format(
      "pg_attribute AS a WHERE a.attrelid = {} AND a.attname = w.name AND NOT a.attisdropped{}",
      regclass(table), not_null ? " AND a.attnotnull" : "");
}

std::string CheckSql::found_constraint(RelationKey table, bool validated) const {
  if (!is_postgres()) return about("table_constraints", table) + " AND i.constraint_name = w.name";
  return fmt::format("pg_constraint AS c WHERE c.conrelid = {} AND c.conname = w.name{}",
                     regclass(table), validated ? " AND c.convalidated" : "");
}

std::string CheckSql::found_index(RelationKey table) const {
  if (!is_postgres()) return about("statistics", table) + " AND i.index_name = w.name";
  return "pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND "
         "i.indisready";
}

std::string CheckSql::found_trigger(RelationKey table) const {
  if (!is_postgres()) return about("triggers", table) + " AND i.trigger_name = w.name";
  return fmt::format(
      "pg_trigger AS t WHERE t.tgrelid = {} AND t.tgname = w.name AND NOT t.tgisinternal AND "
      "t.tgenabled <> 'D'",
      regclass(table));
}

std::string CheckSql::about(std::string_view view, RelationKey relation) const {
  const auto [schema, own] = parts_of(relation);
  const std::string_view prefix = view == "triggers" ? "event_object" : "table";
  return fmt::format("information_schema.{} AS i WHERE i.{}_schema = {} AND i.{} = {}", view,
                     prefix,
                     schema.empty() || schema == kDefaultSchema ? "DATABASE()" : literal(schema),
                     view == "triggers" ? "event_object_table" : "table_name", literal(own));
}

std::string CheckSql::list_of_values(std::string_view expression) const {
  return is_postgres() ? fmt::format("string_agg(DISTINCT {}, ', ')", expression)
                       : fmt::format("group_concat(DISTINCT {} SEPARATOR ', ')", expression);
}

}  // namespace miglint
