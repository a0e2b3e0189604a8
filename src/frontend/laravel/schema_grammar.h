// Illuminate\Database\Schema\Grammars: one command of a blueprint to SQL.
//
// One file a dialect; what both share is in schema_grammar.cpp.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/laravel/blueprint.h"

namespace miglint::laravel {

/// Statements of a command; none where the grammar has nothing to send. The command may mark
/// others as done by itself.
using Statements = std::expected<std::vector<std::string>, std::string>;

[[nodiscard]] Statements compile(Blueprint& blueprint, const Command& command);

namespace mysql_schema {
[[nodiscard]] Statements compile(Blueprint& blueprint, const Command& command);
}
namespace postgres_schema {
[[nodiscard]] Statements compile(Blueprint& blueprint, const Command& command);
}

// Parts that the dialects share.
[[nodiscard]] std::string default_value(const Attribute& value, const Connection& connection);
[[nodiscard]] std::string compile_foreign(const Blueprint& blueprint, const Fluent& command);
/// "drop `a`, drop `b`"
[[nodiscard]] std::string prefixed_columns(const Connection& connection, std::string_view prefix,
                                           const Attribute::List& columns);
[[nodiscard]] std::vector<FluentPtr> added_columns(const Blueprint& blueprint);
/// The value that an auto-increment column starts from; null: none is asked for.
[[nodiscard]] Attribute starting_value(const Fluent& column);

/// The SQL of Schema::enableForeignKeyConstraints() and its opposite.
[[nodiscard]] std::string foreign_key_checks(Dialect dialect, bool enabled);

}  // namespace miglint::laravel
