// The user relations of a database at one moment, as pg_class has them.
//
// Comes in: a session. Goes out: names, files and statistics by OID. What changed between two
// moments is worked out elsewhere (evidence.h).
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <string>

#include "record.h"
#include "verify/server/connection.h"

namespace miglint::conformance {

struct CatalogEntry {
  Relation relation;
  std::int64_t file = 0;  ///< pg_class.relfilenode; 0 for what has no file.
  std::int64_t size = 0;  ///< In bytes.
  /// Sequential scans that this transaction has begun / that are known to the statistics.
  std::int64_t scans_here = 0;
  std::int64_t scans_ever = 0;
  std::int64_t vacuums = 0;
};

/// By OID. Without system relations, TOAST tables and the recorder's own schema.
using Catalog = std::map<std::uint32_t, CatalogEntry>;

/// Takes no lock on any user relation that outlasts the query.
std::expected<Catalog, ServerError> read_catalog(Connection& session);

/// What the recorder keeps for itself in each database.
inline constexpr const char* kOwnSchema = "miglint_recorder";

}  // namespace miglint::conformance
