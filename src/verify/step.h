// What a server did with each statement of a script.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/effect.h"
#include "verify/server/connection.h"

namespace miglint {

/// Of another session, while a statement ran.
struct Attempts {
  int made = 0;
  int refused = 0;
};

/// What others met at a table while a statement ran on MariaDB.
struct Bystanders {
  /// The statement's strongest metadata lock of those that keep writers out, asked for or held:
  /// "EXCLUSIVE".
  std::string lock;
  Attempts reads;
  Attempts writes;
  /// While the statement waited behind a long query.
  bool reader_queued = false;
  bool writer_queued = false;
};

/// A relation that was there before the script, and what one statement did to it.
struct ObservedRelation {
  std::string name;  ///< "schema.name", before the statement.
  bool is_index = false;
  std::string root;                    ///< Of a partition: the table that it belongs to.
  std::int64_t rows = 0;               ///< Before the script.
  LockMode lock = LockMode::none;      ///< The strongest one held, also by earlier statements.
  LockMode new_lock = LockMode::none;  ///< The strongest one that this statement added.
  bool rewritten = false;
  bool emptied = false;
  bool scanned = false;
  bool index_read = false;   ///< One of the table's, by a query: also a way to see every row.
  bool index_built = false;  ///< On the table.
  bool dropped = false;
  bool renamed = false;
  bool columns_changed = false;  ///< One of its columns is gone, or has another name.
  /// Another session tried, and did not get the lock that a SELECT / an INSERT takes.
  bool reader_blocked = false;
  bool writer_blocked = false;
  /// The same while the statement itself still waited for the lock, behind a long query.
  bool reader_queued = false;
  bool writer_queued = false;
  std::string metadata_lock;  ///< On MariaDB: as `Bystanders::lock`.
  Attempts reads;             ///< The same.
  Attempts writes;            ///< The same.
};

/// Not `Step`: that is what a rollout calls a statement before it runs.
struct StepRecord {
  enum class Outcome : std::uint8_t { done, failed, stopped, skipped };
  Outcome outcome = Outcome::skipped;
  std::string remark;  ///< Why it was skipped or stopped, or what was done in its place.
  ServerError error;   ///< Of `failed`.
  std::vector<ObservedRelation> relations;
  std::vector<Notice> notices;
  std::int64_t rows = 0;    ///< That it changed.
  double milliseconds = 0;  ///< That it took.
  double held = 0;          ///< Milliseconds from its begin to the end of its transaction.
  std::int64_t wal_bytes = 0;
  bool in_transaction = false;         ///< With other statements.
  std::optional<double> lock_timeout;  ///< In milliseconds; nothing: none was in force.
  bool ended_tools_transaction = false;
  bool own_values = false;  ///< Values or types of miglint's own stood in for what is not known.
  /// Of a SET LOCAL or set_config outside of a transaction: is the value another one afterwards?
  std::optional<bool> setting_changed;
  /// Of a SET for the session, or set_config: is the value still there when the script has ended?
  std::optional<bool> setting_kept;
  /// It ended its transaction itself: its locks were looked at from time to time, and one that was
  /// held for a short while may not have been seen.
  bool sampled = false;

  [[nodiscard]] const ObservedRelation* find(std::string_view relation) const {
    for (const ObservedRelation& each : relations) {
      if (each.name == relation) return &each;
    }
    return nullptr;
  }
};

struct RunRecord {
  std::vector<StepRecord> steps;      ///< One a statement.
  std::optional<std::size_t> failed;  ///< The first statement that failed.
  bool left_open = false;             ///< The script ended inside of a transaction.
};

}  // namespace miglint
