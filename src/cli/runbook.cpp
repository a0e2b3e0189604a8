#include "report/runbook.h"

#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/read_rollouts.h"
#include "rules/rules.h"

namespace miglint {

int run_runbook(const Arguments& arguments) {
  const std::vector<KnownRule> known = known_rules(rules::all());
  ConfigFinder configs(known, arguments.config);
  Project project;
  if (const auto exit = open_project(arguments, configs, project)) return *exit;
  const auto rollouts = read_rollouts(project, run_options(arguments));
  std::vector<DatabaseChange> changes;
  for (const DatabaseRollout& database : rollouts)
    changes.push_back({database.set, &database.rollout});
  std::string out;
  write_runbook(changes, project.sources, out);
  if (const auto failure = write_output(arguments.output, out)) {
    complain(*failure);
    return kFailed;
  }
  return project.unread.empty() ? kNothingFound : kFailed;
}

}  // namespace miglint
