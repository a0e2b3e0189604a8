// SELECT set_config(…): a SET that looks like a query.
#pragma once

#include "dialect/postgres/lower/lowering.h"

namespace miglint::postgres {

/// Appends a SetParameter for each call of set_config among the result columns. `functions` are all
/// that the query calls: a set_config elsewhere gives an Opaque. True: the query does nothing else.
[[nodiscard]] bool emit_set_config(const SelectStmt& select,
                                   std::span<const FunctionCall> functions, Lowering& to);

}  // namespace miglint::postgres
