// A value for a column, as an SQL expression over the number of a row: different for each row where
// the type allows it, the same for the same seed.
//
// Comes in: a column, and what CHECKs say of it. Goes out: SQL. Which rows are kept, and keys of
// other tables, do not belong here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "verify/table_shape.h"

namespace miglint {

/// In the expressions `g` is the row's number, from 1. `place` is the column's place in its table:
/// of two times in one row the later column has the later one. Nothing: no value is known for the
/// type, and the column may stay empty.
[[nodiscard]] std::optional<std::string> column_value(const ColumnShape& column, std::size_t place,
                                                      std::span<const CheckShape> checks,
                                                      std::uint64_t seed);

/// A whole number from 0 on that looks random, different for each `salt`.
[[nodiscard]] std::string random_number(std::uint64_t seed, std::size_t salt);

}  // namespace miglint
