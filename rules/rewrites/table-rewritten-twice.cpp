// Two changes of types in one script that each go through the same table.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <variant>

#include "lint/existing.h"
#include "lint/rule.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

std::string_view changed_column(const Operation& operation) {
  const auto* type = std::get_if<op::AlterColumnType>(&operation.action);
  return type == nullptr ? std::string_view() : type->column;
}

const ObjectName* changed_table(const Operation& operation) {
  if (const auto* type = std::get_if<op::AlterColumnType>(&operation.action))
    return &type->table.name;
  if (const auto* column = std::get_if<op::ChangeColumn>(&operation.action))
    return &column->table.name;
  return nullptr;
}

bool writes_rows(const Effect& effect) {
  return effect.rewrite || effect.online.rebuild || effect.online.algorithm == DdlAlgorithm::copy;
}

void check(const Moment& at, Findings& findings) {
  if (at.direction == Direction::down) return;
  for (const Operation& operation : at.command) {
    const ObjectName* table = changed_table(operation);
    if (table == nullptr || at.is_new(*table)) continue;
    if (std::ranges::none_of(at.effects_of(operation), writes_rows)) continue;
    const Operation* first = nullptr;
    find_earlier_in_script(operation, at, [&](const Operation& earlier, const Statement&) {
      const ObjectName* other = changed_table(earlier);
      const bool same_command =
          std::ranges::any_of(at.command, [&](const Operation& each) { return &each == &earlier; });
      // One ALTER TABLE changes the type of a column once.
      const bool same_column =
          !changed_column(earlier).empty() && changed_column(earlier) == changed_column(operation);
      if (other != nullptr && *other == *table && !same_command && !same_column) first = &earlier;
      return first != nullptr;
    });
    if (first == nullptr) continue;
    findings.add({
        .span = operation.span,
        .message = fmt::format("`{}` is written again for this, after it was for an earlier change "
                               "of the same migration: one ALTER TABLE does both in one pass.",
                               identifier(*table)),
        .safe_way = fmt::format("-- ALTER TABLE {} …, …;\n", identifier(*table)),
        .related = {{first->span, "the first pass"}},
    });
    return;
  }
}

}  // namespace

extern const RuleLogic table_rewritten_twice;
const RuleLogic table_rewritten_twice{.command = check};

}  // namespace miglint::rules
