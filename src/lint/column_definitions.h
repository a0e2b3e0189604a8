// Columns as CREATE TABLE and ADD COLUMN define them, for rules about one column's type.
//
// Comes in: an operation. Goes out: its column definitions. What is wrong with one does not belong
// here.
#pragma once

#include <functional>

#include "lint/rule.h"

namespace miglint {

/// Calls `see` with the table and each column that the operation defines, temporary tables apart.
/// A `down` script is left out: it brings back what was there.
void for_each_column(const Operation& operation, const Moment& at,
                     const std::function<void(const ObjectName&, const ColumnDefinition&)>& see);

/// For a rule that says one thing of each such column. Empty message: nothing to say.
void report_columns(
    const Operation& operation, const Moment& at, Findings& findings,
    const std::function<Finding(const ObjectName&, const ColumnDefinition&)>& judge);

}  // namespace miglint
