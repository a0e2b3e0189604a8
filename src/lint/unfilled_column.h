// Columns that a migration adds empty and then takes for filled.
//
// Comes in: an operation on a column. Goes out: the operation that added the column, when no row
// that was there before can have a value in it.
#pragma once

#include <string_view>

#include "timeline/timeline.h"

namespace miglint {

/// The ADD COLUMN of this same script, without a value for the existing rows, that made `column` of
/// `table`. Null: the column is older, has a value, or something between there and `operation` may
/// have given it one.
[[nodiscard]] const Operation* added_and_unfilled(const ObjectName& table, std::string_view column,
                                                  const Operation& operation, const Moment& at);

/// The column's definition gives every existing row a value.
[[nodiscard]] bool gives_a_value(const ColumnDefinition& column);

}  // namespace miglint
