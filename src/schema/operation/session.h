// Operations on the session and its transactions, and maintenance.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "schema/operation/name.h"

namespace miglint::op {

/// SET, SET LOCAL, RESET, set_config(…), ALTER DATABASE/ROLE … SET is not this.
struct SetParameter {
  enum class Scope : std::uint8_t { session, local };
  std::string_view parameter;  ///< Lower case. "all" for RESET ALL.
  std::string_view value;      ///< As written, without quotes; several values joined by ", ".
  Scope scope = Scope::session;
  bool reset = false;       ///< RESET, or SET … TO DEFAULT.
  bool value_known = true;  ///< False when set_config is given an expression.
};

struct TransactionControl {
  enum class Kind : std::uint8_t {
    begin,
    commit,
    rollback,
    savepoint,
    release,
    rollback_to,
    prepare,
    commit_prepared,
    rollback_prepared,
  };
  Kind kind = Kind::begin;
  std::string_view name;  ///< Of a savepoint or a prepared transaction.
  bool chain = false;     ///< AND CHAIN.
};

struct LockTable {
  ObjectName table;
  std::string_view mode;  ///< As pg_locks names it: "AccessExclusiveLock".
  bool nowait = false;
  bool only = false;
};

struct Vacuum {
  ObjectName table;  ///< Empty name: all tables.
  bool vacuum = true;
  bool full = false;
  bool analyze = false;
  bool only = false;  ///< ONLY (PostgreSQL 18): not the partitions.
};

/// CLUSTER; REPACK is the same from PostgreSQL 19 on.
struct Cluster {
  ObjectName table;  ///< Empty name: all clustered tables.
};

/// COMMENT ON.
struct Comment {
  std::string_view object_word;  ///< As SQL says it: "TABLE", "COLUMN".
  ObjectName object;             ///< The table for COLUMN, CONSTRAINT, TRIGGER, POLICY.
};

/// EXPLAIN without ANALYZE and PREPARE: the statement is planned, which takes its locks, not run.
struct PlanStatement {
  std::string_view command;  ///< "EXPLAIN", "PREPARE".
  std::span<const ObjectName> reads;
  std::span<const ObjectName> writes;
};

/// A statement that is recognised and takes no lock on user relations that matters here.
struct OtherCommand {
  std::string_view command;  ///< The command's tag: "CREATE PUBLICATION".
  /// MySQL commits the open transaction before it.
  bool commits = false;
  /// The server refuses it inside a transaction block (CREATE DATABASE, ALTER SYSTEM …).
  bool not_in_transaction = false;
  ObjectName object;  ///< What CREATE STATISTICS makes.
  /// Relations that it names: of CREATE STATISTICS, ALTER PUBLICATION … ADD TABLE, SECURITY LABEL.
  std::span<const ObjectName> relations;
};

/// What cannot be known from here; never silently left out.
struct Opaque {
  std::string_view reason;  ///< "EXECUTE of a string built at run time".
};

}  // namespace miglint::op
