// A table loses its primary key: by it, rows are named, also to logical replication.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <variant>

#include "lint/rule.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

const TableConstraint* primary_key(const Table& table) {
  const auto found =
      std::ranges::find(table.constraints, ConstraintKind::primary_key, &TableConstraint::kind);
  return found == table.constraints.end() ? nullptr : &*found;
}

/// The transaction gives the table another one, says by what else its rows are told apart, or
/// drops it.
bool is_replaced(RelationKey table, const Operation& operation, const Moment& at) {
  const auto replaces = [&](const Operation& later) {
    if (const auto* add = std::get_if<op::AddConstraint>(&later.action)) {
      return add->constraint.kind == ConstraintKind::primary_key &&
             at.before.key(add->table.name) == table;
    }
    if (const auto* add = std::get_if<op::AddColumn>(&later.action)) {
      return at.before.key(add->table.name) == table &&
             std::ranges::any_of(add->column.constraints, [](const Constraint& constraint) {
               return constraint.kind == ConstraintKind::primary_key;
             });
    }
    if (const auto* option = std::get_if<op::AlterTableOption>(&later.action)) {
      return option->kind == op::AlterTableOption::Kind::replica_identity &&
             at.before.key(option->table.name) == table;
    }
    const auto* drop = std::get_if<op::DropTable>(&later.action);
    return drop != nullptr && at.before.key(drop->table) == table;
  };
  const auto see = [&](const Operation& later, const Statement&) { return replaces(later); };
  // One ALTER TABLE drops first, whatever the order in which its parts are written.
  if (std::ranges::any_of(at.command, replaces)) return true;
  // Where it is only guessed that no tool opens a transaction, it may well be one.
  const TransactionScope* scope = at.transaction.scope;
  const bool guessed = scope != nullptr && scope->known_by == KnownBy::guess;
  return guessed ? find_later_in_script(operation, at, see)
                 : find_later_in_transaction(operation, at, see);
}

void report(const op::AlterTarget& target, const TableConstraint* key, const Operation& operation,
            const Moment& at, Findings& findings) {
  if (at.direction == Direction::down || at.is_new(target.name)) return;
  if (key != nullptr && key->origin.migration == at.migration_number) return;
  if (is_replaced(at.before.key(target.name), operation, at)) return;
  const std::string table = identifier(target.name);
  Finding finding{
      .span = operation.span,
      .message =
          fmt::format("`{0}` has no primary key from here on: duplicates get in, and where it "
                      "is published for logical replication the server refuses each UPDATE "
                      "and DELETE of it.",
                      table),
      .safe_way = fmt::format(
          "-- build the index of the new key before\n"
          "CREATE UNIQUE INDEX CONCURRENTLY {1} ON {0} (…);\n"
          "-- then in one statement\n"
          "ALTER TABLE {0} DROP CONSTRAINT {2}, ADD CONSTRAINT {1} PRIMARY KEY USING INDEX {1};\n",
          table, identifier(std::string(target.name.name) + "_new_pkey"),
          key == nullptr ? "…" : identifier(key->name)),
  };
  if (key != nullptr && !key->origin.span.empty()) {
    finding.related.push_back({key->origin.span, "the key"});
  }
  findings.add(std::move(finding));
}

void check_constraint(const op::DropConstraint& drop, const Operation& operation, const Moment& at,
                      Findings& findings) {
  const Table* table = at.before.find_table(drop.table.name);
  const TableConstraint* constraint =
      table == nullptr ? nullptr : table->find_constraint(drop.constraint);
  const bool is_key = constraint != nullptr ? constraint->kind == ConstraintKind::primary_key
                                            : !drop.if_exists && drop.constraint.ends_with("_pkey");
  if (is_key) report(drop.table, constraint, operation, at, findings);
}

void check_column(const op::DropColumn& drop, const Operation& operation, const Moment& at,
                  Findings& findings) {
  const Table* table = at.before.find_table(drop.table.name);
  const TableConstraint* key = table == nullptr ? nullptr : primary_key(*table);
  if (key == nullptr || std::ranges::find(key->columns, drop.column) == key->columns.end()) return;
  report(drop.table, key, operation, at, findings);
}

}  // namespace

extern const RuleLogic primary_key_dropped;
const RuleLogic primary_key_dropped{.operations = {on<check_constraint>(), on<check_column>()}};

}  // namespace miglint::rules
