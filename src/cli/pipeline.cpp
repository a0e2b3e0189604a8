#include "cli/pipeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <set>
#include <system_error>
#include <thread>
#include <tuple>
#include <utility>

#include "cli/progress.h"
#include "cli/read_migration.h"
#include "lint/run.h"
#include "project/dialect_signs.h"
#include "project/git.h"
#include "project/paths.h"
#include "project/read_file.h"

namespace miglint {
namespace {

/// The oldest that is still widely run, where nothing says which it is.
constexpr ServerVersion kDefaultPostgres{15, 0};
constexpr ServerVersion kDefaultMysql{8, 4};
constexpr ServerVersion kDefaultMariadb{10, 11};

/// What somebody who cannot have a file may do about it.
std::string unread_message(std::string_view reason) {
  const auto is = [&](std::errc error) { return reason == std::make_error_code(error).message(); };
  std::string_view advice = "take it out of the paths, or `exclude` it in .miglint.toml";
  if (is(std::errc::no_such_file_or_directory)) advice = "check the path";
  if (is(std::errc::permission_denied)) {
    advice = "let this user read it, or `exclude` it in .miglint.toml";
  }
  return fmt::format("cannot be read: {}; {}", reason, advice);
}

/// Runs `work(0)` to `work(count - 1)`, in any order.
void in_parallel(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  const auto take = [&] {
    for (std::size_t i = next++; i < count; i = next++)
      work(i);
  };
  std::vector<std::jthread> others;
  for (unsigned i = 1; i < std::min<std::size_t>(jobs, count); ++i)
    others.emplace_back(take);
  take();
}

unsigned number_of_threads(const RunOptions& options) {
  if (options.jobs > 0) return options.jobs;
  return std::max(std::thread::hardware_concurrency(), 1U);
}

ServerVersion server_of(const Config& config, Dialect dialect, const RunOptions& options) {
  if (options.server_version) return *options.server_version;
  if (dialect == Dialect::postgres) return config.postgres_version.value_or(kDefaultPostgres);
  return config.mysql_version.value_or(dialect == Dialect::mysql ? kDefaultMysql : kDefaultMariadb);
}

void read_file_into(FileId id, const SourceFile& source, const MigrationFile& migration_file,
                    const RunOptions& options, ReadFile& file) {
  const bool reported = file.migration.reported;
  std::optional<Dialect> told = options.dialect ? options.dialect : file.config->dialect;
  if (!told) told = usual_dialect(*file.set, source);
  // Nobody could read it before, and nothing stands around it.
  if (!told && file.is_standard_input && file.set->tool->language == Language::sql) {
    if (const auto sign = dialect_of_script(source.text())) told = sign->dialect;
  }
  file.dialect_is_open = !told && may_be_any_dialect(*file.set);
  const Dialect dialect = told.value_or(Dialect::postgres);
  const ServerVersion server = server_of(*file.config, dialect, options);
  file.migration =
      read_migration({id, source, *file.set, migration_file, *file.config, dialect, file.arena});
  file.migration.dialect = dialect;
  file.migration.reported = reported;
  read_script(file.migration.up, dialect, server, file.arena, file.up);
  read_script(file.migration.down, dialect, server, file.arena, file.down);
}

Level to_level(ConfiguredLevel level) {
  static_assert(static_cast<int>(ConfiguredLevel::error) == static_cast<int>(Level::error));
  static_assert(static_cast<int>(ConfiguredLevel::off) == static_cast<int>(Level::off));
  return static_cast<Level>(level);
}

/// Settings of files, as their configs say.
class SettingsOfFiles {
 public:
  explicit SettingsOfFiles(const Project& project)
      : project_(project), paths_(project.files.size()) {}

  [[nodiscard]] FileSettings of(FileId file) {
    const auto index = static_cast<std::size_t>(file);
    const Config& config = *project_.files[index].config;
    std::string& path = paths_[index];
    if (path.empty() && !config.path.empty()) {
      path = relative_path(project_.sources[file].path(), config.folder);
    }
    return {&config, path};
  }

  [[nodiscard]] Level level(const RuleInfo& rule, FileId file) {
    const Config& config = *project_.files[static_cast<std::size_t>(file)].config;
    if (config.rules.empty() && config.overrides.empty()) return rule.level;
    const auto configured = config.level(rule.id, of(file).path);
    return configured ? to_level(*configured) : rule.level;
  }

 private:
  const Project& project_;
  std::vector<std::string> paths_;  ///< From the folder of the config; empty: not asked for yet.
};

/// False for a statement whose effects are not, or not all, known.
bool is_read(const Statement& statement) {
  const bool opaque =
      statement.source != nullptr && statement.source->certainty == Certainty::opaque;
  return !opaque && statement.syntax_error.empty() &&
         std::ranges::none_of(statement.operations, [](const Operation& operation) {
           return std::holds_alternative<op::Opaque>(operation.action);
         });
}

/// False when no file of the history can have a finding of the rule.
bool is_enabled(const RuleInfo& rule, std::span<ReadFile* const> files) {
  return std::ranges::any_of(files, [&](const ReadFile* file) {
    const auto settings = file->config->rules.find(rule.id);
    const bool configured =
        settings != file->config->rules.end() && settings->second.level.has_value();
    const bool off =
        configured ? settings->second.level == ConfiguredLevel::off : rule.level == Level::off;
    return !off || std::ranges::any_of(file->config->overrides, [&](const Override& override_) {
      return override_.rules.contains(rule.id);
    });
  });
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// Says `${schema}` where the file does.
void show_placeholders(const Migration& migration, Finding& finding) {
  for (const Placeholder& placeholder : migration.placeholders) {
    std::vector<std::string*> texts{&finding.message, &finding.safe_way};
    for (RelatedPlace& place : finding.related)
      texts.push_back(&place.message);
    for (std::string* text : texts)
      replace_all(*text, placeholder.name, placeholder.written);
  }
}

}  // namespace

std::size_t Project::reported_files() const {
  return static_cast<std::size_t>(std::ranges::count_if(files, &ReadFile::reported));
}

std::size_t Project::reported_statements() const {
  std::size_t sum = 0;
  for (const ReadFile& file : files)
    if (file.reported()) sum += file.up.size() + file.down.size();
  return sum;
}

std::vector<Span> Project::statements_not_read() const {
  std::vector<Span> places;
  for (const ReadFile& file : files) {
    if (!file.reported()) continue;
    for (const auto* script : {&file.up, &file.down}) {
      for (const Statement& statement : *script) {
        if (!is_read(statement)) places.push_back(statement.span);
      }
    }
  }
  return places;
}

void take_shard(Inputs& inputs, Shard shard) {
  std::vector<DiscoveredFile>& files = inputs.found.files;
  const std::size_t begin = files.size() * (shard.index - 1) / shard.count;
  const std::size_t end = files.size() * shard.index / shard.count;
  std::set<const MigrationSet*> sets;
  for (std::size_t i = begin; i < end; ++i)
    sets.insert(files[i].set);
  std::vector<DiscoveredFile> kept;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!sets.contains(files[i].set)) continue;
    kept.push_back(std::move(files[i]));
    inputs.in_shard.push_back(i >= begin && i < end);
  }
  files = std::move(kept);
}

Inputs collect_inputs(std::span<const std::string> paths, const RunOptions& options,
                      ConfigFinder& configs) {
  std::vector<std::string> named;
  std::ranges::copy_if(paths, std::back_inserter(named),
                       [](const std::string& path) { return path != kStandardInput; });
  DiscoverOptions discovery{
      .standard_input = {}, .with_history = options.with_history, .dialect = options.dialect};
  if (named.size() < paths.size()) {
    discovery.standard_input = options.stdin_filepath.empty() ? "<stdin>" : options.stdin_filepath;
  }
  Inputs inputs;
  inputs.found = discover(named, discovery, configs);
  for (const PathProblem& problem : inputs.found.problems)
    inputs.unread.push_back({problem.path, unread_message(problem.reason)});
  return inputs;
}

void read_project(Inputs inputs, const RunOptions& options, ConfigFinder& configs,
                  Project& project) {
  project.unread = std::move(inputs.unread);
  project.sets = std::move(inputs.found.sets);
  std::vector<DiscoveredFile>& files = inputs.found.files;

  Progress progress;
  const unsigned threads = number_of_threads(options);
  // A thread costs more to start than a few small files cost to read.
  constexpr std::size_t kFewFiles = 32;
  constexpr std::size_t kFewBytes = 64UZ * 1024;
  std::vector<std::expected<std::string, std::string>> bytes(files.size());
  in_parallel(files.size(), files.size() < kFewFiles ? 1 : threads, [&](std::size_t i) {
    const auto known = std::as_const(inputs.found.texts).find(files[i].file.path);
    if (files[i].is_standard_input) {
      bytes[i] = read_standard_input();
    } else if (known != inputs.found.texts.end()) {
      bytes[i] = known->second;
    } else {
      bytes[i] = read_file(files[i].file.path);
    }
  });
  std::size_t size = 0;
  std::vector<const MigrationFile*> read;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const DiscoveredFile& input = files[i];
    if (!bytes[i]) {
      project.unread.push_back({input.file.path, unread_message(bytes[i].error())});
      continue;
    }
    size += bytes[i]->size();
    ReadFile& file = project.files.emplace_back();
    file.config = &configs.for_path(input.file.path);
    file.set = input.set;
    file.holds = input.file.holds;
    file.found_as = input.file;
    file.is_standard_input = input.is_standard_input;
    file.migration.reported = input.reported;
    file.in_shard = inputs.in_shard.empty() || inputs.in_shard[i];
    project.sources.add(input.file.path, std::move(*bytes[i]));
    read.push_back(&input.file);
  }

  std::atomic<std::size_t> done = 0;
  // A program in C++ takes a while to read, however small it is.
  const bool is_quick =
      size < kFewBytes &&
      std::ranges::none_of(
          files, [](const auto& file) { return file.set->tool->language == Language::cxx; });
  in_parallel(project.files.size(), is_quick ? 1 : threads, [&](std::size_t i) {
    const auto id = static_cast<FileId>(i);
    read_file_into(id, project.sources[id], *read[i], options, project.files[i]);
    progress.show("parsed", ++done, project.files.size());
  });
}

void read_again(const Project& from, FileId changed, std::string_view text,
                const RunOptions& options, Project& to) {
  to.sizes = from.sizes;
  for (std::size_t i = 0; i < from.files.size(); ++i) {
    const auto id = static_cast<FileId>(i);
    const ReadFile& before = from.files[i];
    to.sources.add(from.sources[id].path(),
                   std::string(id == changed ? text : from.sources[id].text()));
    ReadFile& file = to.files.emplace_back();
    file.config = before.config;
    file.set = before.set;
    file.holds = before.holds;
    file.found_as = before.found_as;
    file.is_standard_input = before.is_standard_input;
    file.in_shard = before.in_shard;
    file.migration.reported = before.migration.reported;
    read_file_into(id, to.sources[id], file.found_as, options, file);
    file.migration.change = before.migration.change;
  }
}

std::optional<std::string> compare_with_revision(Project& project, const RunOptions& options) {
  std::map<std::filesystem::path, ChangesSince> by_root;
  for (std::size_t i = 0; i < project.files.size(); ++i) {
    ReadFile& file = project.files[i];
    if (file.is_standard_input) {
      file.migration.change = Change::added;
      continue;
    }
    const std::filesystem::path path(project.sources[static_cast<FileId>(i)].path());
    const std::filesystem::path parent = path.parent_path();
    const std::string folder = parent.empty() ? "." : parent.string();
    const auto [changes, is_new] = by_root.try_emplace(repository_root(folder));
    if (is_new) {
      auto found = changes_since(folder, options.since);
      if (!found) return found.error();
      changes->second = std::move(*found);
    }
    file.migration.change = changes->second.of(path);
    if (file.migration.change == Change::unchanged) file.migration.reported = false;
  }
  return std::nullopt;
}

void for_each_history(Project& project, const RunOptions& options,
                      const std::function<void(std::span<ReadFile* const>, ServerVersion)>& run) {
  for (std::size_t first = 0; first < project.files.size();) {
    std::vector<ReadFile*> files;
    while (first < project.files.size() &&
           (files.empty() || project.files[first].set == files.front()->set)) {
      files.push_back(&project.files[first++]);
    }
    // Migrations of one folder may be for several connections.
    const std::span<ReadFile*> all(files);
    for (std::size_t begin = 0; begin < all.size();) {
      const Dialect dialect = all[begin]->migration.dialect;
      const auto others = std::ranges::stable_partition(
          all.subspan(begin),
          [&](const ReadFile* file) { return file->migration.dialect == dialect; });
      const std::span<ReadFile* const> same =
          all.subspan(begin, all.size() - begin - others.size());
      run(same, server_of(*same.front()->config, dialect, options));
      begin += same.size();
    }
  }
}

std::vector<Finding> lint_project(Project& project, const RunOptions& options,
                                  std::span<const RuleInfo> rules) {
  std::vector<Finding> findings;
  SettingsOfFiles settings(project);
  for_each_history(project, options, [&](std::span<ReadFile* const> files, ServerVersion server) {
    std::vector<ReadScript> scripts;
    for (const ReadFile* file : files) {
      const Migration& migration = file->migration;
      // Also a file that could not be read: what is wrong with it is a finding.
      const bool only_down =
          file->holds == MigrationFile::Holds::down ||
          (migration.up.statements.empty() && !migration.down.statements.empty());
      if (!only_down) scripts.push_back({&migration, Direction::up, file->up});
      if (only_down || !migration.down.statements.empty())
        scripts.push_back({&migration, Direction::down, file->down});
    }
    std::vector<Finding> found = lint(
        scripts, rules, project.sources,
        {.server = server,
         .history = files.front()->config->complete_history ? History::complete : History::unknown,
         .level = [&](const RuleInfo& rule, FileId file) { return settings.level(rule, file); },
         .settings = [&](FileId file) { return settings.of(file); },
         .today = options.today,
         .sizes = project.sizes ? &*project.sizes : nullptr,
         .enabled = [&](const RuleInfo& rule) { return is_enabled(rule, files); }});
    for (Finding& finding : found)
      show_placeholders(project.files[static_cast<std::size_t>(finding.span.file)].migration,
                        finding);
    std::ranges::copy_if(
        std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()),
        std::back_inserter(findings), [&](const Finding& finding) {
          return project.files[static_cast<std::size_t>(finding.span.file)].in_shard;
        });
  });
  return findings;
}

void lint_as_mysql_too(Project& project, const RunOptions& options, std::span<const RuleInfo> rules,
                       std::vector<Finding>& findings) {
  std::vector<FileId> open;
  for (std::size_t i = 0; i < project.files.size(); ++i) {
    ReadFile& file = project.files[i];
    if (!file.dialect_is_open) continue;
    open.push_back(static_cast<FileId>(i));
    RunOptions as_mysql = options;
    as_mysql.dialect = Dialect::mysql;
    const Change change = file.migration.change;
    file.up.clear();
    file.down.clear();
    read_file_into(open.back(), project.sources[open.back()], {}, as_mysql, file);
    file.migration.change = change;
  }
  if (open.empty()) return;
  const auto is_open = [&](const Finding& finding) {
    return std::ranges::binary_search(open, finding.span.file);
  };
  const auto place = [](const Finding& finding) {
    return std::tuple(finding.span, finding.rule, finding.direction);
  };
  std::set<std::tuple<Span, const RuleInfo*, Direction>> on_postgres;
  std::set<std::tuple<Span, const RuleInfo*, Direction>> on_mysql;
  for (const Finding& finding : findings)
    on_postgres.insert(place(finding));
  std::vector<Finding> more = lint_project(project, options, rules);
  std::erase_if(more, [&](const Finding& finding) {
    if (is_open(finding)) on_mysql.insert(place(finding));
    return !is_open(finding) || on_postgres.contains(place(finding));
  });
  for (Finding& finding : findings) {
    if (is_open(finding) && !on_mysql.contains(place(finding)))
      finding.message.insert(0, "On PostgreSQL: ");
  }
  for (Finding& finding : more)
    finding.message.insert(0, "On MySQL: ");
  std::ranges::move(more, std::back_inserter(findings));
  std::ranges::stable_sort(findings, {}, [](const Finding& finding) { return finding.span; });
}

std::vector<KnownRule> known_rules(std::span<const RuleInfo> rules) {
  std::vector<KnownRule> known;
  for (const RuleInfo& rule : rules) {
    KnownRule& to = known.emplace_back();
    to.id = rule.id;
    for (const RuleOption& option : rule.options)
      to.options.push_back(option.name);
  }
  return known;
}

}  // namespace miglint
