#include "frontend/sql/sql_file.h"

#include <utility>

#include "frontend/sql/encoding.h"

namespace miglint {

Migration read_sql_file(FileId id, const SourceFile& source, const MigrationSet& set,
                        const MigrationFile& file, Dialect dialect, Arena& arena) {
  Migration migration;
  migration.id = file.id;
  migration.predecessors = file.predecessors;
  migration.file = id;
  migration.framework = set.tool->name;
  migration.dialect = dialect;

  const std::string_view text = source.text();
  if (auto problem = encoding_problem(text)) {
    migration.problems.push_back({{id, problem->begin, problem->end}, std::move(problem->message)});
    if (problem->unreadable) return migration;
  }
  set.tool->read({set, file, id, text, arena}, migration);
  return migration;
}

}  // namespace miglint
