#include "read_example.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "dialect/mysql/read.h"
#include "dialect/postgres/read.h"
#include "frontend/alembic/revision.h"
#include "frontend/laravel/laravel_file.h"
#include "frontend/laravel/laravel_project.h"
#include "project/config.h"
#include "project/predecessor_order.h"
#include "project/tools/tool.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// The page with all but the example blanked out, so that offsets and lines are those of the page.
std::string only_example(std::string_view page, const Example& example) {
  std::string text(page);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((at < example.begin || at >= example.end) && text[at] != '\n') text[at] = ' ';
  }
  return text;
}

/// What stands behind `-- migration:`: the id, then words that say more about it.
void describe(std::string_view line, Migration& migration) {
  std::istringstream words{std::string(line)};
  words >> migration.id;
  for (std::string word; words >> word;) {
    if (word == "edited") migration.change = Change::edited;
    if (word == "added") migration.change = Change::added;
    if (word == "renamed") migration.change = Change::renamed;
    if (word == "unchanged") migration.change = Change::unchanged;
    if (word != "after") continue;
    while (words >> word)
      migration.predecessors.push_back(word);
  }
}

void move_by(std::size_t offset, Span& span) {
  span.begin += static_cast<std::uint32_t>(offset);
  span.end += static_cast<std::uint32_t>(offset);
}

/// With the grammar of the example's server.
void read_statements(const SqlStatement& sql, const Example& example, Arena& arena,
                     std::vector<Statement>& statements) {
  if (example.dialect == Dialect::postgres) {
    postgres::read_statements(sql, arena, statements);
  } else {
    const bool mariadb = example.dialect == Dialect::mariadb;
    mysql::read_statements(sql, {.mariadb = mariadb, .version = example.version}, arena,
                           statements);
  }
}

/// The text as the tool reads it: a file of its own, without the line that names it.
void add_file_of_tool(const Example& example, std::size_t begin, std::size_t end, ReadExample& to) {
  constexpr auto kMark = "-- migration:"sv;
  const std::string_view page = to.sources[FileId{}].text();
  MigrationFile file;
  if (page.substr(begin).starts_with(kMark)) {
    const std::size_t line_end = std::min(page.find('\n', begin), end);
    file.path = trimmed(page.substr(begin + kMark.size(), line_end - begin - kMark.size()));
    begin = std::min(line_end + 1, end);
  }
  file.holds =
      file.path.ends_with(".down.sql") ? MigrationFile::Holds::down : MigrationFile::Holds::up;
  MigrationSet set;
  set.tool = find_tool(example.tool);
  Migration& migration = to.migrations.back();
  set.tool->read({set, file, FileId{}, page.substr(begin, end - begin), to.arena}, migration);
  for (IgnoredMarker& marker : migration.ignored_markers)
    move_by(begin, marker.span);
  for (const Direction direction : {Direction::up, Direction::down}) {
    Script& script = direction == Direction::up ? migration.up : migration.down;
    if (script.statements.empty()) continue;
    auto& statements = to.statements.emplace_back();
    for (SqlStatement& sql : script.statements) {
      move_by(begin, sql.span);
      postgres::read_statements(sql, to.arena, statements);
    }
    to.scripts.push_back({&migration, direction, statements});
  }
}

void add_script(const Example& example, std::size_t begin, std::size_t end, Direction direction,
                ReadExample& to) {
  if (example.as_files) return add_file_of_tool(example, begin, end, to);
  const FileId file{};
  SqlStatement sql;
  sql.text = to.sources[file].text().substr(begin, end - begin);
  sql.span = {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  Migration& migration = to.migrations.back();
  Script& script = direction == Direction::up ? migration.up : migration.down;
  script.scopes.push_back(example.scope);
  script.statements.push_back(std::move(sql));
  auto& statements = to.statements.emplace_back();
  read_statements(script.statements.front(), example, to.arena, statements);
  to.scripts.push_back({&migration, direction, statements});
}

Migration& add_migration(const Example& example, ReadExample& to) {
  Migration& migration = to.migrations.emplace_back();
  migration.id = fmt::format("{}", to.migrations.size());
  migration.file = FileId{};
  migration.framework = example.tool;
  migration.dialect = example.dialect;
  return migration;
}

void add_revision(std::string_view page, const Example& example, std::size_t begin, std::size_t end,
                  std::string_view name, ReadExample& to) {
  // The other revisions of the example are other files.
  Example part = example;
  part.begin = begin;
  part.end = end;
  const SourceFile& source = to.revisions.emplace_back("example.md", only_example(page, part));
  Migration& migration = to.migrations.emplace_back(
      alembic::read_revision(FileId{}, source, example.dialect, {}, to.arena));
  migration.id = fmt::format("{}", to.migrations.size());
  if (!name.empty()) describe(name, migration);
  for (const Direction direction : {Direction::up, Direction::down}) {
    const Script& script = direction == Direction::up ? migration.up : migration.down;
    if (script.statements.empty()) continue;
    auto& statements = to.statements.emplace_back();
    for (const SqlStatement& sql : script.statements)
      read_statements(sql, example, to.arena, statements);
    to.scripts.push_back({&migration, direction, statements});
  }
}

/// What the tool knows of the whole graph.
void place_in_graph(const Example& example, ReadExample& to) {
  if (example.tool != "alembic") return;
  std::vector<GraphNode> nodes;
  for (const Migration& migration : to.migrations)
    nodes.push_back({migration.id, migration.id, migration.predecessors, {}});
  std::vector<GraphPlace> places = order_by_predecessors(nodes).places;
  for (std::size_t i = 0; i < places.size(); ++i)
    to.migrations[i].graph = std::move(places[i]);
}

/// Cuts the example at its lines `# migration: id …`.
void read_revisions(std::string_view page, const Example& example, ReadExample& to) {
  to.sources.add("example.py", only_example(page, example));
  constexpr auto kMigration = "# migration:"sv;
  std::size_t begin = example.begin;
  std::string_view name;
  for (std::size_t line = begin; line < example.end;) {
    const std::size_t end = std::min(page.find('\n', line), example.end);
    const auto text = trimmed(page.substr(line, end - line));
    if (text.starts_with(kMigration)) {
      if (!trimmed(page.substr(begin, line - begin)).empty())
        add_revision(page, example, begin, line, name, to);
      name = text.substr(kMigration.size());
      begin = line;
    }
    line = end + 1;
  }
  add_revision(page, example, begin, example.end, name, to);
}

void add_php(std::string_view page, const Example& example, std::size_t begin, std::size_t end,
             ReadExample& to) {
  constexpr auto kMigration = "// migration:"sv;
  Example part = example;
  part.begin = begin;
  part.end = end;
  const SourceFile& source = to.revisions.emplace_back("example.php", only_example(page, part));
  laravel::LaravelProject project{std::string()};
  Migration& migration = to.migrations.emplace_back(read_laravel_file(
      FileId{}, source, project.surroundings(example.dialect, example.version), to.arena));
  migration.id = fmt::format("{}", to.migrations.size());
  const auto head = page.substr(begin, std::min(page.find('\n', begin), end) - begin);
  if (const auto at = head.find(kMigration); at != std::string_view::npos)
    describe(head.substr(at + kMigration.size()), migration);
  for (const Direction direction : {Direction::up, Direction::down}) {
    const Script& script = direction == Direction::up ? migration.up : migration.down;
    if (direction == Direction::down && script.statements.empty()) continue;
    auto& statements = to.statements.emplace_back();
    for (const SqlStatement& sql : script.statements)
      read_statements(sql, example, to.arena, statements);
    to.scripts.push_back({&migration, direction, statements});
  }
}

/// Cuts the example at its lines `<?php`.
void read_php(std::string_view page, const Example& example, ReadExample& to) {
  to.sources.add("example.php", only_example(page, example));
  constexpr auto kBegin = "\n<?php"sv;
  for (std::size_t begin = example.begin; begin < example.end;) {
    const std::size_t next = page.find(kBegin, begin);
    const std::size_t end = next < example.end ? next + 1 : example.end;
    add_php(page, example, begin, end, to);
    begin = end;
  }
}

/// Cuts the example at its lines `-- migration: id …` and `-- down`, which begins the rollback of
/// the migration that it stands in.
void read(std::string_view page, const Example& example, ReadExample& to) {
  to.sources.add("example.md", only_example(page, example));
  constexpr auto kMigration = "-- migration:"sv;
  constexpr auto kDown = "-- down"sv;
  const bool last_goes_down = example.direction == Direction::down;
  std::size_t begin = example.begin;
  auto direction = Direction::up;
  for (std::size_t line = begin; line < example.end;) {
    const std::size_t end = std::min(page.find('\n', line), example.end);
    const auto text = trimmed(page.substr(line, end - line));
    if (text.starts_with(kMigration)) {
      const bool is_first = trimmed(page.substr(example.begin, line - example.begin)).empty();
      if (!is_first) {
        if (to.migrations.empty()) add_migration(example, to);
        add_script(example, begin, line, direction, to);
      }
      describe(text.substr(kMigration.size()), add_migration(example, to));
      begin = line;
      direction = Direction::up;
    } else if (text == kDown) {
      if (to.migrations.empty()) add_migration(example, to);
      add_script(example, begin, line, Direction::up, to);
      begin = line;
      direction = Direction::down;
    }
    line = end + 1;
  }
  if (to.migrations.empty()) add_migration(example, to);
  add_script(example, begin, example.end, last_goes_down ? Direction::down : direction, to);
}

/// The settings of the last ```toml block before the example.
Config config_of(std::string_view page, const Example& example, std::span<const RuleInfo> rules) {
  if (!example.with_config) return {};
  constexpr auto kFence = "```toml\n"sv;
  const std::string_view before = page.substr(0, example.begin);
  const auto begin = before.rfind(kFence);
  if (begin == std::string_view::npos) return {};
  std::string_view text = before.substr(begin + kFence.size());
  text = text.substr(0, text.find("```"));
  std::vector<KnownRule> known;
  for (const RuleInfo& rule : rules) {
    known.push_back({.id = rule.id});
    for (const RuleOption& option : rule.options)
      known.back().options.push_back(option.name);
  }
  return parse_config(text, ".miglint.toml", known).value();
}

}  // namespace

void read_example(std::string_view page, const Example& example, ReadExample& to) {
  if (example.language == Example::Language::python) {
    read_revisions(page, example, to);
  } else if (example.language == Example::Language::php) {
    read_php(page, example, to);
  } else {
    read(page, example, to);
    place_in_graph(example, to);
  }
}

std::vector<Finding> findings_in(const ReadExample& read_example, std::string_view page,
                                 const Example& example, std::span<const RuleInfo> rules) {
  const Config config = config_of(page, example, rules);
  LintOptions options;
  options.settings = [&](FileId) { return FileSettings{&config, "example.sql"}; };
  options.server = example.version;
  options.today = std::chrono::year(2026) / 1 / 1;  // Comments that expire have a fixed day.
  if (example.complete_history) options.history = History::complete;
  // What is off until somebody asks for it is asked for here.
  options.level = [](const RuleInfo& rule, FileId) {
    return rule.level == Level::off ? Level::note : rule.level;
  };
  return lint(read_example.scripts, rules, read_example.sources, options);
}

}  // namespace miglint
