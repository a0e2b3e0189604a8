// What an operation does to a live database, said in the server's own terms.
//
// Comes in from a dialect's `impact`; goes out to timeline, rules and reports. Levels and advice do
// not belong here.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "schema/schema.h"

namespace miglint {

/// PostgreSQL's table-level lock modes, weakest first (manual, "Explicit Locking"; the order is
/// that of the server's src/include/storage/lockdefs.h).
enum class LockMode : std::uint8_t {
  none,
  access_share,
  row_share,
  row_exclusive,
  share_update_exclusive,
  share,
  share_row_exclusive,
  exclusive,
  access_exclusive,
};

/// As `pg_locks.mode` names it: "AccessExclusiveLock"; "" for none.
[[nodiscard]] std::string_view pg_locks_name(LockMode mode);
/// As SQL and the manual name it: "ACCESS EXCLUSIVE".
[[nodiscard]] std::string_view sql_name(LockMode mode);
/// True when the two modes cannot be held on one relation by two sessions at once.
[[nodiscard]] bool conflicts(LockMode a, LockMode b);
/// Blocks SELECT / INSERT, UPDATE and DELETE of other sessions.
[[nodiscard]] bool blocks_reads(LockMode mode);
[[nodiscard]] bool blocks_writes(LockMode mode);

/// How MySQL and MariaDB carry out a change of a table, the cheapest first (manual, "Online DDL
/// Operations"; MariaDB, "InnoDB Online DDL Overview").
enum class DdlAlgorithm : std::uint8_t {
  none,     ///< No such change.
  instant,  ///< Only metadata.
  nocopy,   ///< In place, and the table itself is not built anew. MySQL has no word for it.
  inplace,
  copy,
};

/// The weakest LOCK= that the server grants: who may use the table while the change runs.
enum class DdlLock : std::uint8_t {
  none,       ///< Reads and writes go on.
  shared,     ///< Reads go on, writes wait.
  exclusive,  ///< Both wait.
};

/// What the server does for one operation, or for a whole command, of MySQL's.
struct OnlineDdl {
  DdlAlgorithm algorithm = DdlAlgorithm::none;
  DdlLock lock = DdlLock::none;
  bool rebuild = false;  ///< Every row is written again.
  /// Asked for by ALGORITHM= or LOCK=, not what the server would choose.
  bool requested = false;
  /// The server refuses the command: its error number. 0: it does not.
  std::uint16_t refused = 0;

  friend bool operator==(const OnlineDdl&, const OnlineDdl&) = default;
};

/// "INSTANT", "NOCOPY", "INPLACE", "COPY"; "" for none.
[[nodiscard]] std::string_view sql_name(DdlAlgorithm algorithm);
/// "NONE", "SHARED", "EXCLUSIVE".
[[nodiscard]] std::string_view sql_name(DdlLock lock);

/// How long the lock is needed for the work itself. The lock is then held until the end of the
/// transaction all the same; the timeline knows where that is.
enum class Duration : std::uint8_t {
  instant,
  table_size,  ///< As long as reading, writing or sorting the whole relation takes.
};

/// The effect of one operation on one relation.
struct Effect {
  RelationKey relation;
  TableKind kind = TableKind::table;
  bool is_index = false;
  LockMode lock = LockMode::none;
  bool rewrite = false;      ///< The relation gets a new file: every row is written again.
  bool scan = false;         ///< Every row is read while the lock is held.
  bool index_build = false;  ///< An index on the relation is built.
  Duration duration = Duration::instant;
  OnlineDdl online;  ///< MySQL and MariaDB; `lock` is `none` there.
  /// Index into the statement's operations.
  std::uint32_t operation = 0;
  /// The relation was made by this same operation: nobody can be waiting for it.
  bool creates = false;
  /// The lock is asked for only when everybody who used the relation has left it (the end of a
  /// CONCURRENTLY command): nobody waits for it.
  bool after_users = false;
  /// Empty when it is known; else which answer was taken, and for want of what:
  /// "unknown old type: assumes a rewrite". Points to a string literal.
  std::string_view assumption;
  /// Why the rewrite, scan or build: "the default calls a volatile function". A string literal.
  std::string_view cause;
};

/// What the effects of one command come to: the server runs the worst of them all.
[[nodiscard]] OnlineDdl combined(std::span<const Effect> effects);

}  // namespace miglint
