#include <csignal>
#include <span>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/output.h"

int main(int argc, char* argv[]) {
  // A reader that goes away is an error of `write`, not the end of the program.
  std::signal(SIGPIPE, SIG_IGN);

  const std::span<const char* const> words(argv, static_cast<std::size_t>(argc));
  const auto arguments = miglint::parse_arguments(words.subspan(words.empty() ? 0 : 1));
  if (arguments) return miglint::run(*arguments);

  const miglint::EarlyExit& exit = arguments.error();
  if (exit.code != 0) {
    miglint::write_error(exit.text);
    return exit.code;
  }
  const auto failure = miglint::write_output({}, exit.text);
  return failure ? miglint::kFailed : exit.code;
}
