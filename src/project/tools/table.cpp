#include <algorithm>
#include <array>

#include "project/tools/registry.h"

namespace miglint {
namespace {

/// Several may know a folder: a file of their own or a marker is a surer sign than names.
constexpr std::array kTools{
    &tools::prisma,    &tools::drizzle,        &tools::sqitch,
    &tools::supabase,  &tools::goose,          &tools::dbmate,
    &tools::liquibase, &tools::flyway,         &tools::diesel,
    &tools::sqlx,      &tools::alembic,        &tools::laravel,
    &tools::doctrine,  &tools::phinx,          &tools::postgrator,
    &tools::pop,       &tools::golang_migrate, &tools::postgres_migrations,
    &tools::cxx,       &tools::plain,
};

}  // namespace

std::span<const Tool* const> all_tools() {
  return kTools;
}

const Tool* find_tool(std::string_view name) {
  const auto found = std::ranges::find(kTools, name, &Tool::name);
  return found == kTools.end() ? nullptr : *found;
}

const Tool& plain_sql() {
  return tools::plain;
}

}  // namespace miglint
