// A body in PL/pgSQL to the operations of the SQL in it.
//
// Comes in: the body's text. Goes out: operations, each with its place and its nesting. Where
// blocks, statements and expressions begin and end is PL/pgSQL's grammar; what stands in them is
// SQL's. PL/pgSQL's compiler in libpg_query is not used: without a catalog it refuses what a server
// takes
// (`r.a := 1` for a row variable, arrays of the user's own types), and it knows lines, not places.
#pragma once

#include <span>
#include <string_view>

#include "dialect/postgres/lower/lower.h"

namespace miglint::postgres {

/// Appends the operations of `body` to `context.out`. `variables` are names known from outside: the
/// parameters of a function. What cannot be read becomes an `Opaque`.
void read_plpgsql(const ParsedText& body, std::span<const std::string_view> variables,
                  LowerContext& context);

}  // namespace miglint::postgres
