// Paths to the migrations that are looked at: by tool, in order, with what came before them.
//
// Comes in: the paths of the command line, the configs, the tree. Goes out: sets of migrations and
// the files of each that take part, those that were not asked for as history. What is in the files
// does not belong here.
#pragma once

#include <deque>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "project/collect_files.h"
#include "project/find_config.h"
#include "project/tools/tool.h"

namespace miglint {

struct DiscoveredFile {
  const MigrationSet* set = nullptr;
  MigrationFile file;
  bool reported = true;  ///< False: it is there as history.
  bool is_standard_input = false;
};

struct Discovery {
  /// In the order of the paths. What a config excludes is left in, but is no file below.
  std::deque<MigrationSet> sets;
  std::vector<DiscoveredFile> files;  ///< Those of a set stand together, in its order.
  std::vector<PathProblem> problems;
  /// Of files that were read to their ends on the way, by path: nobody needs to read them again.
  std::map<std::string, std::string> texts;
};

struct DiscoverOptions {
  /// Standard input stands for a file there; empty: it is not read. "<stdin>": for no file.
  std::string standard_input;
  /// Migrations of the same set that come before what the paths name, or that belong to it, are
  /// there as history.
  bool with_history = true;
  /// The server that the command line names.
  std::optional<Dialect> dialect = std::nullopt;
};

/// Looks for the tools in the tree around the paths. An SQL file of no tool belongs to a set of
/// plain SQL; its history are the files of the closest folder that is called as a migration folder.
[[nodiscard]] Discovery discover(std::span<const std::string> paths, const DiscoverOptions& options,
                                 ConfigFinder& configs);

/// What is looked at when nothing is named: the folders at or below `folder` that hold migrations.
[[nodiscard]] std::vector<std::string> discover_folders(const std::string& folder,
                                                        ConfigFinder& configs);

}  // namespace miglint
