// Diesel: diesel_migrations/src/file_based_migrations.rs.
//
// <version>_<name>/up.sql and down.sql, with an optional metadata.toml. A migration is one
// transaction unless metadata.toml says `run_in_transaction = false`; a file goes to the server in
// one message.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <toml++/toml.h>

#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kNamedIn{"Cargo.toml"sv};

/// Up to the first '_', without dashes.
std::string version_of(std::string_view folder) {
  std::string version(folder.substr(0, folder.find('_')));
  std::erase(version, '-');
  return version;
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  MigrationSet set;
  set.order = "by version, the name of the folder up to its first `_`";
  for (const Tree::Entry& entry : input.tree.entries(input.folder)) {
    if (!entry.is_folder || leading_digits(entry.name).empty()) continue;
    const std::string folder = join_path(input.folder, entry.name);
    for (const bool up : {true, false}) {
      const std::string path = join_path(folder, up ? "up.sql" : "down.sql");
      if (!input.tree.has_file(path)) continue;
      MigrationFile& file = set.files.emplace_back();
      file.path = path;
      file.id = version_of(entry.name);
      file.holds = up ? MigrationFile::Holds::up : MigrationFile::Holds::down;
      const std::string settings = join_path(folder, "metadata.toml");
      if (input.tree.has_file(settings)) {
        file.settings_path = settings;
        file.settings = input.tree.text(settings);
      }
    }
  }
  if (set.files.empty()) return std::nullopt;
  const std::string config = input.tree.find_above(input.folder, "diesel.toml");
  const std::string named = file_with_word(input.tree, input.folder, kNamedIn, "diesel");
  const std::string names =
      fmt::format("{}/up.sql is laid out as Diesel's migrations are",
                  miglint::name_of(miglint::folder_of(set.files.front().path)));
  if (!config.empty()) {
    set.why = fmt::format("{}, and there is {}", names, config);
  } else if (!named.empty()) {
    set.why = fmt::format("{}, and {} names it", names, named);
  } else {
    set.guessed = true;
    set.why = fmt::format("{}; nothing else in the project names the tool", names);
  }
  std::ranges::stable_sort(set.files, {}, &MigrationFile::id);
  return set;
}

/// What metadata.toml says; a file that leaves the key out means false (its serde default).
std::optional<bool> runs_in_transaction(const MigrationFile& file) {
  if (file.settings_path.empty()) return std::nullopt;
  try {
    const toml::table table = toml::parse(file.settings);
    return table["run_in_transaction"].value_or(false);
  } catch (const toml::parse_error&) {
    return std::nullopt;
  }
}

void read(const ReadInput& input, Migration& migration) {
  const std::optional<bool> told = runs_in_transaction(input.file);
  TransactionScope scope;
  scope.send = Send::file;
  scope.way_out =
      "alone in a migration with `run_in_transaction = false` in its metadata.toml: Diesel sends "
      "a file in one message";
  if (told == false) {
    scope.wrap = Wrap::none;
    scope.known_by = KnownBy::marker;
    scope.reason = fmt::format(
        "{} keeps Diesel from opening a transaction, but the whole file goes to the "
        "server in one message",
        miglint::name_of(input.file.settings_path));
  } else {
    scope.wrap = Wrap::file;
    scope.known_by = told ? KnownBy::marker : default_of(input.set);
    scope.reason = told ? "metadata.toml says `run_in_transaction = true`"
                        : "Diesel runs each migration in a transaction by default and there is no "
                          "metadata.toml that says `run_in_transaction = false`";
  }
  add_whole_file(input, migration, std::move(scope));
}

}  // namespace

const Tool diesel{.name = "diesel", .title = "Diesel", .recognise = recognise, .read = read};

}  // namespace miglint::tools
