// Bodies of DO blocks, functions and procedures to the operations of the statements in them.
//
// Comes in: the raw parser's node of a statement that holds a body. Goes out: the operations of the
// body's SQL, each with its own place and with how it is nested (under a condition, in a loop).
// What the statement around the body does (CreateFunction itself) does not belong here.
#pragma once

#include <vector>

#include "dialect/postgres/parsed_text.h"
#include "schema/operation.h"
#include "source/arena.h"
#include "source/span.h"

struct CreateFunctionStmt;
struct DoStmt;

namespace miglint::postgres {

/// Appends what a DO block runs, all with `Nesting::in_block` set and `Operation::command` counted
/// on from that of the last operation in `operations`. `text` is what `block` was parsed from. A
/// block in a language other than PL/pgSQL, or one that does not compile, gives one `Opaque`. To be
/// called where `block` lives: inside its libpg_query memory context.
void read_do_block(const DoStmt& block, const ParsedText& text, Arena& arena,
                   std::vector<Operation>& operations);

/// Appends the statements of a function's or procedure's body (AS '…' in SQL or PL/pgSQL,
/// BEGIN ATOMIC … END, RETURN …), with `in_block` set; they do not run now. Returns the body's
/// place, without its quotes; empty where there is no body to read (other languages, C): then
/// nothing is appended but one `Opaque`.
Span read_function_body(const CreateFunctionStmt& function, const ParsedText& text, Arena& arena,
                        std::vector<Operation>& operations);

}  // namespace miglint::postgres
