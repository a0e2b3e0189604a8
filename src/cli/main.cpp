#include <malloc.h>

#include <csignal>
#include <span>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/output.h"

namespace {

/// The parser frees its memory after each statement. glibc would give it back to the kernel every
/// time and ask for it again, page by page, at more cost than that of the parsing.
void keep_freed_memory() {
  constexpr int megabyte = 1024 * 1024;
  ::mallopt(M_TRIM_THRESHOLD, 64 * megabyte);
  ::mallopt(M_TOP_PAD, megabyte);
  ::mallopt(M_MMAP_THRESHOLD, 8 * megabyte);
}

}  // namespace

int main(int argc, char* argv[]) {
  keep_freed_memory();
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
