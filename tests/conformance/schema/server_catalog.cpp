#include "server_catalog.h"

#include <algorithm>

namespace miglint {
namespace {

constexpr std::string_view kLines = R"sql(
WITH user_schema AS (
  SELECT oid FROM pg_namespace
  WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema'
     OR oid = pg_my_temp_schema()
), relation AS (
  SELECT c.*, CASE WHEN n.oid = pg_my_temp_schema() THEN 'pg_temp' ELSE n.nspname END
                || '.' || c.relname AS key
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relnamespace IN (SELECT oid FROM user_schema)
), type AS (
  SELECT t.oid, t.typtype, t.typbasetype, t.typtypmod, t.typnotnull, t.typnamespace,
         n.nspname || '.' || t.typname AS key
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
), written_type AS (
  SELECT t.oid, coalesce(e.key || '[]', t.key) AS text
  FROM type t LEFT JOIN (type e JOIN pg_type a ON a.typelem = e.oid AND a.typcategory = 'A')
    ON a.oid = t.oid
)
SELECT format('%s %s%s%s%s',
              CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table'
                WHEN 'f' THEN 'foreign table' WHEN 'v' THEN 'view'
                WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
                WHEN 'c' THEN 'composite type' END,
              key,
              CASE relpersistence WHEN 'u' THEN ' unlogged' WHEN 't' THEN ' temporary' END,
              CASE WHEN relrowsecurity THEN ' rls' END,
              CASE WHEN relforcerowsecurity THEN ' forced' END)
FROM relation WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'c')
UNION ALL
SELECT CASE WHEN r.relkind IN ('v', 'm') THEN format('column %s.%s', r.key, a.attname)
       ELSE format('column %s.%s %s %s%s%s%s%s', r.key, a.attname, t.text, a.atttypmod,
              CASE WHEN a.attnotnull THEN ' not null' END,
              CASE WHEN a.atthasdef AND a.attgenerated = '' THEN ' default' END,
              CASE a.attidentity WHEN 'a' THEN ' identity always'
                WHEN 'd' THEN ' identity by default' END,
              CASE a.attgenerated WHEN 's' THEN ' stored' WHEN 'v' THEN ' virtual' END) END
FROM pg_attribute a JOIN relation r ON r.oid = a.attrelid JOIN written_type t ON t.oid = a.atttypid
WHERE a.attnum > 0 AND r.relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
UNION ALL
SELECT format('constraint %s of %s %s (%s)%s%s%s', c.conname, r.key, c.contype,
              (SELECT string_agg(a.attname, ',' ORDER BY a.attname)
               FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)),
              ' -> ' || f.key || ' (' ||
                (SELECT string_agg(a.attname, ',' ORDER BY a.attname)
                 FROM pg_attribute a WHERE a.attrelid = c.confrelid AND a.attnum = ANY (c.confkey))
                || ')',
              CASE WHEN NOT c.convalidated THEN ' not valid' END,
              CASE WHEN c.contype = 'c' AND c.connoinherit THEN ' no inherit' END)
FROM pg_constraint c JOIN relation r ON r.oid = c.conrelid LEFT JOIN relation f ON f.oid = c.confrelid
WHERE c.contype IN ('c', 'f', 'n', 'p', 'u', 'x')
  -- A foreign key to a partitioned table has helpers for its partitions.
  AND NOT EXISTS (SELECT FROM pg_constraint p
                  WHERE p.oid = c.conparentid AND p.conrelid = c.conrelid)
UNION ALL
SELECT format('index %s on %s using %s (%s)%s%s%s%s%s%s', r.key, t.key, m.amname,
              (SELECT string_agg(coalesce(a.attname, 'expression'), ',' ORDER BY n)
               FROM unnest(i.indkey::int[]) WITH ORDINALITY k (attnum, n)
               LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
               WHERE n <= i.indnkeyatts),
              (SELECT ' include (' || string_agg(a.attname, ',' ORDER BY n) || ')'
               FROM unnest(i.indkey::int[]) WITH ORDINALITY k (attnum, n)
               LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
               WHERE n > i.indnkeyatts),
              CASE WHEN i.indisunique THEN ' unique' END,
              CASE WHEN i.indpred IS NOT NULL THEN ' partial' END,
              CASE WHEN NOT i.indisvalid THEN ' invalid' END,
              (SELECT ' of constraint ' || conname FROM pg_constraint c
               WHERE c.conindid = r.oid AND c.contype IN ('p', 'u', 'x')),
              (SELECT ' attached to ' || p.key FROM pg_inherits h JOIN relation p ON p.oid = h.inhparent
               WHERE h.inhrelid = r.oid))
FROM pg_index i JOIN relation r ON r.oid = i.indexrelid JOIN relation t ON t.oid = i.indrelid
  JOIN pg_am m ON m.oid = r.relam
UNION ALL
SELECT format('%s %s of %s', CASE WHEN c.relispartition THEN 'partition' ELSE 'child' END, c.key, p.key)
FROM pg_inherits h JOIN relation c ON c.oid = h.inhrelid JOIN relation p ON p.oid = h.inhparent
WHERE c.relkind IN ('r', 'p', 'f')
UNION ALL
SELECT DISTINCT format('%s references %s', r.key, f.key)
FROM pg_constraint c JOIN relation r ON r.oid = c.conrelid JOIN relation f ON f.oid = c.confrelid
WHERE NOT EXISTS (SELECT FROM pg_constraint p
                  WHERE p.oid = c.conparentid AND p.conrelid = c.conrelid)
UNION ALL
SELECT DISTINCT format('%s reads %s', v.key, r.key)
FROM pg_depend d JOIN pg_rewrite w ON w.oid = d.objid JOIN relation v ON v.oid = w.ev_class
  JOIN relation r ON r.oid = d.refobjid
WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
  AND r.oid <> v.oid AND v.relkind IN ('v', 'm') AND r.relkind IN ('r', 'p', 'f', 'v', 'm')
UNION ALL
SELECT format('sequence %s of %s.%s', s.key, t.key, a.attname)
FROM pg_depend d JOIN relation s ON s.oid = d.objid JOIN relation t ON t.oid = d.refobjid
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
  AND s.relkind = 'S' AND d.deptype IN ('a', 'i')
UNION ALL
SELECT format('policy %s of %s %s%s', p.polname, r.key, p.polcmd,
              CASE WHEN NOT p.polpermissive THEN ' restrictive' END)
FROM pg_policy p JOIN relation r ON r.oid = p.polrelid
UNION ALL
SELECT format('trigger %s of %s calls %s.%s%s', t.tgname, r.key, n.nspname, p.proname,
              CASE WHEN t.tgenabled = 'D' THEN ' disabled' END)
FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
  JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE NOT t.tgisinternal OR t.tgparentid <> 0 AND NOT EXISTS (
  SELECT FROM pg_constraint c WHERE c.oid = t.tgconstraint)
UNION ALL
SELECT format('enum %s (%s)', t.key, string_agg(e.enumlabel, ',' ORDER BY e.enumlabel))
FROM pg_enum e JOIN type t ON t.oid = e.enumtypid GROUP BY t.key
UNION ALL
SELECT format('domain %s %s %s%s%s', t.key, b.text, t.typtypmod,
              CASE WHEN t.typnotnull THEN ' not null' END,
              (SELECT string_agg(' check ' || conname || CASE WHEN NOT convalidated THEN ' not valid'
                                 ELSE '' END, '' ORDER BY conname)
               FROM pg_constraint c WHERE c.contypid = t.oid AND c.contype = 'c'))
FROM type t JOIN written_type b ON b.oid = t.typbasetype
WHERE t.typtype = 'd' AND t.typnamespace IN (SELECT oid FROM user_schema)
UNION ALL
SELECT format('function %s.%s %s%s%s', n.nspname, p.proname,
              max(CASE p.provolatile WHEN 'i' THEN '1 immutable' WHEN 's' THEN '2 stable'
                    ELSE '3 volatile' END),
              CASE WHEN bool_or(p.prosecdef) THEN ' definer' END,
              CASE WHEN bool_or(p.proconfig::text LIKE '%search_path%') THEN ' search_path' END)
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.oid IN (SELECT oid FROM user_schema) AND p.prokind IN ('f', 'p')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype IN ('e', 'i'))
GROUP BY n.nspname, p.proname
)sql";

}  // namespace

std::expected<std::vector<std::string>, ServerError> server_lines(Connection& connection) {
  auto rows = connection.run(kLines);
  if (!rows) return std::unexpected(rows.error());
  std::vector<std::string> lines;
  lines.reserve(rows->size());
  for (Row& row : *rows)
    lines.push_back(std::move(row.front()).value_or("null"));
  std::ranges::sort(lines);
  return lines;
}

}  // namespace miglint
