#include "verify/catalog_lines.h"

#include <fmt/format.h>

namespace miglint {
namespace {

constexpr std::string_view kCatalog = R"(
  WITH space AS (
    SELECT oid, nspname FROM pg_namespace
     WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'),
  relation AS (
    SELECT c.*, s.nspname, format('%I.%I', s.nspname, c.relname) AS name
      FROM pg_class AS c JOIN space AS s ON s.oid = c.relnamespace)
  SELECT format('column %s.%I: %s%s%s%s', r.name, a.attname, format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attnotnull THEN ' NOT NULL' END,
                ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid),
                CASE WHEN a.attidentity <> '' THEN ' IDENTITY ' || a.attidentity::text END)
    FROM relation AS r JOIN pg_attribute AS a ON a.attrelid = r.oid
    LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE r.relkind IN ('r', 'p', 'f', 'c') AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT format('constraint %I on %s: %s%s', k.conname, r.name, pg_get_constraintdef(k.oid),
                CASE WHEN NOT k.convalidated THEN ' (not validated)' END)
    FROM relation AS r JOIN pg_constraint AS k ON k.conrelid = r.oid
   WHERE k.contype <> 'n'
  UNION ALL
  SELECT format('index %s: %s%s', r.name, pg_get_indexdef(r.oid),
                CASE WHEN NOT i.indisvalid THEN ' (invalid)' END)
    FROM relation AS r JOIN pg_index AS i ON i.indexrelid = r.oid
  UNION ALL
  SELECT format('trigger on %s: %s (%s)', r.name, pg_get_triggerdef(t.oid), t.tgenabled)
    FROM relation AS r JOIN pg_trigger AS t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal
  UNION ALL
  SELECT format('policy %I on %s: %s %s USING %s CHECK %s', p.polname, r.name, p.polcmd,
                p.polpermissive, pg_get_expr(p.polqual, p.polrelid),
                pg_get_expr(p.polwithcheck, p.polrelid))
    FROM relation AS r JOIN pg_policy AS p ON p.polrelid = r.oid
  UNION ALL
  SELECT format('relation %s: %s, row security %s %s, access %s', r.name, r.relkind,
                r.relrowsecurity, r.relforcerowsecurity, coalesce(r.relacl::text, 'default'))
    FROM relation AS r WHERE r.relkind NOT IN ('i', 'I')
  UNION ALL
  SELECT format('view %s: %s', r.name, pg_get_viewdef(r.oid))
    FROM relation AS r WHERE r.relkind IN ('v', 'm')
  UNION ALL
  SELECT format('function %I.%I(%s): %s', s.nspname, p.proname,
                pg_get_function_identity_arguments(p.oid),
                CASE WHEN p.prokind IN ('f', 'p') THEN md5(pg_get_functiondef(p.oid)) END)
    FROM pg_proc AS p JOIN space AS s ON s.oid = p.pronamespace
   WHERE NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
  UNION ALL
  SELECT format('type %I.%I: %s%s', s.nspname, t.typname,
                (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_enum AS e
                  WHERE e.enumtypid = t.oid),
                (SELECT string_agg(pg_get_constraintdef(k.oid), ', ' ORDER BY k.conname)
                   FROM pg_constraint AS k WHERE k.contypid = t.oid))
    FROM pg_type AS t JOIN space AS s ON s.oid = t.typnamespace WHERE t.typtype IN ('e', 'd', 'r')
     AND obj_description(t.oid, 'pg_type') IS DISTINCT FROM 'miglint stand-in'
  UNION ALL
  SELECT format('schema %I', nspname) FROM space
   WHERE obj_description(oid, 'pg_namespace') IS DISTINCT FROM 'miglint stand-in'
  UNION ALL SELECT format('extension %I', extname) FROM pg_extension)";

}  // namespace

std::expected<std::set<std::string>, ServerError> catalog_lines(Connection& watcher) {
  const auto rows = watcher.run(kCatalog);
  if (!rows) return std::unexpected(rows.error());
  std::set<std::string> lines;
  for (const Row& row : *rows)
    lines.insert(row[0].value_or(""));
  return lines;
}

std::expected<std::set<std::string>, ServerError> data_lines(Connection& watcher,
                                                             Connection& session) {
  const auto tables = watcher.run(
      "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class AS c JOIN pg_namespace AS n ON"
      " n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname <> 'information_schema' AND"
      " n.nspname !~ '^pg_'");
  if (!tables) return std::unexpected(tables.error());
  std::set<std::string> lines;
  for (const Row& table : *tables) {
    const std::string name = table[0].value_or("");
    const auto sum = session.run(
        fmt::format("SELECT pg_catalog.count(*), pg_catalog.sum(pg_catalog.hashtextextended("
                    "t::text, 0)::numeric) FROM {} AS t",
                    name));
    if (!sum) return std::unexpected(sum.error());
    lines.insert(fmt::format("rows of {}: {}, checksum {}", name, sum->front()[0].value_or(""),
                             sum->front()[1].value_or("none")));
  }
  return lines;
}

}  // namespace miglint
