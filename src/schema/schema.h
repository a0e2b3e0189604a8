// The catalog as the migrations so far have left it.
//
// Comes in: operations, one SQL command at a time. Goes out: what exists, since when, and what is
// known of it. Locks, levels and advice do not belong here.
//
// The past before the first migration is unknown: a table that no migration created is `nullptr`
// when asked for, or `assumed` when a statement has mentioned it, and then columns that were not
// seen are not "missing" but "never seen".
//
// A schema and its copies share an interning pool and belong to one thread. A copy costs about as
// much as a pointer: what both share is cloned when one of them changes it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migration/dialect.h"
#include "schema/operation.h"

namespace miglint {

/// "schema.name" of a relation, as `pg_locks` joined to `regclass` would say it. Interned: lives as
/// long as any copy of the schema that gave it. Temporary relations are in "pg_temp".
using RelationKey = std::string_view;

/// When an object came to be. Numbers count from 1 in run order; 0: before the first migration.
struct Origin {
  std::uint32_t migration = 0;
  std::uint32_t transaction = 0;  ///< Unique over the whole run, not only within the migration.
  Span span;                      ///< The operation that made it.
};

/// A type as the catalog has it.
struct ColumnType {
  std::string schema;  ///< "pg_catalog" for built-in types.
  std::string name;    ///< "int4", "varchar", or a user's type.
  std::vector<std::int32_t> modifiers;
  std::uint8_t array_dimensions = 0;
  bool is_unsigned = false;         ///< MySQL.
  std::string charset;              ///< MySQL: of a text column; empty: never said.
  std::vector<std::string> labels;  ///< MySQL: the values of ENUM and SET.
  friend bool operator==(const ColumnType&, const ColumnType&) = default;
};

struct Column {
  std::string name;
  /// Nothing: never seen.
  std::optional<ColumnType> type;
  std::string collation;
  /// No row can hold NULL. A NOT NULL constraint that is NOT VALID does not make it so.
  bool not_null = false;
  /// `not_null` is known (the column's definition was seen), not assumed.
  bool not_null_known = false;
  bool has_default = false;
  Generated generated = Generated::no;
  Identity identity = Identity::no;
  bool auto_increment = false;              ///< MySQL.
  std::vector<std::string> generated_from;  ///< Columns that its expression reads.
  std::vector<std::string> default_calls;   ///< Functions that its default calls.
  Origin origin;
  /// An UPDATE of this column has been seen since it was added.
  bool backfilled = false;
};

struct TableConstraint {
  std::string name;  ///< As written, or as the server makes it up.
  ConstraintKind kind = ConstraintKind::check;
  std::vector<std::string> columns;
  /// CHECK: columns that its condition reads, and those that it proves NOT NULL.
  std::vector<std::string> reads;
  std::vector<std::string> proves_not_null;
  std::vector<std::string> conjuncts;
  RelationKey referenced_table;  ///< FOREIGN KEY only.
  std::vector<std::string> referenced_columns;
  std::string index;  ///< Name of the index behind UNIQUE, PRIMARY KEY, EXCLUDE.
  ReferentialAction on_delete = ReferentialAction::no_action;
  ReferentialAction on_update = ReferentialAction::no_action;
  bool validated = true;
  bool enforced = true;
  bool deferrable = false;
  bool no_inherit = false;
  Origin origin;
};

struct Index {
  std::string name;
  RelationKey table;
  RelationKey key;
  std::string method;
  struct Key {
    std::string column;  ///< Empty: an expression.
    std::string collation;
    std::vector<std::string> reads;  ///< Columns that the expression reads.
    std::string expression_name;     ///< What the server calls the expression; see `IndexKey`.
    bool default_operator_class = true;
    std::string operator_class;  ///< Empty: the default one.
    bool descending = false;
    bool nulls_reversed = false;      ///< See `IndexKey`.
    std::uint32_t prefix_length = 0;  ///< MySQL: name(10).
  };
  std::vector<Key> keys;
  std::vector<std::string> include;
  std::vector<std::string> predicate_columns;
  std::vector<std::string> predicate;  ///< Its conjuncts; see `Expression::conjuncts`.
  bool partial = false;
  bool unique = false;
  bool valid = true;
  bool only = false;       ///< Made ON ONLY a partitioned table.
  std::string constraint;  ///< Name of the constraint that owns it; else empty.
  bool nulls_not_distinct = false;
  bool invisible = false;             ///< MySQL.
  std::string tablespace;             ///< Empty: the default one.
  RelationKey parent;                 ///< Partitioned index that it is attached to.
  std::vector<RelationKey> children;  ///< Indexes of partitions that are attached to it.
  Origin origin;
};

struct Policy {
  std::string name;
  PolicyCommand command = PolicyCommand::all;
  bool permissive = true;
  /// Columns that its conditions read: of USING, and of WITH CHECK.
  std::vector<std::string> using_reads;
  std::vector<std::string> check_reads;
  Origin origin;
};

struct Trigger {
  std::string name;
  std::string function;  ///< "schema.name".
  TriggerTiming timing = TriggerTiming::before;
  bool on_insert = false, on_update = false, on_delete = false, on_truncate = false;
  bool for_each_row = false;
  std::vector<std::string> columns;  ///< Of UPDATE OF, and those that WHEN reads.
  bool enabled = true;
  Origin origin;
};

enum class TableKind : std::uint8_t {
  table,
  partitioned_table,
  foreign_table,
  view,
  materialized_view,
  sequence,
  composite_type,
};

/// A relation that has columns; sequences and views too, since they share one name space.
struct Table {
  std::string schema;
  std::string name;
  TableKind kind = TableKind::table;
  Persistence persistence = Persistence::permanent;
  /// Mentioned by a statement, never seen created: what is missing here may exist all the same.
  bool assumed = false;
  /// `columns` may lack some: the table is assumed, or made by SELECT *, LIKE of a table never
  /// seen…
  bool columns_incomplete = false;
  std::vector<Column> columns;
  std::vector<TableConstraint> constraints;
  std::vector<RelationKey> indexes;
  std::vector<Policy> policies;
  std::vector<Trigger> triggers;
  std::vector<std::string> partition_columns;
  std::string partition_strategy;
  RelationKey partition_of;  ///< The partitioned table; empty: no partition.
  bool is_default_partition = false;
  /// What the bound demands of a row, as far as it can be said, written like
  /// `Expression::conjuncts`.
  std::vector<std::string> partition_conditions;
  std::vector<RelationKey> partitions;
  std::vector<RelationKey> parents;  ///< INHERITS.
  std::vector<RelationKey> children;
  RelationKey of_type;                 ///< OF: the composite type that gives it its columns.
  std::string tablespace;              ///< Empty: the default one.
  bool clustered = false;              ///< CLUSTER without a name works on it.
  std::string owner;                   ///< Empty: whoever runs the migrations.
  std::string access_method = "heap";  ///< Of a table or materialized view.
  /// Relations and columns that a view reads.
  std::vector<RelationKey> reads;
  std::vector<std::string> reads_columns;
  /// Sequence: the table and column that own it (it is dropped with them).
  RelationKey owned_by_table;
  std::string owned_by_column;
  std::vector<RelationKey> owned_sequences;
  // MySQL and MariaDB; lower case, empty: never said.
  std::string engine;
  std::string charset;
  std::string row_format;
  /// MySQL: commands that added or dropped columns since every row was last written.
  std::uint16_t row_versions = 0;
  /// Names of columns are compared without regard to case, as MySQL does.
  bool folds_names = false;
  bool row_security = false;
  bool force_row_security = false;
  /// Of an assumed one span and transaction are those of the first operation that cannot have run
  /// without it; empty: none yet.
  Origin origin;

  RelationKey key;

  [[nodiscard]] const Column* find_column(std::string_view column) const;
  [[nodiscard]] const TableConstraint* find_constraint(std::string_view constraint) const;
};

/// A CHECK of a domain.
struct DomainConstraint {
  std::string name;
  bool validated = true;
};

struct UserType {
  enum class Kind : std::uint8_t { enum_, domain, composite, range, base };
  std::string schema;
  std::string name;
  Kind kind = Kind::enum_;
  struct EnumValue {
    std::string value;
    Origin origin;
  };
  std::vector<EnumValue> values;
  /// Domain: its base type, and whether it has a CHECK or NOT NULL.
  std::optional<ColumnType> base;
  bool constrained = false;
  std::vector<DomainConstraint> constraints;
  bool not_null = false;
  bool assumed = false;  ///< Mentioned by a statement, never seen created.
  Origin origin;
};

struct Function {
  std::string schema;
  std::string name;
  Volatility volatility = Volatility::volatile_;
  std::string language;
  bool security_definer = false;
  bool sets_search_path = false;
  bool inlines_to_constant = false;
  bool returns_trigger = false;
  bool raises = false;  ///< Its body has a RAISE EXCEPTION.
  /// The statements of its body, as far as they could be read; they live as long as the run.
  std::span<const Operation> body;
  std::uint8_t arguments = 0;
  Origin origin;
};

/// Why a relation is surely not there.
struct Absence {
  /// The operation that dropped, renamed or moved it. Number 0: nothing ever made it.
  Origin gone;
};

struct Catalog;

class Schema {
 public:
  Schema();
  ~Schema();
  Schema(const Schema&);
  Schema(Schema&&) noexcept;
  Schema& operator=(const Schema&);
  Schema& operator=(Schema&&) noexcept;

  /// Whose rules hold for names from here on. PostgreSQL's at first.
  void speak(Dialect dialect);

  /// Applies the operations of one SQL command. `origin.span` is ignored; each operation's own
  /// span is used. An operation on something never seen makes it `assumed`.
  void apply(std::span<const Operation> command, const Origin& origin);
  /// COMMIT or ROLLBACK, also an implicit one: the search path that SET LOCAL set ends.
  void end_transaction();

  /// Relation by name; resolves an unqualified name through the search path. Null: never seen.
  [[nodiscard]] const Table* find_table(const ObjectName& name) const;
  [[nodiscard]] const Table* find_table(RelationKey key) const;
  [[nodiscard]] const Index* find_index(const ObjectName& name) const;
  [[nodiscard]] const Index* find_index(RelationKey key) const;
  /// An index by its name on its table, which is how MySQL names them.
  [[nodiscard]] const Index* find_index(const Table& table, std::string_view index) const;
  [[nodiscard]] const UserType* find_type(const ObjectName& name) const;
  /// Of several functions of that name, the most volatile one.
  [[nodiscard]] const Function* find_function(const ObjectName& name) const;
  /// The relation was dropped, renamed away or looked for with IF EXISTS, and not made again since:
  /// here null from `find_table` and `find_index` means that it is not there.
  [[nodiscard]] bool known_absent(const ObjectName& name) const;
  /// Unlike `known_absent` it never guesses: nothing when a command that may not run took the
  /// relation away, or when anything that could not be read has run since.
  [[nodiscard]] std::optional<Absence> absence(const ObjectName& name) const;
  /// Nothing that could not be read has run since this was made: it is still there.
  [[nodiscard]] bool is_sure_of(const Origin& made) const;
  /// A statement has run that could not be read: it may have made or dropped anything.
  void miss_statement(const Origin& origin);
  /// The migrations began with an empty database: what was never seen is not there.
  void begin_empty();
  /// Tables (keys) whose triggers or defaults call the function.
  [[nodiscard]] std::vector<RelationKey> tables_calling(const ObjectName& function) const;
  /// Tables of a publication; empty: never seen.
  [[nodiscard]] std::vector<RelationKey> published_tables(std::string_view publication) const;
  /// The table of extended statistics; empty: never seen.
  [[nodiscard]] RelationKey table_of_statistics(const ObjectName& statistics) const;
  /// Tables (keys) whose foreign keys reference `table_key`, each once.
  [[nodiscard]] std::vector<RelationKey> referencing_tables(RelationKey table_key) const;
  /// Tables (keys) that have a column of the user type or domain.
  [[nodiscard]] std::vector<RelationKey> tables_using_type(const ObjectName& type) const;
  /// Views and materialized views (keys) that read the relation, directly or through views.
  [[nodiscard]] std::vector<RelationKey> views_reading(RelationKey table_key) const;
  [[nodiscard]] bool schema_exists(std::string_view schema) const;
  [[nodiscard]] bool extension_exists(std::string_view extension) const;

  /// The key of a name; an unqualified name of something never seen goes to the first schema of
  /// the search path ("public").
  [[nodiscard]] RelationKey key(const ObjectName& name) const;
  /// Set by `SET search_path`; {"public"} at first.
  void set_search_path(std::vector<std::string> schemas);
  [[nodiscard]] std::span<const std::string> search_path() const;

  /// True as soon as `test` is of a relation; in no order, which is quicker than `tables`.
  [[nodiscard]] bool any_table(const std::function<bool(const Table&)>& test) const;
  /// All relations, in key order.
  [[nodiscard]] std::vector<const Table*> tables() const;
  /// All types that scripts made, by schema and name; all functions, by schema, name and arguments.
  [[nodiscard]] std::vector<const UserType*> types() const;
  [[nodiscard]] std::vector<const Function*> functions() const;

 private:
  std::unique_ptr<Catalog> catalog_;
};

}  // namespace miglint
