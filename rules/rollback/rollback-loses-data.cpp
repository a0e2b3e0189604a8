// A rollback that drops what is older than its migration.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <variant>

#include "lint/rule.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

void report(const std::string& what, const Operation& operation, Findings& findings) {
  findings.add({
      .span = operation.span,
      .message =
          fmt::format("The rollback drops `{}` with all that is in it, and its migration has "
                      "not made it: data is lost that was there before.",
                      what),
      .safe_way = "-- undo what the migration does, and no more\n",
  });
}

/// Nothing that could not be read may have made it since.
bool is_sure(const Origin& made, const Schema& schema) {
  constexpr Origin kFirst{0, 1, {}};
  return schema.is_sure_of(made.migration == 0 ? kFirst : made);
}

/// The rest of the script gives the name to what has been kept meanwhile.
bool table_comes_back(const op::DropTable& drop, const Operation& operation, const Moment& at) {
  return find_later_in_script(operation, at, [&](const Operation& later, const Statement&) {
    const auto* rename = std::get_if<op::RenameRelation>(&later.action);
    return rename != nullptr && rename->new_name == drop.table.name;
  });
}

/// The same of a column; or it is added anew and filled again.
bool column_comes_back(const op::DropColumn& drop, const Operation& operation, const Moment& at) {
  const RelationKey table = at.before.key(drop.table.name);
  bool is_there = false;
  return find_later_in_script(operation, at, [&](const Operation& later, const Statement&) {
    if (const auto* add = std::get_if<op::AddColumn>(&later.action)) {
      is_there =
          is_there || (add->column.name == drop.column && at.before.key(add->table.name) == table);
    } else if (const auto* update = std::get_if<op::UpdateRows>(&later.action)) {
      return is_there && at.before.key(update->table) == table &&
             std::ranges::find(update->assignments, drop.column, &Assignment::column) !=
                 update->assignments.end();
    }
    const auto* rename = std::get_if<op::RenameColumn>(&later.action);
    return rename != nullptr && rename->new_name == drop.column &&
           at.before.key(rename->relation) == table;
  });
}

void check_table(const op::DropTable& drop, const Operation& operation, const Moment& at,
                 Findings& findings) {
  if (at.undo == nullptr) return;
  if (const Table* table = at.before.find_table(drop.table)) {
    const bool made_here = table->origin.migration == at.migration_number;
    if (!table->assumed && (at.undoes(table->origin) || made_here)) return;
    if (!is_sure(table->origin, at.before)) return;
  } else if (drop.if_exists || at.before.known_absent(drop.table) || !is_sure({}, at.before)) {
    return;
  }
  if (table_comes_back(drop, operation, at)) return;
  report(identifier(drop.table), operation, findings);
}

void check_column(const op::DropColumn& drop, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (at.undo == nullptr || at.is_new(drop.table.name)) return;
  const Table* table = at.before.find_table(drop.table.name);
  if (table != nullptr && !table->assumed && at.undoes(table->origin)) return;
  const Column* column = table == nullptr ? nullptr : table->find_column(drop.column);
  if (column == nullptr) {
    const bool may_be_there = table == nullptr || table->columns_incomplete;
    if (drop.if_exists || !may_be_there || !is_sure({}, at.before)) return;
  } else if (at.undoes(column->origin) || column->origin.migration == at.migration_number ||
             column->generated != Generated::no || !is_sure(column->origin, at.before)) {
    return;
  }
  if (column_comes_back(drop, operation, at)) return;
  report(identifier(drop.table.name) + '.' + identifier(drop.column), operation, findings);
}

}  // namespace

extern const RuleLogic rollback_loses_data;
const RuleLogic rollback_loses_data{.operations = {on<check_table>(), on<check_column>()}};

}  // namespace miglint::rules
