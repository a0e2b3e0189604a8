// Drizzle: migrator.ts, pg-core/dialect.ts.
//
// Up to 0.x meta/_journal.json names the files and their order; from 1.0 on there is a folder
// <14 digits>_<name> with migration.sql and snapshot.json. The stock migrator runs all pending
// migrations in one transaction; what stands between `--> statement-breakpoint` lines is a message.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

constexpr std::string_view kBreak = "--> statement-breakpoint";

/// Files in the order of the journal; nothing when it cannot be read.
std::optional<MigrationSet> by_journal(const RecogniseInput& input) {
  const std::string path = join_path(join_path(input.folder, "meta"), "_journal.json");
  if (!input.tree.has_file(path)) return std::nullopt;
  const auto json = nlohmann::json::parse(input.tree.text(path), nullptr, false);
  if (!json.is_object() || !json.contains("entries") || !json["entries"].is_array())
    return std::nullopt;
  MigrationSet set;
  set.why = "meta/_journal.json";
  set.order = "as the journal's `when` has it, not by name";
  std::vector<std::pair<std::int64_t, std::string>> tags;
  for (const auto& entry : json["entries"]) {
    if (!entry.is_object() || !entry.contains("tag") || !entry["tag"].is_string()) continue;
    const auto when = entry.find("when");
    tags.emplace_back(when != entry.end() && when->is_number() ? when->get<std::int64_t>() : 0,
                      entry["tag"].get<std::string>());
  }
  std::ranges::stable_sort(tags, {}, &std::pair<std::int64_t, std::string>::first);
  std::set<std::string> named;
  for (auto& [when, tag] : tags) {
    const std::string name = tag + ".sql";
    named.insert(name);
    if (!input.tree.has_file(join_path(input.folder, name))) continue;
    MigrationFile& file = set.files.emplace_back();
    file.path = join_path(input.folder, name);
    file.id = std::move(tag);
    file.holds = MigrationFile::Holds::up;
  }
  for (const Tree::Entry& entry : input.tree.entries(input.folder)) {
    if (entry.is_folder || !entry.name.ends_with(".sql") || named.contains(entry.name)) continue;
    set.left_out.push_back(
        {join_path(input.folder, entry.name), "meta/_journal.json does not name it"});
  }
  if (set.files.empty()) return std::nullopt;
  return set;
}

std::optional<MigrationSet> by_folders(const RecogniseInput& input) {
  constexpr std::size_t kStamp = 14;
  MigrationSet set;
  set.order = "by the name of the folder";
  bool snapshot = false;
  for (const Tree::Entry& entry : input.tree.entries(input.folder)) {
    if (!entry.is_folder || leading_digits(entry.name).size() != kStamp) continue;
    const std::string folder = join_path(input.folder, entry.name);
    if (!input.tree.has_file(join_path(folder, "migration.sql"))) continue;
    if (!snapshot && input.tree.has_file(join_path(folder, "snapshot.json"))) {
      snapshot = true;
      set.why = fmt::format("{}/snapshot.json beside migration.sql", entry.name);
    }
    MigrationFile& file = set.files.emplace_back();
    file.path = join_path(folder, "migration.sql");
    file.id = entry.name;
    file.holds = MigrationFile::Holds::up;
  }
  if (set.files.empty() || (!snapshot && !input.told)) return std::nullopt;
  std::ranges::stable_sort(set.files, {}, &MigrationFile::id);
  return set;
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  auto set = by_journal(input);
  if (!set) set = by_folders(input);
  if (set) set->version = package_version(input.tree, input.folder, "drizzle-orm");
  return set;
}

void read(const ReadInput& input, Migration& migration) {
  TransactionScope scope;
  scope.wrap = Wrap::all_pending;
  scope.send = Send::chunk;
  scope.known_by = default_of(input.set);
  scope.reason =
      "Drizzle's migrator runs all pending migrations in one transaction, and has no way to leave "
      "one out";
  scope.way_out =
      "by hand, or in a script of its own that runs outside of Drizzle's migrator; the migration "
      "itself then says IF NOT EXISTS or IF EXISTS, without CONCURRENTLY";
  const std::uint32_t index = add_scope(migration, Direction::up, std::move(scope));
  std::uint32_t begin = 0;
  for (std::size_t at = input.text.find(kBreak); at != std::string_view::npos;
       at = input.text.find(kBreak, at + kBreak.size())) {
    add_part(input, migration, Direction::up, index, begin, static_cast<std::uint32_t>(at));
    begin = static_cast<std::uint32_t>(at + kBreak.size());
  }
  add_part(input, migration, Direction::up, index, begin,
           static_cast<std::uint32_t>(input.text.size()));
}

}  // namespace

const Tool drizzle{.name = "drizzle", .title = "Drizzle", .recognise = recognise, .read = read};

}  // namespace miglint::tools
