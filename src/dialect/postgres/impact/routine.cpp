// Functions and procedures: what their bodies lock when they are made, and when they are called.
#include "dialect/postgres/impact/builder.h"

namespace miglint::postgres {

void impact_of(const op::CreateFunction& create, Impact& impact) {
  // The body of a function in SQL is analysed at once (check_function_bodies), others are not.
  if (create.language != "sql") return;
  const std::size_t first = impact.effect_count();
  for (const Operation& operation : create.body)
    add_effects(operation, impact);
  impact.keep_locks_only(first);
}

void impact_of(const op::CallRoutine& call, Impact& impact) {
  run_routine(call.routine, impact);
}

void run_routine(const ObjectName& name, Impact& impact) {
  const Function* routine = impact.schema().find_function(name);
  if (routine == nullptr) return;
  // A routine may call itself.
  if (impact.enter_routine()) {
    for (const Operation& operation : routine->body)
      add_effects(operation, impact);
  }
  impact.leave_routine();
}

}  // namespace miglint::postgres
