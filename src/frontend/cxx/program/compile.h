// How a file is to be compiled: by the project's own database, or as far as can be guessed.
//
// Comes in: a path. Goes out: the compiler's arguments. Running the compiler does not belong here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace miglint::cxx {

struct CompileCommand {
  std::vector<std::string> arguments;  ///< As given to the compiler, its own name first.
  std::string folder;                  ///< Where it is run.
  bool is_guessed = false;
};

/// `database` is a compile_commands.json or its folder; empty: one is looked for around the file.
[[nodiscard]] CompileCommand compile_command(const std::string& path, const std::string& database,
                                             std::string_view text);

/// A header that stands in for a library's own where that is not installed: its declarations that
/// matter here. Empty when there is none for this name.
[[nodiscard]] std::string stand_in_header(std::string_view header);

}  // namespace miglint::cxx
