// Queries as parts of other statements: of views, CREATE TABLE AS, cursors.
#pragma once

#include "dialect/postgres/lower/walk.h"

namespace miglint::postgres {

/// What a query reads and calls.
struct QueryUse {
  std::span<const ObjectName> relations;
  std::span<const std::string_view> columns;
  std::span<const FunctionCall> functions;
};

/// The queries of its WITH clauses that change rows become operations of their own.
[[nodiscard]] QueryUse query_use(const Node& query, Lowering& to);

/// CREATE TABLE AS and SELECT … INTO.
void emit_create_table_as(const Node& query, const IntoClause& into, bool if_not_exists,
                          Lowering& to);

}  // namespace miglint::postgres
