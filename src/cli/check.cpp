#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/pipeline.h"
#include "cli/repository_names.h"
#include "cli/rule_set.h"
#include "cli/write_result.h"
#include "lint/baseline.h"
#include "project/read_file.h"
#include "report/report.h"
#include "rules/rules.h"

namespace miglint {
namespace {

/// People who read text do without the paths from the repository's root.
std::vector<std::string> names_for_result(Project& project, std::span<const Finding> findings,
                                          std::span<const Span> not_read,
                                          const Arguments& arguments) {
  const bool all = !arguments.baseline.empty() || !arguments.write_baseline.empty();
  if (!all && !is_written_for_programs(arguments)) return {};
  return repository_names(project, findings, not_read,
                          all ? NamedFiles::all : NamedFiles::of_findings);
}

std::vector<FileId> reported_files(const Project& project) {
  std::vector<FileId> files;
  for (std::size_t i = 0; i < project.files.size(); ++i) {
    if (project.files[i].reported()) files.push_back(static_cast<FileId>(i));
  }
  return files;
}

void tell_stale(const std::string& file, std::span<const BaselineEntry> stale) {
  if (stale.empty()) return;
  constexpr std::size_t most_listed = 10;
  std::string list;
  for (const BaselineEntry& entry : stale.first(std::min(stale.size(), most_listed)))
    list += fmt::format("\n  {}: {}", entry.file, entry.rule);
  if (stale.size() > most_listed)
    list += fmt::format("\n  and {} more", stale.size() - most_listed);
  complain(fmt::format("{}: {} of its findings {} gone: write it again with --write-baseline{}",
                       file, stale.size(), stale.size() == 1 ? "is" : "are", list));
}

/// False when the file cannot be used; that has been told.
bool take_baseline(const std::string& file, const Project& project,
                   std::span<const std::string> paths, std::span<Finding> findings) {
  const auto text = read_file(file);
  const auto baseline = text ? parse_baseline(*text) : std::unexpected(text.error());
  if (!baseline) {
    complain(fmt::format("--baseline {}: {}", file, baseline.error()));
    return false;
  }
  tell_stale(file,
             apply_baseline(*baseline, findings, paths, reported_files(project), project.sources));
  return true;
}

int write_baseline(const std::string& file, const Project& project,
                   std::span<const std::string> paths, std::span<const Finding> findings) {
  if (const auto failure = write_output(file, baseline_of(findings, paths, project.sources))) {
    complain(*failure);
    return kFailed;
  }
  const auto count = std::ranges::count_if(
      findings, [](const Finding& finding) { return !finding.suppressed || finding.in_baseline; });
  complain(fmt::format("{} finding{} written to {}", count, count == 1 ? "" : "s", file));
  return project.unread.empty() ? kNothingFound : kFailed;
}

bool fails(std::span<const Finding> findings, std::optional<Level> fail_on) {
  return fail_on && std::ranges::any_of(findings, [&](const Finding& finding) {
           return !finding.suppressed && finding.level >= *fail_on;
         });
}

}  // namespace

int run_check(const Arguments& arguments) {
  const std::vector<KnownRule> known = known_rules(rules::all());
  ConfigFinder configs(known, arguments.config);
  Project project;
  if (const auto exit = open_project(arguments, configs, project)) return *exit;
  const RuleSet rule_set(project);
  const auto rules = rule_set.all();
  std::vector<Finding> findings = lint_project(project, run_options(arguments), rules);

  const std::vector<Span> not_read = project.statements_not_read();
  const std::size_t statements = project.reported_statements();
  lint_as_mysql_too(project, run_options(arguments), rules, findings);
  const std::vector<std::string> repository_paths =
      names_for_result(project, findings, not_read, arguments);
  if (!arguments.baseline.empty() &&
      !take_baseline(arguments.baseline, project, repository_paths, findings)) {
    return kFailed;
  }
  if (!arguments.write_baseline.empty()) {
    return write_baseline(arguments.write_baseline, project, repository_paths, findings);
  }
  const Result result{.sources = project.sources,
                      .findings = findings,
                      .rules = rules,
                      .files = project.reported_files(),
                      .statements = statements,
                      .unread = project.unread,
                      .repository_paths = repository_paths,
                      .not_read = not_read,
                      .shard = arguments.shard};
  if (!write_result(result, arguments)) return kFailed;
  if (!project.unread.empty()) return kFailed;
  return fails(findings, arguments.fail_on) ? kFound : kNothingFound;
}

}  // namespace miglint
