// A comment that is meant to tell the migration tool something, where the tool does not look for
// it.
#include "lint/rule.h"

namespace miglint::rules {
namespace {

void check(const ScriptEnd& at, Findings& findings) {
  for (const IgnoredMarker& marker : at.migration.ignored_markers) {
    if (marker.direction != at.direction) continue;
    findings.add({.span = marker.span, .message = marker.message, .safe_way = marker.advice});
  }
}

}  // namespace

extern const RuleLogic ignored_transaction_marker;
const RuleLogic ignored_transaction_marker{.end = check};

}  // namespace miglint::rules
