#include "lint/rollback.h"

#include <algorithm>
#include <variant>

namespace miglint {

bool has_unread(std::span<const Statement> script) {
  return std::ranges::any_of(script, [](const Statement& statement) {
    return !statement.syntax_error.empty() ||
           std::ranges::any_of(statement.operations, [](const Operation& operation) {
             return std::holds_alternative<op::Opaque>(operation.action);
           });
  });
}

std::vector<SchemaDifference> left_undone(const ScriptEnd& at) {
  if (at.undo == nullptr || at.script.empty() || has_unread(at.script)) return {};
  return differences(at.undo->before, at.after);
}

}  // namespace miglint
