// A column that running code finds no longer under its name.
#include <fmt/format.h>

#include <optional>
#include <string>
#include <variant>

#include "lint/rule.h"
#include "lint/stand_in.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

/// The name under which code knows the relation, when the script has renamed it before.
std::optional<ObjectName> name_before(const ObjectName& relation, const Moment& at) {
  std::optional<ObjectName> old;
  for (const Statement& statement : at.script) {
    if (&statement == &at.statement) break;
    for (const Operation& operation : statement.operations) {
      const auto* rename = std::get_if<op::RenameRelation>(&operation.action);
      if (rename != nullptr && rename->new_name == relation.name) old = rename->relation;
    }
  }
  return old;
}

/// A view under the relation's old name still shows the column under its old name.
bool is_behind_view(const op::RenameColumn& rename, const Operation& operation, const Moment& at) {
  if (const auto old = name_before(rename.relation, at)) {
    const Table* view = at.before.find_table(*old);
    return (view != nullptr && view->kind == TableKind::view) || gets_stand_in(*old, operation, at);
  }
  const bool renamed_later =
      find_later_in_transaction(operation, at, [&](const Operation& later, const Statement&) {
        const auto* next = std::get_if<op::RenameRelation>(&later.action);
        return next != nullptr && next->relation == rename.relation;
      });
  return renamed_later && gets_stand_in(rename.relation, operation, at);
}

std::string safe_way(const op::RenameColumn& rename, const Column* column) {
  const std::string table = identifier(rename.relation);
  const std::string name = identifier(rename.new_name);
  return fmt::format(
      "ALTER TABLE {0} ADD COLUMN {1} {2};\n"
      "-- a trigger keeps {1} and {3} the same; fill the old rows in batches; release code that\n"
      "-- names {1} only; when no older code runs, drop the trigger and {3}\n",
      table, name, column != nullptr && column->type ? type_words(*column->type) : "<its type>",
      identifier(rename.column));
}

void check(const op::RenameColumn& rename, const Operation& operation, const Moment& at,
           Findings& findings) {
  // A rollback gives the old name back, together with the old code.
  if (at.undo != nullptr) return;
  if (rename.word == op::RelationWord::composite_type || at.is_new(rename.relation)) return;
  const Table* table = at.before.find_table(rename.relation);
  if (table != nullptr && table->kind == TableKind::composite_type) return;
  const Column* column = table == nullptr ? nullptr : table->find_column(rename.column);
  if (column != nullptr && column->origin.migration == at.migration_number) return;
  if (is_behind_view(rename, operation, at)) return;
  Finding finding{
      .span = operation.span,
      .message = fmt::format("Code that still runs knows `{}.{}` by its old name only, and fails "
                             "on every query that names it from the moment this is committed.",
                             identifier(rename.relation), identifier(rename.column)),
      .safe_way = safe_way(rename, column),
  };
  if (const Effect* effect = at.effect_on(operation, at.before.key(rename.relation))) {
    finding.effect = lock_fact(*effect);
  }
  findings.add(std::move(finding));
}

}  // namespace

extern const RuleLogic rename_column;
const RuleLogic rename_column{.operations = {on<check>()}};

}  // namespace miglint::rules
