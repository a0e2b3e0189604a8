// What each statement of a script locks, rewrites and scans.
//
// Comes in: a script, and the timeline that has run what came before it. Goes out: one entry a
// statement, as text for people or as JSON. Whether that is dangerous does not belong here.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/effect.h"
#include "report/lock_words.h"
#include "report/report.h"
#include "source/source_file.h"
#include "timeline/timeline.h"

namespace miglint {

/// The strongest lock on one relation, and all that is done to it.
struct RelationLock {
  std::string relation;  ///< "schema.name".
  LockMode lock = LockMode::none;
  Work work;
  Duration duration = Duration::instant;
  std::string_view cause;  ///< Of the work; may be empty.
};

struct StatementLocks {
  const Statement* statement = nullptr;
  /// The command that the server refuses inside a transaction block; empty when it may run in one.
  std::string_view refused_in_transaction;
  bool in_transaction = false;
  /// MySQL and MariaDB: what the server does; the relations then have no lock modes.
  bool has_online = false;
  bool locks_rows = false;  ///< Of them: it changes rows, or locks those that it reads.
  OnlineDdl online;
  std::string_view online_cause;
  std::vector<RelationLock> relations;  ///< That were there before, in the order of their names.
  std::vector<std::string> created;     ///< That the statement itself makes: nobody waits for them.
  std::vector<std::string> remarks;     ///< What had to be assumed, and what cannot be known.
};

/// Runs the script on `timeline`.
[[nodiscard]] std::vector<StatementLocks> statement_locks(Timeline& timeline,
                                                          const Migration& migration,
                                                          Direction direction,
                                                          std::span<const Statement> script);

void write_locks_text(std::span<const StatementLocks> statements, const SourceSet& sources,
                      const TextStyle& style, std::string& out);
/// A list of {sql, line, transactional, effects}; `remarks` besides where there are some.
void write_locks_json(std::span<const StatementLocks> statements, const SourceSet& sources,
                      std::string& out);

}  // namespace miglint
