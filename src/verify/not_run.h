// Statements of a script that nobody can, or is to, run.
#pragma once

#include <string>

#include "schema/statement.h"

namespace miglint {

/// Why the statement is not run: its text is not known before run time, or it is not for this
/// server. Empty: it is run.
[[nodiscard]] std::string why_not_run(const Statement& statement);

}  // namespace miglint
