// SELECT f(), PERFORM f(), CALL f(): what the routine does runs now, and no rule looks at it.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <type_traits>
#include <variant>

#include "dialect/postgres/volatility.h"
#include "lint/rule.h"
#include "lint/wording.h"
#include "schema/column_type.h"

namespace miglint::rules {
namespace {

/// What nobody would review for its locks: reads, new rows, settings.
template <class Op>
constexpr bool kIsHarmless =
    std::is_same_v<Op, op::SelectRows> || std::is_same_v<Op, op::InsertRows> ||
    std::is_same_v<Op, op::SetParameter> || std::is_same_v<Op, op::TransactionControl> ||
    std::is_same_v<Op, op::PlanStatement>;

bool is_harmless(const Operation& operation) {
  return std::visit([]<class Op>(const Op&) { return kIsHarmless<Op>; }, operation.action);
}

/// What in the body of the routine is worth a look; empty for nothing.
std::string work_of(const Function& routine) {
  bool changes = false;
  for (const Operation& operation : routine.body) {
    if (std::holds_alternative<op::Opaque>(operation.action)) {
      return "runs SQL that is put together at run time";
    }
    changes = changes || !is_harmless(operation);
  }
  return changes ? "changes tables or their rows" : std::string();
}

bool same_routine(const ObjectName& a, const ObjectName& b) {
  return a.name == b.name && a.schema == b.schema;
}

bool calls(const Operation& operation, const ObjectName& routine) {
  if (const auto* call = std::get_if<op::CallRoutine>(&operation.action)) {
    return same_routine(call->routine, routine);
  }
  const auto* select = std::get_if<op::SelectRows>(&operation.action);
  return select != nullptr && std::ranges::any_of(select->functions, [&](const FunctionCall& each) {
           return same_routine(each.function, routine);
         });
}

/// An earlier command of the script calls it, too: said once.
bool is_said(const ObjectName& routine, const Operation& operation, const Moment& at) {
  for (const Statement& statement : at.script) {
    for (const Operation& other : statement.operations) {
      if (&other == &operation) return false;
      if (calls(other, routine)) return true;
    }
  }
  return false;
}

void report(const ObjectName& routine, const Operation& operation, const Moment& at,
            Findings& findings) {
  const std::string name = identifier(routine);
  const Function* known = at.before.find_function(routine);
  std::string what;
  if (known != nullptr) {
    const std::string work = work_of(*known);
    if (work.empty()) return;
    what = fmt::format("`{}` runs here, and {}: no rule looks at that", name, work);
  } else {
    // `jsonb('{}')` is a cast.
    const bool is_servers = is_builtin_type(routine.name) ||
                            postgres::builtin_volatility(routine.name) != Volatility::unknown;
    if (is_servers) return;
    what = fmt::format(
        "`{}` runs here, and no migration makes it: what it locks, rewrites or changes is not "
        "known",
        name);
  }
  if (is_said(routine, operation, at)) return;
  findings.add({
      .span = operation.span,
      .message = what + ", and what follows was checked as if it changed nothing.",
      .safe_way = "-- the statements themselves, instead of a routine that runs them; or a review "
                  "of its body\n",
  });
}

void check_call(const op::CallRoutine& call, const Operation& operation, const Moment& at,
                Findings& findings) {
  report(call.routine, operation, at, findings);
}

/// A SELECT that reads rows is run for them.
void check_select(const op::SelectRows& select, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (!select.reads.empty()) return;
  for (const FunctionCall& call : select.functions)
    report(call.function, operation, at, findings);
}

}  // namespace

extern const RuleLogic called_function_not_read;
const RuleLogic called_function_not_read{.operations = {on<check_call>(), on<check_select>()}};

}  // namespace miglint::rules
