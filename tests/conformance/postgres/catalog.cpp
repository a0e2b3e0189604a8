#include "catalog.h"

#include <string_view>
#include <utility>

namespace miglint::conformance {
namespace {

std::string kind_name(std::string_view relkind) {
  static constexpr std::pair<char, std::string_view> kKinds[] = {
      {'r', "table"},          {'p', "partitioned-table"},
      {'i', "index"},          {'I', "partitioned-index"},
      {'v', "view"},           {'m', "matview"},
      {'S', "sequence"},       {'f', "foreign-table"},
      {'c', "composite-type"},
  };
  for (const auto& [letter, name] : kKinds) {
    if (relkind.front() == letter) return std::string(name);
  }
  return "unknown-" + std::string(relkind);
}

std::int64_t number(const std::optional<std::string>& text) {
  return text ? std::stoll(*text) : 0;
}

}  // namespace

std::expected<Catalog, ServerError> read_catalog(Connection& session) {
  const auto rows = session.run(std::string(R"(
    SELECT c.oid, c.relkind,
           pg_catalog.regexp_replace(pg_catalog.quote_ident(n.nspname), '^pg_temp_.*', 'pg_temp')
             || '.' || pg_catalog.quote_ident(c.relname),
           c.relfilenode,
           CASE WHEN c.relkind IN ('r', 'm', 'i', 'S') THEN pg_catalog.pg_relation_size(c.oid) END,
           pg_catalog.pg_stat_get_xact_numscans(c.oid),
           pg_catalog.pg_stat_get_numscans(c.oid),
           pg_catalog.pg_stat_get_vacuum_count(c.oid)
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', ')") +
                                kOwnSchema + R"(') AND n.nspname !~ '^pg_toast')");
  if (!rows) return std::unexpected(rows.error());
  Catalog catalog;
  for (const auto& row : *rows) {
    catalog[static_cast<std::uint32_t>(number(row[0]))] = {
        .relation = {.name = *row[2], .kind = kind_name(*row[1])},
        .file = number(row[3]),
        .size = number(row[4]),
        .scans_here = number(row[5]),
        .scans_ever = number(row[6]),
        .vacuums = number(row[7]),
    };
  }
  return catalog;
}

}  // namespace miglint::conformance
