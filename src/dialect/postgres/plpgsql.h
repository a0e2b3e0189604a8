// Bodies of DO blocks, functions and procedures to the operations of the statements in them.
//
// Comes in: the raw parser's node of a statement that holds a body. Goes out: the operations of the
// body's SQL, each with its own place and with how it is nested (under a condition, in a loop).
// What the statement around the body does (CreateFunction itself) does not belong here.
//
// Both are to be called where the node lives: inside its libpg_query memory context.
#pragma once

#include <cstddef>

#include "dialect/postgres/lower/lower.h"
#include "source/span.h"

struct CreateFunctionStmt;
struct DoStmt;

namespace miglint::postgres {

/// Appends to `context.out` what a DO block runs: `context.nesting` with `in_block` set besides,
/// and `context.command` counted on. `context.text` is what `block` was parsed from. A block in
/// another language than PL/pgSQL gives one `Opaque`; so does each part of one that cannot be read.
void read_do_block(const DoStmt& block, LowerContext& context);

/// Appends to `context.out` the statements of a function's or procedure's body (AS '…' in SQL or
/// PL/pgSQL, BEGIN ATOMIC … END, RETURN …), with `in_block` set; they do not run now. `begin` is
/// where the CREATE stands in `context.text`. Returns the body's place, without its quotes. A body
/// in another language gives one `Opaque`.
Span read_function_body(const CreateFunctionStmt& function, std::size_t begin,
                        LowerContext& context);

}  // namespace miglint::postgres
