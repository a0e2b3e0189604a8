// From paths to findings: what every command that looks at migrations does, step by step.
//
//   collect   paths, configs        -> files, in the order of migrations, by database
//   read      files                 -> migrations and their statements
//   lint      migrations, rules     -> findings
//
// Words of the command line and formats of the output do not belong here.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"
#include "lint/rule.h"
#include "migration/migration.h"
#include "project/discover.h"
#include "project/find_config.h"
#include "project/table_sizes.h"
#include "report/report.h"
#include "schema/statement.h"
#include "source/arena.h"
#include "source/source_file.h"

namespace miglint {

/// Stands for standard input among paths.
inline constexpr std::string_view kStandardInput = "-";

/// What a run is told beside its paths.
struct RunOptions {
  std::optional<Dialect> dialect;
  std::optional<ServerVersion> server_version;
  std::string stdin_filepath;     ///< Name of standard input in messages and for configs.
  std::chrono::sys_days today{};  ///< By which comments that suppress findings expire.
  std::string since;              ///< A git revision: only what differs from it is reported.
  unsigned jobs = 0;              ///< 0: as many as there are processors.
  /// What the paths leave out of a history is read too, as history.
  bool with_history = true;
  /// Only this part of the files is reported on.
  std::optional<Shard> shard{};
};

struct Inputs {
  Discovery found;
  std::vector<UnreadInput> unread;
  /// By file: the shard reports on it. Empty: on all.
  std::vector<bool> in_shard{};
};

/// The migrations that the paths name, "-" for standard input, less what configs exclude. Those of
/// one database stand together.
[[nodiscard]] Inputs collect_inputs(std::span<const std::string> paths, const RunOptions& options,
                                    ConfigFinder& configs);

/// A file that was read. Statements point into the arena and the sources.
struct ReadFile {
  Migration migration;
  Arena arena;
  std::vector<Statement> up;
  std::vector<Statement> down;
  const Config* config = nullptr;
  const MigrationSet* set = nullptr;  ///< The migrations of its database.
  MigrationFile::Holds holds = MigrationFile::Holds::both;
  MigrationFile found_as;  ///< What its tool knows of it from outside.
  bool is_standard_input = false;
  bool in_shard = true;  ///< Else another shard reports on it.
  /// Nothing says which database it is for; it was read as for PostgreSQL.
  bool dialect_is_open = false;

  [[nodiscard]] bool reported() const { return migration.reported && in_shard; }
};

/// All that was read. Nothing in it moves: the parts point to each other.
struct Project {
  std::deque<MigrationSet> sets;
  SourceSet sources;
  std::deque<ReadFile> files;  ///< By `FileId`.
  std::vector<UnreadInput> unread;
  std::optional<TableSizes> sizes;  ///< Of --stats.

  /// Of the files that are reported on: how many, their statements, and where those are that could
  /// not be read.
  [[nodiscard]] std::size_t reported_files() const;
  [[nodiscard]] std::size_t reported_statements() const;
  [[nodiscard]] std::vector<Span> statements_not_read() const;
};

/// Leaves the files of one shard to be reported on, and of the others those that belong to the same
/// databases. The shards' files follow each other in the order of all files.
void take_shard(Inputs& inputs, Shard shard);

/// Reads and parses the files with several threads.
void read_project(Inputs inputs, const RunOptions& options, ConfigFinder& configs,
                  Project& project);

/// Reads the same files again, with another text for one of them. What is reported stays as it is;
/// `from` has to outlive `to`.
void read_again(const Project& from, FileId changed, std::string_view text,
                const RunOptions& options, Project& to);

/// Compares the files with the revision `options.since`: those that are as they were are history
/// from now on. Standard input is new. A message when they cannot be compared.
[[nodiscard]] std::optional<std::string> compare_with_revision(Project& project,
                                                               const RunOptions& options);

/// Calls `run` for the files of each database, in order, with the version of its server.
void for_each_history(Project& project, const RunOptions& options,
                      const std::function<void(std::span<ReadFile* const>, ServerVersion)>& run);

/// Findings of all databases, in the order of the files.
[[nodiscard]] std::vector<Finding> lint_project(Project& project, const RunOptions& options,
                                                std::span<const RuleInfo> rules);

/// Reads the files whose dialect is open again, as for MySQL, and adds what is found then.
void lint_as_mysql_too(Project& project, const RunOptions& options, std::span<const RuleInfo> rules,
                       std::vector<Finding>& findings);

/// The rules as a config may name them.
[[nodiscard]] std::vector<KnownRule> known_rules(std::span<const RuleInfo> rules);

}  // namespace miglint
