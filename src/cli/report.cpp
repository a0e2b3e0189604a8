#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/patches.h"
#include "cli/read_rollouts.h"
#include "cli/rule_set.h"
#include "report/risk.h"
#include "rules/rules.h"

namespace miglint {

int run_report(const Arguments& arguments) {
  const std::vector<KnownRule> known = known_rules(rules::all());
  ConfigFinder configs(known, arguments.config);
  Project project;
  if (const auto exit = open_project(arguments, configs, project)) return *exit;
  const RunOptions options = run_options(arguments);
  const RuleSet rules(project);
  const std::vector<Finding> findings = lint_project(project, options, rules.all());
  const auto rollouts = read_rollouts(project, options);
  std::vector<DatabaseChange> changes;
  for (const DatabaseRollout& database : rollouts)
    changes.push_back({database.set, &database.rollout});
  const std::vector<std::string> patches = tried_patches(project, findings, options, rules.all());
  const std::vector<Span> not_read = project.statements_not_read();
  const Result result{.sources = project.sources,
                      .findings = findings,
                      .rules = rules.all(),
                      .files = project.reported_files(),
                      .statements = project.reported_statements(),
                      .unread = project.unread,
                      .not_read = not_read,
                      .patches = patches};
  std::string out;
  if (arguments.page == PageFormat::html) {
    write_risk_html(result, changes, out);
  } else {
    write_risk_markdown(result, changes, out);
  }
  if (const auto failure = write_output(arguments.output, out)) {
    complain(*failure);
    return kFailed;
  }
  return project.unread.empty() ? kNothingFound : kFailed;
}

}  // namespace miglint
