#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <vector>

#include "cli/commands.h"
#include "cli/output.h"
#include "project/config.h"
#include "project/migration_folders.h"

namespace miglint {
namespace {

/// A string of TOML: what must not stand in one as it is, is escaped.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') {
      out += '\\';
      out += letter;
    } else if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned char>(letter));
    } else {
      out += letter;
    }
  }
  return out + '"';
}

std::string template_for(const std::vector<std::string>& folders) {
  std::string paths;
  for (const std::string& folder : folders)
    paths += fmt::format("{}{}", paths.empty() ? "" : ", ", quoted(folder));
  return fmt::format(R"(# Settings of miglint for the files below this folder.
# An unknown key is an error, so nothing here is without effect.

# What `miglint check` looks at when it is called without paths.
paths = [{}]

# Globs of files that are not looked at.
exclude = []

dialect = "postgres"

[postgres]
# The oldest server that the migrations will run on: what they lock depends on it.
version = 15

# A rule's level: "error", "warning", "note" or "off". `miglint rules` lists the rules.
# [rules.drop-column]
# level = "warning"

# Other levels for some files. The last one that matches wins.
# [[overrides]]
# paths = ["db/migrations/2019/**"]
# [overrides.rules.drop-column]
# level = "off"

# Tables that are large or of no concern; `miglint stats-query` prints a query that knows the rest.
# [tables]
# large = ["orders"]
# exempt = ["tmp_*"]

# What migrations here must not do.
# [[ban]]
# operation = "define-column"
# type = "json"
# message = "json cannot be indexed: use jsonb"

# `miglint plan` shows which migration tool was recognised. What it cannot see is said here: folders
# that are the tool's, and what it opens a transaction around: "none", "file" or "all" pending migrations.
# [frameworks.sql]
# paths = ["db/changes"]
# transaction = "file"
)",
                     paths);
}

}  // namespace

int run_init(const Arguments& arguments) {
  const std::string path = arguments.output.empty() ? std::string(kConfigName) : arguments.output;
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) {
    complain(fmt::format("{}: {}", path,
                         errno == EEXIST ? "exists already, and is not overwritten"
                                         : std::generic_category().message(errno)));
    return kFailed;
  }
  ::close(file);
  if (const auto failure = write_output(path, template_for(find_migration_folders(".")))) {
    complain(*failure);
    return kFailed;
  }
  if (const auto failure = write_output({}, fmt::format("{} written\n", path))) {
    complain(*failure);
    return kFailed;
  }
  return kNothingFound;
}

}  // namespace miglint
