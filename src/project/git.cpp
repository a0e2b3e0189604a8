#include "project/git.h"

#include <fmt/format.h>

#include <array>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "project/run_program.h"

namespace miglint {
namespace {

namespace fs = std::filesystem;
using std::string_view_literals::operator""sv;

constexpr auto kShallow =
    "this clone is shallow, it lacks the history: fetch all of it (`git fetch --unshallow`; with "
    "actions/checkout, `fetch-depth: 0`)"sv;

std::string_view trimmed(std::string_view text) {
  while (text.ends_with('\n') || text.ends_with('\r'))
    text.remove_suffix(1);
  return text;
}

class Git {
 public:
  explicit Git(std::string folder) : folder_(std::move(folder)) {}

  [[nodiscard]] std::expected<ProgramResult, std::string> run(
      std::initializer_list<std::string> arguments) const {
    std::vector<std::string> all{
        "git", "-C", folder_, "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"};
    all.insert(all.end(), arguments);
    auto result = run_program(all);
    if (!result) {
      return std::unexpected(fmt::format(
          "--since needs the program git, which cannot be started: {}", result.error()));
    }
    return result;
  }

  [[nodiscard]] bool is_shallow() const {
    const auto result = run({"rev-parse", "--is-shallow-repository"});
    return result && trimmed(result->out) == "true";
  }

 private:
  std::string folder_;
};

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

std::expected<std::string, std::string> root_of(const Git& git, const std::string& folder) {
  const auto result = git.run({"rev-parse", "--show-toplevel"});
  if (!result) return std::unexpected(result.error());
  if (result->exit_code == 0) return std::string(trimmed(result->out));
  if (result->error.contains("not a git repository")) {
    return std::unexpected(fmt::format(
        "--since: `{}` is not in a git repository, so nothing can be compared", folder));
  }
  return std::unexpected(fmt::format("--since: {}", first_line(result->error)));
}

std::expected<std::string, std::string> merge_base(const Git& git, const std::string& revision) {
  if (revision.empty() || revision.starts_with('-')) {
    return std::unexpected(fmt::format("--since: `{}` is no revision", revision));
  }
  const auto known = git.run({"rev-parse", "--verify", "--quiet", revision + "^{commit}"});
  if (!known) return std::unexpected(known.error());
  if (known->exit_code != 0) {
    if (git.is_shallow()) {
      return std::unexpected(fmt::format("--since: unknown revision `{}`; {}", revision, kShallow));
    }
    return std::unexpected(
        fmt::format("--since: unknown revision `{}`; a branch of the server is written as "
                    "`origin/main`, once it has been fetched",
                    revision));
  }
  const auto base = git.run({"merge-base", std::string(trimmed(known->out)), "HEAD"});
  if (!base) return std::unexpected(base.error());
  if (base->exit_code == 0) return std::string(trimmed(base->out));
  if (git.is_shallow()) {
    return std::unexpected(
        fmt::format("--since: where this branch left `{}` is not known; {}", revision, kShallow));
  }
  return std::unexpected(
      fmt::format("--since: this branch and `{}` have no commit in common", revision));
}

/// What the tool knows a migration by: the file's name, or that of the folder where all files of
/// the tool have the same name.
fs::path name_of(const fs::path& path) {
  constexpr std::array kGeneric{"migration.sql"sv, "up.sql"sv, "down.sql"sv};
  const fs::path name = path.filename();
  for (const std::string_view generic : kGeneric) {
    if (name == generic) return path.parent_path().filename() / name;
  }
  return name;
}

/// The next string up to a NUL.
std::string_view take(std::string_view& text) {
  const std::string_view part = text.substr(0, text.find('\0'));
  text.remove_prefix(std::min(part.size() + 1, text.size()));
  return part;
}

void read_changes(std::string_view text, ChangesSince& to) {
  while (!text.empty()) {
    const std::string_view status = take(text);
    const std::string_view path = take(text);
    if (status.starts_with('R')) {
      const std::string_view new_path = take(text);
      if (name_of(path) != name_of(new_path)) {
        to.files.emplace(new_path, Change::renamed);
      } else if (status != "R100") {
        to.files.emplace(new_path, Change::edited);
      }
    } else if (status == "A") {
      to.files.emplace(path, Change::added);
    } else if (status == "M" || status == "T") {
      to.files.emplace(path, Change::edited);
    }
  }
}

}  // namespace

Change ChangesSince::of(const fs::path& file) const {
  std::error_code error;
  const fs::path full = fs::weakly_canonical(file, error);
  const fs::path relative = (error ? file : full).lexically_relative(root);
  if (relative.empty() || *relative.begin() == "..") return Change::not_compared;
  const auto found = files.find(relative.generic_string());
  return found == files.end() ? Change::unchanged : found->second;
}

std::string shared_revision(const std::string& folder) {
  const Git git(folder);
  for (const std::string revision : {"origin/HEAD", "HEAD"}) {
    const auto known = git.run({"rev-parse", "--verify", "--quiet", revision + "^{commit}"});
    if (known && known->exit_code == 0) return revision;
  }
  return {};
}

std::expected<ChangesSince, std::string> changes_since(const std::string& folder,
                                                       const std::string& revision) {
  ChangesSince changes;
  const auto root = root_of(Git(folder), folder);
  if (!root) return std::unexpected(root.error());
  const Git git(*root);
  std::error_code error;
  changes.root = fs::weakly_canonical(*root, error);
  auto base = merge_base(git, revision);
  if (!base) return std::unexpected(base.error());
  changes.commit = std::move(*base);

  // Only a file that is nearly the same counts as renamed: new ones often look like old ones.
  const auto changed =
      git.run({"diff", "--name-status", "-z", "--find-renames=90%", "--no-ext-diff",
               "--no-textconv", "--no-relative", "--ignore-submodules", changes.commit, "--"});
  if (!changed) return std::unexpected(changed.error());
  const auto untracked = git.run({"ls-files", "--others", "--exclude-standard", "-z"});
  if (!untracked) return std::unexpected(untracked.error());
  for (const ProgramResult* result : {&*changed, &*untracked}) {
    if (result->exit_code != 0) {
      return std::unexpected(fmt::format("--since: git: {}", first_line(result->error)));
    }
  }
  read_changes(changed->out, changes);
  std::string_view files = untracked->out;
  while (!files.empty())
    changes.files.insert_or_assign(std::string(take(files)), Change::added);
  return changes;
}

}  // namespace miglint
