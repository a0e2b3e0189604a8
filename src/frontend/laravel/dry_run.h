// A switch in a migration's code that keeps its work from being done: `private const DRY_RUN =
// true;`.
//
// Comes in: the migration's class. Goes out: where the switch is set. What the code does with it is
// the evaluator's matter.
#pragma once

#include <vector>

#include "frontend/php/interpreter.h"
#include "migration/migration.h"

namespace miglint::laravel {

/// A constant, a property or a variable that is called so, is on as the code stands, and that a
/// condition asks for.
void find_dry_run(php::Interpreter& interpreter, const php::Class& migration,
                  std::vector<CodeFact>& facts);

}  // namespace miglint::laravel
