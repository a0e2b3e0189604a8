// The folders of fixtures/, and what miglint says of one.
#pragma once

#include <string>
#include <vector>

#include "cli/arguments.h"

namespace miglint {

/// The folders that are linted as one: those below fixtures/ that are called safe or unsafe, or
/// that hold SQL files. "fixtures/ledger/safe".
std::vector<std::string> fixture_folders();

/// The output of `miglint check --format <format> <folder>`.
std::string check_folder(const std::string& folder, Format format);

/// The output of another command.
std::string run_folder(Command command, const std::string& folder, Format format);

std::string read_text(const std::string& path);

}  // namespace miglint
