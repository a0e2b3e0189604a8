// sqlx (launchbadge/sqlx): sqlx-core/src/migrate/source.rs, sqlx-postgres/src/migrate.rs.
//
// <number>_<name>.sql, or .up.sql and .down.sql. A file is one transaction unless its very first
// bytes are `-- no-transaction`; it goes to the server in one message.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kMark = "-- no-transaction";
constexpr std::array kNamedIn{"Cargo.toml"sv};

NamedFile name_of_file(std::string_view name) {
  const std::string_view number = leading_digits(name);
  if (number.empty() || !name.substr(number.size()).starts_with('_')) return {};
  if (!name.ends_with(".sql")) return {};
  using enum MigrationFile::Holds;
  return {std::string(number), name.ends_with(".down.sql") ? down : up};
}

/// Cargo.toml or the folder of prepared queries, in the folder's crate or its workspace.
std::string evidence(const RecogniseInput& input) {
  std::string named = file_with_word(input.tree, input.folder, kNamedIn, "sqlx");
  if (!named.empty()) return named;
  std::string above = miglint::folder_of(input.folder);
  if (input.tree.has_folder(join_path(above, ".sqlx"))) return join_path(above, ".sqlx");
  // The crate's own Cargo.toml may be the closest one and the workspace's name the dependency.
  const std::string crate = input.tree.find_above(input.folder, "Cargo.toml");
  if (crate.empty()) return {};
  const std::string outside = miglint::folder_of(miglint::folder_of(crate));
  if (miglint::folder_of(crate).empty()) return {};
  return file_with_word(input.tree, outside, kNamedIn, "sqlx");
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  MigrationSet set;
  set.order = "by number";
  take_files(input, set, name_of_file, "sqlx takes files called <number>_<name>.sql");
  if (set.files.empty()) return std::nullopt;
  const auto starts_so = [](std::string_view text) { return text.starts_with(kMark); };
  if (const std::string named = evidence(input);
      !named.empty() && (is_called_migrations(input.folder) || input.told)) {
    set.why = fmt::format("{} is called as sqlx's files are, and {} names sqlx",
                          miglint::name_of(set.files.front().path), named);
  } else if (const MigrationFile* marked = find_text(input.tree, set, starts_so)) {
    set.why = fmt::format("{} begins with `{}`", miglint::name_of(marked->path), kMark);
  } else if (!input.told) {
    return std::nullopt;
  }
  sort_by_number(set.files);
  return set;
}

/// The marker where sqlx does not look for it: any comment line but at the file's very begin.
void report_late_marker(const ReadInput& input, Migration& migration) {
  for (const Line& line : lines_of(input.text)) {
    const std::string_view text = trimmed(line.text);
    if (!starts_with_word(text, "--")) continue;
    if (!starts_with_word(trimmed(text.substr(2)), "no-transaction")) continue;
    const auto blanks = static_cast<std::uint32_t>(line.text.find('-'));
    migration.ignored_markers.push_back(
        {direction_of(input.file),
         {input.id, line.begin + blanks, line.end},
         line.begin == 0
             ? "sqlx looks for the bytes `-- no-transaction`, exactly so: this file runs in a "
               "transaction."
             : "sqlx looks for `-- no-transaction` in the very first bytes of the file: here it "
               "is a comment, and the file runs in a transaction.",
         "-- no-transaction\n"});
    return;
  }
}

void read(const ReadInput& input, Migration& migration) {
  TransactionScope scope;
  scope.send = Send::file;
  scope.way_out =
      "alone in a file that begins with `-- no-transaction`: sqlx sends a file in one message";
  if (input.text.starts_with(kMark)) {
    scope.wrap = Wrap::none;
    scope.known_by = KnownBy::marker;
    scope.reason =
        "`-- no-transaction` keeps sqlx from opening a transaction, but the whole file goes to the "
        "server in one message";
  } else {
    scope.wrap = Wrap::file;
    scope.known_by = default_of(input.set);
    scope.reason =
        "sqlx runs each file in a transaction by default and this file does not begin with "
        "`-- no-transaction`";
    report_late_marker(input, migration);
  }
  add_whole_file(input, migration, std::move(scope));
}

}  // namespace

const Tool sqlx{.name = "sqlx", .title = "sqlx", .recognise = recognise, .read = read};

}  // namespace miglint::tools
