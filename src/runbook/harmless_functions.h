// Functions that a check may call because the change does: they change nothing and do not wait.
//
// Comes in: calls, and what the migrations say of functions of their own. Goes out: yes or no.
#pragma once

#include <span>

#include "migration/dialect.h"
#include "schema/schema.h"

namespace miglint {

[[nodiscard]] bool are_harmless(std::span<const FunctionCall> calls, const Schema& schema,
                                Dialect dialect);

}  // namespace miglint
