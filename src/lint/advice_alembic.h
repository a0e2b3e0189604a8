// Steps of a safe way as calls of Alembic's `op`.
//
// Comes in: steps. Goes out: lines of Python for upgrade(). What Alembic has no call for is an
// `op.execute`. What is advised does not belong here.
#pragma once

#include "lint/advice.h"

namespace miglint {

/// What the server refuses in a transaction stands in an `autocommit_block()`, and so does what
/// belongs in a later one: the block commits what came before.
[[nodiscard]] std::string write_alembic_advice(std::span<const AdviceStep> steps,
                                               const Migration& migration);

}  // namespace miglint
