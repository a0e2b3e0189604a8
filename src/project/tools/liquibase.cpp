// Liquibase's formatted SQL: AbstractFormattedChangeLogParser.java.
//
// A file begins with `--liquibase formatted sql` and holds changesets, each a transaction unless
// its line says `runInTransaction:false`. `--rollback` lines undo a changeset. The master changelog
// names the files in order.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "project/tools/parts.h"
#include "project/tools/registry.h"
#include "source/ascii.h"

namespace miglint::tools {
namespace {

/// What follows `--word` on a comment line; nothing for another line.
std::optional<std::string_view> after(std::string_view line, std::string_view word) {
  line = trimmed(line);
  if (!line.starts_with("--")) return std::nullopt;
  line = trimmed(line.substr(2));
  if (!starts_with_word(line, word)) return std::nullopt;
  line.remove_prefix(word.size());
  if (!line.empty() && line.front() != ' ' && line.front() != '\t' && line.front() != ':') {
    return std::nullopt;
  }
  return trimmed(line);
}

bool is_formatted(std::string_view text) {
  for (const Line& line : lines_of(text.substr(0, 4096))) {
    if (trimmed(line.text).empty()) continue;
    const auto rest = after(line.text, "liquibase");
    return rest && starts_with_word(*rest, "formatted sql");
  }
  return false;
}

/// The value of `name:value` on a changeset's line; letters of either case are the same.
std::string attribute(std::string_view line, std::string_view name) {
  const std::string lower = ascii::lower_case(line);
  const std::string key = ascii::lower_case(name) + ":";
  const std::size_t at = lower.find(key);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + key.size();
  return lower.substr(begin, std::min(lower.find_first_of(" \t", begin), lower.size()) - begin);
}

/// Paths of .sql files that a master changelog (XML, YAML, JSON) names, in its order.
std::vector<std::string> files_named_in(std::string_view text) {
  std::vector<std::string> files;
  for (std::size_t at = text.find(".sql"); at != std::string_view::npos;
       at = text.find(".sql", at + 4)) {
    const std::size_t before = text.find_last_of("\"' \t:>=", at);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    files.emplace_back(text.substr(begin, at + 4 - begin));
  }
  return files;
}

/// A changelog that is no SQL, in the folder or one of the two above it.
std::string master_of(const RecogniseInput& input) {
  std::string folder = input.folder;
  for (int i = 0; i < 3; ++i) {
    for (const Tree::Entry& entry : input.tree.entries(folder)) {
      const std::string name = ascii::lower_case(entry.name);
      const bool config = name.ends_with(".xml") || name.ends_with(".yaml") ||
                          name.ends_with(".yml") || name.ends_with(".json");
      if (!entry.is_folder && config && (name.contains("changelog") || name.contains("master"))) {
        return join_path(folder, entry.name);
      }
    }
    if (folder.empty() || folder == ".") break;
    folder = miglint::folder_of(folder);
  }
  return {};
}

void order_by(std::string_view master, std::vector<MigrationFile>& files) {
  const std::vector<std::string> named = files_named_in(master);
  const auto place = [&](const MigrationFile& file) {
    const auto found = std::ranges::find_if(named, [&](const std::string& path) {
      return file.path == path || file.path.ends_with("/" + path) ||
             miglint::name_of(path) == miglint::name_of(file.path);
    });
    return found - named.begin();
  };
  std::ranges::stable_sort(files, {}, place);
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  MigrationSet set;
  for (const Tree::Entry& entry : input.tree.entries(input.folder)) {
    if (entry.is_folder || !ascii::lower_case(entry.name).ends_with(".sql")) continue;
    std::string path = join_path(input.folder, entry.name);
    if (is_formatted(input.tree.text(path))) {
      MigrationFile& file = set.files.emplace_back();
      file.path = std::move(path);
      file.id = entry.name;
      file.holds = MigrationFile::Holds::both;
    } else {
      set.left_out.push_back(
          {std::move(path), "it does not begin with `--liquibase formatted sql`"});
    }
  }
  if (set.files.empty()) return std::nullopt;
  set.why = fmt::format("{} begins with `--liquibase formatted sql`",
                        miglint::name_of(set.files.front().path));
  const std::string master = master_of(input);
  std::ranges::stable_sort(set.files, {}, &MigrationFile::path);
  const bool named = !master.empty() && input.tree.text(master).contains(".sql");
  if (named) order_by(input.tree.text(master), set.files);
  set.order = named ? fmt::format("as {} names them", master) : "by name, as includeAll does";
  return set;
}

struct Changeset {
  std::string_view line;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::vector<Line> rollback;
};

TransactionScope scope_of(const ReadInput& input, const Changeset& changeset) {
  TransactionScope scope;
  const bool whole = attribute(changeset.line, "splitStatements") == "false";
  scope.send = whole ? Send::chunk : Send::statement;
  scope.way_out = "in a changeset of its own with `runInTransaction:false` on its line";
  if (attribute(changeset.line, "runInTransaction") == "false") {
    scope.wrap = Wrap::none;
    scope.known_by = KnownBy::marker;
    scope.reason = whole ? "`runInTransaction:false` opens no transaction, but "
                           "`splitStatements:false` sends the changeset in one message"
                         : "`runInTransaction:false`: Liquibase opens no transaction here";
  } else {
    scope.wrap = Wrap::changeset;
    scope.known_by = default_of(input.set);
    scope.reason =
        "Liquibase runs each changeset in a transaction by default and this one has no "
        "`runInTransaction:false`";
  }
  return scope;
}

/// The SQL of `--rollback` lines: their text from the first to the last, all but the SQL blanked
/// out, so that places in it are places in the file.
void add_rollback(const ReadInput& input, const Changeset& changeset, Migration& migration) {
  if (changeset.rollback.empty()) return;
  const std::uint32_t begin = changeset.rollback.front().begin;
  const std::uint32_t end = changeset.rollback.back().end;
  std::string text(end - begin, ' ');
  for (const Line& line : changeset.rollback) {
    const std::string_view sql = *after(line.text, "rollback");
    if (starts_with_word(sql, "not required") || starts_with_word(sql, "empty")) continue;
    const auto at = static_cast<std::size_t>(sql.data() - input.text.data()) - begin;
    text.replace(at, sql.size(), sql);
    if (line.end - begin < text.size()) text[line.end - begin] = '\n';
  }
  if (trimmed(text).empty()) return;
  const std::uint32_t scope = add_scope(migration, Direction::down, scope_of(input, changeset));
  add_part(input, migration, Direction::down, scope, begin, end);
  migration.down.statements.back().text = input.arena.copy(text);
}

bool is_for(std::string_view line, Dialect dialect) {
  const std::string dbms = attribute(line, "dbms");
  if (dbms.empty() || dbms == "all") return true;
  const std::string_view wanted = dialect == Dialect::postgres  ? "postgresql"
                                  : dialect == Dialect::mariadb ? "mariadb"
                                                                : "mysql";
  if (dbms.contains("!" + std::string(wanted))) return false;
  return dbms.contains('!') || dbms.contains(wanted);
}

void report_marker(const ReadInput& input, const Line& line, Migration& migration) {
  const std::string lower = ascii::lower_case(line.text);
  if (!trimmed(line.text).starts_with("--") || !lower.contains("runintransaction:false")) return;
  migration.ignored_markers.push_back({Direction::up,
                                       {input.id, line.begin, line.end},
                                       "Liquibase reads `runInTransaction` on the line of "
                                       "`--changeset` alone: here it is a comment, "
                                       "and the changeset runs in a transaction.",
                                       "--changeset author:id runInTransaction:false\n"});
}

void read(const ReadInput& input, Migration& migration) {
  std::vector<Changeset> changesets;
  for (const Line& line : lines_of(input.text)) {
    if (const auto rest = after(line.text, "changeset")) {
      if (!changesets.empty()) changesets.back().end = line.begin;
      changesets.push_back({*rest, line.next, static_cast<std::uint32_t>(input.text.size()), {}});
    } else if (!changesets.empty() && after(line.text, "rollback")) {
      changesets.back().rollback.push_back(line);
    } else {
      report_marker(input, line, migration);
    }
  }
  std::erase_if(changesets,
                [&](const Changeset& each) { return !is_for(each.line, migration.dialect); });
  for (const Changeset& changeset : changesets) {
    const std::uint32_t scope = add_scope(migration, Direction::up, scope_of(input, changeset));
    add_part(input, migration, Direction::up, scope, changeset.begin, changeset.end);
  }
  // A rollback begins with what was done last.
  std::ranges::reverse(changesets);
  for (const Changeset& changeset : changesets)
    add_rollback(input, changeset, migration);
  fill_placeholders(input, migration);
}

}  // namespace

const Tool liquibase{
    .name = "liquibase", .title = "Liquibase", .recognise = recognise, .read = read};

}  // namespace miglint::tools
