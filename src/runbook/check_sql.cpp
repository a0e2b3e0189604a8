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

std::string CheckSql::literal(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') quoted += '\'';
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

std::string CheckSql::missing(std::span<const std::string> wanted, std::string_view found) {
  std::string values;
  for (const std::string& each : wanted)
    values += fmt::format("{}({})", values.empty() ? "" : ", ", literal(each));
  return fmt::format(
      "SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark\n"
      "  FROM (VALUES {}) AS w (name)\n WHERE NOT EXISTS (SELECT FROM {})",
      values, found);
}

}  // namespace miglint
