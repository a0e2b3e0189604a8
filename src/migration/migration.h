// One migration of a project, as project discovery and the front-ends leave it.
//
// Plain values: no behaviour belongs here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "migration/dialect.h"
#include "migration/sql_statement.h"
#include "migration/transaction_scope.h"
#include "source/span.h"

namespace miglint {

enum class Direction : std::uint8_t { up, down };

/// One direction of a migration.
struct Script {
  std::vector<TransactionScope> scopes;
  std::vector<SqlStatement> statements;
};

/// The file could not be read as a migration at some place; the rest of it still counts.
struct SourceProblem {
  Span span;
  std::string message;
};

/// Something in the file that looks like an order to the migration tool, and is none.
struct IgnoredMarker {
  Direction direction = Direction::up;  ///< Of the script that it would have been for.
  Span span;
  std::string message;  ///< Why the tool does not see it, and what happens instead.
  std::string advice;   ///< Lines to write.
};

/// Something in a migration's code that its SQL does not show.
struct CodeFact {
  enum class Kind : std::uint8_t {
    model,           ///< A model of the application reads or writes rows.
    dry_run,         ///< A switch that keeps the work from being done is on.
    unknown_in_sql,  ///< A piece of a statement's text is not known before run time.
  };
  Kind kind = Kind::model;
  Direction direction = Direction::up;
  Span span;
  std::string subject;  ///< The model, the switch, the expression: "App\Models\User", "DRY_RUN".
};

/// The migration compared with a revision of the repository: what others may have applied already.
enum class Change : std::uint8_t {
  not_compared,  ///< No revision was given.
  unchanged,
  added,
  edited,   ///< The revision has it, with another content.
  renamed,  ///< The revision has it, under another name.
};

/// What the tool fills in before the server sees it, such as `${schema}`; until then a name stands
/// there.
struct Placeholder {
  std::string written;
  std::string name;  ///< As the server would fold it.
};

/// What the graph of all of a tool's migrations says of one of them, also by those that take no
/// part in the run.
struct GraphPlace {
  bool is_known = false;  ///< The whole graph was looked at; nothing else counts otherwise.
  bool is_followed = false;
  bool in_circle = false;            ///< It comes after itself.
  std::vector<std::string> missing;  ///< Ids that it follows and no file has.
  std::string same_id;               ///< Path of an earlier file with this id; empty: none.
};

struct Migration {
  /// The tool's own name for it: "0008", "20240101120000", an Alembic revision.
  std::string id;
  /// Ids of the migrations that must run before this one; empty for the first.
  std::vector<std::string> predecessors;
  GraphPlace graph;
  FileId file{};
  /// Name of the migration tool, such as "goose"; "sql" for plain files.
  std::string framework;
  /// Its major version where the project says it; 0: not known.
  int framework_version = 0;
  Dialect dialect = Dialect::postgres;
  Script up;
  Script down;
  std::vector<SourceProblem> problems;
  std::vector<IgnoredMarker> ignored_markers;
  std::vector<Placeholder> placeholders;
  std::vector<CodeFact> code_facts;
  /// Findings in it are reported; otherwise it is history, replayed only.
  bool reported = true;
  Change change = Change::not_compared;
};

}  // namespace miglint
