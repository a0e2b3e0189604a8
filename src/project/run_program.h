// Runs another program and waits for its end.
//
// Comes in: the program's name and its arguments, each as it is: no shell reads them. Goes out:
// what it wrote, and how it ended. What the output means does not belong here.
#pragma once

#include <expected>
#include <span>
#include <string>

namespace miglint {

struct ProgramResult {
  int exit_code = 0;  ///< 128 and the number of the signal, if one ended it.
  std::string out;
  std::string error;
};

/// `arguments[0]` is the program, which is looked for in PATH. Its standard input is empty, its
/// messages are in English, and variables that would point git at another repository are not
/// passed on. The error is that of the system when the program cannot be started.
[[nodiscard]] std::expected<ProgramResult, std::string> run_program(
    std::span<const std::string> arguments);

}  // namespace miglint
