#include "report/plan.h"

#include <string>

#include "cli/commands.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/read_migration.h"
#include "rules/rules.h"

namespace miglint {
namespace {

/// The files that were read, by set.
std::vector<PlannedSet> planned_sets(const Project& project) {
  std::vector<PlannedSet> sets;
  for (const MigrationSet& set : project.sets) {
    PlannedSet& planned = sets.emplace_back();
    planned.set = &set;
    planned.settings = settings_of(set);
  }
  for (const ReadFile& file : project.files) {
    for (PlannedSet& planned : sets) {
      if (planned.set != file.set) continue;
      planned.files.push_back(
          {project.sources[file.migration.file].path(), file.migration.id, &file.migration});
    }
  }
  return sets;
}

}  // namespace

int run_plan(const Arguments& arguments) {
  const std::vector<KnownRule> known = known_rules(rules::all());
  ConfigFinder configs(known, arguments.config);
  Project project;
  if (const auto exit = open_project(arguments, configs, project)) return *exit;
  const std::vector<PlannedSet> sets = planned_sets(project);
  std::string out;
  if (arguments.format == Format::json) {
    write_plan_json(sets, project.sources, out);
  } else {
    write_plan_text(sets, project.sources, out);
  }
  if (const auto failure = write_output(arguments.output, out)) {
    complain(*failure);
    return kFailed;
  }
  return project.unread.empty() ? kNothingFound : kFailed;
}

}  // namespace miglint
