// Steps of a safe way as Laravel's calls.
//
// Comes in: steps. Goes out: lines of PHP for up(). What the schema builder of the project's
// version does not have is a `DB::statement`; where that version is not known, it is said which one
// has a call. What is advised does not belong here.
#pragma once

#include "lint/advice.h"

namespace miglint {

/// What the server refuses in a transaction, and what belongs in a later one, is said to stand in a
/// migration of its own: a Laravel migration cannot leave its transaction.
[[nodiscard]] std::string write_laravel_advice(std::span<const AdviceStep> steps,
                                               const Migration& migration);

}  // namespace miglint
