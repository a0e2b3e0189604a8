// SQL text to statements: PostgreSQL's own grammar splits, parses, and the raw tree is lowered.
//
// Comes in: `SqlStatement`s of a front-end, whose text may hold many statements. Goes out:
// `Statement`s with operations, or with the parser's own message. Catalog knowledge, locks and
// advice do not belong here.
#pragma once

#include <vector>

#include "schema/statement.h"
#include "source/arena.h"

namespace miglint::postgres {

/// Appends the statements of `source.text` to `statements`, in order. `source` and its text must
/// outlive them. A syntax error costs one statement. Thread-safe for different arenas.
void read_statements(const SqlStatement& source, Arena& arena, std::vector<Statement>& statements);

/// Major version of PostgreSQL whose grammar is built in, such as "18.4".
[[nodiscard]] std::string_view grammar_version();

}  // namespace miglint::postgres
