#include "cli/read_migration.h"

#include <fmt/format.h>

#include <algorithm>

#include "dialect/mysql/read.h"
#include "dialect/postgres/read.h"
#include "frontend/alembic/environment.h"
#include "frontend/alembic/revision.h"
#include "frontend/cxx/cxx_file.h"
#include "frontend/laravel/laravel_file.h"
#include "frontend/laravel/laravel_project.h"
#include "frontend/sql/sql_file.h"

namespace miglint {
namespace {

/// What the config says of a tool's transactions is surer than what is known of the tool.
void apply_framework(const Config& config, Migration& migration) {
  const auto found = config.frameworks.find(migration.framework);
  if (found == config.frameworks.end() || !found->second.transaction) return;
  for (Script* script : {&migration.up, &migration.down}) {
    for (TransactionScope& scope : script->scopes) {
      // A marker in the file says of this file more than the config says of all.
      if (scope.known_by == KnownBy::marker) continue;
      scope.wrap = *found->second.transaction;
      scope.known_by = KnownBy::config;
      scope.reason = fmt::format("[frameworks.{}] in {} says so", migration.framework, config.path);
    }
  }
}

/// Printed as it is. That it is not judged is said once a script, for each reason.
void add_not_judged(const SqlStatement& sql, bool is_first, Arena& arena,
                    std::vector<Statement>& statements) {
  Statement& statement = statements.emplace_back();
  statement.text = sql.text;
  statement.span = sql.span;
  statement.source = &sql;
  if (!is_first) return;
  const Operation said{sql.span, 0, {}, op::Opaque{sql.not_judged}};
  statement.operations = arena.copy(std::span<const Operation>(&said, 1));
}

Migration from_front_end(const ReadRequest& request) {
  switch (request.set.tool->language) {
    case Language::sql:
      return read_sql_file(request.id, request.source, request.set, request.file, request.dialect,
                           request.arena);
    case Language::php: {
      auto& project = laravel::LaravelProject::of(request.source.path());
      auto around = project.surroundings(request.dialect, request.config.mysql_version,
                                         laravel_connection(request.source).value_or(""));
      using Tool = laravel::Surroundings::Tool;
      if (request.set.tool->name == "doctrine") around.tool = Tool::doctrine;
      if (request.set.tool->name == "phinx") {
        around.tool = Tool::phinx;
        project.add_phinx(request.source.path(), around);
      }
      return read_laravel_file(request.id, request.source, around, request.arena);
    }
    case Language::python:
      return alembic::read_revision(request.id, request.source, request.dialect,
                                    alembic::environment_of(request.set.environment),
                                    request.arena);
    case Language::cxx:
      return read_cxx_file(request.id, request.source, request.dialect, request.config,
                           request.arena);
  }
  return {};
}

}  // namespace

std::optional<Dialect> usual_dialect(const MigrationSet& set, const SourceFile& source) {
  if (set.tool->language == Language::cxx) {
    const auto dialect = cxx_dialect(source);
    return dialect ? dialect : set.dialect;
  }
  if (set.tool->language != Language::php) return set.dialect;
  auto& project = laravel::LaravelProject::of(source.path());
  if (const auto connection = laravel_connection(source)) {
    // An unknown one may be on any server.
    return project.dialect_of(*connection);
  }
  // Doctrine's generated guard: `abortIf(… ->getName() !== 'mysql', …)`.
  if (set.tool->name == "doctrine" && source.text().contains("!== 'mysql'")) return Dialect::mysql;
  if (set.tool->name == "doctrine" && source.text().contains("!== 'postgresql'"))
    return Dialect::postgres;
  return project.dialect();
}

bool may_be_any_dialect(const MigrationSet& set) {
  return set.tool->language == Language::php || set.tool->language == Language::cxx;
}

std::vector<std::string> settings_of(const MigrationSet& set) {
  if (set.tool->language != Language::python) return {};
  return alembic::settings_in(alembic::environment_of(set.environment));
}

Migration read_migration(const ReadRequest& request) {
  Migration migration = from_front_end(request);
  migration.graph = request.file.graph;
  apply_framework(request.config, migration);
  return migration;
}

void read_script(const Script& script, Dialect dialect, ServerVersion server, Arena& arena,
                 std::vector<Statement>& statements) {
  std::vector<std::string_view> reasons;
  for (const SqlStatement& sql : script.statements) {
    if (!sql.not_judged.empty()) {
      const bool is_first = std::ranges::find(reasons, sql.not_judged) == reasons.end();
      if (is_first) reasons.emplace_back(sql.not_judged);
      add_not_judged(sql, is_first, arena, statements);
    } else if (dialect == Dialect::postgres) {
      postgres::read_statements(sql, arena, statements);
    } else {
      mysql::read_statements(sql, {.mariadb = dialect == Dialect::mariadb, .version = server},
                             arena, statements);
    }
  }
}

}  // namespace miglint
