// The first half of every command that looks at migrations: which files, and reading them.
//
// Comes in: the command line. Goes out: a project that was read; what went wrong is told on
// standard error. What is done with the project does not belong here.
#pragma once

#include <optional>

#include "cli/arguments.h"
#include "cli/pipeline.h"

namespace miglint {

[[nodiscard]] RunOptions run_options(const Arguments& arguments);

/// Fills `project`. An exit code when there is nothing to go on with.
[[nodiscard]] std::optional<int> open_project(const Arguments& arguments, ConfigFinder& configs,
                                              Project& project);

/// Tells the mistakes in configs. False when there are none.
[[nodiscard]] bool complain_about_configs(const ConfigFinder& configs);

}  // namespace miglint
