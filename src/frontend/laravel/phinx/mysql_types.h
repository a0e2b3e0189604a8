// The types and columns of Phinx\Db\Adapter\MysqlAdapter.
//
// Comes in: a column. Goes out: its definition in SQL. Commands do not belong here.
#pragma once

#include <expected>
#include <string>

#include "frontend/laravel/phinx/adapter.h"

namespace miglint::laravel::phinx::mysql {

/// "INT(11) NOT NULL DEFAULT 0"; fails for a type that Phinx does not have.
[[nodiscard]] std::expected<std::string, std::string> column_definition(const Target& target,
                                                                        const Column& column);

}  // namespace miglint::laravel::phinx::mysql
