// What miglint says of each statement before a server has seen it.
//
// Comes in: a script and the timeline that has run what came before it. Goes out: by statement, the
// transaction it is to run in, the effects, and what it assumes of the rows that are there.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "timeline/timeline.h"

namespace miglint {

/// An `Effect`, kept by value.
struct PredictedEffect {
  std::string relation;
  LockMode lock = LockMode::none;
  bool rewrite = false;
  bool scan = false;
  bool creates = false;
  bool is_index = false;
  OnlineDdl online;  ///< MySQL and MariaDB.
};

/// Something that must hold for every row, or the statement fails.
struct Assumption {
  enum class Kind : std::uint8_t {
    no_nulls,
    unique,
    referenced,
    condition,
    no_overlap,
    some_nulls,  ///< No demand: a backfill has something to do only where there is a NULL.
  };
  Kind kind = Kind::no_nulls;
  std::string table;  ///< "schema.name", as it is called when the statement runs.
  std::vector<std::string> columns;
  std::string referenced_table;
  std::vector<std::string> referenced_columns;  ///< Empty: the primary key.
  std::string condition;                        ///< As SQL; empty when it is not known.
  std::size_t statement = 0;                    ///< Index in the script.
};

struct PlannedStatement {
  const Statement* statement = nullptr;
  TransactionState::Cause cause = TransactionState::Cause::autocommit;
  std::uint32_t transaction = 0;  ///< As `TransactionState::number`.
  bool reads_or_changes = false;  ///< Not only SET, BEGIN and the like.
  bool locks_table = false;       ///< LOCK TABLE, which needs a transaction of its own making.
  std::vector<PredictedEffect> effects;
  std::string opaque;  ///< Why what it does cannot be known; empty: it can.
};

struct PlannedRun {
  const Migration* migration = nullptr;
  Direction direction = Direction::up;
  std::vector<PlannedStatement> statements;
  std::vector<Assumption> assumptions;
};

/// Runs the script on `timeline`.
[[nodiscard]] PlannedRun predict(Timeline& timeline, const Migration& migration,
                                 Direction direction, std::span<const Statement> script);

}  // namespace miglint
