// The SQL that a migration would run, statement by statement.
//
// Comes in: a script, and the timeline that has run what came before it. Goes out: a script that
// psql can read, or JSON lines. What the statements do does not belong here.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "source/source_file.h"
#include "timeline/timeline.h"

namespace miglint {

/// One direction of a migration, with what is around each of its statements.
struct PlannedScript {
  const Migration& migration;
  Direction direction;
  std::span<const Statement> statements;
  /// By statement: "none", "explicit" (BEGIN in the script), "implicit" (one message of several
  /// statements), or what the tool opens a transaction around: "section", "file", "changeset",
  /// "all_pending", "unknown".
  std::vector<std::string_view> transactions;
};

/// Runs the script on `timeline`.
[[nodiscard]] PlannedScript plan_script(Timeline& timeline, const Migration& migration,
                                        Direction direction, std::span<const Statement> script);

void write_sql_text(const PlannedScript& script, const SourceSet& sources, std::string& out);
/// {file, direction, line, sql, transaction, certainty, guards}, one line each.
void write_sql_json(const PlannedScript& script, const SourceSet& sources, std::string& out);

}  // namespace miglint
