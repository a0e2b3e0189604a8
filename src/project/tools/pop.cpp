// Pop (gobuffalo/pop) and what grew out of it (ory/x/popx): popx/match.go, migration_info.go,
// migrator.go.
//
// <number>_<name>[.<server>][.autocommit].up.sql and .down.sql. Of several files with one number
// that for the server counts, else that for all. Each file is one transaction, unless its name says
// `.autocommit`, and goes to the server in one message.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "project/server_names.h"
#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

constexpr std::string_view kAutocommit = ".autocommit";

struct Name {
  std::string_view number;
  std::string_view server;  ///< Empty: for all servers.
  bool autocommit = false;
  MigrationFile::Holds holds = MigrationFile::Holds::up;
};

std::optional<Name> parse(std::string_view name) {
  Name parsed;
  parsed.number = leading_digits(name);
  if (parsed.number.empty() || !name.substr(parsed.number.size()).starts_with('_')) {
    return std::nullopt;
  }
  for (const auto& [ending, holds] :
       {std::pair{std::string_view(".up.sql"), 0}, std::pair{std::string_view(".down.sql"), 1}}) {
    if (!name.ends_with(ending)) continue;
    name.remove_suffix(ending.size());
    parsed.holds = holds == 0 ? MigrationFile::Holds::up : MigrationFile::Holds::down;
    parsed.autocommit = name.ends_with(kAutocommit);
    if (parsed.autocommit) name.remove_suffix(kAutocommit.size());
    const std::size_t dot = name.find('.');
    if (dot != name.npos) parsed.server = name.substr(dot + 1);
    // A dot in it would be part of no name that Pop takes.
    if (parsed.server.contains('.')) return std::nullopt;
    return parsed;
  }
  return std::nullopt;
}

/// The server whose migrations are read: what somebody names, else PostgreSQL where it has files.
std::optional<Dialect> chosen_server(const RecogniseInput& input, const MigrationSet& set) {
  if (input.dialect) return input.dialect;
  std::optional<Dialect> found;
  for (const MigrationFile& file : set.files) {
    const auto server = server_called(parse(miglint::name_of(file.path))->server);
    if (!server || !server->dialect) continue;
    if (server->dialect == Dialect::postgres) return Dialect::postgres;
    found = server->dialect;
  }
  return found;
}

/// Leaves out what the server's own file stands for, and what is another server's.
void keep_one_server(MigrationSet& set, std::optional<Dialect> chosen) {
  const auto is_its_own = [&](const Name& name) {
    const auto server = server_called(name.server);
    return server && server->dialect && server->dialect == chosen;
  };
  std::set<std::pair<std::string_view, MigrationFile::Holds>> own;
  for (const MigrationFile& file : set.files) {
    const auto name = parse(miglint::name_of(file.path));
    if (is_its_own(*name)) own.emplace(file.id, name->holds);
  }
  std::vector<MigrationFile> kept;
  for (MigrationFile& file : set.files) {
    const auto name = parse(miglint::name_of(file.path));
    if (is_its_own(*name) || (name->server.empty() && !own.contains({file.id, name->holds}))) {
      kept.push_back(file);
    } else if (name->server.empty()) {
      set.left_out.push_back({file.path, "a file of the server's own stands for it", false});
    } else {
      set.left_out.push_back({file.path, fmt::format("it is for {}", name->server), false});
    }
  }
  set.files = std::move(kept);
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  MigrationSet set;
  set.order = "by number";
  std::string example;
  take_files(
      input, set,
      [&](std::string_view name) -> NamedFile {
        const auto parsed = parse(name);
        if (!parsed) return {};
        const bool says_more = parsed->autocommit || server_called(parsed->server).has_value();
        if (example.empty() && says_more) example = name;
        return {std::string(parsed->number), parsed->holds};
      },
      "Pop takes files called <number>_<name>[.<server>].up.sql and .down.sql");
  // Without a server's name anywhere the files are called as golang-migrate's are.
  if (set.files.empty() || (example.empty() && !input.told)) return std::nullopt;
  set.why = fmt::format("{} is called as Pop's files are", example);
  set.dialect = chosen_server(input, set);
  keep_one_server(set, set.dialect);
  if (set.files.empty()) return std::nullopt;
  if (set.dialect) set.dialect_why = "the files' names";
  sort_by_number(set.files);
  return set;
}

void read(const ReadInput& input, Migration& migration) {
  TransactionScope scope;
  scope.send = Send::file;
  scope.way_out =
      "alone in a file called <number>_<name>.autocommit.up.sql: Pop sends a file in one message";
  const auto name = parse(miglint::name_of(input.file.path));
  if (name && name->autocommit) {
    scope.wrap = Wrap::none;
    scope.known_by = KnownBy::marker;
    scope.reason =
        "`.autocommit` in the file's name keeps Pop from opening a transaction, but the whole file "
        "goes to the server in one message";
  } else {
    scope.wrap = Wrap::file;
    scope.known_by = default_of(input.set);
    scope.reason =
        "Pop runs each file in a transaction by default and this one's name has no `.autocommit`";
  }
  add_whole_file(input, migration, std::move(scope));
}

}  // namespace

const Tool pop{.name = "pop", .title = "Pop", .recognise = recognise, .read = read};

}  // namespace miglint::tools
