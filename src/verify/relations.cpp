#include "verify/relations.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace miglint {
namespace {

std::int64_t number(const std::optional<std::string>& text) {
  return text ? std::atoll(text->c_str()) : 0;
}

LockMode mode_of(std::string_view pg_locks_mode) {
  for (int mode = 1; mode <= static_cast<int>(LockMode::access_exclusive); ++mode) {
    if (pg_locks_name(static_cast<LockMode>(mode)) == pg_locks_mode)
      return static_cast<LockMode>(mode);
  }
  return LockMode::none;
}

// One array of columns a relation, without a join on attributes of system catalogs.
constexpr std::string_view kRelations = R"(
  SELECT c.oid, c.relkind,
         CASE WHEN c.relpersistence = 't' THEN 'pg_temp' ELSE n.nspname END || '.' || c.relname,
         pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname),
         c.relfilenode,
         CASE WHEN c.relkind IN ('r', 'm', 'i') THEN pg_catalog.pg_relation_size(c.oid) END,
         c.reltuples::bigint,
         pg_catalog.pg_stat_get_xact_numscans(c.oid),
         pg_catalog.pg_stat_get_numscans(c.oid),
         x.indrelid, x.indisvalid,
         (SELECT pg_catalog.string_agg(a.attname, ',' ORDER BY a.attnum)
            FROM pg_catalog.pg_attribute AS a
           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
         pg_catalog.current_setting('lock_timeout'),
         CASE WHEN c.relispartition AND c.relkind IN ('r', 'p', 'f')
              THEN (SELECT m.nspname || '.' || p.relname
                      FROM pg_catalog.pg_class AS p
                      JOIN pg_catalog.pg_namespace AS m ON m.oid = p.relnamespace
                     WHERE p.oid = pg_catalog.pg_partition_root(c.oid)) END
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_index AS x ON x.indexrelid = c.oid
   WHERE c.oid >= 16384 AND n.nspname NOT IN ('pg_catalog', 'information_schema')
     AND n.nspname !~ '^pg_toast')";

}  // namespace

const RelationState* RelationStates::find(std::string_view name) const {
  const auto found =
      std::ranges::find_if(by_oid, [&](const auto& item) { return item.second.name == name; });
  return found == by_oid.end() ? nullptr : &found->second;
}

std::expected<RelationStates, ServerError> read_relations(Connection& session) {
  const auto rows = session.run(kRelations);
  if (!rows) return std::unexpected(rows.error());
  RelationStates states;
  for (const Row& row : *rows) {
    RelationState& state = states.by_oid[static_cast<Oid>(number(row[0]))];
    state.kind = row[1]->front();
    state.name = row[2].value_or("");
    state.quoted = row[3].value_or("");
    state.file = number(row[4]);
    state.size = number(row[5]);
    state.rows = std::max<std::int64_t>(number(row[6]), 0);
    state.scans = number(row[7]);
    state.scans_ever = number(row[8]);
    state.table = static_cast<Oid>(number(row[9]));
    state.valid = row[10] != "f";
    state.columns = row[11].value_or("");
    states.lock_timeout = row[12].value_or("");
    state.root = row[13].value_or("");
  }
  return states;
}

std::expected<std::map<Oid, LockMode>, ServerError> read_locks(Connection& watcher, int backend) {
  const auto rows =
      watcher.run(fmt::format("SELECT relation, mode FROM pg_catalog.pg_locks WHERE granted AND"
                              " locktype = 'relation' AND relation >= 16384 AND pid = {}",
                              backend));
  if (!rows) return std::unexpected(rows.error());
  std::map<Oid, LockMode> locks;
  for (const Row& row : *rows) {
    LockMode& mode = locks[static_cast<Oid>(number(row[0]))];
    mode = std::max(mode, mode_of(row[1].value_or("")));
  }
  return locks;
}

}  // namespace miglint
