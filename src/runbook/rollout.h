// A change: the migrations of one database that are rolled out together, run through the timeline.
//
// Comes in: scripts in run order, those that are history and those that are the change. Goes out:
// the schema before and after, each statement with its transaction and effects, what the statements
// ask of the rows that are there, and what rollbacks leave. Checks and words do not belong here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runbook/update_parts.h"
#include "schema/difference.h"
#include "source/source_file.h"
#include "timeline/timeline.h"

namespace miglint {

struct RolloutScript {
  const Migration* migration = nullptr;
  std::span<const Statement> up;
  std::span<const Statement> down;            ///< Empty: there is none.
  const Migration* down_migration = nullptr;  ///< Of `down`, which may be in another file.
  bool history = false;
};

/// What one statement does to one relation: the strongest lock, all of the work.
struct RelationWork {
  std::string relation;  ///< "schema.name".
  LockMode lock = LockMode::none;
  OnlineDdl online;
  bool is_index = false;
  bool is_new = false;  ///< Made by the migration itself: nobody waits for it.
  bool rewrite = false;
  bool scan = false;
  bool index_build = false;
  bool long_running = false;  ///< As long as the relation is large.
  std::string cause;
  /// What is known of its size, and the guess that follows; empty: nothing.
  std::string size{};
};

/// When a statement may run, relative to the application that is deployed with the change.
enum class DeployStage : std::uint8_t {
  expand,    ///< Before: code that knows nothing of it goes on as it did.
  migrate,   ///< Beside: rows are filled or checked.
  contract,  ///< After the code that needs the old form, or breaks the new rule, is gone.
};

struct Step {
  const Statement* statement = nullptr;
  TransactionState::Cause cause = TransactionState::Cause::autocommit;
  std::uint32_t transaction = 0;
  bool in_transaction = false;
  bool is_control = false;  ///< Only SET, BEGIN, COMMIT and the like.
  std::vector<RelationWork> work;
  std::optional<DeployStage> stage;  ///< Nothing: it makes no difference.
  std::string stage_reason;          ///< Of `contract`.
  std::string opaque;                ///< Why what it does cannot be known; empty: it can.
};

/// What taking a migration back comes to.
struct Rollback {
  enum class Grade : std::uint8_t {
    complete,    ///< The schema is as before, and no row is lost.
    loses_data,  ///< The schema is as before, but see `losses`.
    incomplete,  ///< See `left`.
    unknown,     ///< Part of the down script could not be read.
    none,        ///< There is no down script.
  };
  Grade grade = Grade::none;
  std::vector<Step> steps;
  std::vector<std::string> losses;  ///< In words, names in backquotes.
  std::vector<SchemaDifference> left;
};

struct RolloutStep {
  const Migration* migration = nullptr;
  std::vector<Step> steps;
  Rollback rollback;
  /// What goes for good with the `up` script, whatever its rollback does.
  std::vector<std::string> losses;
};

/// Something that must hold for every row that is there, or a statement fails.
struct Demand {
  enum class Kind : std::uint8_t {
    no_nulls,
    unique,
    referenced,
    condition,
    enum_values,  ///< The column's values, as text, are among `labels`.
    no_rows,      ///< The table is empty.
    apart,        ///< No two rows are such that all `operators` hold between their `expressions`.
  };
  Kind kind = Kind::no_nulls;
  RelationKey table;
  std::string constraint{};  ///< As the script names it; may be empty.
  std::vector<std::string> columns;
  std::vector<std::string> expressions;  ///< Unique, apart: the keys as SQL.
  std::vector<std::string> operators{};  ///< Apart: one an expression.
  std::string condition;                 ///< Of a CHECK, or which rows a key is about.
  bool nulls_not_distinct = false;
  RelationKey referenced_table;
  std::vector<std::string> referenced_columns;
  std::vector<std::string> labels;
  Span span;             ///< The operation that demands it.
  bool enforced = true;  ///< False: NOT VALID, so that old rows may break it for now.
  /// The table and the columns are there before the change, so that it can be asked then.
  bool askable = true;
};

/// An UPDATE that gives a column its values.
struct Backfill {
  RelationKey table;
  std::string column;
  bool is_new_column = false;  ///< Added by the change.
  bool fills_nulls = false;    ///< Only rows in which the column is NULL.
  Span span;
  /// What it takes the values from; nothing when that is known at run time only.
  std::optional<BackfillSource> source;
};

/// What the change does to the rows of a table that was there before.
struct TouchedTable {
  RelationKey table;
  bool rewritten = false;
  bool index_built = false;
  bool scanned = false;
  bool rows_come_or_go = false;  ///< INSERT, DELETE, TRUNCATE, COPY.
  bool rows_updated = false;
};

/// An INSERT whose rows come from tables as they are before the change.
struct Feed {
  RelationKey table;
  std::string query;  ///< Gives the rows; it only reads.
  Span span;
  /// The table is made by the change and gets no other rows by it.
  bool is_all = false;
};

/// A relation, or one of its columns, under another name. Of relations as keys.
struct Renamed {
  std::string relation;
  std::string new_relation;  ///< Of a column: the same.
  std::string column;        ///< Empty: the relation itself.
  std::string new_column;
};

struct Rollout {
  Dialect dialect = Dialect::postgres;
  ServerVersion server;
  Schema before;
  Schema after;
  std::uint32_t first_migration = 0;  ///< As in `Origin::migration`.
  std::vector<RolloutStep> migrations;
  std::vector<Demand> demands;
  std::vector<Backfill> backfills;
  std::vector<TouchedTable> tables;  ///< By name.
  std::vector<Feed> feeds;
  std::vector<Renamed> renames;  ///< Of what was there before, in order.
  /// What the checks leave out, and why.
  std::vector<std::string> remarks;

  /// It is made by the change itself.
  [[nodiscard]] bool makes(const Origin& origin) const;
  [[nodiscard]] const TouchedTable* find(RelationKey table) const;
};

[[nodiscard]] Rollout collect_rollout(std::span<const RolloutScript> scripts, ServerVersion server,
                                      History history, const SourceSet& sources);

}  // namespace miglint
