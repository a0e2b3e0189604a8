// Runs another program and waits for its end.
//
// Comes in: the program's name and its arguments, each as it is: no shell reads them. Goes out:
// what it wrote, and how it ended. What the output means does not belong here.
#pragma once

#include <expected>
#include <span>
#include <string>

namespace miglint {

/// `exit_code` of a program that was ended because it took too long.
inline constexpr int kTookTooLong = -1;

struct ProgramResult {
  int exit_code = 0;  ///< 128 and the number of the signal, if one ended it.
  std::string out;
  std::string error;
};

/// `arguments[0]` is the program, which is looked for in PATH. Its standard input is empty, its
/// messages are in English, and variables that would point git at another repository are not
/// passed on. A program that takes longer than `most_seconds` is ended, with all that it has
/// started; 0: it may take as long as it likes. The error is that of the system when it cannot be
/// started.
[[nodiscard]] std::expected<ProgramResult, std::string> run_program(
    std::span<const std::string> arguments, unsigned most_seconds = 0);

}  // namespace miglint
