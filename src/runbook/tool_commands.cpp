#include "runbook/tool_commands.h"

#include <fmt/format.h>

#include <algorithm>

namespace miglint {
namespace {

constexpr std::string_view kAllPending =
    "It runs all migrations that are pending: deploy only those that belong to this step.";
constexpr std::string_view kLastOnly =
    "It takes back the last migration that ran: check that it is this one.";

ToolCommand with_client(const Migration& migration, std::string_view path) {
  if (migration.dialect == Dialect::postgres) {
    return {fmt::format("psql \"$DATABASE_URL\" -X -v ON_ERROR_STOP=1 -f {}", shell_word(path)),
            {}};
  }
  return {fmt::format("mysql \"$DATABASE\" < {}", shell_word(path)), {}};
}

}  // namespace

std::string shell_word(std::string_view argument) {
  const bool plain = !argument.empty() && std::ranges::all_of(argument, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-./=:@,+").contains(c);
  });
  if (plain) return std::string(argument);
  std::string out = "'";
  for (const char c : argument)
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + '\'';
}

ToolCommand up_command(const Migration& migration, const MigrationPlace& place) {
  const std::string id = shell_word(migration.id);
  const std::string folder = shell_word(place.folder);
  const std::string_view tool = place.tool;
  const bool postgres = migration.dialect == Dialect::postgres;
  const std::string pending(kAllPending);
  if (tool == "goose") {
    return {fmt::format("goose -dir {} {} \"$DATABASE_URL\" up-to {}", folder,
                        postgres ? "postgres" : "mysql", id),
            {}};
  }
  if (tool == "alembic") return {fmt::format("alembic upgrade {}", id), {}};
  if (tool == "laravel") {
    return {fmt::format("php artisan migrate --force --path={}", shell_word(place.path)), {}};
  }
  if (tool == "flyway") return {fmt::format("flyway -target={} migrate", id), {}};
  if (tool == "golang-migrate") {
    return {fmt::format("migrate -path {} -database \"$DATABASE_URL\" up 1", folder), {}};
  }
  if (tool == "sqitch") return {fmt::format("sqitch deploy --to-change {}", id), {}};
  if (tool == "dbmate") return {fmt::format("dbmate --migrations-dir {} migrate", folder), pending};
  if (tool == "sqlx") return {fmt::format("sqlx migrate run --source {}", folder), pending};
  if (tool == "diesel") {
    return {fmt::format("diesel migration run --migration-dir {}", folder), pending};
  }
  if (tool == "liquibase") return {"liquibase update-count --count=1", {}};
  if (tool == "prisma") return {"npx prisma migrate deploy", pending};
  if (tool == "drizzle" || tool == "drizzle-v1") return {"npx drizzle-kit migrate", pending};
  if (tool == "supabase") return {"supabase db push", pending};
  if (tool == "postgres-migrations" || tool == "postgrator") {
    return {{}, "It runs when the application calls `migrate()`: start one instance and wait."};
  }
  if (tool == "pop") {
    return {{}, "The program's own command for migrations runs it, with all that are pending."};
  }
  return with_client(migration, place.path);
}

ToolCommand down_command(const Migration& migration, const MigrationPlace& place) {
  const std::string folder = shell_word(place.folder);
  const std::string_view tool = place.tool;
  const bool postgres = migration.dialect == Dialect::postgres;
  const std::string last(kLastOnly);
  if (tool == "goose") {
    return {fmt::format("goose -dir {} {} \"$DATABASE_URL\" down", folder,
                        postgres ? "postgres" : "mysql"),
            last};
  }
  if (tool == "alembic") {
    const std::string to = migration.predecessors.size() == 1
                               ? shell_word(migration.predecessors.front())
                               : std::string(migration.predecessors.empty() ? "base" : "-1");
    return {fmt::format("alembic downgrade {}", to), {}};
  }
  if (tool == "laravel") {
    return {fmt::format("php artisan migrate:rollback --force --path={}", shell_word(place.path)),
            {}};
  }
  if (tool == "golang-migrate") {
    return {fmt::format("migrate -path {} -database \"$DATABASE_URL\" down 1", folder), last};
  }
  if (tool == "sqitch") return {"sqitch revert --to @HEAD^", last};
  if (tool == "dbmate") return {fmt::format("dbmate --migrations-dir {} rollback", folder), last};
  if (tool == "sqlx") return {fmt::format("sqlx migrate revert --source {}", folder), last};
  if (tool == "diesel") {
    return {fmt::format("diesel migration revert --migration-dir {}", folder), last};
  }
  if (tool == "liquibase") return {"liquibase rollback-count --count=1", last};
  if (tool == "sql") return with_client(migration, place.path);
  return {{},
          "The tool has no command for it: run the script by hand, or go forward with a new "
          "migration."};
}

}  // namespace miglint
