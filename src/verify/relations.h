// The user relations of a scratch database at one moment, and the locks that one session holds.
//
// Comes in: sessions. Goes out: names, files and statistics by OID. What changed between two
// moments, and what that means, does not belong here.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <string>

#include "dialect/effect.h"
#include "verify/server/connection.h"

namespace miglint {

using Oid = std::uint32_t;

struct RelationState {
  std::string name;        ///< "schema.name", as `RelationKey` writes it.
  std::string quoted;      ///< The same as SQL has to write it.
  char kind = 'r';         ///< pg_class.relkind.
  std::int64_t file = 0;   ///< pg_class.relfilenode.
  std::int64_t size = 0;   ///< In bytes.
  std::int64_t rows = 0;   ///< As the last ANALYZE counted them.
  std::int64_t scans = 0;  ///< Begun by the session that was asked, in its open transaction.
  std::int64_t scans_ever = 0;
  Oid table = 0;        ///< Of an index.
  std::string root;     ///< Of a partition: the table that all of it belongs to, as `name`.
  bool valid = true;    ///< Of an index.
  std::string columns;  ///< Names, joined by commas.

  [[nodiscard]] bool is_table() const { return kind == 'r' || kind == 'p' || kind == 'm'; }
  [[nodiscard]] bool is_plain_table() const { return kind == 'r' || kind == 'p'; }
  [[nodiscard]] bool is_index() const { return kind == 'i' || kind == 'I'; }
};

struct RelationStates {
  std::map<Oid, RelationState> by_oid;
  std::string lock_timeout;  ///< In force in the session that was asked.

  [[nodiscard]] const RelationState* find(std::string_view name) const;
};

[[nodiscard]] std::expected<RelationStates, ServerError> read_relations(Connection& session);

/// The strongest granted lock by relation of the backend, as another session sees it.
[[nodiscard]] std::expected<std::map<Oid, LockMode>, ServerError> read_locks(Connection& watcher,
                                                                             int backend);

}  // namespace miglint
