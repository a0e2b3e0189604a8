// The queries whose answers `TableSizes` reads.
#include <fmt/format.h>

#include "project/table_sizes.h"

namespace miglint {
namespace {

/// Rows as the planner estimates them: those of the last ANALYZE, by how much the file has grown
/// since. `reltuples` is -1, before PostgreSQL 14 also 0, for a table that was never analyzed; then
/// the counter of live rows stands in. Counters that nobody has reset count since initdb.
constexpr std::string_view kPostgres =
    R"(-- the answer is one JSON value for miglint's --stats; nothing is written
WITH RECURSIVE relation AS (
  SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relkind,
         pg_table_size(c.oid) AS table_bytes,
         pg_indexes_size(c.oid) AS index_bytes,
         CASE
           WHEN c.relkind = 'p' THEN NULL
           WHEN pg_relation_size(c.oid) = 0 THEN 0
           WHEN c.relpages > 0 AND c.reltuples >= 0
             THEN c.reltuples / c.relpages
                  * (pg_relation_size(c.oid) / current_setting('block_size')::int)
           ELSE nullif(s.n_live_tup, 0)
         END AS rows,
         s.n_tup_ins + s.n_tup_upd + s.n_tup_del AS writes
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_stat_all_tables AS s ON s.relid = c.oid
   WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't'
     AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
), tree AS (
  SELECT oid AS root, oid FROM relation
  UNION ALL
  SELECT tree.root, i.inhrelid
    FROM tree
    JOIN pg_catalog.pg_inherits AS i ON i.inhparent = tree.oid
    JOIN relation AS parent ON parent.oid = tree.oid AND parent.relkind = 'p'
), total AS (
  SELECT tree.root,
         -- one partition of unknown size makes the sum unknown
         CASE WHEN bool_and(leaf.rows IS NOT NULL) THEN round(sum(leaf.rows)::numeric) END AS rows,
         sum(leaf.table_bytes) AS table_bytes,
         sum(leaf.index_bytes) AS index_bytes,
         sum(leaf.writes) AS writes
    FROM tree
    JOIN relation AS leaf ON leaf.oid = tree.oid AND leaf.relkind <> 'p'
   GROUP BY tree.root
), counted AS (
  SELECT coalesce(d.stats_reset, to_timestamp(c.system_identifier >> 32)) AS since
    FROM pg_catalog.pg_control_system() AS c,
         pg_catalog.pg_stat_database AS d
   WHERE d.datname = current_database()
)
SELECT jsonb_build_object(
         'version', 1,
         'server', 'PostgreSQL ' || current_setting('server_version'),
         'database', current_database(),
         'default_schema', current_schema(),
         'taken_at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
         'counted_since', to_char(counted.since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
         'tables', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                             'schema', r.schema, 'name', r.name, 'rows', t.rows,
                             'table_bytes', t.table_bytes, 'index_bytes', t.index_bytes,
                             'writes_per_second',
                             round((t.writes / greatest(extract(epoch FROM now() - counted.since), 1)
                                   )::numeric, 3))
                             ORDER BY r.schema, r.name), '[]')
                      FROM relation AS r
                      LEFT JOIN total AS t ON t.root = r.oid))
  FROM counted;
)";

/// performance_schema counts since the server started; where it is switched off, as on MariaDB
/// unless asked for, it has no rows and the rate is null.
constexpr std::string_view kMysql =
    R"(-- the answer is one JSON value for miglint's --stats; nothing is written
{0}SELECT JSON_OBJECT(
         'version', 1,
         'server', VERSION(),
         'database', DATABASE(),
         'default_schema', DATABASE(),
         'taken_at', DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-%dT%H:%i:%sZ'),
         'tables', JSON_ARRAYAGG(JSON_OBJECT(
           'schema', t.table_schema, 'name', t.table_name, 'rows', t.table_rows,
           'table_bytes', t.data_length, 'index_bytes', t.index_length,
           'writes_per_second', w.writes / GREATEST(u.seconds, 1))))
  FROM information_schema.tables AS t
  CROSS JOIN (SELECT CAST(variable_value AS DECIMAL(20)) AS seconds
                FROM {1}
               WHERE variable_name = 'Uptime') AS u
  LEFT JOIN (SELECT object_schema, object_name,
                    count_insert + count_update + count_delete AS writes
               FROM performance_schema.table_io_waits_summary_by_table
              WHERE object_type = 'TABLE') AS w
         ON w.object_schema = t.table_schema AND w.object_name = t.table_name
 WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE TABLE';
)";

}  // namespace

std::string stats_query(Dialect dialect) {
  switch (dialect) {
    case Dialect::postgres:
      return std::string(kPostgres);
    case Dialect::mysql:
      return fmt::format(kMysql, "", "performance_schema.global_status");
    case Dialect::mariadb:
      // It would cut the answer there.
      return fmt::format(kMysql, "SET STATEMENT group_concat_max_len = 4294967295 FOR\n",
                         "information_schema.global_status");
  }
  return {};
}

}  // namespace miglint
