// Conditions written in one canonical way, so that two of them can be compared as text.
//
// The parts joined by AND are taken one by one. Each is written with its operator's left side a
// column where the other side is a literal, BETWEEN as two comparisons, IN and `= ANY (ARRAY[…])`
// as one sorted IN, OR sorted, types by their catalog name, names without their table:
//
//   a >= '2024-01-01'    a < '2024-02-01'::pg_catalog.date    b IS NOT NULL    c IN ('x', 'y')
//
// A part that is not understood is written as "opaque:" and a marker that equals no other text.
#pragma once

#include <span>
#include <string_view>

#include "dialect/postgres/lower/lowering.h"

namespace miglint::postgres {

[[nodiscard]] std::span<const std::string_view> conjuncts(const Node* condition, Lowering& to);
/// One value in the same writing.
[[nodiscard]] std::string_view canonical(const Node* value, Lowering& to);
/// Columns that are not NULL wherever the condition is true or NULL (which is when a CHECK passes).
[[nodiscard]] std::span<const std::string_view> proven_not_null(const Node* condition,
                                                                Lowering& to);

}  // namespace miglint::postgres
