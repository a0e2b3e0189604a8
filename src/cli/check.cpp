#include <algorithm>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/pipeline.h"
#include "project/paths.h"
#include "report/report.h"
#include "rules/rules.h"

namespace miglint {
namespace {

std::string written(const Result& result, const Arguments& arguments) {
  std::string out;
  switch (arguments.format) {
    case Format::text:
      write_text(result,
                 {.color = use_color(arguments.color, arguments.output),
                  .quiet = arguments.quiet,
                  .width = output_width()},
                 out);
      break;
    case Format::json:
      write_json(result, out);
      break;
    case Format::sarif:
      write_sarif(result, out);
      break;
  }
  return out;
}

bool fails(std::span<const Finding> findings, std::optional<Level> fail_on) {
  return fail_on && std::ranges::any_of(findings, [&](const Finding& finding) {
           return !finding.suppressed && finding.level >= *fail_on;
         });
}

}  // namespace

int run_check(const Arguments& arguments) {
  const auto rules = rules::all();
  const std::vector<KnownRule> known = known_rules(rules);
  ConfigFinder configs(known, arguments.config);
  Project project;
  if (const auto exit = open_project(arguments, configs, project)) return *exit;
  const std::vector<Finding> findings = lint_project(project, run_options(arguments), rules);

  std::vector<std::string> repository_paths;
  if (arguments.format == Format::sarif) {
    RepositoryPaths paths;
    for (std::size_t i = 0; i < project.sources.size(); ++i)
      repository_paths.push_back(paths.of(project.sources[static_cast<FileId>(i)].path()));
    for (UnreadInput& input : project.unread)
      input.path = paths.of(input.path);
  }
  const Result result{.sources = project.sources,
                      .findings = findings,
                      .rules = rules,
                      .files = project.reported_files(),
                      .statements = project.reported_statements(),
                      .unread = project.unread,
                      .repository_paths = repository_paths};
  if (const auto failure = write_output(arguments.output, written(result, arguments))) {
    complain(*failure);
    return kFailed;
  }
  if (!project.unread.empty()) return kFailed;
  return fails(findings, arguments.fail_on) ? kFound : kNothingFound;
}

}  // namespace miglint
