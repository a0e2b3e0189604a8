// Operations on tables, their columns and constraints.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "schema/operation/index.h"
#include "schema/operation/name.h"

namespace miglint {

enum class ConstraintKind : std::uint8_t {
  check,
  not_null,
  foreign_key,
  primary_key,
  unique,
  exclude,
};

enum class ReferentialAction : std::uint8_t { no_action, restrict, cascade, set_null, set_default };

/// A constraint as written, on a table or inline on a column (then `columns` names that column).
struct Constraint {
  ConstraintKind kind = ConstraintKind::check;
  std::string_view name;  ///< Empty: the server makes one up.
  std::span<const std::string_view> columns;
  const Expression* condition = nullptr;  ///< CHECK's condition, EXCLUDE's predicate.
  std::span<const IndexKey> exclusions;   ///< EXCLUDE: columns and expressions that it compares.
  ObjectName referenced_table;
  std::span<const std::string_view> referenced_columns;  ///< Empty: the primary key.
  ReferentialAction on_delete = ReferentialAction::no_action;
  ReferentialAction on_update = ReferentialAction::no_action;
  std::span<const std::string_view> include;  ///< INCLUDE (…) of UNIQUE and PRIMARY KEY.
  std::string_view using_index;               ///< UNIQUE/PRIMARY KEY USING INDEX.
  std::string_view index_method;              ///< EXCLUDE USING.
  bool not_valid = false;
  bool not_enforced = false;
  bool deferrable = false;
  bool initially_deferred = false;
  bool no_inherit = false;
  bool nulls_not_distinct = false;
  bool temporal = false;  ///< WITHOUT OVERLAPS or PERIOD (PostgreSQL 18).
  Span span;
};

enum class Generated : std::uint8_t { no, stored, virtual_ };
enum class Identity : std::uint8_t { no, always, by_default };

struct ColumnDefinition {
  std::string_view name;
  TypeName type;
  const Expression* default_value = nullptr;  ///< DEFAULT; null when there is no such clause.
  const Expression* generation = nullptr;     ///< GENERATED ALWAYS AS (…).
  Generated generated = Generated::no;
  Identity identity = Identity::no;
  bool not_null = false;  ///< NOT NULL as written; PRIMARY KEY and IDENTITY imply it besides.
  ObjectName collation;
  // MySQL's and MariaDB's own.
  bool auto_increment = false;
  bool explicit_null = false;      ///< NULL is written.
  bool ignored_reference = false;  ///< Inline REFERENCES, which MySQL before 9 reads and forgets.
  /// CHECK, REFERENCES, UNIQUE, PRIMARY KEY, NOT NULL written on the column.
  std::span<const Constraint> constraints;
  Span span;
};

/// Where ADD, MODIFY and CHANGE put a column in MySQL.
struct ColumnPosition {
  enum class Kind : std::uint8_t { unsaid, first, after };
  Kind kind = Kind::unsaid;
  std::string_view after;
};

/// What CREATE TABLE and ALTER TABLE say of a table as a whole in MySQL; lower case, empty: unsaid.
struct TableTraits {
  std::string_view engine;
  std::string_view charset;
  std::string_view collation;
  std::string_view row_format;
  std::string_view auto_increment;  ///< The number that the next row gets.
};

enum class Persistence : std::uint8_t { permanent, unlogged, temporary };

/// The bound of a partition: FOR VALUES … or DEFAULT. Values are written like those in
/// `Expression::conjuncts`; which columns they bound only the partitioned table knows.
struct PartitionBound {
  enum class Strategy : std::uint8_t { unknown, list, range, hash };
  bool is_default = false;
  Strategy strategy = Strategy::unknown;
  std::span<const std::string_view> values;  ///< LIST: IN (…).
  /// RANGE: FROM (…) inclusive, TO (…) exclusive, one a key column; MINVALUE and MAXVALUE unquoted.
  std::span<const std::string_view> from;
  std::span<const std::string_view> to;
  std::uint32_t modulus = 0;  ///< HASH.
  std::uint32_t remainder = 0;
  Span span;
};

namespace op {

/// One `LIKE source [INCLUDING …]` of CREATE TABLE.
struct LikeClause {
  ObjectName source;
  bool defaults = false, constraints = false, identity = false, generated = false, indexes = false;
};

/// CREATE TABLE, also CREATE FOREIGN TABLE.
struct CreateTable {
  ObjectName table;
  std::span<const ColumnDefinition> columns;
  std::span<const Constraint> constraints;
  std::span<const ObjectName> inherits;
  std::span<const LikeClause> likes;
  ObjectName partition_of;  ///< Empty name: not a partition.
  PartitionBound bound;
  ObjectName of_type;
  /// PARTITION BY: "range", "list" or "hash"; empty: not partitioned.
  std::string_view partition_strategy;
  std::span<const std::string_view> partition_columns;
  std::string_view tablespace;     ///< Empty: the default one.
  std::string_view access_method;  ///< USING; empty: the default one.
  Persistence persistence = Persistence::permanent;
  TableTraits traits;
  bool if_not_exists = false;
  bool foreign = false;
};

/// CREATE TABLE AS and SELECT INTO.
struct CreateTableAs {
  ObjectName table;
  std::span<const std::string_view> columns;  ///< As far as they can be read; may be empty.
  std::span<const ObjectName> reads;          ///< Relations that the query reads.
  std::span<const FunctionCall> functions;    ///< That the query calls.
  Persistence persistence = Persistence::permanent;
  bool if_not_exists = false;
  bool with_data = true;
};

struct DropTable {
  ObjectName table;
  bool if_exists = false;
  bool cascade = false;
};

/// `kind` says which word was written: RENAME works on any relation through ALTER TABLE, and the
/// lock depends on the word (`ALTER INDEX … RENAME` is weaker than `ALTER TABLE index RENAME`).
enum class RelationWord : std::uint8_t {
  table,
  index,
  view,
  materialized_view,
  sequence,
  foreign_table,
  composite_type,
};

struct RenameRelation {
  ObjectName relation;
  std::string_view new_name;
  RelationWord word = RelationWord::table;
  bool if_exists = false;
};

struct RenameColumn {
  ObjectName relation;
  std::string_view column;
  std::string_view new_name;
  RelationWord word = RelationWord::table;
  bool if_exists = false;
};

struct RenameConstraint {
  ObjectName table;
  std::string_view constraint;
  std::string_view new_name;
  bool if_exists = false;
};

struct SetSchema {
  ObjectName relation;
  std::string_view new_schema;
  RelationWord word = RelationWord::table;
  bool if_exists = false;
};

// The following are the subcommands of one ALTER TABLE. `table` is its relation, `only` its ONLY,
// `if_exists` that of ALTER TABLE IF EXISTS.

struct AlterTarget {
  ObjectName name;
  RelationWord word = RelationWord::table;
  bool only = false;
  bool if_exists = false;
};

struct AddColumn {
  AlterTarget table;
  ColumnDefinition column;
  ColumnPosition position;
  bool if_not_exists = false;
};

struct DropColumn {
  AlterTarget table;
  std::string_view column;
  bool if_exists = false;
  bool cascade = false;
};

struct AlterColumnType {
  AlterTarget table;
  std::string_view column;
  TypeName type;
  const Expression* using_expression = nullptr;
  /// USING is the column itself or a cast of it to the new type: as if it were not written.
  bool using_is_plain_cast = false;
  ObjectName collation;
};

struct SetDefault {
  AlterTarget table;
  std::string_view column;
  const Expression* value = nullptr;
};

struct DropDefault {
  AlterTarget table;
  std::string_view column;
};

struct SetNotNull {
  AlterTarget table;
  std::string_view column;
};

struct DropNotNull {
  AlterTarget table;
  std::string_view column;
};

/// SET EXPRESSION AS (…) (PostgreSQL 17) and DROP EXPRESSION of a generated column.
struct AlterGeneration {
  AlterTarget table;
  std::string_view column;
  const Expression* expression = nullptr;  ///< Null: DROP EXPRESSION.
  bool if_exists = false;
};

struct AlterIdentity {
  enum class Action : std::uint8_t { add, set, drop };
  AlterTarget table;
  std::string_view column;
  Action action = Action::add;
  Identity identity = Identity::no;  ///< ALWAYS or BY DEFAULT; no: neither is written.
  bool changes_sequence = false;     ///< SET INCREMENT, RESTART …: more than ALWAYS or BY DEFAULT.
  bool if_exists = false;
};

struct AddConstraint {
  AlterTarget table;
  Constraint constraint;
};

struct ValidateConstraint {
  AlterTarget table;
  std::string_view constraint;
};

/// ALTER CONSTRAINT … [NOT] DEFERRABLE / [NOT] ENFORCED / [NO] INHERIT.
struct AlterConstraint {
  enum class Change : std::uint8_t { deferrability, enforced, not_enforced, inherit, no_inherit };
  AlterTarget table;
  std::string_view constraint;
  Change change = Change::deferrability;
};

struct DropConstraint {
  AlterTarget table;
  std::string_view constraint;
  bool if_exists = false;
  bool cascade = false;
};

struct RowSecurity {
  enum class Action : std::uint8_t { enable, disable, force, no_force };
  AlterTarget table;
  Action action = Action::enable;
};

/// ENABLE/DISABLE TRIGGER and RULE. An empty `name` means ALL or USER.
struct SetTriggerState {
  enum class State : std::uint8_t { enabled, disabled, replica, always };
  AlterTarget table;
  std::string_view name;
  State state = State::enabled;
  bool rule = false;
  bool all = false;  ///< ALL: also the system triggers that enforce foreign keys.
};

struct AttachPartition {
  AlterTarget table;
  ObjectName partition;
  PartitionBound bound;
};

struct DetachPartition {
  AlterTarget table;
  ObjectName partition;
  bool concurrently = false;
  bool finalize = false;
};

struct SetPersistence {
  AlterTarget table;
  Persistence persistence = Persistence::permanent;
};

/// INHERIT and NO INHERIT.
struct AlterInheritance {
  AlterTarget table;
  ObjectName parent;
  bool inherit = true;
};

/// Subcommands whose effect needs no more than their name.
struct AlterTableOption {
  enum class Kind : std::uint8_t {
    set_statistics,
    set_column_options,  ///< ALTER COLUMN SET (n_distinct = …), RESET (…).
    set_storage,
    set_compression,
    set_storage_parameters,  ///< SET (fillfactor = …); see `parameters`.
    reset_storage_parameters,
    set_tablespace,
    set_access_method,
    cluster_on,
    set_without_cluster,
    set_without_oids,
    replica_identity,
    owner_to,
    of_type,
    not_of_type,
    foreign_options,  ///< OPTIONS (…) of a foreign table or column.
  };
  AlterTarget table;
  Kind kind = Kind::set_statistics;
  std::string_view column;
  std::string_view value;  ///< The new tablespace, access method, owner, index …
  std::span<const std::string_view> parameters;
};

/// ALTER TABLE/INDEX/MATERIALIZED VIEW ALL IN TABLESPACE … SET TABLESPACE ….
struct MoveTablespace {
  RelationWord word = RelationWord::table;
  std::string_view from;
  std::string_view to;
};

}  // namespace op
}  // namespace miglint
