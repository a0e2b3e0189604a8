// Columns, constraints and partition bounds as CREATE TABLE, ALTER TABLE and domains write them.
#pragma once

#include "dialect/postgres/lower/lowering.h"

namespace miglint::postgres {

/// `end`: where the column's text ends at the latest.
[[nodiscard]] ColumnDefinition column_definition(const ColumnDef& column, std::size_t end,
                                                 Lowering& to);
/// A constraint of a table or domain; `end` as above.
[[nodiscard]] Constraint table_constraint(const ::Constraint& constraint, std::size_t end,
                                          Lowering& to);
/// The constraints in a list of column or domain qualifiers; DEFAULT and the like are left out.
[[nodiscard]] std::span<const Constraint> qualifiers(const List* list, std::string_view column,
                                                     std::size_t end, Lowering& to);
[[nodiscard]] PartitionBound partition_bound(const PartitionBoundSpec* bound, Lowering& to);
[[nodiscard]] ObjectName collation(const CollateClause* clause, Lowering& to);

}  // namespace miglint::postgres
