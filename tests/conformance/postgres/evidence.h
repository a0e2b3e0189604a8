// From what was observed of one statement to the `Truth` that is recorded.
//
// Comes in: the catalog before and after, the locks, the server's messages. Goes out: a `Truth`.
// Observing, and hence any server, does not belong here.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "catalog.h"
#include "record.h"

namespace miglint::conformance {

struct RelationLock {
  std::uint32_t relation = 0;
  int mode = 0;
  friend bool operator==(const RelationLock&, const RelationLock&) = default;
};

struct Evidence {
  bool transactional = true;
  Catalog before = {};
  Catalog after = {};
  /// In the order of the requests.
  std::vector<RelationLock> requested = {};
  /// Before the statement, by what its transaction did earlier.
  std::vector<RelationLock> held_before = {};
  /// At the end of the statement; empty for what runs outside of transactions.
  std::vector<RelationLock> held = {};
  /// What another session could not read and write at the end of the statement, by OID.
  std::vector<std::uint32_t> unreadable = {};
  std::vector<std::uint32_t> unwritable = {};
  std::vector<Notice> notices = {};
};

/// The error says what does not fit together: then the recorder is wrong, not the server.
std::expected<Truth, std::string> weigh(const Evidence& evidence);

}  // namespace miglint::conformance
