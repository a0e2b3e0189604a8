// sqitch: App::Sqitch::Plan, App::Sqitch::Engine::pg.
//
// sqitch.plan names the changes in order; deploy/<change>.sql does one, revert/<change>.sql undoes
// it. They are run by `psql --file`, statement by statement and without a transaction of the tool:
// its template writes BEGIN and COMMIT.
#include <fmt/format.h>

#include <algorithm>

#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

struct Change {
  std::string name;
  std::vector<std::string> tags;  ///< Those between this change and the next of the same name.
};

std::vector<Change> changes_in(std::string_view plan) {
  std::vector<Change> changes;
  for (const Line& line : lines_of(plan)) {
    std::string_view text = trimmed(line.text);
    if (text.empty() || text.front() == '%' || text.front() == '#') continue;
    std::string_view word = text.substr(0, std::min(text.find_first_of(" \t["), text.size()));
    if (word.front() == '@') {
      for (Change& change : changes)
        change.tags.emplace_back(word);
      continue;
    }
    if (word.front() == '+') word.remove_prefix(1);
    if (word.empty() || word.front() == '-') continue;
    changes.push_back({std::string(word), {}});
  }
  return changes;
}

/// A change that is reworked later keeps its script under the name of a tag between the two; empty
/// when there is none.
std::string script_of(const RecogniseInput& input, const std::string& folder,
                      std::span<const Change> changes, std::size_t at) {
  const Change& change = changes[at];
  const std::string plain = join_path(folder, change.name + ".sql");
  const bool reworked = std::ranges::any_of(
      changes.subspan(at + 1), [&](const Change& later) { return later.name == change.name; });
  if (!reworked) return plain;
  for (const std::string& tag : change.tags) {
    std::string tagged = join_path(folder, change.name + tag + ".sql");
    if (input.tree.has_file(tagged)) return tagged;
  }
  return {};
}

/// `deploy_dir = sql/deploy` in sqitch.conf.
std::string folder_for(const RecogniseInput& input, std::string_view what) {
  const std::string conf = join_path(input.folder, "sqitch.conf");
  std::string top = input.folder;
  for (const Line& line : lines_of(input.tree.text(conf))) {
    const std::string_view text = trimmed(line.text);
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view key = trimmed(text.substr(0, equals));
    const std::string_view value = trimmed(text.substr(equals + 1));
    if (key == fmt::format("{}_dir", what)) return join_path(input.folder, value);
    if (key == "top_dir" && value != ".") top = join_path(input.folder, value);
  }
  return join_path(top, what);
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  std::string plan = join_path(input.folder, "sqitch.plan");
  if (!input.tree.has_file(plan)) return std::nullopt;
  MigrationSet set;
  set.why = "sqitch.plan";
  set.order = "as sqitch.plan names the changes";
  const std::vector<Change> changes = changes_in(input.tree.text(plan));
  const std::string deploy = folder_for(input, "deploy");
  const std::string revert = folder_for(input, "revert");
  for (std::size_t i = 0; i < changes.size(); ++i) {
    for (const bool up : {true, false}) {
      std::string path = script_of(input, up ? deploy : revert, changes, i);
      if (path.empty() || !input.tree.has_file(path)) continue;
      MigrationFile& file = set.files.emplace_back();
      file.path = std::move(path);
      file.id = changes[i].name;
      file.holds = up ? MigrationFile::Holds::up : MigrationFile::Holds::down;
    }
  }
  if (set.files.empty()) return std::nullopt;
  const std::string verify = folder_for(input, "verify");
  for (std::size_t i = 0; i < changes.size(); ++i) {
    std::string path = script_of(input, verify, changes, i);
    if (path.empty() || !input.tree.has_file(path)) continue;
    set.left_out.push_back({std::move(path),
                            "it verifies a change: it is run in a transaction that is rolled back",
                            false});
  }
  return set;
}

void read(const ReadInput& input, Migration& migration) {
  TransactionScope scope;
  scope.wrap = Wrap::none;
  scope.send = Send::statement;
  scope.known_by = default_of(input.set);
  scope.reason =
      "sqitch runs the file by `psql --file`, statement by statement, and opens no transaction of "
      "its own: what BEGIN and COMMIT say, holds";
  scope.way_out = "in a change of its own whose script has no BEGIN and COMMIT";
  add_whole_file(input, migration, std::move(scope));
}

}  // namespace

const Tool sqitch{.name = "sqitch", .title = "sqitch", .recognise = recognise, .read = read};

}  // namespace miglint::tools
