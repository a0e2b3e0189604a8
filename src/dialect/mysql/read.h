// SQL text to statements: a parser of our own for what MySQL and MariaDB migrations hold.
//
// Comes in: `SqlStatement`s of a front-end, whose text may hold many statements. Goes out:
// `Statement`s with operations, or with what was expected where. Catalog knowledge, algorithms and
// advice do not belong here.
#pragma once

#include <vector>

#include "dialect/mysql/server.h"
#include "schema/statement.h"
#include "source/arena.h"

namespace miglint::mysql {

/// Appends the statements of `source.text` to `statements`, in order. `source` and its text must
/// outlive them. A syntax error costs one statement. Thread-safe for different arenas.
void read_statements(const SqlStatement& source, const Server& server, Arena& arena,
                     std::vector<Statement>& statements);

}  // namespace miglint::mysql
