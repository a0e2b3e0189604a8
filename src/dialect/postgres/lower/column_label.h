// The name that the server gives to an expression without a label: of a result column, of a key in
// an index name that it makes up.
#pragma once

#include <string_view>

#include "dialect/postgres/lower/lowering.h"

namespace miglint::postgres {

/// As the server's FigureColname: "lower" for lower(email). Empty: it has no name for it.
[[nodiscard]] std::string_view column_label(const Node* expression);

/// Names of a query's result columns; nothing when a star hides some of them.
[[nodiscard]] std::span<const std::string_view> result_columns(const Node* query, Lowering& to);

}  // namespace miglint::postgres
