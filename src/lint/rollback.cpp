#include "lint/rollback.h"

#include <algorithm>
#include <string_view>
#include <variant>

#include "source/ascii.h"

namespace miglint {
namespace {

/// `RAISE EXCEPTION` in a DO block: the rollback is meant to fail.
bool refuses(const Statement& statement) {
  constexpr std::string_view kRaise = "raise exception";
  return !std::ranges::search(statement.text, kRaise, {}, ascii::lower).empty();
}

}  // namespace

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
  if (std::ranges::any_of(at.script, refuses)) return {};
  // It holds changesets, each with a rollback of its own, and stops at one that has none.
  if (at.migration.framework == "liquibase") return {};
  return differences(at.undo->before, at.after);
}

}  // namespace miglint
