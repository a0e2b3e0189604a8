// The tools by their files; table.cpp puts them in order.
#pragma once

#include "project/tools/tool.h"

namespace miglint::tools {

extern const Tool alembic;
extern const Tool cxx;
extern const Tool dbmate;
extern const Tool diesel;
extern const Tool doctrine;
extern const Tool drizzle;
extern const Tool flyway;
extern const Tool golang_migrate;
extern const Tool goose;
extern const Tool laravel;
extern const Tool liquibase;
extern const Tool phinx;
extern const Tool plain;
extern const Tool pop;
extern const Tool postgrator;
extern const Tool postgres_migrations;
extern const Tool prisma;
extern const Tool sqitch;
extern const Tool sqlx;
extern const Tool supabase;

}  // namespace miglint::tools
