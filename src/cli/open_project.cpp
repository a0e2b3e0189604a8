#include "cli/open_project.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/read_migration.h"
#include "frontend/cxx/cxx_file.h"
#include "project/discover.h"
#include "project/read_file.h"
#include "report/display.h"

namespace miglint {
namespace {

/// Something is piped in or redirected from a file. An open pipe that stays silent, as some CI
/// systems leave one, is nothing.
bool has_piped_input() {
  constexpr int kPatience = 500;  // Milliseconds for the other end of the pipe to begin.
  struct stat status{};
  if (::fstat(STDIN_FILENO, &status) != 0) return false;
  if (S_ISREG(status.st_mode)) return status.st_size > 0;
  if (!S_ISFIFO(status.st_mode)) return false;
  pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  return ::poll(&input, 1, kPatience) > 0 && (input.revents & POLLIN) != 0;
}

/// What is looked at: what the command line names, else what is piped in, else what the config
/// names, else the migration folders that are found.
std::vector<std::string> chosen_paths(const Arguments& arguments, ConfigFinder& configs) {
  if (!arguments.paths.empty()) return arguments.paths;
  if (!arguments.stdin_filepath.empty() || has_piped_input()) return {"-"};
  const Config& config = configs.for_folder(".");
  if (config.paths.empty()) return discover_folders(".", configs);
  std::vector<std::string> paths;
  for (const std::string& path : config.paths) {
    const bool from_here = config.folder == "." || path.starts_with('/');
    paths.push_back(from_here ? path : config.folder + "/" + path);
  }
  return paths;
}

/// Which database these are for is nowhere said.
void complain_about_dialects(const Project& project, Command command) {
  for (const MigrationSet& set : project.sets) {
    const auto is_open = [&](const ReadFile& file) {
      return file.set == &set && file.dialect_is_open && file.reported();
    };
    if (std::ranges::none_of(project.files, is_open)) continue;
    complain(
        fmt::format("{}: nothing says which database these are for: {}. `dialect` in "
                    ".miglint.toml or --dialect names it",
                    set.folder,
                    command == Command::check ? "judged for PostgreSQL and for MySQL"
                                              : "read as for PostgreSQL"));
  }
}

/// What was found and is not looked at.
void complain_about_sets(const Inputs& inputs, const std::vector<std::string>& paths) {
  if (inputs.found.sets.empty() && inputs.unread.empty()) {
    complain(fmt::format("no SQL file in {}", fmt::join(paths, ", ")));
  }
  for (const MigrationSet& set : inputs.found.sets) {
    const auto left_out = std::ranges::count_if(set.left_out, &LeftOut::is_needed);
    if (left_out == 0) continue;
    const LeftOut& first = *std::ranges::find_if(set.left_out, &LeftOut::is_needed);
    complain(fmt::format("{}: {} left out, such as {}: {}", set.folder,
                         left_out == 1 ? "1 file is" : fmt::format("{} files are", left_out),
                         name_of(first.path), first.reason));
  }
}

/// False when the file of --stats cannot be used; that has been told.
bool read_sizes(const std::string& file, Project& project) {
  if (file.empty()) return true;
  const auto text = read_file(file);
  auto sizes = text ? TableSizes::parse(*text) : std::unexpected(text.error());
  if (!sizes) {
    complain(fmt::format("--stats {}: {}", file, sizes.error()));
    return false;
  }
  project.sizes = std::move(*sizes);
  return true;
}

/// Without their helper, programs are inputs that cannot be read. Said once.
void leave_out_programs(Inputs& inputs) {
  const auto is_program = [](const DiscoveredFile& file) {
    return file.set->tool->language == Language::cxx;
  };
  const auto count = std::ranges::count_if(inputs.found.files, is_program);
  if (count == 0) return;
  const std::string why = why_no_cxx();
  if (why.empty()) return;
  const auto first = std::ranges::find_if(inputs.found.files, is_program);
  inputs.unread.push_back(
      {first->file.path,
       fmt::format(
           "{} not read: {}",
           count == 1 ? "C++ is" : fmt::format("this and the other C++ files ({}) are", count),
           why)});
  std::erase_if(inputs.found.files, is_program);
}

}  // namespace

RunOptions run_options(const Arguments& arguments) {
  return {.dialect = arguments.dialect,
          .server_version = arguments.server_version,
          .stdin_filepath = arguments.stdin_filepath,
          .today = arguments.today,
          .since = arguments.since,
          .jobs = arguments.jobs,
          // What these print is of the named files alone.
          .with_history = arguments.command != Command::locks && arguments.command != Command::sql,
          .shard = arguments.shard};
}

bool complain_about_configs(const ConfigFinder& configs) {
  for (const ConfigProblem& problem : configs.problems()) {
    write_error(fmt::format("{}:{}:{}: error: {}\n", one_line(problem.path), problem.line,
                            problem.column, one_line(problem.message)));
  }
  return !configs.problems().empty();
}

std::optional<int> open_project(const Arguments& arguments, ConfigFinder& configs,
                                Project& project) {
  if (!read_sizes(arguments.stats, project)) return kFailed;
  const std::vector<std::string> paths = chosen_paths(arguments, configs);
  if (complain_about_configs(configs)) return kFailed;
  if (paths.empty()) {
    complain(
        "no migrations found: below the current folder, no folder called migrations, migration, "
        "migrate or drizzle holds a .sql file.\n"
        "Name the files or folders, or set `paths` in .miglint.toml.");
    return kFailed;
  }
  const RunOptions options = run_options(arguments);
  Inputs inputs = collect_inputs(paths, options, configs);
  if (complain_about_configs(configs)) return kFailed;
  leave_out_programs(inputs);
  complain_about_sets(inputs, paths);
  if (options.shard) take_shard(inputs, *options.shard);
  read_project(std::move(inputs), options, configs, project);
  if (!options.since.empty()) {
    if (const auto failure = compare_with_revision(project, options)) {
      complain(*failure);
      return kFailed;
    }
  }
  complain_about_dialects(project, arguments.command);
  for (const std::string& remark : cxx_remarks())
    complain(remark);
  for (const UnreadInput& input : project.unread)
    complain(fmt::format("{}: {}", input.path, input.message));
  return std::nullopt;
}

}  // namespace miglint
