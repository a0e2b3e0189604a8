// How volatile functions are: the server's own and those of its contrib extensions by a table made
// from the servers' catalogs, a script's own by the schema.
#pragma once

#include <string_view>

#include "schema/schema.h"

namespace miglint::postgres {

/// The most volatile of the built-in functions of that name in PostgreSQL 13 to 18 and its contrib
/// extensions; `unknown` when there is none. SQL's words that are calls, such as CURRENT_TIMESTAMP,
/// are known by their lower-case names.
[[nodiscard]] Volatility builtin_volatility(std::string_view name);

/// The most volatile of the functions that the expression calls; `immutable` when it calls none. A
/// function of the script that is inlined to a constant counts as immutable.
[[nodiscard]] Volatility worst_volatility(const Expression& expression, const Schema& schema);

}  // namespace miglint::postgres
