// A call of the migration tool that raises an error whenever it is reached.
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "lint/rule.h"
#include "migration/failing_call.h"

namespace miglint::rules {
namespace {

void check(const op::Opaque& opaque, const Operation& operation, const Moment& at,
           Findings& findings) {
  const SqlStatement* source = at.statement.source;
  if (source == nullptr || !raises_error(*source)) return;
  const bool down = at.direction == Direction::down;
  const std::string_view reason =
      std::string_view(opaque.reason).substr(0, opaque.reason.rfind(kCallFails));
  findings.add({
      .span = operation.span,
      .message =
          fmt::format("This call raises an error instead of sending anything: {}. {}", reason,
                      down ? "The rollback stops here, at the moment when it is needed."
                           : "The migration stops here, on every database."),
      .safe_way =
          "# name what the call needs, and run both directions once on a scratch database\n",
  });
}

}  // namespace

extern const RuleLogic call_that_fails;
const RuleLogic call_that_fails{.operations = {on<check>()}};

}  // namespace miglint::rules
