// Column types as SQLAlchemy's MySQL type compiler writes them.
//
// Comes in: a type. Goes out: SQL; an empty text for a type that is none of its own.
#pragma once

#include "frontend/alembic/types.h"

namespace miglint::alembic {

[[nodiscard]] Sql mysql_type(const TypeName& name, const eval::Value& type, const Words& words);

}  // namespace miglint::alembic
