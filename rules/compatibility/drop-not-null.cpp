// DROP NOT NULL: code that still runs may read a NULL where there never was one.
#include <fmt/format.h>

#include <variant>

#include "lint/rule.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

/// The first half of dropping the column, or of giving it another definition.
bool goes_later(const op::DropNotNull& drop, const Operation& operation, const Moment& at) {
  return find_later_in_script(operation, at, [&](const Operation& later, const Statement&) {
    if (const auto* column = std::get_if<op::DropColumn>(&later.action)) {
      return column->table.name == drop.table.name && column->column == drop.column;
    }
    const auto* set = std::get_if<op::SetNotNull>(&later.action);
    return set != nullptr && set->table.name == drop.table.name && set->column == drop.column;
  });
}

void check(const op::DropNotNull& drop, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (at.direction == Direction::down || at.is_new(drop.table.name)) return;
  const Table* table = at.before.find_table(drop.table.name);
  const Column* column = table == nullptr ? nullptr : table->find_column(drop.column);
  if (column != nullptr && column->origin.migration == at.migration_number) return;
  if (column != nullptr && column->not_null_known && !column->not_null) return;
  if (goes_later(drop, operation, at)) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format("From here on `{}.{}` can be NULL, and code that still runs has never "
                             "read one there. Going back needs every NULL to be filled first.",
                             identifier(drop.table.name), identifier(drop.column)),
      .safe_way =
          "-- release code that can read a NULL first, and code that writes one after this\n",
  });
}

}  // namespace

extern const RuleLogic drop_not_null;
const RuleLogic drop_not_null{.operations = {on<check>()}};

}  // namespace miglint::rules
