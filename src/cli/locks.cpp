#include "report/locks.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "cli/commands.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "rules/rules.h"

namespace miglint {
namespace {

/// Runs the files of --history that stand before the script, which may be among them.
void replay(const Project& history, const std::vector<std::string>& script, Timeline& timeline) {
  std::error_code error;
  for (const ReadFile& file : history.files) {
    const std::string& path = history.sources[file.migration.file].path();
    if (std::ranges::any_of(script, [&](const std::string& other) {
          return std::filesystem::equivalent(path, other, error);
        })) {
      return;
    }
    timeline.run(file.migration, Direction::up, file.up, {});
  }
}

}  // namespace

int run_locks(const Arguments& arguments) {
  const std::vector<KnownRule> known = known_rules(rules::all());
  ConfigFinder configs(known, arguments.config);

  Project history;
  if (!arguments.history.empty()) {
    Arguments before = arguments;
    before.paths = arguments.history;
    if (const auto exit = open_project(before, configs, history)) return *exit;
  }
  Arguments script = arguments;
  if (script.paths.empty()) script.paths = {"-"};
  Project project;
  if (const auto exit = open_project(script, configs, project)) return *exit;

  const RunOptions options = run_options(arguments);
  std::string out;
  std::vector<StatementLocks> locks;
  for_each_history(project, options, [&](std::span<ReadFile* const> files, ServerVersion server) {
    Timeline timeline(server);
    replay(history, arguments.paths, timeline);
    for (const ReadFile* file : files) {
      for (const Direction direction : {Direction::up, Direction::down}) {
        auto of_script = statement_locks(timeline, file->migration, direction,
                                         direction == Direction::up ? file->up : file->down);
        std::ranges::move(of_script, std::back_inserter(locks));
      }
    }
  });
  if (arguments.format == Format::json) {
    write_locks_json(locks, project.sources, out);
  } else {
    write_locks_text(locks, project.sources,
                     {.color = use_color(arguments.color, arguments.output),
                      .quiet = false,
                      .width = output_width()},
                     out);
  }
  if (const auto failure = write_output(arguments.output, out)) {
    complain(*failure);
    return kFailed;
  }
  if (!project.unread.empty() || !history.unread.empty()) return kFailed;
  const bool all_read = std::ranges::all_of(locks, [](const StatementLocks& statement) {
    return statement.statement->syntax_error.empty();
  });
  return all_read ? kNothingFound : kFound;
}

}  // namespace miglint
