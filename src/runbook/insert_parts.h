// The query of an INSERT that takes its rows from one.
//
// Comes in: a text that begins with an INSERT. Goes out: the query, which only reads. What cannot
// be asked without running the change gives nothing.
#pragma once

#include <string>
#include <string_view>

#include "migration/dialect.h"

namespace miglint {

/// "SELECT id, total FROM orders WHERE paid"; empty: there is none that could be asked by itself.
[[nodiscard]] std::string query_of_insert(std::string_view insert, Dialect dialect);

}  // namespace miglint
