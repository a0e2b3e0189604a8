#include "report/sql.h"

#include <string>

#include "cli/commands.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "rules/rules.h"

namespace miglint {

int run_sql(const Arguments& arguments) {
  const std::vector<KnownRule> known = known_rules(rules::all());
  ConfigFinder configs(known, arguments.config);
  Project project;
  if (const auto exit = open_project(arguments, configs, project)) return *exit;

  std::string out;
  const Direction direction = arguments.direction;
  for_each_history(project, run_options(arguments),
                   [&](std::span<ReadFile* const> files, ServerVersion server) {
                     Timeline timeline(server);
                     for (const ReadFile* file : files) {
                       const auto& statements = direction == Direction::up ? file->up : file->down;
                       if (statements.empty()) continue;
                       const PlannedScript script =
                           plan_script(timeline, file->migration, direction, statements);
                       if (arguments.format == Format::json) {
                         write_sql_json(script, project.sources, out);
                       } else {
                         write_sql_text(script, project.sources, out);
                       }
                     }
                   });
  if (const auto failure = write_output(arguments.output, out)) {
    complain(*failure);
    return kFailed;
  }
  return project.unread.empty() ? kNothingFound : kFailed;
}

}  // namespace miglint
